// One source or medium under several names: `fb`, `facebook`, `meta`.
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "rules/naming/lookback.h"
#include "rules/naming/utm_meaning.h"
#include "stackdrag/near_names.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using Groups = std::unordered_map<std::string, std::vector<const UtmValue*>>;

/// What the checks of all values share.
struct Shared {
  UtmMeanings meanings;
  Groups by_meaning;                                          ///< the values in use, grouped by field and meaning
  std::unordered_map<const UtmValue*, const UtmValue*> near;  ///< a rare value and the more frequent one that it nearly equals
};

/// Sources and media only: what campaigns and advertisements are called is their own business.
bool has_synonyms(const UtmValue& value) { return value.field == "utm_source" || value.field == "utm_medium"; }

/// A name in use for the value, the usual one if there is a choice.
const At<Text>& name_of(const UtmValue& value, const Context& in) {
  const UtmValue::Use* found = nullptr;
  for (const UtmValue::Use& use : value.uses) {
    if (!still_reported(*use.campaign, in)) continue;
    if (found == nullptr || *use.value == value.shown) found = &use;
    if (*use.value == value.shown) break;
  }
  return found == nullptr ? value.uses.front().value : found->value;
}

/// Finds likely misspellings. Not for campaign values: names of campaigns may well be similar.
void find_near(std::string_view field, const Context& in, Shared& shared) {
  std::vector<std::string_view> names;
  std::vector<const UtmValue*> values;
  const auto least = static_cast<std::size_t>(in.options.number("length"));
  for (const UtmValue& value : in.facts.utm_values) {
    if (value.field != field || uses_of(value, in) == 0 || value.folded.size() < least) continue;
    names.push_back(value.folded);
    values.push_back(&value);
  }
  for (const auto& [later, earlier] : near_names(names)) {
    // The usual one is what the packs know, else what is used more, else the first by the alphabet.
    const auto rank = [&](const UtmValue* value) {
      return std::make_tuple(in.packs.utm_name(field, value->folded).empty(), -static_cast<std::ptrdiff_t>(uses_of(*value, in)),
                             value->folded);
    };
    const bool swapped = rank(values[later]) < rank(values[earlier]);
    const UtmValue* const rare = values[swapped ? earlier : later];
    const UtmValue* const usual = values[swapped ? later : earlier];
    // Values that differ only in numbers differ on purpose.
    const auto letters = [](std::string name) { return std::erase_if(name, is_digit), name; };
    if (letters(rare->folded) == letters(usual->folded)) continue;
    const Text rare_name = *rare->uses.front().value;
    const Text usual_name = *usual->uses.front().value;
    if (differ_in_word(lower_case(rare_name), lower_case(usual_name), least)) shared.near.try_emplace(rare, usual);
  }
}

Shared prepare(const Context& in) {
  Shared shared{UtmMeanings(in), {}, {}};
  for (const UtmValue& value : in.facts.utm_values) {
    if (has_synonyms(value) && uses_of(value, in) > 0) shared.by_meaning[shared.meanings.key_of(value)].push_back(&value);
  }
  for (const std::string_view field : {"utm_source", "utm_medium"}) find_near(field, in, shared);
  return shared;
}

Verdict check_near(const UtmValue& value, const Shared& shared, const Context& in) {
  const auto near = shared.near.find(&value);
  if (near == shared.near.end()) return clear();
  const At<Text>& usual = near->second->uses.front().value;
  return flag(value.uses.front().value.at, "`{}` is nearly the same as `{}` and may be a misspelling", *value.uses.front().value, *usual)
      .also(usual.at, "`{}` here", *usual)
      .as(Severity::info)
      .act("check the spelling of {}", in.inventory.stack.common.self);
}

Verdict check(const UtmValue& value, const Shared& shared, const Context& in) {
  if (uses_of(value, in) == 0 || !has_synonyms(value)) return not_applicable();
  const std::vector<const UtmValue*>& names = shared.by_meaning.at(shared.meanings.key_of(value));
  if (names.size() == 1) return check_near(value, shared, in);
  const std::string meant = shared.meanings.of(value);
  // The group is reported once: under the meant name if that is in use, else under the first.
  const auto is_meant = [&](const UtmValue* name) { return name->folded == meant; };  // no mutant: under which name it is reported
  const auto reported = std::find_if(names.begin(), names.end(), is_meant);
  if ((reported == names.end() ? names.front() : *reported) != &value) return not_applicable();  // no mutant: the same
  std::vector<std::string> listed;
  for (const UtmValue* name : names) listed.push_back(fmt::format("`{}`", *name_of(*name, in)));
  const auto odd = std::find_if(names.begin(), names.end(), [&](const UtmValue* name) { return name->folded != meant; });
  Flagged finding = flag(name_of(**odd, in).at, "one `{}` goes by {} names: {}", value.field, names.size(), join_words(listed))
                        .keyed(meant)
                        .measure(static_cast<double>(names.size()), "names")
                        .carrying(static_cast<double>(names.size()) >= in.options.number("many") ? 2 : 0.5)
                        .act("use one name for {}");
  for (const UtmValue* name : names) {
    if (name != *odd) finding.also(name_of(*name, in).at, "`{}` here", *name_of(*name, in));
  }
  return finding;
}

}  // namespace

Rule utm_synonyms() {
  return {
      .id = "utm-synonyms",
      .title = "One channel under several UTM names",
      .when = "Several names for the same source or medium are in use; a likely misspelling is reported with severity info.",
      .why = "Each name is a separate row in the reports, so no report shows the channel's true share of traffic and spend.",
      .fix =
          "Choose one name, list the others under `aliases` in the convention, map them in the reports, and build links from a list "
          "instead of by hand. The finding stays until no campaign of the past year uses the other names.",
      .gets = "The channel's true share of visits and spend, in one row.",
      .done = "The other names are listed under `aliases`, the reports map them, and new links come from a list.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.5,
      .flagged =
          "conventions: {utm_source: {aliases: {fb: facebook}}}\ncampaigns:\n  q3: {ends: 2026-12-31, utm: {source: [fb]}}\n  q4: {ends: "
          "2026-12-31, utm: {source: [facebook]}}",
      .clean =
          "conventions: {utm_source: {aliases: {fb: facebook}}}\ncampaigns:\n  q3: {ends: 2026-12-31, utm: {source: [facebook]}}\n  q4: "
          "{ends: 2026-12-31, utm: {source: [facebook]}}",
      .check = each<UtmValue>(prepare, check),
      .most_carry = 2,
      .options = {lookback_option(),
                  {"many", "names", 5, "number of names from which sorting them out takes two hours a month"},
                  {"length", "letters", 5, "letters that a value must have before a likely misspelling is reported"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
