// Takes the decisions from the actions, one for each item, and adds whose work lies about.
#include "render/decisions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <span>
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

/// The day on which a contract renews though notice was missed: until then the vendor may still agree to something.
std::optional<Date> missed_renewal(const Report& report, const Action& action) {
  for (const std::uint32_t place : action.findings) {
    const ReportedFinding& finding = report.findings[place];
    const ReportedItem* const tool = finding.rule->id == "renewal-notice-missed" ? find_item(report, finding.subject) : nullptr;
    if (tool != nullptr && tool->renews && *tool->renews >= report.as_of) return tool->renews;
  }
  return std::nullopt;
}

bool is_to_be_decided(const Report& report, const Action& action) {
  if (action.severity == Severity::critical || is_about_projects(report, action)) return true;
  if (action.severity >= Severity::high && missed_renewal(report, action)) return true;
  if (action.money_saved >= std::max(least_money, least_share * report.money.wasted_per_month)) return true;
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

/// What depends on an action: what is wasted, the price of the contract, the hours that it frees.
void set_stake(Decision& decision, const Action& action, const ReportedItem* tool) {
  decision.wasted = action.money_saved * months_a_year;
  if (tool != nullptr) decision.price = tool->cost_per_month.value_or(0) * months_a_year;
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
  decision.is_overdue = day && *day <= report.as_of;
  if (day && action.severity < Severity::critical && !decision.is_overdue) decision.by = day;
  decision.what = capitalized(choice_of(action_in_plain_words(report, action), action.due));
  set_stake(decision, action, tool);
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
  into.is_overdue |= other.is_overdue;
  into.hours += other.hours;
  into.wasted += other.wasted;
}

/// The person of this id, if it is known when they leave. An account of a program neither leaves nor takes over.
const ReportedPerson* leaver(const Report& report, std::string_view owner) {
  const auto found = std::find_if(report.people.begin(), report.people.end(),
                                  [&](const ReportedPerson& person) { return person.id == owner && person.left; });
  return found == report.people.end() ? nullptr : &*found;
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

/// Who takes over what these people own; one decision for all of them.
Decision takeover(const Report& report, std::span<const std::string_view> owners, const Share& share) {
  constexpr std::size_t most_names = 4;
  // "And 1 other" is no shorter than a name.
  const std::size_t told = owners.size() <= most_names ? owners.size() : most_names - 1;
  std::vector<std::string> names;
  for (const std::string_view owner : owners.first(told)) names.push_back(in_plain_words(report, fmt::format("`{}`", owner)));
  if (told < owners.size()) names.push_back(count_of(owners.size() - told, "other", "others"));
  Decision decision;
  decision.what = "Name who takes over from " + join_words(names);
  decision.hours = share.hours;
  decision.share = share.points / report.drag.low.value();
  return decision;
}

bool is_large(const Report& report, const Share& share) {
  constexpr double least_points = 1;
  return share.points >= std::max(least_points, least_share * report.drag.low.value());
}

/// Who takes over what nobody owns, or somebody who has left or leaves within reach.
void add_takeovers(const Report& report, std::vector<Decision>& into) {
  std::vector<std::string_view> left;
  Share of_left;
  for (const auto& [owner, share] : shares_of(report)) {
    const ReportedPerson* const person = leaver(report, owner);
    if (owner == unowned && is_large(report, share)) {
      into.push_back(
          {.what = "Name who answers for what nobody owns", .hours = share.hours, .share = share.points / report.drag.low.value()});
    } else if (person != nullptr && *person->left < report.as_of) {
      left.push_back(owner);
      of_left.hours += share.hours;
      of_left.points += share.points;
    } else if (person != nullptr && *person->left <= report.as_of + reach && is_large(report, share)) {
      into.push_back(takeover(report, std::span(&owner, 1), share));
      into.back().by = person->left;
    }
  }
  if (is_large(report, of_left)) into.push_back(takeover(report, left, of_left));
}

bool cannot_wait(const Decision& decision) {
  return !decision.by && (decision.is_critical || decision.is_overdue || decision.wasted >= least_money || decision.share > 0);
}

double money_of(const Decision& decision) { return std::max(decision.wasted, decision.price); }

bool is_more_important(const Decision& a, const Decision& b) {
  return std::tuple(a.is_critical, money_of(a), a.share, a.hours) > std::tuple(b.is_critical, money_of(b), b.share, b.hours);
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
    if (cannot_wait(a) != cannot_wait(b)) return cannot_wait(a);
    if (a.by != b.by) return a.by && (!b.by || *a.by < *b.by);
    return is_more_important(a, b);
  });
  return all;
}

std::vector<Decision> most_important(std::vector<Decision> decisions, std::size_t most) {
  if (decisions.size() <= most) return decisions;
  std::vector<std::size_t> places(decisions.size());
  std::iota(places.begin(), places.end(), 0);
  std::stable_sort(places.begin(), places.end(),
                   [&](std::size_t a, std::size_t b) { return is_more_important(decisions[a], decisions[b]); });
  places.resize(most);
  std::sort(places.begin(), places.end());
  std::vector<Decision> chosen;
  for (const std::size_t place : places) chosen.push_back(std::move(decisions[place]));
  return chosen;
}

std::string by_words(const Decision& decision) {
  if (decision.by) return short_day(*decision.by);
  return cannot_wait(decision) ? "now" : "this month";
}

std::string stake_words(const Decision& decision, std::string_view currency) {
  constexpr double percent = 100;
  if (decision.wasted >= least_money) return money_phrase(decision.wasted, currency) + " a year for nothing";
  if (decision.price >= least_money) return money_phrase(decision.price, currency) + " a year";
  if (decision.is_critical) return "critical risk";
  if (decision.share > 0) return fmt::format("{:.0f} % of the drag", percent * decision.share);
  if (decision.hours < least_hours) return "";
  return hours_phrase(decision.hours < 10 ? std::round(decision.hours * 10) / 10 : std::round(decision.hours)) + " a month";
}

}  // namespace stackdrag::report
