// The naming convention for one kind of name, and how a name breaks it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "rules/naming/name_case.h"
#include "stackdrag/facts.h"
#include "stackdrag/fields.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

inline std::string_view word_for(NameCase agreed) {
  return find_field(Kind::convention, "case")->shape.choices[static_cast<std::size_t>(agreed)];
}

/// The convention for one kind.
struct Agreed {
  const Convention* convention = nullptr;  ///< null if there is none
  std::unordered_set<Text> allowed;
};

inline Agreed agreed_for(std::string_view kind, const Facts& facts) {
  Agreed agreed{facts.convention(kind), {}};
  if (agreed.convention == nullptr) return agreed;
  for (const At<Text>& name : agreed.convention->allowed) {
    if (name) agreed.allowed.insert(*name);
  }
  return agreed;
}

/// Whether something is older than the convention, and so keeps its name. A campaign is as old as its start (else null) or its record,
/// whichever is earlier. Of most things nobody has written down when they were added; they were there before anyone agreed on names.
inline bool is_older(const Common& common, const At<Date>* starts, const Convention& agreed) {
  if (agreed.since.misread()) return true;
  if (!agreed.since) return false;
  const bool has_start = starts != nullptr && *starts;
  const At<Date>& added = common.extras().added;
  if (!has_start && !added) return true;
  return (has_start && **starts < *agreed.since) || (added && *added < *agreed.since);
}

/// How a name breaks a convention that lists what is allowed.
inline constexpr std::string_view not_listed = "is not in the list of allowed names";

/// How a name breaks the convention, in words. A name that the convention lists is fine as it is.
inline std::vector<std::string> violations(Text name, const Agreed& of_kind, const Facts& facts) {
  if (of_kind.allowed.contains(name)) return {};
  const Convention& agreed = *of_kind.convention;
  std::vector<std::string> all;
  if (agreed.allowed.size() > 0) all.emplace_back(not_listed);
  const Pattern* pattern = facts.pattern_of(agreed);
  if (pattern != nullptr && !pattern->matches(name)) all.push_back(fmt::format("does not match `{}`", *agreed.pattern));
  if (agreed.letter_case && !follows(*agreed.letter_case, name))
    all.push_back(fmt::format("is not in {} case", word_for(*agreed.letter_case)));
  return all;
}

}  // namespace stackdrag::rules
