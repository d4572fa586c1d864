// A pixel that serves only one campaign but runs on all pages.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Pixel& pixel, const Context&) {
  if (!is_live(pixel)) return not_applicable();
  // A pixel with a purpose, such as a base tag, serves more than its campaign.
  if (pixel.purpose || pixel.purpose.misread()) return clear();
  if (pixel.campaign.unknown()) return unknown_any(pixel, {"for", "purpose"});
  if (!pixel.campaign) return not_applicable();
  if (pixel.on.unknown()) return unknown(pixel, {"on"});
  const auto* const all = on_all_pages(pixel);
  if (all == nullptr) return clear();
  return flag(all->at, "`{}` runs on all pages but serves only `{}`", *pixel.id, pixel.campaign->text)
      .also(pixel.campaign.at, "assigned here")
      .act("limit {} to the pages that need it", pixel.common.self);
}

}  // namespace

Rule pixel_over_scoped() {
  return {
      .id = "pixel-over-scoped",
      .title = "Campaign pixel on all pages",
      .when = "A pixel that serves one campaign or page runs on all pages.",
      .why = "Every page waits for it and every visitor is tracked, for a campaign that lives on a few pages.",
      .fix = "Limit its trigger to the campaign's pages. If it is the base tag of an ad network, record its `purpose`.",
      .gets = "Only those who see the campaign's pages wait for it and are tracked.",
      .done = "Pages outside the campaign send nothing to its host and the campaign's do, or `purpose` says why all must.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.25,
      .flagged = "campaigns: {q4: {ends: 2026-12-31}}\npixels: {meta-q4: {for: q4, on: [all]}}",
      .clean = "campaigns: {q4: {ends: 2026-12-31}}\npixels: {meta-q4: {for: q4, on: [landing-q4]}}",
      .check = each<Pixel>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
