// What the findings cost each month, what putting them right costs once, and whether more may be asked.
#include <algorithm>

#include "plan/hours.h"
#include "stackdrag/assess.h"
#include "stackdrag/plan.h"
#include "stackdrag/toll.h"

namespace stackdrag {
namespace {

constexpr double next_profile_from = 0.90;

bool is_cost_unknown(const Tool& tool) { return in_use(tool.status) && !is_external(tool) && lacks_cost(tool); }

}  // namespace

MoneyFigures money_of(const Assessment& assessment) {
  const Folding& folding = assessment.charges.folding();
  const Toll toll = toll_of(assessment.tally, assessment.charges);
  MoneyFigures money;
  money.hourly_rate = assessment.tally.tariff().hourly_rate;
  money.hours_per_month = toll.hours;
  money.wasted_per_month = toll.wasted;
  for (std::size_t i = 0; i < assessment.tally.findings().size(); ++i) {
    if (folding.shown_under(i) == Folding::none) money.principal_hours += effort_with_told(assessment, i);
  }
  money.interest_per_month = money.hours_per_month * money.hourly_rate + money.wasted_per_month;
  money.principal = money.principal_hours * money.hourly_rate;
  if (money.interest_per_month > 0) money.payback_months = money.principal / money.interest_per_month;
  const std::vector<Tool>& tools = assessment.workspace.inventory->tools;
  money.at_least = !assessment.tally.undecided().empty() || std::any_of(tools.begin(), tools.end(), is_cost_unknown);
  return money;
}

std::optional<Profile> next_profile_of(const Assessment& assessment) {
  const bool enough = item_count(*assessment.workspace.inventory) > 0 && assessment.score.evidence >= next_profile_from;
  if (!enough || assessment.profile == Profile::full) return std::nullopt;
  return static_cast<Profile>(static_cast<int>(assessment.profile) + 1);
}

}  // namespace stackdrag
