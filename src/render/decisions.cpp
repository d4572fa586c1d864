// Takes the decisions from the actions, one for each item, and adds whose work lies about.
#include "render/decisions.h"

#include <algorithm>
#include <cmath>
#include <map>
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

/// The day within reach on which a contract renews whose notice was missed: until then the vendor may still agree to something.
std::optional<Date> missed_renewal(const Report& report, const Action& action) {
  for (const std::uint32_t place : action.findings) {
    const ReportedFinding& finding = report.findings[place];
    const ReportedItem* const tool = finding.rule->id == "renewal-notice-missed" ? find_item(report, finding.subject) : nullptr;
    if (tool != nullptr && tool->renews && *tool->renews >= report.as_of && *tool->renews <= report.as_of + reach) return tool->renews;
  }
  return std::nullopt;
}

bool is_to_be_decided(const Report& report, const Action& action) {
  if (action.severity == Severity::critical || is_about_projects(report, action)) return true;
  if (action.severity >= Severity::high && missed_renewal(report, action)) return true;
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
  const std::optional<Date> day = action.due ? action.due : missed_renewal(report, action);
  if (day && (action.severity < Severity::critical) && (*day > report.as_of)) decision.by = day;
  decision.what = capitalized(choice_of(action_in_plain_words(report, action), action.due));
  set_stake(decision, report, action, tool);
  return decision;
}

/// Adds what else there is to decide about a contract, which is kept or left first.
void join(Decision& into, Decision&& other) {
  if (other.what.starts_with("Keep, ")) std::swap(into.what, other.what);
  into.what += fmt::format("; {}{}", lower_case(other.what.substr(0, 1)), other.what.substr(1));
  // What is to be decided now does not wait for a day.
  if (!other.by || !into.by)
    into.by.reset();
  else
    into.by = std::min(*into.by, *other.by);
  into.is_critical |= other.is_critical;
  into.hours += other.hours;
  // What is wasted says more than the price.
  if (other.stake.ends_with("nothing") || into.stake.empty()) into.money = other.money, into.stake = std::move(other.stake);
}

/// Whether the owner is somebody who has left. An account of a program neither leaves nor takes over.
bool has_left(const Report& report, std::string_view owner) {
  return std::any_of(report.people.begin(), report.people.end(),
                     [&](const ReportedPerson& person) { return person.id == owner && person.left && *person.left < report.as_of; });
}

/// What is wrong with the items of an owner: the hours of work that people lose, and the points of drag.
struct Share {
  double hours = 0;
  double points = 0;
};

/// By owner; the stack as a whole is nobody's, and needs no owner.
std::map<std::string_view, Share> shares_of(const Report& report) {
  std::map<std::string_view, Share> shares;
  for (const ReportedFinding& finding : report.findings) {
    if (is_excused(finding) || kind_of(finding.subject) == "stack") continue;
    const std::size_t count = std::max<std::size_t>(1, finding.owners.size());
    const auto add = [&](std::string_view owner) {
      shares[owner].hours += finding.carry_hours / static_cast<double>(count);
      shares[owner].points += finding.points.value() / static_cast<double>(count);
    };
    for (const std::string_view owner : finding.owners) add(owner);
    if (finding.owners.empty()) add(unowned);
  }
  return shares;
}

/// Who takes over what nobody owns, or somebody who has left.
void add_takeovers(const Report& report, std::vector<Decision>& into) {
  constexpr double least_points = 1, percent = 100;
  const double drag = report.drag.low.value();
  for (const auto& [owner, share] : shares_of(report)) {
    const bool is_nobodys = owner == unowned;
    if ((!is_nobodys && !has_left(report, owner)) || share.points < std::max(least_points, least_share * drag)) continue;
    Decision decision;
    decision.what = is_nobodys ? std::string("Name who answers for what nobody owns")
                               : fmt::format("Name who takes over from {}", in_plain_words(report, fmt::format("`{}`", owner)));
    decision.hours = share.hours;
    decision.stake = fmt::format("{:.0f} % of the drag", percent * share.points / drag);
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
