// Gathers the actions of a plan into tickets: by what they are about and whose they are.
#include "decide/ticket_groups.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "stackdrag/ensure.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/what_if.h"

namespace stackdrag::decide {
namespace {

constexpr double most_hours = 16;  ///< two days: what one person closes in a sitting
constexpr double small_hours = 1;
constexpr std::size_t most_steps = 12;  ///< more are no ticket that somebody reads

/// What asks for a decision before anybody does anything.
constexpr std::array<std::string_view, 8> deciding{"capability-overlap",    "field-unkept",        "project-stalled",
                                                   "renewal-notice-missed", "renewal-passed",      "replacement-endless",
                                                   "renewal-notice-window", "rivals-all-secondary"};
/// What asks for somebody who answers for it.
constexpr std::array<std::string_view, 4> owning{"leaver-named", "no-owner", "owner-departed", "owner-external-only"};

bool holds(std::span<const std::string_view> rules, std::string_view rule) {
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

TicketKind kind_of(const Action& action, const Assessment& assessment, const Finding& leading) {
  // A project that has stalled is stopped, or it goes on: that is decided first.
  if (holds(deciding, leading.rule->id)) return TicketKind::decide;
  if (!ended_by(action, assessment).empty()) return TicketKind::retire;
  return holds(owning, leading.rule->id) ? TicketKind::own : TicketKind::repair;
}

/// Those of the action's findings that it was made for. What it puts an end to settles others besides.
std::vector<std::uint32_t> leading_of(const Action& action, const std::vector<std::uint32_t>& findings, const Assessment& assessment) {
  std::vector<std::uint32_t> leading;
  const auto take = [&](auto is_meant) {
    if (leading.empty())
      std::copy_if(findings.begin(), findings.end(), std::back_inserter(leading),
                   [&](std::uint32_t place) { return is_meant(*assessment.findings[place].finding); });
  };
  take([&](const Finding& finding) { return finding.what.action == action.imperative; });
  take([](const Finding& finding) { return finding.what.ends_subject; });
  const Rule* const first = assessment.findings[findings.front()].finding->rule;
  take([&](const Finding& finding) { return finding.rule == first; });
  return leading;
}

TicketStep step_of(const PlannedAction& planned, const Report& report, const Assessment& assessment) {
  TicketStep step{.planned = &planned, .action = &report.actions[planned.action], .anchor = {}};
  // What somebody has accepted is no work any more.
  std::copy_if(step.action->findings.begin(), step.action->findings.end(), std::back_inserter(step.findings),
               [&](std::uint32_t place) { return !assessment.findings[place].waiver; });
  ensure(!step.findings.empty(), "an action that is waived as a whole is none of the plan");
  step.leading = leading_of(*step.action, step.findings, assessment);
  const Finding& first = *assessment.findings[step.leading.front()].finding;
  const ItemId item = first.what.anchor ? first.what.anchor : first.subject.item;
  step.kind = kind_of(*step.action, assessment, first);
  if (item && item.kind == Kind::stack)
    step.anchor = fmt::format("rule/{}", first.rule->id);
  else if (item)
    step.anchor = label_of(*assessment.workspace.inventory, item), step.item = is_removable(item.kind) ? item : first.subject.item;
  else
    step.anchor = first.subject.label();
  return step;
}

bool is_small(const TicketGroup& group) {
  return group.hours() <= small_hours && std::all_of(group.steps.begin(), group.steps.end(), [](const TicketStep& step) {
           return step.action->severity <= Severity::medium && !step.planned->is_must;
         });
}

bool has_room(const TicketGroup& group, double hours) { return group.hours() + hours <= most_hours && group.steps.size() < most_steps; }

/// Puts small repairs of one owner together where the first of them stands.
std::vector<TicketGroup> with_small_together(std::vector<TicketGroup> groups) {
  std::map<std::string, std::size_t> counts;
  for (const TicketGroup& group : groups) counts[group.owner] += is_small(group) ? 1 : 0;
  std::vector<TicketGroup> all;
  std::map<std::string, std::size_t> open;
  for (TicketGroup& group : groups) {
    if (!is_small(group) || counts[group.owner] < 2) {
      all.push_back(std::move(group));
      continue;
    }
    const auto found = open.find(group.owner);
    if (found != open.end() && has_room(all[found->second], group.hours())) {
      auto& steps = all[found->second].steps;
      steps.insert(steps.end(), std::make_move_iterator(group.steps.begin()), std::make_move_iterator(group.steps.end()));
      continue;
    }
    open[group.owner] = all.size();
    group.is_small = true;
    all.push_back(std::move(group));
  }
  return all;
}

}  // namespace

bool is_removable(Kind kind) {
  return kind == Kind::tool || kind == Kind::pixel || kind == Kind::integration || kind == Kind::agent || kind == Kind::data ||
         kind == Kind::touchpoint || kind == Kind::page;
}

double TicketGroup::hours() const {
  double sum = 0;
  for (const TicketStep& step : steps) sum += step.planned->hours;
  return sum;
}

std::vector<TicketGroup> ticket_groups_of(const Assessment& assessment, const Report& report, const WorkPlan& plan) {
  std::vector<TicketGroup> groups;
  std::map<std::pair<std::string, std::string>, std::size_t> open;  // by anchor and owner
  for (const PlannedAction& planned : plan.actions) {
    TicketStep step = step_of(planned, report, assessment);
    const std::string owner(planned.course.who.empty() ? std::string_view() : planned.course.who.front());
    const auto found = open.find({step.anchor, owner});
    if (found != open.end() && has_room(groups[found->second], planned.hours)) {
      groups[found->second].steps.push_back(std::move(step));
      continue;
    }
    open[{step.anchor, owner}] = groups.size();
    groups.push_back({owner, false, {std::move(step)}});
  }
  return with_small_together(std::move(groups));
}

}  // namespace stackdrag::decide
