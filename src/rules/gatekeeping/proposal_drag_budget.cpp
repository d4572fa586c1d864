// A proposal that takes a large part of the team's time and takes nothing off its hands.
#include <cmath>

#include "stackdrag/proposals.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Proposal& proposal, const Context& in) {
  const At<double>& capacity = in.inventory.stack.capacity_hours;
  if (!proposal.run_hours || !capacity || proposal.replaces.misread()) return not_applicable();
  const double share = *proposal.run_hours / *capacity;
  const double limit = in.options.number("load");
  if (share <= limit || replaced_tool(proposal, in.facts) != nullptr) return clear();
  return flag(proposal.run_hours.at, "running `{}` would take {} h a month, {} % of {} h (limit {:.0f} %), and it replaces nothing{}",
              *proposal.id, format_number(*proposal.run_hours), format_number(std::ceil(1000 * share - 1e-9) / 10),
              format_number(*capacity), 100 * limit, proposal.replaces ? " that runs" : "")
      .measure(*proposal.run_hours, "hours")
      .keeping_out()
      .act("say what {} replaces before you adopt it", proposal.common.self);
}

}  // namespace

Rule proposal_drag_budget() {
  return {
      .id = "proposal-drag-budget",
      .title = "Proposal that costs too much time",
      .when = "Running what is proposed would take a larger share of the team's hours than the limit allows, and it replaces nothing.",
      .why = "Every new tool takes hours away from the tools that you have, and the team gets no extra hours for it.",
      .fix = "Name the tool in use whose place it would take in `replaces`, or add to the team and correct its `capacity_hours`.",
      .gets = "There are hours to run the new tool, because something goes or somebody joins.",
      .done = "`replaces` names what goes, and its owner agrees; or `capacity_hours` counts the people who have come.",
      .severity = Severity::info,
      .effort = 1,
      .carry = 0,
      .flagged = "stack: {capacity_hours: 320}\nproposals: {greeter: {run_hours: 20}}",
      .clean = "stack: {capacity_hours: 320}\nproposals: {greeter: {run_hours: 5}}",
      .check = each<Proposal>(check),
      .profile = Profile::standard,
      .options = {{"load", "share", 0.02, "share of the capacity that one proposal may take without replacing anything"},
                  {"points", "points", 2, "drag for certain that `stackdrag gate` lets one proposal or merge request add"}},
  };
}

}  // namespace stackdrag::rules
