// A copy of a workflow that runs beside the original.
#include "rules/reality/marks.h"

namespace stackdrag::rules {
namespace {

Verdict check(const evidence::Sighting& sighting, const evidence::Mark& mark, const evidence::ExportSource&, const Context& in) {
  const evidence::Sighting* const original = in.facts.evidence->find(mark.by);
  if (original == nullptr || !sighting.runs || !original->runs) return clear();
  return flag(sighting.at, "`{}` is active, and so is `{}`", name_of_sighting(sighting), name_of_sighting(*original))
      .also(original->at, "the other one")
      .act("find out which of the two is meant, and switch off {} or the other");
}

}  // namespace

Rule workflow_twin() {
  return {
      .id = "workflow-twin",
      .title = "Copy of a workflow beside the original",
      .when = "Two active workflows have the same name but for a word such as \"test\", \"copy\", \"old\" or \"v2\".",
      .why = "What both do happens twice: two mails to the customer, two records in the CRM.",
      .fix = "Find out which one is meant to run. Switch the other off, or give it a name that says what it is for.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.25,
      .flagged =
          "observed: 1\n"
          "sources: {n8n-a: {kind: n8n, day: 2026-11-19, grade: configured, marks: [{kind: twin, of: n8n.b, by: n8n.a}]}}\n"
          "integrations: {n8n.a: {name: Leads, to: [hubspot], set: [n8n-a]}, n8n.b: {name: Leads copy, to: [hubspot], set: [n8n-a]}}",
      .clean =
          "observed: 1\n"
          "sources: {n8n-a: {kind: n8n, day: 2026-11-19, grade: configured}}\n"
          "integrations: {n8n.a: {name: Leads, to: [hubspot], set: [n8n-a]}, n8n.b: {name: Orders, to: [hubspot], set: [n8n-a]}}",
      .check = each_marked(evidence::MarkKind::twin, check),
  };
}

}  // namespace stackdrag::rules
