// Writes the parts of a ticket about planned work.
#include "decide/ticket_body.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "decide/impact_people.h"
#include "decide/plan_words.h"
#include "decide/ticket_goals.h"
#include "decide/ticket_touches.h"
#include "stackdrag/phrases.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::decide {
namespace {

constexpr std::size_t most_evidence = 12;

/// A rule that a step was made for, and what it has found wrong: ids, each once.
struct StepRule {
  const Rule* rule;
  std::vector<std::string> subjects{};
  bool is_tool = false;
};

/// The rules, each once, in the order of their findings. Of several by which one thing has to go, the first says how: it goes only once.
std::vector<StepRule> rules_of(const TicketStep& step, const Assessment& assessment) {
  std::vector<StepRule> rules;
  std::set<std::string> ended;
  for (const std::uint32_t place : step.leading) {
    const Finding& finding = *assessment.findings[place].finding;
    if (finding.what.ends_subject && !ended.insert(std::string(finding.subject.label())).second) continue;
    auto found = std::find_if(rules.begin(), rules.end(), [&](const StepRule& one) { return one.rule == finding.rule; });
    if (found == rules.end()) found = rules.insert(rules.end(), {finding.rule});
    std::string id(report::id_of(finding.subject.label()));
    if (std::find(found->subjects.begin(), found->subjects.end(), id) == found->subjects.end()) found->subjects.push_back(std::move(id));
    found->is_tool |= finding.subject.item && finding.subject.item.kind == Kind::tool;
  }
  return rules;
}

/// The same in the order of the work: what feeds a tool goes before the tool.
std::vector<StepRule> work_of(const TicketStep& step, const Assessment& assessment) {
  std::vector<StepRule> rules = rules_of(step, assessment);
  if (step.kind == TicketKind::retire) std::stable_partition(rules.begin(), rules.end(), [](const StepRule& one) { return !one.is_tool; });
  return rules;
}

/// Whether a text begins with at least so many words of an imperative, `it` standing for the names.
bool begins_with(std::string_view text, std::string imperative, std::size_t least) {
  if (const std::size_t names = imperative.find("{}"); names != std::string::npos) imperative.replace(names, 2, "it");
  const std::vector<std::string> words = words_of(imperative), begin = words_of(text);
  const auto differs = std::mismatch(words.begin(), words.end(), begin.begin(), begin.end()).first;
  return static_cast<std::size_t>(differs - words.begin()) >= std::min(least, words.size());
}

/// What a step is, unless what to do says it word for word, or in a ticket about one thing nearly so.
std::string told_step(const TicketGroup& group, const TicketStep& step, std::string_view fix) {
  constexpr std::size_t nearly = 3, all = 100;
  const bool is_told = group.steps.size() == 1 || begins_with(fix, std::string(step.action->text), all) ||
                       (!group.is_small && begins_with(fix, std::string(step.action->imperative), nearly));
  return is_told ? "" : sentence(step.action->text);
}

/// Whether the rules of a step ask for different things of different items, so that each has to say of what.
bool has_several(const std::vector<StepRule>& rules) {
  return std::any_of(rules.begin(), rules.end(), [&](const StepRule& one) { return one.subjects != rules.front().subjects; });
}

/// "`hs-survey`:", or nothing if it is plain.
std::string subjects_of(const StepRule& rule, bool is_told) {
  constexpr std::size_t most = 4;
  if (!is_told) return "";
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(most, rule.subjects.size()); ++i) names.push_back(fmt::format("`{}`", rule.subjects[i]));
  if (rule.subjects.size() > most) names.push_back(fmt::format("{} more", rule.subjects.size() - most));
  return join_words(names) + ":";
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
                                     until.empty() ? "" : fmt::format(" ({})", until)),
                         ""});
    }
    for (const StepRule& one : rules_of(step, assessment)) {
      if (told.insert(one.rule).second) part.lines.push_back({"", with_options(one.rule->gets, *one.rule)});
    }
  }
  if (hours >= least_hours)
    part.lines.push_back({fmt::format("It frees {} of work a month.", report::hours_phrase(std::round(hours * 10) / 10)), ""});
  part.lines.insert(part.lines.end(), savings.begin(), savings.end());
  return part;
}

/// The title says what a ticket of one step is about; of several, each says it.
TicketPart todo_part(const TicketGroup& group, const Assessment& assessment) {
  TicketPart part{"What to do", TicketLayout::steps, {}};
  for (const TicketStep& step : group.steps) {
    const std::vector<StepRule> rules = work_of(step, assessment);
    std::string begin = told_step(group, step, rules.front().rule->fix);
    const bool is_each = has_several(rules);
    std::string how;
    for (const StepRule& one : rules) {
      how += (how.empty() ? "" : " ") + one.rule->fix;
      if (!is_each && &one != &rules.back()) continue;
      const std::string subjects = subjects_of(one, is_each);
      part.lines.push_back({begin + (begin.empty() || subjects.empty() ? "" : " ") + subjects, subjects.empty() ? how : behind_colon(how)});
      begin.clear(), how.clear();
    }
  }
  if (part.lines.size() == 1) part.layout = TicketLayout::sentences;
  return part;
}

TicketPart done_part(const TicketGroup& group, const Assessment& assessment) {
  TicketPart part{"Done when", TicketLayout::boxes, {}};
  for (const TicketStep& step : group.steps) {
    const std::vector<StepRule> rules = work_of(step, assessment);
    for (const StepRule& one : rules) {
      const std::string done = with_options(one.rule->done, *one.rule, option_values(*one.rule, assessment.workspace.inventory->limits));
      // Of several items, each has to be told apart.
      const std::string of = group.is_small ? clause(step.action->text) + ":" : subjects_of(one, has_several(rules));
      part.lines.push_back({of, of.empty() ? done : behind_colon(done)});
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

std::string clause(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

std::string sentence(std::string_view text) { return clause(text) + "."; }

std::string behind_colon(std::string_view text) {
  const bool is_word = text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && (text[1] == ' ' || (text[1] >= 'a' && text[1] <= 'z'));
  return is_word ? static_cast<char>(text[0] - 'A' + 'a') + std::string(text.substr(1)) : std::string(text);
}

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
  std::vector<TicketPart> parts;
  if (auto goals = goals_part(group, assessment)) parts.push_back(std::move(*goals));
  for (TicketPart& part : std::to_array({gets_part(group, assessment, report), todo_part(group, assessment), done_part(group, assessment),
                                         evidence_part(group, report)}))
    parts.push_back(std::move(part));
  add_impact(group, assessment, parts);
  const auto week = static_cast<std::size_t>(ticket.week);
  const Date begins = week == 0 ? plan.from : plan.weeks[week - 1].ends + Days{1};
  std::vector<std::string> more{fmt::format("Planned for the week from {} to {}", begins, plan.weeks[week].ends)};
  const std::string nobody = why_nobody(group, assessment, plan);
  more.push_back(group.owner.empty() ? "Owner to be named" + (nobody.empty() ? "" : ": " + nobody)
                                     : fmt::format("Owner: `{}`", group.owner));
  if (ticket.due) more.push_back(*ticket.due <= plan.from ? "Due now" : fmt::format("Due on {}", *ticket.due));
  parts.push_back(effort_part(ticket, more));
  return parts;
}

}  // namespace stackdrag::decide
