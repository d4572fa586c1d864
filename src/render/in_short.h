// What a long report tells of its findings: what is high one by one in the order in which it is to be settled, the rest by rule.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "render/outline.h"
#include "stackdrag/formats.h"

namespace stackdrag::report {

/// So many entries of high findings, or of an owner, an item or a family, are told one by one, and so many gaps.
inline constexpr std::size_t most_in_short = 3;

/// Whether there is too much to tell one by one, and nobody has chosen what to see.
bool is_told_in_short(const Report& report, const RenderOptions& options, const Outline& outline);

/// The findings of one rule: how many there are, and about what.
struct RuleInShort {
  std::size_t findings = 0;
  std::string_view title;          ///< of the rule
  std::vector<std::string> names;  ///< the first few, as they were written
  std::size_t more = 0;            ///< names that are left out
};

/// The rules of a section, in its order.
std::vector<RuleInShort> rules_in_short(const Report& report, const Section& section);

}  // namespace stackdrag::report
