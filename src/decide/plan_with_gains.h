// Plans of one assessment that share what they have worked out.
#pragma once

#include "decide/plan_gains.h"
#include "stackdrag/work_plan.h"

namespace stackdrag::decide {

/// As the public function. `gains` are of the same assessment and actions; another plan that is given them need not work them out again.
WorkPlan plan_work(const Assessment& assessment, std::span<const Action> actions, const PlanSettings& settings, GainsOfSets& gains);

}  // namespace stackdrag::decide
