// What becomes of a fact that both the inventory and the evidence have.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stackdrag::evidence {

/// What happens to a fact that evidence has, too. What is not listed is nobody's but the people's: a purpose, an approver. An owner comes
/// from lists that people keep, and never from machines.
enum class Meeting : std::uint8_t {
  later,      ///< a day: the later one counts
  fill,       ///< filled in if nobody wrote it; if the two differ, that is noted
  only_fill,  ///< the same, but of measurements that differ at every visit, and of bounds, no difference is noted
  add,        ///< a list: what is observed is added
};

/// By the name of the field; empty for what only people know.
std::optional<Meeting> meeting_of(std::string_view field);

}  // namespace stackdrag::evidence
