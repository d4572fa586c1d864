// A proposal that serves none of the goals the team has written down.
#include <algorithm>
#include <string>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether one of the two names the other, however they are spelled.
bool names_goal(const std::string& roadmap, Text goal) {
  const std::string folded = folded_name(goal);
  return !folded.empty() && (roadmap.find(folded) != std::string::npos || folded.find(roadmap) != std::string::npos);
}

Verdict check(const Proposal& proposal, const Context& in) {
  // A pilot is there to find out whether it fits.
  if (proposal.until && *proposal.until >= in.as_of && *proposal.until - in.as_of <= in.options.days("pilot")) return not_applicable();
  if (proposal.roadmap.not_applicable() || proposal.until.misread()) return not_applicable();
  if (!proposal.roadmap || is_no_reason(*proposal.roadmap)) {
    return flag(where(proposal.roadmap, proposal.id.at), "`{}` names no roadmap item that it supports", *proposal.id)
        .lacking(proposal.roadmap)
        .act("say which goal {} serves", proposal.common.self);
  }
  const Map<At<Text>>& goals = in.inventory.stack.goals;
  if (!goals || goals.count == 0) return clear();
  const std::string roadmap = folded_name(*proposal.roadmap);
  std::vector<std::string> known;
  for (const Entry<At<Text>>& goal : goals) {
    if (names_goal(roadmap, *goal.key) || names_goal(roadmap, *goal.value)) return clear();
    known.push_back(fmt::format("`{}`", *goal.key));
  }
  return flag(proposal.roadmap.at, "`{}` is proposed for `{}`, which is not one of the goals: {}", *proposal.id, *proposal.roadmap,
              join_words(known))
      .act("say which goal {} serves", proposal.common.self);
}

}  // namespace

Rule proposal_roadmap_misfit() {
  return {
      .id = "proposal-roadmap-misfit",
      .title = "Proposal that serves no goal",
      .when = "A proposal names no roadmap item, or one that is not among the goals of the stack. Pilots that end soon are exempt.",
      .why = "A tool that serves no goal is bought after a demo, used by one person, and looked after by nobody.",
      .fix = "Name the goal in `roadmap`, or make it a pilot with `until`.",
      .gets = "New tools serve what marketing has set out to do.",
      .done = "`roadmap` names one of the `goals` of the stack, or it is a pilot that ends within {pilot}.",
      .severity = Severity::info,
      .effort = 0.5,
      .carry = 0,
      .flagged = "stack: {goals: {pipeline: 20 % more by June}}\nproposals: {greeter: {roadmap: delight}}",
      .clean = "stack: {goals: {pipeline: 20 % more by June}}\nproposals: {greeter: {roadmap: pipeline}}",
      .check = each<Proposal>(check),
      .profile = Profile::full,
      .options = {days_option("pilot", 90, "days until the end of a pilot that needs no goal")},
  };
}

}  // namespace stackdrag::rules
