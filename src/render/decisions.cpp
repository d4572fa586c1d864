// Takes the decisions from the actions, one for each item, and adds whose work lies about.
#include "render/decisions.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "render/plain_words.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr Days reach{35};
constexpr double months_a_year = 12, least_share = 0.1, least_hours = 0.05, least_money = 0.5;

bool is_about_projects(const Report& report, const Action& action) {
  return std::any_of(action.findings.begin(), action.findings.end(),
                     [&](std::uint32_t place) { return report.findings[place].rule->id == "project-stalled"; });
}

bool is_to_be_decided(const Report& report, const Action& action) {
  if (action.severity == Severity::critical || is_about_projects(report, action)) return true;
  return action.due && action.severity >= Severity::medium && *action.due <= report.as_of + reach;
}

/// The tool whose contract an action is about; null if it is about none, or about several.
const ReportedItem* contract_of(const Report& report, const Action& action) {
  const ReportedItem* tool = nullptr;
  for (const std::uint32_t place : action.findings) {
    const ReportedFinding& finding = report.findings[place];
    if (finding.rule->family != "contracts" || kind_of(finding.subject) != "tool") continue;
    const ReportedItem* const one = find_item(report, finding.subject);
    if (tool != nullptr && one != tool) return nullptr;
    tool = one;
  }
  return tool;
}

std::string hours_a_month(double hours) { return hours_phrase(hours < 10 ? std::round(hours * 10) / 10 : std::round(hours)) + " a month"; }

/// What depends on an action: the price of the contract, else what it frees.
void set_stake(Decision& decision, const Report& report, const Action& action, const ReportedItem* tool) {
  const double saved = action.money_saved * months_a_year;
  if (saved >= least_money) {
    decision.money = saved;
    decision.stake = money_phrase(saved, report.stack.currency) + " a year for nothing";
  } else if (tool != nullptr && tool->cost_per_month.value_or(0) >= least_money) {
    decision.money = *tool->cost_per_month * months_a_year;
    decision.stake = money_phrase(decision.money, report.stack.currency) + " a year";
  } else if (action.severity == Severity::critical) {
    decision.stake = "critical risk";
  } else if (action.hours_freed >= least_hours) {
    decision.stake = hours_a_month(action.hours_freed);
  }
  decision.hours = action.hours_freed;
  decision.is_critical = action.severity == Severity::critical;
}

/// What there is to decide: the text of an action without the day, which stands beside it, and without "decide".
std::string choice_of(std::string text, const std::optional<Date>& day) {
  constexpr std::string_view renewal = "decide on the renewal of ", whether = "decide whether to ";
  if (text.starts_with(renewal)) text.replace(0, renewal.size(), "keep, change or cancel ");
  if (text.starts_with(whether)) text.erase(0, whether.size());
  const std::string told = day ? " by " + short_day(*day) : "";
  if (const std::size_t at = text.find(told); day && at != std::string::npos) text.erase(at, told.size());
  return text;
}

Decision decision_about(const Report& report, const Action& action, const ReportedItem* tool) {
  Decision decision;
  if (action.due && action.severity<Severity::critical&& * action.due> report.as_of) decision.by = action.due;
  decision.what = capitalized(choice_of(action_in_plain_words(report, action), action.due));
  set_stake(decision, report, action, tool);
  return decision;
}

/// Adds what else there is to decide about a contract, which is kept or left first.
void join(Decision& into, Decision&& other) {
  if (other.what.starts_with("Keep, ")) std::swap(into.what, other.what);
  into.what += fmt::format("; {}{}", lower_case(other.what.substr(0, 1)), other.what.substr(1));
  if (other.by && (!into.by || *other.by < *into.by)) into.by = other.by;
  // What is wasted says more than the price.
  if (other.stake.ends_with("nothing") || into.stake.empty()) into.money = other.money, into.stake = std::move(other.stake);
}

const ReportedPerson* gone(const Report& report, std::string_view owner) {
  const auto is_it = [&](const ReportedPerson& person) { return person.id == owner && person.left && *person.left < report.as_of; };
  const auto found = std::find_if(report.people.begin(), report.people.end(), is_it);
  return found == report.people.end() ? nullptr : &*found;
}

/// Who takes over what nobody owns, or somebody who has left.
void add_takeovers(const Report& report, std::vector<Decision>& into) {
  for (const auto& [owner, total] : report.totals.by_owner) {
    const bool is_nobodys = owner == unowned;
    if (!is_nobodys && gone(report, owner) == nullptr) continue;
    if (total.charge_hours.value() < least_share * report.drag.low_hours.value()) continue;
    Decision decision;
    decision.what = is_nobodys ? std::string("Name who answers for what nobody owns")
                               : in_plain_words(report, fmt::format("Name who takes over from `{}`", owner));
    decision.hours = total.charge_hours.value();
    decision.stake = hours_a_month(decision.hours);
    into.push_back(std::move(decision));
  }
}

}  // namespace

std::vector<Decision> decisions_of(const Report& report) {
  std::vector<Decision> all;
  std::vector<const ReportedItem*> tools;  ///< of each decision, the tool whose contract it is about
  for (const Action& action : report.actions) {
    if (!is_to_be_decided(report, action)) continue;
    const ReportedItem* const tool = contract_of(report, action);
    Decision decision = decision_about(report, action, tool);
    const auto known = tool == nullptr ? tools.end() : std::find(tools.begin(), tools.end(), tool);
    if (known != tools.end()) {
      join(all[static_cast<std::size_t>(known - tools.begin())], std::move(decision));
    } else {
      all.push_back(std::move(decision));
      tools.push_back(tool);
    }
  }
  add_takeovers(report, all);
  std::stable_sort(all.begin(), all.end(), [](const Decision& a, const Decision& b) {
    if (a.by != b.by) return !a.by || (b.by && *a.by < *b.by);
    return std::tuple(a.is_critical, a.money, a.hours) > std::tuple(b.is_critical, b.money, b.hours);
  });
  return all;
}

}  // namespace stackdrag::report
