// A kind without a naming convention, and the pattern that most of its names follow anyway.
#include <algorithm>
#include <array>
#include <string>

#include "rules/naming/name_case.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// A common naming style. Stricter styles come first.
struct Style {
  std::string_view name;
  std::string_view pattern;
  NameCase letter_case;
};
constexpr std::array<Style, 6> styles{{
    {"snake case", "^[a-z0-9]+(_[a-z0-9]+)*$", NameCase::snake},
    {"kebab case", "^[a-z0-9]+(-[a-z0-9]+)*$", NameCase::kebab},
    {"pascal case", "^[A-Z][A-Za-z0-9]*$", NameCase::pascal},
    {"camel case", "^[a-z][A-Za-z0-9]*$", NameCase::camel},
    {"title case", "^[A-Z0-9][^ ]*( [A-Z0-9][^ ]*)*$", NameCase::title},
    {"lower case", "^[^A-Z]+$", NameCase::lower},
}};

/// A common prefix of names: a year and a quarter, or a year and a month.
struct Prefix {
  std::string_view name, pattern;
  bool (*has_prefix)(Text name);
};

/// What follows a year of this century and an optional separator; empty if the name does not start with such a year.
Text after_year(Text name) {
  if (!name.starts_with("20") || name.find_first_not_of("0123456789", 2) < 4) return {};
  name.remove_prefix(std::min<std::size_t>(name.size(), 4));
  if (name.starts_with('-') || name.starts_with('_')) name.remove_prefix(1);
  return name;
}
bool starts_with_quarter(Text name) {
  constexpr std::string_view quarters[] = {"q1", "q2", "q3", "q4", "Q1", "Q2", "Q3", "Q4"};
  return std::find(std::begin(quarters), std::end(quarters), after_year(name).substr(0, 2)) != std::end(quarters);
}
bool starts_with_month(Text name) {
  const Text rest = after_year(name);
  return std::min(rest.find_first_not_of("0123456789"), rest.size()) == 2;
}
constexpr std::array<Prefix, 2> prefixes{{
    {"starting with year and quarter", "20[0-9]{2}[-_]?[qQ][1-4]", starts_with_quarter},
    {"starting with year and month", "20[0-9]{2}[-_]?[0-9]{2}", starts_with_month},
}};

/// How many of the names follow each style and prefix.
struct Count {
  std::size_t names = 0;
  std::array<std::size_t, styles.size()> by_style{};
  std::array<std::size_t, prefixes.size()> by_prefix{};
};

Count count_of_styles(const NameKind& kind, const Facts& facts) {
  Count count;
  facts.each_name(kind.convention, [&](Text name) {
    ++count.names;
    for (std::size_t i = 0; i < styles.size(); ++i) {
      count.by_style[i] += follows(styles[i].letter_case, name) ? 1 : 0;
    }
    for (std::size_t i = 0; i < prefixes.size(); ++i) count.by_prefix[i] += prefixes[i].has_prefix(name) ? 1 : 0;
  });
  return count;
}

/// The style that most names follow; the stricter one in a tie.
const Style& dominant(const Count& count) {
  return styles[static_cast<std::size_t>(std::max_element(count.by_style.begin(), count.by_style.end()) - count.by_style.begin())];
}

std::size_t followers(const std::string& pattern, const NameKind& kind, const Facts& facts) {
  std::string problem;
  const auto compiled = Pattern::compile(pattern, problem);
  std::size_t count = 0;
  facts.each_name(kind.convention, [&](Text name) { count += compiled && compiled->matches(name) ? 1 : 0; });
  return count;
}

/// What is said of the names: "11 of 14 (78 %) follow `^[a-z0-9]+(-[a-z0-9]+)*$` (kebab case)".
struct Proposal {
  std::string text;
  bool all_agree = false;  ///< on letter case and separators, so that there is nothing to agree on
};

Proposal proposal(const NameKind& kind, const Count& count, double least, const Facts& facts) {
  const auto few = [&](std::size_t names) { return static_cast<double>(names) < least * static_cast<double>(count.names); };
  const Style& style = dominant(count);
  std::string pattern(style.pattern);
  std::string name(style.name);
  for (std::size_t i = 0; i < prefixes.size(); ++i) {
    if (few(count.by_prefix[i])) continue;
    // The prefix is followed by a separator and the words.
    const std::size_t words = pattern.find('(');
    pattern.replace(1, words == std::string::npos ? 0 : words - 1, prefixes[i].pattern);
    name += fmt::format(", {}", prefixes[i].name);
    break;
  }
  const std::size_t following = followers(pattern, kind, facts);
  if (few(following)) return {"no pattern is common enough to propose"};
  return {fmt::format("{} of {} ({} %) follow `{}` ({})", following, count.names, following * 100 / count.names, pattern, name),
          following == count.names && style.letter_case != NameCase::lower};
}

Verdict check(const NameKind& kind, const Context& in) {
  if (static_cast<double>(kind.count) < in.options.number("names")) return not_applicable();
  if (in.facts.convention(kind.convention) != nullptr) return clear();
  const Proposal proposed = proposal(kind, count_of_styles(kind, in.facts), in.options.number("most"), in.facts);
  if (proposed.all_agree) return clear();
  return flag(kind.first, "there is no naming convention for `{}`; {}", kind.convention, proposed.text)
      .measure(static_cast<double>(kind.count), "names")
      .lacking()
      .act("agree on a naming convention for {}");
}

}  // namespace

Rule convention_missing() {
  return {
      .id = "convention-missing",
      .title = "No naming convention",
      .when = "There are several names of a kind, they do not all follow one style, and there is no naming convention for that kind.",
      .why = "Without a convention nobody can say which of two names is wrong, and every new name adds another variant.",
      .fix = "Put the pattern that most names follow into `conventions`, and in `since` the day from which it holds: older names may stay.",
      .gets = "Whoever names the next one knows how, and filters by name go on working.",
      .done = "The pattern is in `conventions` with `since`, and those who create such names have tried it on three of theirs.",
      .severity = Severity::low,
      .effort = 3,
      .carry = 0.5,
      .flagged =
          "campaigns:\n  q1-launch: {ends: 2026-12-31}\n  q2-launch: {ends: 2026-12-31}\n  q3-launch: {ends: 2026-12-31}\n  q4-launch: "
          "{ends: 2026-12-31}\n  SummerSale: {ends: 2026-12-31}",
      .clean =
          "conventions: {campaign: {case: kebab}}\ncampaigns:\n  q1-launch: {ends: 2026-12-31}\n  q2-launch: {ends: 2026-12-31}\n  "
          "q3-launch: {ends: 2026-12-31}\n  q4-launch: {ends: 2026-12-31}\n  q5-launch: {ends: 2026-12-31}",
      .check = each<NameKind>(check),
      .profile = Profile::standard,
      .options = {{"names", "names", 5, "number of names of one kind from which a convention is expected"},
                  {"most", "share", 0.6, "share of the names that must follow a pattern before it is proposed"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
