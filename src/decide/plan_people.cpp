// Goes through a plan in its order, and notes who has handed over what.
#include "decide/plan_people.h"

#include <algorithm>

namespace stackdrag::decide {
namespace {

bool hands_over(const Finding& finding) { return finding.rule->id == "owner-departed" || finding.rule->id == "leaver-named"; }

}  // namespace

bool is_handover(const Assessment& assessment, const Action& action) {
  return std::any_of(action.findings.begin(), action.findings.end(),
                     [&](std::uint32_t place) { return hands_over(*assessment.findings[place].finding); });
}

Doers::Doers(const Assessment& assessment) : assessment_(assessment) {
  for (const Person& person : assessment.workspace.inventory->people) {
    const bool is_service = person.kind && *person.kind == PersonKind::service;
    if (person.left && !is_service) left_.emplace(*person.id, *person.left);
  }
}

void Doers::assign(const Action& action, PlannedCourse& course) {
  std::vector<const Finding*> findings;
  for (const std::uint32_t place : action.findings) findings.push_back(assessment_.findings[place].finding);
  for (const std::string_view owner : action.owners) {
    const auto last = left_.find(owner);
    const bool has_left = last != left_.end() && last->second < course.ready;
    const bool has_handed_over = std::any_of(findings.begin(), findings.end(), [&](const Finding* finding) {
      return handed_over_.contains({owner, finding->subject.item});
    });
    (has_left || has_handed_over ? course.gone : course.who).push_back(owner);
  }
  for (const Finding* const finding : findings) {
    if (hands_over(*finding) && finding->what.anchor.kind == Kind::person)
      handed_over_.emplace(*assessment_.workspace.inventory->people[finding->what.anchor.index].id, finding->subject.item);
  }
}

std::vector<PlannedLeaver> Doers::leavers(Date from, Date to) const {
  std::vector<PlannedLeaver> found;
  const Facts& facts = assessment_.workspace.facts;
  for (const Person& person : assessment_.workspace.inventory->people) {
    const auto last = left_.find(*person.id);
    if (last == left_.end() || last->second < from || last->second > to) continue;
    const auto names = [&](const Edge& edge) { return edge.to == person.common.self; };
    if (std::any_of(facts.edges.begin(), facts.edges.end(), names)) found.push_back({*person.id, last->second});
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.left < b.left; });
  return found;
}

}  // namespace stackdrag::decide
