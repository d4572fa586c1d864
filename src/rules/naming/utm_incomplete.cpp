// A campaign whose links do not say where their visitors come from.
#include <vector>

#include "rules/naming/lookback.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Campaign& campaign, const Context& in) {
  const bool tagged = campaign.auto_tagged && *campaign.auto_tagged;
  if (!still_reported(campaign, in) || tagged || campaign.utm.none() || campaign.utm.not_applicable()) return not_applicable();
  if (campaign.utm.unknown()) return unknown(campaign, {"utm"});
  std::vector<std::string> missing;
  if (!(campaign.utm->source && campaign.utm->source.size() > 0)) missing.emplace_back("`source`");
  if (!(campaign.utm->medium && campaign.utm->medium.size() > 0)) missing.emplace_back("`medium`");
  // Without values of its own the campaign's id is its value.
  if (campaign.utm->campaign.none()) missing.emplace_back("`campaign`");
  if (missing.empty()) return clear();
  return flag(campaign.utm.at, "the links of `{}` have no {}", *campaign.id, join_words(missing))
      .act("complete the links of {}", campaign.common.self);
}

}  // namespace

Rule utm_incomplete() {
  return {
      .id = "utm-incomplete",
      .title = "Campaign links without all their UTM values",
      .when = "A campaign has UTM values, but no source or no medium.",
      .why = "What it brings is credited to nobody, so its spend cannot be compared with that of any other.",
      .fix =
          "Give every link a source, a medium and a campaign. If the ad platform tags them by itself, say `auto_tagged: true`; if it has "
          "no links, `utm: none`.",
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
