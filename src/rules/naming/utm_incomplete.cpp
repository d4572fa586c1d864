// A campaign whose links lack a UTM value.
#include <vector>

#include "rules/naming/lookback.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The missing value that nobody has written about: `none` is written, in any of the fields.
Known unwritten(const Utm& utm) {
  for (const Known& value : {Known(utm.source), Known(utm.medium), Known(utm.campaign)}) {
    if (value.none()) return value;
  }
  return {};
}

Verdict check(const Campaign& campaign, const Context& in) {
  const bool tagged = campaign.auto_tagged.misread() || (campaign.auto_tagged && *campaign.auto_tagged);
  if (!still_reported(campaign, in) || tagged || campaign.utm.none() || campaign.utm.not_applicable()) return not_applicable();
  if (campaign.utm.unknown()) return unknown(campaign, {"utm"});
  std::vector<std::string> missing;
  const auto lacks = [](const List<Text>& values) { return !values.misread() && values.size() == 0; };
  if (lacks(campaign.utm->source)) missing.emplace_back("`source`");
  if (lacks(campaign.utm->medium)) missing.emplace_back("`medium`");
  // Unless the inventory says otherwise, the campaign's id is its `campaign` value.
  if (campaign.utm->campaign.none()) missing.emplace_back("`campaign`");
  if (missing.empty()) return clear();
  return flag(campaign.utm.at, "the links of `{}` lack {}", *campaign.id, join_words(missing))
      .lacking(unwritten(*campaign.utm))
      .act("complete the UTM values of {}", campaign.common.self);
}

}  // namespace

Rule utm_incomplete() {
  return {
      .id = "utm-incomplete",
      .title = "Incomplete UTM values",
      .when = "A campaign has UTM values, but its source, medium or campaign is missing.",
      .why = "Its visits are credited to nobody, so its spend cannot be compared with that of other campaigns.",
      .fix =
          "Give every link a source, a medium and a campaign. If the ad platform tags the links automatically, set `auto_tagged: true`; if "
          "the campaign has no links, set `utm: none`.",
      .gets = "The campaign's visits are credited to it, so its spend can be judged.",
      .done = "A click on a live link arrives with source, medium and campaign, tagged by hand or by the ad platform.",
      .severity = Severity::medium,
      .effort = 0.5,
      .carry = 0.25,
      .flagged = "campaigns: {q4: {ends: 2026-12-31, utm: {source: [google]}}}",
      .clean = "campaigns: {q4: {ends: 2026-12-31, utm: {source: [google], medium: [cpc]}}}",
      .check = each<Campaign>(check),
      .profile = Profile::standard,
      .options = {lookback_option()},
  };
}

}  // namespace stackdrag::rules
