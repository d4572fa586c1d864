// A UTM value that breaks the convention for its field.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/naming/agreed.h"
#include "rules/naming/lookback.h"
#include "rules/naming/utm_meaning.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr std::array<std::string_view, 5> fields = {"utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"};

/// What the checks of all values share.
struct Shared {
  UtmMeanings meanings;
  std::array<Agreed, fields.size()> by_field;          ///< by the place of the field above
  std::unordered_map<std::string, std::size_t> names;  ///< how many values in use have one meaning
};

Shared prepare(const Context& in) {
  Shared shared{UtmMeanings(in), {}, {}};
  for (std::size_t i = 0; i < fields.size(); ++i) shared.by_field[i] = agreed_for(fields[i], in.facts);
  for (const UtmValue& value : in.facts.utm_values) {
    if (uses_of(value, in) > 0) ++shared.names[shared.meanings.key_of(value)];
  }
  return shared;
}

/// Whether other rules tell that the value should be another: it is spelled in several ways, or is one of several names in use.
bool is_told(const UtmValue& value, const Shared& shared, const Context& in) {
  std::set<Text> spellings;
  for (const UtmValue::Use& use : value.uses) {
    if (still_reported(*use.campaign, in)) spellings.insert(*use.value);
  }
  const bool has_synonyms = value.field == "utm_source" || value.field == "utm_medium";
  return spellings.size() > 1 || (has_synonyms && shared.names.at(shared.meanings.key_of(value)) > 1);
}

/// How the use breaks the convention. That a medium is not in the list, so that reports lose it, is told by `utm-medium-unrecognised`.
std::vector<std::string> broken_by(const UtmValue::Use& use, const UtmValue& value, const Agreed& agreed, const Context& in) {
  const Campaign& campaign = *use.campaign;
  if (!still_reported(campaign, in) || is_older(campaign.common, &campaign.starts, *agreed.convention)) return {};
  std::vector<std::string> broken = violations(*use.value, agreed, in.facts);
  if (value.field == "utm_medium") std::erase(broken, not_listed);
  return broken;
}

Verdict check(const UtmValue& value, const Shared& shared, const Context& in) {
  const auto* const field = std::find(fields.begin(), fields.end(), value.field);
  if (field == fields.end() || uses_of(value, in) == 0) return not_applicable();
  const Agreed& agreed = shared.by_field[static_cast<std::size_t>(field - fields.begin())];
  if (agreed.convention == nullptr || is_told(value, shared, in)) return not_applicable();
  for (const UtmValue::Use& use : value.uses) {
    const std::vector<std::string> broken = broken_by(use, value, agreed, in);
    if (broken.empty()) continue;
    return flag(use.value.at, "the UTM {} `{}` breaks the convention: it {}", value.field.substr(4), *use.value, join_words(broken))
        .also(agreed.convention->id.at, "convention here")
        .act(fmt::format("bring the UTM {}s into line with the convention", value.field.substr(4)), in.inventory.stack.common.self);
  }
  return clear();
}

}  // namespace

Rule utm_off_convention() {
  return {
      .id = "utm-off-convention",
      .title = "UTM value breaks the convention",
      .when =
          "A UTM value is not in the agreed list, does not match the agreed pattern or has another letter case. Values in several "
          "spellings and mediums that are not listed are the matter of other rules.",
      .why = "It gets a row of its own in the reports, outside of the filters and dashboards that were built on the agreed names.",
      .fix =
          "Use an agreed value in new links and map the old one in the reports, or add it to the convention. If only new campaigns must "
          "comply, give the convention a `since` date.",
      .gets = "The dashboards that were built on the agreed names count this traffic, too.",
      .done = "New links carry an agreed value, and the reports show the old one under it.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "conventions: {utm_source: {allowed: [google, linkedin]}}\ncampaigns: {q4: {ends: 2026-12-31, utm: {source: [goggle]}}}",
      .clean = "conventions: {utm_source: {allowed: [google, linkedin]}}\ncampaigns: {q4: {ends: 2026-12-31, utm: {source: [google]}}}",
      .check = each<UtmValue>(prepare, check),
      .profile = Profile::standard,
      .options = {lookback_option()},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
