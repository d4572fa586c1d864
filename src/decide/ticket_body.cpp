// Writes the parts of a ticket about planned work.
#include "decide/ticket_body.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "decide/impact_people.h"
#include "decide/plan_words.h"
#include "stackdrag/impact.h"
#include "stackdrag/phrases.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::decide {
namespace {

constexpr std::size_t most_evidence = 12, most_touched = 6;

std::string sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out + ".";
}

/// The rules that a step was made for, each once, in the order of their findings. Of several by which one thing has to go, the first says
/// how: it goes only once.
std::vector<const Rule*> rules_of(const TicketStep& step, const Assessment& assessment) {
  std::vector<const Rule*> rules;
  std::set<std::string> ended;
  for (const std::uint32_t place : step.leading) {
    const Finding& finding = *assessment.findings[place].finding;
    if (finding.what.ends_subject && !ended.insert(std::string(finding.subject.label())).second) continue;
    const Rule* const rule = finding.rule;
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
  return rules;
}

TicketPart gets_part(const TicketGroup& group, const Assessment& assessment, const Report& report) {
  TicketPart part{"What marketing gets", TicketLayout::bullets, {}};
  std::set<const Rule*> told;
  double hours = 0;
  std::vector<TicketLine> savings;
  constexpr double least_hours = 0.05;
  for (const TicketStep& step : group.steps) {
    hours += step.planned->frees;
    if (step.planned->saves >= least_money) {
      const std::string until = saving_phrase(*step.planned);
      savings.push_back({fmt::format("It saves {} a month{}.", report::money_phrase(step.planned->saves, report.stack.currency),
                                     until.empty() ? "" : "; that is " + until),
                         ""});
    }
    for (const Rule* const rule : rules_of(step, assessment)) {
      if (told.insert(rule).second) part.lines.push_back({"", with_options(rule->gets, *rule)});
    }
  }
  if (hours >= least_hours)
    part.lines.push_back({fmt::format("It frees {} of work a month.", report::hours_phrase(std::round(hours * 10) / 10)), ""});
  part.lines.insert(part.lines.end(), savings.begin(), savings.end());
  return part;
}

TicketPart todo_part(const TicketGroup& group, const Assessment& assessment) {
  TicketPart part{"What to do", group.steps.size() > 1 ? TicketLayout::steps : TicketLayout::sentences, {}};
  for (const TicketStep& step : group.steps) {
    std::vector<std::string> how;
    for (const Rule* const rule : rules_of(step, assessment)) how.push_back(rule->fix);
    part.lines.push_back({sentence(step.action->text), fmt::format("{}", fmt::join(how, " "))});
  }
  return part;
}

TicketPart done_part(const TicketGroup& group, const Assessment& assessment) {
  TicketPart part{"Done when", TicketLayout::boxes, {}};
  for (const TicketStep& step : group.steps) {
    for (const Rule* const rule : rules_of(step, assessment)) {
      const std::string done = with_options(rule->done, *rule, option_values(*rule, assessment.workspace.inventory->limits));
      // Of several items, each has to be told apart.
      part.lines.push_back({group.is_small ? sentence(step.action->text) : "", done});
    }
  }
  return part;
}

TicketPart evidence_part(const TicketGroup& group, const Report& report) {
  TicketPart part{"Evidence", TicketLayout::bullets, {}};
  std::vector<std::uint32_t> places;
  for (const TicketStep& step : group.steps) places.insert(places.end(), step.findings.begin(), step.findings.end());
  std::sort(places.begin(), places.end());
  for (const std::uint32_t place : places) {
    const ReportedFinding& finding = report.findings[place];
    part.lines.push_back(
        {fmt::format("{} (`{}`, at `{}`)", report::message_phrase(finding), finding.rule->id, report::place_of(finding.location)), ""});
  }
  cut_lines(part.lines, most_evidence, "`stackdrag audit --all` lists them");
  return part;
}

/// "`lead` and `lead-scorer` (critical)".
std::string names_of(const std::vector<const ImpactHit*>& hits) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(most_touched, hits.size()); ++i)
    names.push_back(fmt::format("`{}`{}", hits[i]->id, hits[i]->critical.empty() ? "" : " (critical)"));
  if (hits.size() > most_touched) names.push_back(fmt::format("{} more", hits.size() - most_touched));
  return join_words(names);
}

std::vector<TicketLine> touched(const Impact& impact) {
  std::vector<const ImpactHit*> breaking, degrading;
  for (const ImpactHit& hit : impact.hits) {
    if (!hit.is_cut()) (hit.harm == Harm::breaks ? breaking : degrading).push_back(&hit);
  }
  std::vector<TicketLine> lines;
  if (breaking.empty() && degrading.empty())
    lines.push_back({fmt::format("Nothing that works stands on `{}`, as far as is declared.", impact.id), ""});
  if (!breaking.empty())
    lines.push_back({fmt::format("{} {} {} `{}` {}.", names_of(breaking), breaking.size() == 1 ? "breaks" : "break",
                                 impact.event == ImpactEvent::removal ? "when" : "while", impact.id,
                                 impact.event == ImpactEvent::removal ? "goes" : "is down"),
                     ""});
  if (!degrading.empty())
    lines.push_back({fmt::format("{} {} blind or stale.", names_of(degrading), degrading.size() == 1 ? "goes" : "go"), ""});
  std::vector<std::string> people;
  for (const ImpactTold& told : impact.tell) people.push_back(fmt::format("`{}`", told.who));
  if (!people.empty() && !(breaking.empty() && degrading.empty()))
    lines.push_back({fmt::format("Tell {} before you begin.", join_words(people)), ""});
  return lines;
}

/// What stands on what the work touches, and the way back. Who only gets an owner, an answer or a decision touches nothing.
void add_impact(const TicketGroup& group, const Assessment& assessment, std::vector<TicketPart>& parts) {
  const TicketStep& step = group.steps.front();
  if (group.is_small || !step.item || !is_removable(step.item.kind) || step.kind == TicketKind::own || step.kind == TicketKind::decide)
    return;
  const bool retires = step.kind == TicketKind::retire;
  const auto impact = impact_of(assessment, {.item = label_of(*assessment.workspace.inventory, step.item),
                                             .event = retires ? ImpactEvent::removal : ImpactEvent::outage});
  if (!impact.ok()) return;
  parts.push_back({"Touches", TicketLayout::bullets, touched(impact.value())});
  if (retires && !impact.value().way_back.empty())
    parts.push_back({"Way back", TicketLayout::sentences, {{sentence(impact.value().way_back), ""}}});
}

/// Why nobody can be asked: "`ben` has left (2026-06-30)"; empty if it is about no item.
std::string why_nobody(const TicketGroup& group, const Assessment& assessment, const WorkPlan& plan) {
  if (!group.owner.empty() || group.is_small) return "";
  for (const std::string_view gone : group.steps.front().planned->course.gone) {
    const auto leaver = std::find_if(plan.leavers.begin(), plan.leavers.end(), [&](const PlannedLeaver& one) { return one.who == gone; });
    if (leaver != plan.leavers.end()) return fmt::format("`{}` leaves on {}", gone, leaver->left);
  }
  const ItemId item = group.steps.front().item;
  if (!item || item.kind == Kind::person || item.kind == Kind::team) return "";
  return People(assessment.workspace.facts, assessment.as_of, {}).of(item).why_nobody;
}

}  // namespace

void cut_lines(std::vector<TicketLine>& lines, std::size_t most, std::string_view rest) {
  // One line more is no longer than saying that it is there.
  if (lines.size() <= most + 1) return;
  const std::size_t more = lines.size() - most;
  lines.resize(most);
  lines.push_back({"", fmt::format("{} more: {}", more, rest)});
}

TicketPart effort_part(const Ticket& ticket, const std::vector<std::string>& more) {
  std::string text = fmt::format("{}. ", report::hours_phrase(ticket.hours));
  for (const std::string& one : more) text += one + ". ";
  text.pop_back();
  return {"Effort", TicketLayout::sentences, {{text, ""}}};
}

std::vector<TicketPart> body_of(const TicketGroup& group, const Assessment& assessment, const Report& report, const Ticket& ticket,
                                const WorkPlan& plan) {
  std::vector<TicketPart> parts{gets_part(group, assessment, report), todo_part(group, assessment), done_part(group, assessment),
                                evidence_part(group, report)};
  add_impact(group, assessment, parts);
  std::vector<std::string> more{fmt::format("Planned to begin by {}", plan.weeks[static_cast<std::size_t>(ticket.week)].ends)};
  const std::string nobody = why_nobody(group, assessment, plan);
  more.push_back(group.owner.empty() ? "Owner to be named" + (nobody.empty() ? "" : ": " + nobody)
                                     : fmt::format("Owner: `{}`", group.owner));
  if (ticket.due) more.push_back(*ticket.due <= plan.from ? "Due now" : fmt::format("Due on {}", *ticket.due));
  parts.push_back(effort_part(ticket, more));
  return parts;
}

}  // namespace stackdrag::decide
