// Whether the inventory says by which day the matter will be settled; for findings that can only wait for that day.
#pragma once

#include <algorithm>
#include <optional>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// The day, if it lies ahead and not too far: by the next renewal, or within the time that a waiver may last.
inline std::optional<Date> in_sight(const Tool& tool, Date day, const Context& in) {
  const At<double>& limit = in.inventory.limits.waiver_days;
  Date latest = in.as_of + (limit ? Days{static_cast<int>(*limit)} : longest_delay);
  if (tool.renews) latest = std::max(latest, *tool.renews);
  return day >= in.as_of && day <= latest ? std::optional(day) : std::nullopt;
}

/// The day on which the tool goes: the one on which it is to be switched off, else the end of a contract that somebody decided to leave.
inline std::optional<Date> planned_end(const Tool& tool, const Context& in) {
  if (tool.retire_on) return in_sight(tool, *tool.retire_on, in);
  const bool leaves = tool.decision && (*tool.decision == Decision::cancel || *tool.decision == Decision::replace);
  return leaves && tool.renews ? in_sight(tool, *tool.renews, in) : std::nullopt;
}

/// The day from which other terms hold: the end, or the renewal for which somebody decided to renegotiate.
inline std::optional<Date> planned_terms(const Tool& tool, const Context& in) {
  const bool renegotiates = tool.decision && *tool.decision == Decision::renegotiate && tool.renews;
  return renegotiates ? in_sight(tool, *tool.renews, in) : planned_end(tool, in);
}

/// The finding, marked with the day for which it is planned, if there is one.
inline Flagged with_plan(Flagged finding, std::optional<Date> day) {
  return day ? std::move(finding).planned_for(*day) : std::move(finding);
}

}  // namespace stackdrag::rules
