// Judges a proposal: what the rules say of it, and what the stack would be with it.
#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "decide/gatekeeping_parts.h"
#include "stackdrag/adopt.h"
#include "stackdrag/proposals.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr double months_a_year = 12;

/// The proposal as a tool, asked again. What is made up for it, and what is said of the proposal itself, is nobody's fault.
Assessment assess_with(const Adopted& then, const Proposal& proposal, const GateInput& in) {
  const std::set<ItemId> made_up(then.integrations.begin(), then.integrations.end());
  const ItemId itself = proposal.common.self;
  return assess(then.workspace, in.settings, [made_up, itself](const Rule& rule, const Subject& subject, const Flagged&) {
    return subject.item == itself || (rule.family == "naming" && made_up.contains(subject.item));
  });
}

/// What keeps it out is told apart from what only has to be answered.
void add_missing(GateCase& into, const GateReason& found, const Proposal& proposal, const GateInput& in) {
  const std::vector<MissingFact> missing = missing_facts(proposal, *in.now.workspace.inventory);
  for (const bool keeps_out : {true, false}) {
    GateReason reason = found;
    reason.verdict = keeps_out ? GateVerdict::block : GateVerdict::ask;
    std::vector<std::string> words;
    for (const MissingFact& fact : missing) {
      if (fact.keeps_out != keeps_out) continue;
      words.push_back(fact.words);
      reason.lines.push_back(line_for(Kind::proposal, fact.field));
    }
    if (words.empty()) continue;
    reason.text = fmt::format("`{}` does not say {}", *proposal.id, join_words(words));
    into.reasons.push_back(std::move(reason));
  }
}

void add_reasons(GateCase& into, const Proposal& proposal, const GateInput& in) {
  for (const TriagedFinding& finding : in.strict.findings) {
    if (!(finding.finding->subject.item == proposal.common.self)) continue;
    GateReason reason = reason_of(finding, finding.finding->what.keeps_out ? GateVerdict::block : GateVerdict::ask, in);
    if (reason.rule == "proposal-incomplete")
      add_missing(into, reason, proposal, in);
    else
      into.reasons.push_back(std::move(reason));
  }
  for (GateReason& reason : name_reasons(proposal, in)) into.reasons.push_back(std::move(reason));
}

/// The findings that come, and how many go.
void add_findings(GateCase& into, const Assessment& after, const GateInput& in) {
  std::unordered_map<std::uint64_t, int> known;
  for (const TriagedFinding& finding : in.now.findings) {
    const bool is_of_proposal = finding.subject == into.item;
    if (!finding.excused && !is_of_proposal && finding.finding->severity > Severity::info) ++known[finding.identity.fingerprint];
  }
  for (const TriagedFinding& finding : after.findings) {
    if (finding.excused || finding.finding->severity == Severity::info || known[finding.identity.fingerprint]-- > 0) continue;
    // What the proposal does not say is asked above, or has to be proved.
    if (finding.folded_into || finding.finding->what.absent || is_told(into, finding, in)) continue;
    into.adds.push_back({finding.finding->severity, std::string(finding.finding->rule->id), std::string(finding.subject),
                         std::string(finding.finding->what.message)});
  }
  for (const auto& [fingerprint, left] : known) into.settles += left > 0 ? static_cast<std::size_t>(left) : 0;
}

void add_price(GateCase& into, const Proposal& proposal, const GateInput& in) {
  const Inventory& inventory = *in.now.workspace.inventory;
  if (proposal.cost)
    into.cost = proposal.cost->per_month * months_a_year;
  else if (proposal.cost.none())
    into.cost = 0;
  if (const Tool* const tool = replaced_tool(proposal, in.now.workspace.facts)) {
    into.replaces = label_of(inventory, tool->common.self);
    if (tool->cost) into.saved = tool->cost->per_month * months_a_year;
  }
  if (!proposal.run_hours) return;
  into.hours = *proposal.run_hours;
  if (inventory.stack.capacity_hours) into.share = *proposal.run_hours / *inventory.stack.capacity_hours;
}

/// What nobody can judge, as facts are missing that no rule asks for.
void add_unchecked(GateCase& into, const Proposal& proposal, const GateInput& in) {
  const Stack& stack = in.now.workspace.inventory->stack;
  const auto unchecked = [&](std::string text) { into.unchecked.push_back(std::move(text)); };
  if (proposal.roadmap && (!stack.goals || stack.goals.count == 0))
    unchecked(fmt::format("whether `{}` is one of the goals: the stack declares none (`goals`)", *proposal.roadmap));
  if (!proposal.run_hours)
    unchecked("how many hours a month it would take: the proposal does not say (`run_hours`)");
  else if (!stack.capacity_hours)
    unchecked("whether there is time for it: the stack does not say how many hours there are (`capacity_hours`)");
  if (proposal.integrates_with.left_out()) unchecked("what it must work with: the proposal does not say (`integrates_with`)");
  if (into.after.grade == no_grade || in.now.score.grade == no_grade) unchecked("whether the grade falls: less than 60 % is known");
}

void add_notes(GateCase& into, const Proposal& proposal, const Adopted& then, const GateInput& in) {
  if (proposal.until && *proposal.until >= in.now.as_of)
    into.notes.push_back(fmt::format("a pilot until {}: decide by then, and end it if nobody does", *proposal.until));
  if (proposal.proof) into.notes.push_back(fmt::format("its proof: `{}`", *proposal.proof));
  if (then.retired.empty()) return;
  std::vector<std::string> gone;
  for (const ItemId item : then.retired) gone.push_back(fmt::format("`{}`", label_of(*in.now.workspace.inventory, item)));
  into.notes.push_back(fmt::format("counted as retired with it: {}", join_words(gone)));
}

}  // namespace

GateCase case_of(const Proposal& proposal, const GateInput& in) {
  const Inventory& inventory = *in.now.workspace.inventory;
  const std::string label = label_of(inventory, proposal.common.self);
  GateCase judged{.item = label, .items = {label}};
  if (proposal.owner) judged.owner = proposal.owner->text.view();
  if (proposal.requested_by) judged.requested_by = proposal.requested_by->text.view();
  const Adopted then = adopted(in.now.workspace, proposal, in.now.as_of);
  const Assessment after = assess_with(then, proposal, in);
  judged.before = standing_of(in.now);
  judged.after = standing_of(after);

  std::unordered_set<std::string> asked;
  for (const Undecided& question : in.now.tally.undecided()) asked.insert(question_key(question, inventory));
  Obligations obligations =
      obligations_of(after, [&](const Undecided& question) { return !asked.contains(question_key(question, *then.workspace.inventory)); });
  judged.obligations = std::move(obligations.all);
  judged.proved_high = obligations.proved_high;
  judged.proved_grade = obligations.proved_grade;

  add_reasons(judged, proposal, in);
  const Subject subject = subject_of(in.now.workspace.facts, proposal);
  add_budget(judged, label, &subject, in);
  if (replaced_tool(proposal, in.now.workspace.facts) == nullptr) {
    if (auto frozen = freeze(label, 1, in)) judged.reasons.push_back(std::move(*frozen));
  }
  add_findings(judged, after, in);
  add_price(judged, proposal, in);
  add_unchecked(judged, proposal, in);
  add_notes(judged, proposal, then, in);
  conclude(judged);
  return judged;
}

}  // namespace stackdrag
