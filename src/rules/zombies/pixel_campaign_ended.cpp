// A pixel that outlives its campaign.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel)) return not_applicable();
  if (pixel.campaign.unknown() && !pixel.purpose) return unknown_any(pixel, {"for", "purpose"});
  const Campaign* campaign = pixel.campaign ? in.facts.campaign(pixel.campaign->target) : nullptr;
  // `ghost-reference` reports a campaign that is not declared.
  if (campaign == nullptr || (campaign->evergreen && *campaign->evergreen)) return not_applicable();
  if (!campaign->ends) return unknown(*campaign, {"ends"});
  if (pixel.keep_until && pixel.common.extras().why && in.as_of <= *pixel.keep_until) return clear();
  const Days window{campaign->attribution_days ? static_cast<int>(*campaign->attribution_days) : 0};
  const Days grace = std::max(in.options.days("grace"), window);
  const Days over = in.as_of - *campaign->ends;
  if (over <= grace) return clear();
  return flag(pixel.campaign.at, "`{}` still fires {} after campaign `{}` ended (limit {})", *pixel.id, over, *campaign->id, grace)
      .also(campaign->ends.at, "ended here")
      .measure(over)
      .end("remove {}", campaign->common.self);
}

}  // namespace

Rule pixel_campaign_ended() {
  return {
      .id = "pixel-campaign-ended",
      .title = "Pixel outlives its campaign",
      .when = "A pixel is still live although its campaign has ended and the grace period is over.",
      .why = "Every page still waits for it, and it still collects visitor data that nobody reads.",
      .fix = "Pause the tag, wait 14 days, then delete it with its trigger.",
      .severity = Severity::medium,
      .effort = 1.5,
      .carry = 0.5,
      .flagged = "campaigns: {q1: {ends: 2026-03-31}}\npixels: {meta-q1: {for: q1, last_seen: 2026-11-20}}",
      .clean = "campaigns: {q1: {ends: 2026-12-31}}\npixels: {meta-q1: {for: q1, last_seen: 2026-11-20}}",
      .check = each<Pixel>(check),
      .options = {days_option(
          "grace", 14, "days after the campaign's end that a pixel may stay live; the campaign's attribution window if that is longer")},
  };
}

}  // namespace stackdrag::rules
