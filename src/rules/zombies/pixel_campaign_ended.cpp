// A pixel that outlives its campaign.
#include <algorithm>
#include <string>

#include "rules/planned.h"
#include "rules/usage.h"

namespace stackdrag::rules {
namespace {

Flagged left_behind(const Pixel& pixel, const Campaign& campaign, const std::string& message, Days over) {
  return flag(pixel.campaign.at, "{}", message).also(campaign.ends.at, "ended here").measure(over).end("remove {}", campaign.common.self);
}

/// The finding, which waits for the day on which the pixel is to go, or its campaign is to be torn down.
Flagged with_removal(const Pixel& pixel, const Campaign& campaign, const Context& in, Flagged finding) {
  const At<Date>& day = pixel.ends ? pixel.ends : campaign.teardown;
  return with_plan(std::move(finding), day ? in_sight(*day, in) : std::nullopt);
}

/// What is known of a pixel that was seen, of a campaign that has ended, after the grace period.
Verdict check_seen(const Pixel& pixel, const Campaign& campaign, Days grace, const Context& in) {
  const Date seen = std::min(*pixel.last_seen, in.as_of);
  const Date looked = in.looks.of(pixel.common, seen);
  if (silence_of(pixel.common, seen, in.options.days("silence"), in, pixel.seasonal).pulse == Pulse::silent) return clear();
  const Date ended = *campaign.ends;
  const Days over = looked - ended;
  // Nobody has looked since, so it may have gone with its campaign.
  if (over <= grace) return unknown(pixel, {"last_seen"});
  const bool fires = seen - ended > grace || looked - seen <= grace;
  const std::string as_of = look_note({Pulse::fresh, looked - seen, looked}, in);
  if (fires) {
    return with_removal(
        pixel, campaign, in,
        left_behind(pixel, campaign,
                    fmt::format("`{}` still fires {} after campaign `{}` ended{} (limit {})", *pixel.id, over, *campaign.id, as_of, grace),
                    over));
  }
  return left_behind(pixel, campaign,
                     fmt::format("`{}` no longer fires, but is still in place {} after campaign `{}` ended{} (limit {})", *pixel.id, over,
                                 *campaign.id, as_of, grace),
                     over)
      .as(Severity::low);
}

/// A campaign that is over although its end lies ahead, or is not written.
Verdict check_given_up(const Pixel& pixel, const Campaign& campaign, const Context& in) {
  if (pixel.keep_until && pixel.common.extras().why && in.as_of <= *pixel.keep_until) return clear();
  return with_removal(pixel, campaign, in,
                      flag(pixel.campaign.at, "`{}` is still live, and its campaign `{}` is retired", *pixel.id, *campaign.id)
                          .also(campaign.status.at, "retired here")
                          .end("remove {}", campaign.common.self));
}

Verdict check(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel)) return not_applicable();
  if (pixel.campaign.unknown() && !pixel.purpose) return unknown_any(pixel, {"for", "purpose"});
  const Campaign* campaign = pixel.campaign ? in.facts.campaign(pixel.campaign->target) : nullptr;
  // `ghost-reference` reports a campaign that is not declared.
  if (campaign == nullptr) return not_applicable();
  // What was meant to run forever has ended all the same once it is retired.
  if (campaign->evergreen && *campaign->evergreen && !is_retired(campaign->status)) return not_applicable();
  if (is_retired(campaign->status) && !(campaign->ends && *campaign->ends < in.as_of)) return check_given_up(pixel, *campaign, in);
  if (!campaign->ends) return unknown(*campaign, {"ends"});
  if (pixel.keep_until && pixel.common.extras().why && in.as_of <= *pixel.keep_until) return clear();
  const Days window{campaign->attribution_days ? static_cast<int>(*campaign->attribution_days) : 0};
  const Days grace = std::max(in.options.days("grace"), window);
  const Days over = in.as_of - *campaign->ends;
  if (over <= grace) return clear();
  // `pixel-silent` says of one that never fired, or has long stopped, that it is to be removed.
  if (pixel.last_seen.none()) return clear();
  if (pixel.last_seen) return check_seen(pixel, *campaign, grace, in);
  return with_removal(
      pixel, *campaign, in,
      left_behind(pixel, *campaign,
                  fmt::format("`{}` is still live {} after campaign `{}` ended (limit {})", *pixel.id, over, *campaign->id, grace), over));
}

}  // namespace

Rule pixel_campaign_ended() {
  return {
      .id = "pixel-campaign-ended",
      .title = "Pixel outlives its campaign",
      .when =
          "A pixel is still live although its campaign is retired, or has ended and the grace period is over; low if it was last seen "
          "before the end, and "
          "somebody has looked since.",
      .why = "Every page still waits for it, and it still collects visitor data that nobody reads.",
      .fix = "Pause the tag, wait 14 days, then delete it with its trigger.",
      .gets = "One tag less to wait for, and one campaign less that still collects visitors.",
      .done = "Its host gets no request from the pages for {grace}, then its tag and trigger are deleted.",
      .severity = Severity::medium,
      .effort = 1.5,
      .carry = 0.5,
      .flagged = "campaigns: {q1: {ends: 2026-03-31}}\npixels: {meta-q1: {for: q1, last_seen: 2026-11-20}}",
      .clean = "campaigns: {q1: {ends: 2026-12-31}}\npixels: {meta-q1: {for: q1, last_seen: 2026-11-20}}",
      .check = each<Pixel>(check),
      .options = {days_option(
                      "grace", 14,
                      "days after the campaign's end that a pixel may stay live; the campaign's attribution window if that is longer"),
                  days_option("silence", 90, "days without firing after which a pixel counts as stopped, and no longer as left behind")},
  };
}

}  // namespace stackdrag::rules
