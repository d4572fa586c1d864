// What the findings cost each month, what putting them right costs once, and whether more may be asked.
#include <algorithm>

#include "stackdrag/assess.h"
#include "stackdrag/plan.h"

namespace stackdrag {
namespace {

constexpr double next_profile_from = 0.90;

bool is_cost_unknown(const Tool& tool) { return in_use(tool.status) && !is_external(tool) && lacks_cost(tool); }

}  // namespace

MoneyFigures money_of(const Assessment& assessment) {
  const Folding& folding = assessment.folding;
  const std::vector<Finding>& findings = assessment.tally.findings();
  MoneyFigures money;
  money.hourly_rate = assessment.tally.tariff().hourly_rate;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (folding.shown_under(i) != Folding::none) continue;
    money.principal_hours += findings[i].effort;
    double hours = 0;
    double amount = 0;
    for (const std::size_t member : folding.with_shown(i)) {
      if (member == i || member >= findings.size()) continue;
      hours += findings[member].carry;
      amount += findings[member].what.money;
    }
    money.interest_per_month += std::max(findings[i].carry, hours) * money.hourly_rate + std::max(findings[i].what.money, amount);
  }
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
