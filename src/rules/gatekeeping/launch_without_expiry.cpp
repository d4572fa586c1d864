// Something that was built for a campaign and has no end date.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// Whether there is a date, even if it could not be read.
bool is_written(const At<Date>& date) { return date || date.misread(); }

/// Whether the campaign has an end date or is meant to run forever.
bool has_end(const Campaign& campaign) {
  return is_written(campaign.ends) || campaign.ends.not_applicable() || is_written(campaign.teardown) || campaign.evergreen.misread() ||
         (campaign.evergreen && *campaign.evergreen);
}

/// Precondition: `built` has no end date of its own.
template <class T>
Verdict judge(const T& built, Span at, const Campaign* campaign) {
  // `ghost-reference` reports a campaign that is not declared.
  if (campaign == nullptr) return not_applicable();
  if (has_end(*campaign)) return clear();
  return flag(at, "`{}` was built for `{}`, and neither has an end date", *built.id, *campaign->id)
      .act("set an end date for {}", built.common.self);
}

Verdict check_pixel(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel)) return not_applicable();
  if (is_written(pixel.ends) || is_written(pixel.keep_until)) return clear();
  if (pixel.campaign.unknown() && !pixel.purpose) return unknown_any(pixel, {"for", "purpose"});
  if (!pixel.campaign) return not_applicable();
  const Campaign* const campaign = in.facts.campaign(pixel.campaign->target);
  // `pixel-campaign-ended` reports a pixel of a campaign that is retired.
  if (campaign != nullptr && is_retired(campaign->status)) return clear();
  return judge(pixel, pixel.campaign.at, campaign);
}

Verdict check_integration(const Integration& integration, const Context& in) {
  if (!in_use(integration.status) || !integration.campaign) return not_applicable();
  if (is_written(integration.ends) || is_written(integration.until)) return clear();
  return judge(integration, integration.campaign.at, in.facts.campaign(integration.campaign->target));
}

Verdict check_page(const Page& page, const Context& in) {
  if (!page.campaign) return not_applicable();
  if (is_written(page.ends) || is_written(page.teardown)) return clear();
  return judge(page, page.campaign.at, in.facts.campaign(page.campaign->target));
}

/// A campaign itself: it is new for a while, and nobody knows at first how long it will run.
Verdict check_campaign(const Campaign& campaign, const Context& in) {
  if (!in_use(campaign.status)) return not_applicable();
  if (has_end(campaign)) return clear();
  if (!campaign.starts) return not_applicable();
  const Days running = in.as_of - *campaign.starts;
  const Days limit = in.options.days("running");
  if (running <= limit) return clear();
  return flag(campaign.starts.at, "`{}` started {} ago and has no end date (limit {}); set `ends`, or `evergreen`", *campaign.id, running,
              limit)
      .measure(running)
      .act("set an end date for {}", campaign.common.self);
}

}  // namespace

Rule launch_without_expiry() {
  return {
      .id = "launch-without-expiry",
      .title = "Launched without an end date",
      .when =
          "A pixel, integration or page was built for a campaign, and neither it nor the campaign has an end date; or a campaign without "
          "an end date started long ago.",
      .why = "The team moves on to the next launch and the code stays; a year later nobody dares to remove it.",
      .fix =
          "Set an end date at launch: `ends` on the campaign or on what was built for it. If the campaign is meant to run forever, set "
          "`evergreen: true`.",
      .gets = "What was built for the launch has a last day, so nobody has to dare to remove it later.",
      .done = "`ends` is set and that day is in its owner's calendar, or the campaign is marked `evergreen: true`.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "campaigns: {q4: {starts: 2026-10-01}}\npixels: {meta-q4: {for: q4}}",
      .clean = "campaigns: {q4: {ends: 2026-12-31}}\npixels: {meta-q4: {for: q4}}",
      .check = both(both(each<Pixel>(check_pixel), each<Integration>(check_integration)),
                    both(each<Page>(check_page), each<Campaign>(check_campaign))),
      .options = {days_option("running", 365, "days after its start from which a campaign needs an end date or `evergreen`")},
  };
}

}  // namespace stackdrag::rules
