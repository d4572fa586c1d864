// Finds the goals that a ticket serves: by the KPI of the touchpoints that stand on what it is about.
#include "decide/ticket_goals.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/impact.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::decide {
namespace {

/// Something with a KPI, and what it has to do with the work: "stands on `salesforce`".
struct Served {
  std::string_view kpi;
  std::string id, why;
};

std::string as_phrase(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

void add_project(const Inventory& inventory, ItemId item, std::vector<Served>& all) {
  const Project& project = inventory.projects[item.index];
  if (project.kpi) all.push_back({*project.kpi, std::string(*project.id), fmt::format("is meant to move `{}`", *project.kpi)});
}

void add_touchpoints(const Assessment& assessment, ItemId item, std::vector<Served>& all) {
  const Inventory& inventory = *assessment.workspace.inventory;
  const auto find = [&](std::string_view id) {
    return std::find_if(inventory.touchpoints.begin(), inventory.touchpoints.end(), [&](const Touchpoint& one) { return *one.id == id; });
  };
  if (item.kind == Kind::touchpoint) {
    const Touchpoint& own = inventory.touchpoints[item.index];
    if (own.kpi) all.push_back({*own.kpi, std::string(*own.id), fmt::format("is measured by `{}`", *own.kpi)});
    return;
  }
  const auto impact = impact_of(assessment, {.item = label_of(inventory, item), .event = ImpactEvent::removal});
  if (!impact.ok()) return;
  for (const ImpactHit& hit : impact.value().hits) {
    if (hit.is_cut() || !hit.item.starts_with("touchpoint/")) continue;
    const auto touchpoint = find(hit.id);
    if (touchpoint != inventory.touchpoints.end() && touchpoint->kpi)
      all.push_back({*touchpoint->kpi, hit.id, fmt::format("stands on `{}`", impact.value().id)});
  }
}

/// What the work serves, the nearest first.
std::vector<Served> served_by(const TicketGroup& group, const Assessment& assessment) {
  std::vector<Served> all;
  std::vector<ItemId> seen;
  for (const TicketStep& step : group.steps) {
    const ItemId item = step.item;
    if (!item || std::find(seen.begin(), seen.end(), item) != seen.end()) continue;
    seen.push_back(item);
    if (item.kind == Kind::project)
      add_project(*assessment.workspace.inventory, item, all);
    else if (is_removable(item.kind))
      add_touchpoints(assessment, item, all);
  }
  return all;
}

}  // namespace

bool serves_goal(std::string_view kpi, std::string_view goal, std::string_view text) {
  const std::vector<std::string> words = words_of(kpi);
  if (words.empty()) return false;
  if (const std::string name = as_phrase(words_of(goal)); !name.empty() && has_phrase(words, name)) return true;
  // A single word, such as "sales", stands in many a text.
  return folded_name(kpi) == folded_name(text) || (words.size() > 1 && has_phrase(words_of(text), as_phrase(words)));
}

std::optional<TicketPart> goals_part(const TicketGroup& group, const Assessment& assessment) {
  const Map<At<Text>>& goals = assessment.workspace.inventory->stack.goals;
  if (!goals || goals.count == 0) return std::nullopt;
  const std::vector<Served> served = served_by(group, assessment);
  TicketPart part{"", TicketLayout::sentences, {}};
  for (const Entry<At<Text>>& goal : goals) {
    const auto first =
        std::find_if(served.begin(), served.end(), [&](const Served& one) { return serves_goal(one.kpi, *goal.key, *goal.value); });
    if (first == served.end()) continue;
    part.lines.push_back({fmt::format("For the goal `{}` ({}): `{}` {}.", *goal.key, *goal.value, first->id, first->why), ""});
  }
  if (part.lines.empty()) return std::nullopt;
  return part;
}

}  // namespace stackdrag::decide
