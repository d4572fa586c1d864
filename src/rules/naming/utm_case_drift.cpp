// One UTM value in several spellings: `Facebook`, `facebook`, `face-book`.
#include <unordered_map>

#include "rules/naming/lookback.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

struct Spelling {
  At<Text> first;
  bool listed = false;  ///< by the convention
  std::size_t uses = 0;
};

/// The spellings in use. The one to keep comes first: one that the convention lists, else the most used, else the earliest.
std::vector<Spelling> spellings_of(const UtmValue& value, const Context& in) {
  std::vector<Spelling> all;
  std::unordered_map<Text, std::size_t> places;
  for (const UtmValue::Use& use : value.uses) {
    if (!still_reported(*use.campaign, in)) continue;
    const auto [place, fresh] = places.try_emplace(*use.value, all.size());
    if (fresh) all.push_back({use.value});
    ++all[place->second].uses;
  }
  if (const Convention* agreed = in.facts.convention(value.field)) {
    for (const At<Text>& name : agreed->allowed) {
      if (const auto place = places.find(*name); place != places.end()) all[place->second].listed = true;
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Spelling& a, const Spelling& b) { return a.listed != b.listed ? a.listed : a.uses > b.uses; });
  return all;
}

std::string times(std::size_t count) { return count == 1 ? "once" : fmt::format("{} times", count); }

Verdict check(const UtmValue& value, const Context& in) {
  const std::vector<Spelling> spellings = spellings_of(value, in);
  if (spellings.empty()) return not_applicable();
  if (spellings.size() == 1) return clear();
  std::vector<std::string> listed;
  for (const Spelling& s : spellings) listed.push_back(fmt::format("`{}` ({})", *s.first, times(s.uses)));
  Flagged finding =
      flag(spellings.back().first.at, "one `{}` value is spelled in {} ways: {}", value.field, spellings.size(), join_words(listed))
          .measure(static_cast<double>(spellings.size()), "spellings")
          .act("use one spelling of {}", in.inventory.stack.common.self);
  for (const Spelling& s : spellings) {
    if (s.first.at != spellings.back().first.at) finding.also(s.first.at, "`{}` here", *s.first);
  }
  return finding;
}

}  // namespace

Rule utm_case_drift() {
  return {
      .id = "utm-case-drift",
      .title = "UTM value in several spellings",
      .when = "A UTM value is used in spellings that differ only in letter case or separators.",
      .why =
          "GA4's default channel grouping ignores letter case, so the channels still look right. But every report by source, medium or "
          "campaign puts each spelling on a row of its own, and each row shows only part of the traffic.",
      .fix =
          "Agree on one spelling and use it in all new links, write every value in lower case at the source, and map the old spellings in "
          "the reports. The finding stays until no campaign of the past year uses the others.",
      .gets = "One row for the whole traffic of this name in the reports.",
      .done = "New links carry one spelling, and the reports show the visits of last week in one row.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.5,
      .flagged = "campaigns:\n  q3: {ends: 2026-12-31, utm: {source: [LinkedIn]}}\n  q4: {ends: 2026-12-31, utm: {source: [linkedin]}}",
      .clean = "campaigns:\n  q3: {ends: 2026-12-31, utm: {source: [linkedin]}}\n  q4: {ends: 2026-12-31, utm: {source: [linkedin]}}",
      .check = each<UtmValue>(check),
      .options = {lookback_option()},
  };
}

}  // namespace stackdrag::rules
