// What a team has agreed on for one kind of name, and what a name fails of it.
#pragma once

#include <string>
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

/// What is agreed for one kind.
struct Agreed {
  const Convention* convention = nullptr;  ///< null if nothing is
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

/// What a name fails, in words. A name that the convention lists fails nothing.
inline std::vector<std::string> misses(Text name, const Agreed& of_kind, const Facts& facts) {
  if (of_kind.allowed.contains(name)) return {};
  const Convention& agreed = *of_kind.convention;
  std::vector<std::string> all;
  if (agreed.allowed.size() > 0) all.push_back(fmt::format("is none of the {}", count_of(agreed.allowed.size(), "allowed name")));
  const Pattern* pattern = facts.pattern_of(agreed);
  if (pattern != nullptr && !pattern->matches(name)) all.push_back(fmt::format("does not match `{}`", *agreed.pattern));
  if (agreed.letter_case && !follows(*agreed.letter_case, name))
    all.push_back(fmt::format("is not in {} case", word_for(*agreed.letter_case)));
  return all;
}

}  // namespace stackdrag::rules
