// A UTM medium that the reports assign to no channel.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rules/naming/agreed.h"
#include "rules/naming/lookback.h"
#include "rules/naming/utm_meaning.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// What the checks of all media share.
struct Shared {
  UtmMeanings meanings;
  Agreed agreed;
  std::unordered_map<std::string, const At<Text>*> listed;  ///< the media of the agreed list, by the folded name
  std::unordered_set<std::string> aliases;                  ///< folded
  std::unordered_map<std::string, std::size_t> names;       ///< how many values in use have one meaning
};

Shared prepare(const Context& in) {
  Shared shared{UtmMeanings(in), agreed_for("utm_medium", in.facts), {}, {}, {}};
  if (const Convention* const convention = shared.agreed.convention) {
    for (const At<Text>& name : convention->allowed) {
      if (name) shared.listed.try_emplace(folded_name(*name), &name);
    }
    for (const auto& [alias, meant] : convention->aliases) {
      if (alias) shared.aliases.insert(folded_name(*alias));
    }
  }
  for (const UtmValue& value : in.facts.utm_values) {
    if (value.field == "utm_medium" && uses_of(value, in) > 0) ++shared.names[shared.meanings.of(value)];
  }
  return shared;
}

/// Whether `utm-off-convention` tells of the medium, because of its letter case or its pattern.
bool breaks_more(Text medium, const Agreed& agreed, const Facts& facts) {
  std::vector<std::string> broken = violations(medium, agreed, facts);
  std::erase(broken, not_listed);
  return !broken.empty();
}

/// A medium of the list that all campaigns spell in another way. Several spellings in use are for `utm-case-drift` to tell.
Verdict check_spelling(const UtmValue& value, const At<Text>& agreed, const Shared& shared, const Context& in) {
  const Convention& convention = *shared.agreed.convention;
  const UtmValue::Use* first = nullptr;  // of the spelling
  const UtmValue::Use* bound = nullptr;  // the first that the convention binds
  for (const UtmValue::Use& use : value.uses) {
    if (!still_reported(*use.campaign, in)) continue;
    if (first == nullptr) first = &use;
    if (*use.value == *agreed || *use.value != *first->value) return clear();
    if (bound == nullptr && !is_older(use.campaign->common, &use.campaign->starts, convention)) bound = &use;
  }
  if (convention.pattern.misread() || convention.letter_case.misread()) return clear();
  if (bound == nullptr || breaks_more(*bound->value, shared.agreed, in.facts)) return clear();
  return flag(bound->value.at, "the UTM medium `{}` is not in the agreed list; `{}` is", *bound->value, *agreed)
      .as(Severity::low)
      .also(agreed.at, "agreed spelling here")
      .act("replace the UTM medium {} or list it in the convention");
}

/// Whether GA4 has a default channel for the medium, alone or with one of the campaign's sources.
bool is_known(const UtmValue::Use& use, const Packs& packs) {
  if (packs.channel({}, *use.value) != nullptr) return true;
  const List<Text>& sources = use.campaign->utm->source;
  return std::any_of(sources.begin(), sources.end(), [&](const At<Text>& source) { return packs.channel(*source, *use.value) != nullptr; });
}

Verdict check(const UtmValue& value, const Shared& shared, const Context& in) {
  if (value.field != "utm_medium") return not_applicable();
  const auto counts = [&](const UtmValue::Use& use) { return still_reported(*use.campaign, in); };
  if (std::none_of(value.uses.begin(), value.uses.end(), counts)) return not_applicable();
  const Convention* convention = shared.agreed.convention;
  const bool listed = convention != nullptr && convention->allowed.size() > 0;
  if (const auto agreed = shared.listed.find(value.folded); agreed != shared.listed.end())
    return check_spelling(value, *agreed->second, shared, in);
  if (listed && shared.aliases.contains(value.folded)) return clear();
  const auto lost = std::find_if(value.uses.begin(), value.uses.end(),
                                 [&](const UtmValue::Use& use) { return counts(use) && (listed || !is_known(use, in.packs)); });
  if (lost == value.uses.end()) return clear();
  // Another name for a medium that is in use is what `utm-synonyms` reports.
  const std::string meant = shared.meanings.of(value);
  if (meant != value.folded && shared.names.at(meant) > 1) return clear();
  const char* const why = listed ? "is not in the agreed list" : "is in none of GA4's default channels";
  Flagged finding =
      flag(lost->value.at, "the UTM medium `{}` {}", *lost->value, why).act("replace the UTM medium {} or list it in the convention");
  return listed ? std::move(finding).also(convention->allowed.at, "agreed list here") : finding;
}

}  // namespace

Rule utm_medium_unrecognised() {
  return {
      .id = "utm-medium-unrecognised",
      .title = "Unrecognised UTM medium",
      .when =
          "A UTM medium is missing from the agreed list or, if there is no list, from GA4's default channels; or (low) it is in the list "
          "under another spelling only.",
      .why = "Its visits end up in \"Unassigned\", where nobody looks, and its channel seems to bring in less than it does.",
      .fix =
          "Use a medium that your channel groups recognise (`cpc`, `email`, `paid-social` …). If you have channel groups of your own, list "
          "their mediums in `conventions`.",
      .gets = "Visits leave \"Unassigned\" for the channel that has earned them.",
      .done = "A test click is shown under the channel that it is meant for, and new links take the medium from the agreed list.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.5,
      .flagged =
          "conventions: {utm_medium: {allowed: [cpc, email]}}\ncampaigns: {q4: {ends: 2026-12-31, utm: {source: [x], medium: [promo9]}}}",
      .clean =
          "conventions: {utm_medium: {allowed: [cpc, email]}}\ncampaigns: {q4: {ends: 2026-12-31, utm: {source: [x], medium: [email]}}}",
      .check = each<UtmValue>(prepare, check),
      .profile = Profile::standard,
      .options = {lookback_option()},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
