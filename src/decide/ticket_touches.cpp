// Tells what a ticket touches: what stands on what it changes, whom to tell, and how to undo it.
#include "decide/ticket_touches.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "decide/ticket_body.h"
#include "decide/ticket_way_back.h"
#include "stackdrag/impact.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::decide {
namespace {

constexpr std::size_t most_touched = 6;

/// "`lead` and `lead-scorer` (critical)".
std::string names_of(const std::vector<const ImpactHit*>& hits) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(most_touched, hits.size()); ++i)
    names.push_back(fmt::format("`{}`{}", hits[i]->id, hits[i]->critical.empty() ? "" : " (critical)"));
  if (hits.size() > most_touched) names.push_back(fmt::format("{} more", hits.size() - most_touched));
  return join_words(names);
}

/// What becomes of what goes blind or stale.
std::string fate_of(const std::vector<const ImpactHit*>& degrading, const Impact& impact, const std::string& when, bool is_off) {
  const bool is_one = degrading.size() == 1;
  if (is_off)
    return fmt::format("{} still {} `{}`, which gives nothing any more.", names_of(degrading), is_one ? "names" : "name", impact.id);
  if (impact.event == ImpactEvent::removal)
    return fmt::format("{} {} what `{}` gives.", names_of(degrading), is_one ? "loses" : "lose", impact.id);
  return fmt::format("{} {} blind or stale {}.", names_of(degrading), is_one ? "goes" : "go", when);
}

/// Only what stands on the item itself is named: the others hang on that.
std::vector<TicketLine> touched(const Impact& impact, const std::string& owner, bool is_off) {
  std::vector<const ImpactHit*> breaking, degrading;
  bool has_more = false;
  std::set<std::string> people;
  for (const ImpactHit& hit : impact.hits) {
    if (hit.is_cut()) continue;
    if (hit.steps > 1) {
      has_more = true;
      continue;
    }
    (hit.harm == Harm::breaks ? breaking : degrading).push_back(&hit);
    for (const std::string& one : hit.owners) {
      if (one != owner) people.insert(fmt::format("`{}`", one));
    }
  }
  const bool goes = impact.event == ImpactEvent::removal;
  const std::string when = goes ? fmt::format("when `{}` goes", impact.id) : fmt::format("if `{}` fails meanwhile", impact.id);
  std::vector<TicketLine> lines;
  if (breaking.empty() && degrading.empty() && goes)
    lines.push_back({fmt::format("Nothing that works stands on `{}`, as far as is declared.", impact.id), ""});
  if (!breaking.empty())
    lines.push_back({fmt::format("{} {} {}.", names_of(breaking), breaking.size() == 1 ? "breaks" : "break", when), ""});
  if (!degrading.empty()) lines.push_back({fate_of(degrading, impact, when, is_off), ""});
  if (has_more && !is_off)
    lines.push_back({fmt::format("`stackdrag impact {}{}` shows what stands behind {}.", impact.id, goes ? "" : " --outage",
                                 breaking.size() + degrading.size() == 1 ? "it" : "them"),
                     ""});
  if (!people.empty()) lines.push_back({fmt::format("Tell {} before you begin.", join_words({people.begin(), people.end()})), ""});
  return lines;
}

}  // namespace

void add_impact(const TicketGroup& group, const Assessment& assessment, std::vector<TicketPart>& parts) {
  TicketPart touches{"Touches", TicketLayout::bullets, {}}, back{"Way back", TicketLayout::bullets, {}};
  std::set<std::string> told;
  for (const TicketStep& step : group.steps) {
    const auto change = change_of(step, assessment, "");
    if (!change) continue;
    std::string retired;
    if (step.item && is_removable(step.item.kind)) {
      const bool goes = step.kind == TicketKind::retire;
      const std::string item = label_of(*assessment.workspace.inventory, step.item);
      const auto impact = impact_of(assessment, {.item = item, .event = goes ? ImpactEvent::removal : ImpactEvent::outage});
      if (impact.ok() && !impact.value().way_back.empty() && goes) retired = sentence(impact.value().way_back);
      if (impact.ok() && change->may_break && !group.is_small && told.insert(item).second) {
        for (TicketLine& line : touched(impact.value(), group.owner, change->is_off)) touches.lines.push_back(std::move(line));
      }
    }
    const std::string way = change_of(step, assessment, retired)->way_back;
    if (way.empty() || !told.insert(way).second) continue;
    back.lines.push_back({group.steps.size() > 1 ? fmt::format("{}: {}", clause(step.action->text), behind_colon(way)) : way, ""});
  }
  if (back.lines.size() == 1) back.layout = TicketLayout::sentences;
  if (!touches.lines.empty()) parts.push_back(std::move(touches));
  if (!back.lines.empty()) parts.push_back(std::move(back));
}

}  // namespace stackdrag::decide
