// A kind of thing that nobody has agreed how to name, and the pattern that most of its names follow anyway.
#include <array>
#include <string>
#include <utility>

#include "rules/naming/name_case.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// A way of naming that names are known to follow; the stricter one comes first.
struct Style {
  std::string_view name;
  std::string_view pattern;
  NameCase letter_case;
  char separator = '\0';  ///< names without one follow several styles
};
constexpr std::array<Style, 5> styles{{
    {"snake case", "^[a-z0-9]+(_[a-z0-9]+)*$", NameCase::snake, '_'},
    {"kebab case", "^[a-z0-9]+(-[a-z0-9]+)*$", NameCase::kebab, '-'},
    {"pascal case", "^[A-Z][A-Za-z0-9]*$", NameCase::pascal},
    {"camel case", "^[a-z][A-Za-z0-9]*$", NameCase::camel},
    {"lower case", "^[^A-Z]+$", NameCase::lower},
}};

/// What the names have in common at their beginning: a year and a quarter, or a year and a month.
struct Opening {
  std::string_view name, pattern;
  bool (*opens)(Text name);
};

bool is_year(Text name) { return name.size() > 4 && name.starts_with("20") && is_digit(name[2]) && is_digit(name[3]); }
bool opens_with_quarter(Text name) {
  if (!is_year(name)) return false;
  name.remove_prefix(4);
  if (name.front() == '-' || name.front() == '_') name.remove_prefix(1);
  return name.size() > 1 && (name[0] == 'q' || name[0] == 'Q') && name[1] >= '1' && name[1] <= '4';
}
bool opens_with_month(Text name) {
  if (!is_year(name)) return false;
  name.remove_prefix(4);
  if (name.front() == '-' || name.front() == '_') name.remove_prefix(1);
  return name.size() > 1 && is_digit(name[0]) && is_digit(name[1]) && (name.size() == 2 || !is_digit(name[2]));
}
constexpr std::array<Opening, 2> openings{{
    {"year and quarter in front", "20[0-9]{2}[-_]?[qQ][1-4]", opens_with_quarter},
    {"year and month in front", "20[0-9]{2}[-_]?[0-9]{2}", opens_with_month},
}};

/// How many of the names follow each style and opening.
struct Count {
  std::size_t names = 0;
  std::array<std::size_t, styles.size()> by_style{};
  std::array<std::size_t, styles.size()> parted{};  ///< and have its separator
  std::array<std::size_t, openings.size()> by_opening{};
};

Count count_of_styles(const NameKind& kind, const Facts& facts) {
  Count count;
  facts.each_name(kind.convention, [&](Text name) {
    ++count.names;
    for (std::size_t i = 0; i < styles.size(); ++i) {
      if (!follows(styles[i].letter_case, name)) continue;
      ++count.by_style[i];
      if (styles[i].separator == '\0' || name.find(styles[i].separator) != Text::npos) ++count.parted[i];
    }
    for (std::size_t i = 0; i < openings.size(); ++i) count.by_opening[i] += openings[i].opens(name) ? 1 : 0;
  });
  return count;
}

/// The style that most names follow; of two, the one whose separator is in use, then the stricter one.
std::size_t dominant(const Count& count) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < styles.size(); ++i) {
    if (std::pair(count.by_style[i], count.parted[i]) > std::pair(count.by_style[best], count.parted[best]) &&
        (count.by_style[i] > count.by_style[best] || styles[i].separator != '\0')) {
      best = i;
    }
  }
  return best;
}

std::size_t followers(const std::string& pattern, const NameKind& kind, const Facts& facts) {
  std::string problem;
  const auto compiled = Pattern::compile(pattern, problem);
  std::size_t count = 0;
  facts.each_name(kind.convention, [&](Text name) { count += compiled && compiled->matches(name) ? 1 : 0; });
  return count;
}

/// The pattern to agree on, and how many follow it: "11 of 14 (78 %) follow `^[a-z0-9]+(-[a-z0-9]+)*$` (kebab case)".
std::string proposal(const NameKind& kind, const Count& count, double least, const Facts& facts) {
  const auto few = [&](std::size_t names) { return static_cast<double>(names) < least * static_cast<double>(count.names); };
  const Style& style = styles[dominant(count)];
  std::string pattern(style.pattern);
  std::string name(style.name);
  for (std::size_t i = 0; i < openings.size(); ++i) {
    if (few(count.by_opening[i])) continue;
    // Behind the opening come a separator and the words.
    const std::size_t words = pattern.find('(');
    pattern.replace(1, words == std::string::npos ? 0 : words - 1, openings[i].pattern);
    name += fmt::format(", {}", openings[i].name);
    break;
  }
  const std::size_t following = followers(pattern, kind, facts);
  if (few(following)) return "no pattern prevails";
  return fmt::format("{} of {} ({} %) follow `{}` ({})", following, count.names, following * 100 / count.names, pattern, name);
}

Verdict check(const NameKind& kind, const Context& in) {
  if (static_cast<double>(kind.count) < in.options.number("names")) return not_applicable();
  if (in.facts.convention(kind.convention) != nullptr) return clear();
  const Count count = count_of_styles(kind, in.facts);
  return flag(kind.first, "nobody has agreed how to name what is a `{}`; {}", kind.convention, proposal(kind, count, in.options.number("most"), in.facts))
      .measure(static_cast<double>(kind.count), "names")
      .act("agree on a convention for {}");
}

}  // namespace

Rule convention_missing() {
  return {
      .id = "convention-missing",
      .title = "Names without a convention",
      .when = "There are several names of a kind, and no convention for it.",
      .why = "Without one nobody can say which of two names is wrong, and every new name adds another way of spelling.",
      .fix = "Write the pattern that most names follow into `conventions`. With a `since` date the old names may stay.",
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
      .options = {{"names", "names", 5, "names of one kind from which a convention is worth having"},
                  {"most", "share", 0.6, "share of the names that must follow a pattern for it to be proposed"}},
  };
}

}  // namespace stackdrag::rules
