// A workflow that anybody can start who knows an address.
#include "rules/reality/marks.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

std::string what_it_does(const evidence::Sighting& sighting) {
  if (sighting.item.kind == Kind::agent) return "an agent that calls a model";
  const auto to = sighting.item.fields.find("to");
  return to == sighting.item.fields.end() ? "it" : fmt::format("it, and so lets them write to {}", join_words(to->second));
}

Verdict check(const evidence::Sighting& sighting, const evidence::Mark&, const evidence::ExportSource& source, const Context&) {
  if (!sighting.runs) return clear();
  return flag(sighting.at, "whoever knows the address of the webhook of `{}` can start {} (set up in `{}`)", name_of_sighting(sighting),
              what_it_does(sighting), source.id)
      .act("ask for a credential at the webhook of {}");
}

}  // namespace

Rule workflow_open_door() {
  return {
      .id = "workflow-open-door",
      .title = "Workflow that anybody can start",
      .when =
          "An active workflow begins with a webhook that asks for no credential, and writes to a tool or calls a model. Only exports of "
          "n8n tell.",
      .why = "Addresses leak. Whoever has one can fill the CRM with made-up leads, or run up the bill of the model.",
      .fix =
          "Let the webhook ask for a credential, or check the sender's signature. If the workflow checks it by itself, or is meant to be "
          "open, waive it as not applicable and say so.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.1,
      .flagged =
          "observed: 1\n"
          "sources: {n8n-a: {kind: n8n, day: 2026-11-19, grade: configured, marks: [{kind: open-webhook, of: n8n.kXz81bQwErtyui2P}]}}\n"
          "integrations: {n8n.kXz81bQwErtyui2P: {name: Leads, to: [hubspot], via: n8n, set: [n8n-a]}}",
      .clean =
          "observed: 1\n"
          "sources: {n8n-a: {kind: n8n, day: 2026-11-19, grade: configured}}\n"
          "integrations: {n8n.kXz81bQwErtyui2P: {name: Leads, to: [hubspot], via: n8n, set: [n8n-a]}}",
      .check = each_marked(evidence::MarkKind::open_webhook, check),
  };
}

}  // namespace stackdrag::rules
