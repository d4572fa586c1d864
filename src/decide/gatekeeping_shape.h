// The shape of the JSON of `stackdrag gate`, described once: its writer and its JSON Schema follow from it. It is never read back.
#pragma once

#include "stackdrag/gatekeeping.h"
#include "stackdrag/report_shape.h"

namespace stackdrag::report {

namespace gate_form {

using namespace form;

inline constexpr Word<GateVerdict> verdict{};
inline constexpr Nullable place{location};

}  // namespace gate_form

template <class Io>
void describe(Io& io, Of<Io, GateReason>& reason) {
  io.field("verdict", reason.verdict, gate_form::verdict, "What follows from it: ask or block.");
  io.field("item", reason.item, form::TextOrNull{}, "kind/id; null if it is about the change as a whole.");
  io.field("rule", reason.rule, form::TextOrNull{}, "The rule that says so; null if the gate itself does.");
  io.field("text", reason.text, form::text, "What is wrong.");
  io.field("todo", reason.todo, form::TextOrNull{}, "What to do, for a person.");
  io.field("lines", reason.lines, form::texts, "YAML to add to the item.");
  io.field("accepted", reason.accepted, form::TextOrNull{},
           "Who accepts it, until when and why; then it does not count. Null if nobody does.");
  io.computed(
      "location", [&] { return reason.at.file.empty() ? std::nullopt : std::optional(reason.at); }, gate_form::place,
      "Null if it stands nowhere.");
}

template <class Io>
void describe(Io& io, Of<Io, GateObligation>& obligation) {
  io.field("item", obligation.item, form::subject);
  io.field("fields", obligation.fields, form::texts, "The facts that nobody knows yet.");
  io.field("any", obligation.any, form::truth, "One of them is enough.");
  io.field("lines", obligation.lines, form::texts, "YAML to add to the item.");
  io.field("hours", obligation.hours, form::amount, "Charged hours a month that the high end would fall by.");
}

template <class Io>
void describe(Io& io, Of<Io, GateFinding>& finding) {
  io.field("severity", finding.severity, form::severity);
  io.field("rule", finding.rule, form::name, "The rule's id.");
  io.field("subject", finding.subject, form::subject);
  io.field("message", finding.text, form::text);
}

template <class Io>
void describe(Io& io, Of<Io, GateStanding>& standing) {
  io.field("low", standing.low, form::points, "Drag if all that is promised holds.");
  io.field("high", standing.high, form::points, "Drag with open questions counted as failing.");
  io.field("low_hours", standing.low_hours, form::amount, "Charged hours a month behind low.");
  io.field("high_hours", standing.high_hours, form::amount);
  io.field("grade", standing.grade, form::grade, "A to F, or null.");
}

template <class Io>
void describe(Io& io, Of<Io, GateCase>& judged) {
  io.field("item", judged.item, form::TextOrNull{}, "The proposal; null for all that a change adds.");
  io.field("items", judged.items, form::texts, "kind/id of what comes in.");
  io.field("verdict", judged.verdict, gate_form::verdict, "The worst of the reasons that nobody accepts.");
  io.field("owner", judged.owner, form::TextOrNull{}, "Of a proposal: who would own it.");
  io.field("requested_by", judged.requested_by, form::TextOrNull{}, "Of a proposal: who asks for it.");
  io.field("replaces", judged.replaces, form::TextOrNull{}, "kind/id of the tool in use that goes; null if none does.");
  io.field("before", judged.before, form::Nullable{form::object<GateStanding>}, "Null if the other report counts by another model.");
  io.field("after", judged.after, form::object<GateStanding>);
  io.field("proved_high", judged.proved_high, form::points, "What after.high would be if all obligations were met.");
  io.field("proved_grade", judged.proved_grade, form::grade, "And the grade.");
  io.field("cost_per_year", judged.cost, form::Nullable{form::amount}, "Money; null if the cost is not known, or for a change.");
  io.field("saved_per_year", judged.saved, form::Nullable{form::amount}, "Money that is no longer paid for what is replaced, or null.");
  io.field("run_hours", judged.hours, form::Nullable{form::amount}, "Hours a month to run it, or null.");
  io.field("run_share", judged.share, form::Nullable{form::amount}, "Of the capacity, or null.");
  io.field("reasons", judged.reasons, form::List{form::object<GateReason>}, "What speaks against it: what blocks first.");
  io.field("obligations", judged.obligations, form::List{form::row<GateObligation>}, "What has to be proved: the dearest first.");
  io.field("adds", judged.adds, form::List{form::row<GateFinding>}, "Findings that come with it: the most severe first.");
  io.field("settles", judged.settles, form::count, "How many findings go with it.");
  io.field("unchecked", judged.unchecked, form::texts, "What could not be judged, for a person.");
  io.field("notes", judged.notes, form::texts, "For a person.");
}

template <class Io>
void describe(Io& io, Of<Io, Gatekeeping>& gate) {
  io.version("schema_version", 1, "The version of this format.");
  io.group("tool", "What judged.", [](auto& tool) {
    tool.constant("name", "stackdrag", "Always stackdrag.");
    tool.field("version", std::string_view(STACKDRAG_VERSION), form::text, "The version of the tool.");
  });
  io.field("model", drag_model, form::text, "Of the score, as in the report.");
  io.field("as_of", gate.as_of, form::date, "The day from which every age is counted.");
  io.field("profile", gate.profile, form::profile, "What the scores ask for; what speaks against something is asked in full.");
  io.group("stack", "What would have to carry it.", [&](auto& stack) {
    stack.field("name", gate.stack, form::text, "As written in the inventory.");
    stack.field("currency", gate.currency, form::text, "The currency of all money.");
  });
  io.field("against", gate.against, form::TextOrNull{}, "The other inventory or report; null if proposals were judged.");
  io.computed(
      "verdict", [&] { return gate.verdict(); }, gate_form::verdict, "The worst of all cases.");
  io.field("mistakes", gate.mistakes, form::count, "In the inventory; if there are any, only what could be read was judged.");
  io.field("cases", gate.cases, form::List{form::object<GateCase>}, "What wants to come in.");
}

}  // namespace stackdrag::report
