// Whether the inventory says by which day the matter will be settled; for findings that can only wait for that day.
#pragma once

#include <algorithm>
#include <optional>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// The day, if it lies ahead and no later than `latest`, or the last day of a waiver that begins today.
inline std::optional<Date> in_sight(Date day, const Context& in, const At<Date>& latest = {}) {
  const At<double>& limit = in.inventory.limits.waiver_days;
  Date last = in.as_of + (limit ? Days{static_cast<int>(*limit)} : longest_delay);
  if (latest) last = std::max(last, *latest);
  return day >= in.as_of && day <= last ? std::optional(day) : std::nullopt;
}

/// The day on which the tool goes: the one on which it is to be switched off, else the end of a contract that somebody decided to leave.
inline std::optional<Date> planned_end(const Tool& tool, const Context& in) {
  if (tool.retire_on) return in_sight(*tool.retire_on, in, tool.renews);
  const bool leaves = tool.decision && (*tool.decision == Decision::cancel || *tool.decision == Decision::replace);
  return leaves && tool.renews ? in_sight(*tool.renews, in, tool.renews) : std::nullopt;
}

/// The day from which other terms hold: the end, or the renewal for which somebody decided to renegotiate.
inline std::optional<Date> planned_terms(const Tool& tool, const Context& in) {
  const bool renegotiates = tool.decision && *tool.decision == Decision::renegotiate && tool.renews;
  return renegotiates ? in_sight(*tool.renews, in, tool.renews) : planned_end(tool, in);
}

/// The finding, marked with the day for which it is planned, if there is one.
inline Flagged with_plan(Flagged finding, std::optional<Date> day) {
  return day ? std::move(finding).planned_for(*day) : std::move(finding);
}

}  // namespace stackdrag::rules
