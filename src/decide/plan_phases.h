// In which part of the first 90 days an action belongs, and what to find out in the first of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stackdrag/assess.h"
#include "stackdrag/work_plan.h"

namespace stackdrag::decide {

/// The phase of an action that can wait.
Phase phase_of(const Action& action, const Assessment& assessment);

/// The gaps to fill in so many quarters of an hour, in their order: those that no longer fit are left out.
std::vector<PlannedQuestions> questions_within(std::span<const Gap> gaps, std::int64_t quarters);

}  // namespace stackdrag::decide
