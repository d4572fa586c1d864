// A workflow that anybody can start who knows an address.
#include "rules/reality/marks.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

std::string what_it_does(const std::set<std::string>& tools) {
  if (tools.empty()) return "it, and so call a model";
  return fmt::format("it, and so write to {}", join_words(std::vector<std::string>(tools.begin(), tools.end())));
}

Verdict check(const evidence::Sighting& sighting, const std::set<std::string>& tools, const evidence::ExportSource& source) {
  if (!sighting.runs) return clear();
  return flag(sighting.at, "whoever knows the address of the webhook of `{}` can start {} (set up in `{}`)", name_of_sighting(sighting),
              what_it_does(tools), source.id)
      .act("ask for a credential at the webhook of {}");
}

}  // namespace

Rule workflow_open_door() {
  return {
      .id = "workflow-open-door",
      .title = "Workflow that anybody can start",
      .when =
          "An active workflow has a webhook that asks for no credential, is open to all addresses and is followed by no check of a "
          "signature, and from there it writes to a tool or calls a model. Only exports of n8n tell.",
      .why = "Addresses leak. Whoever has one can fill the CRM with made-up leads, or run up the bill of the model.",
      .fix =
          "Let the webhook ask for a credential, or check the sender's signature. If the workflow checks the sender in another way, or is "
          "meant to be open, waive it as not applicable and say so.",
      .gets = "The leads in the CRM come from your forms, and not from whoever finds the address.",
      .done = "A call without the credential is refused, and the sender that belongs there still gets through.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.1,
      .flagged =
          "observed: 1\n"
          "sources: {n8n-a: {kind: n8n, day: 2026-11-19, grade: configured, marks: [{kind: open-webhook, of: n8n.kXz81bQwErtyui2P, by: "
          "hubspot}]}}\n"
          "integrations: {n8n.kXz81bQwErtyui2P: {name: Leads, to: [hubspot], via: n8n, set: [n8n-a]}}",
      .clean =
          "observed: 1\n"
          "sources: {n8n-a: {kind: n8n, day: 2026-11-19, grade: configured}}\n"
          "integrations: {n8n.kXz81bQwErtyui2P: {name: Leads, to: [hubspot], via: n8n, set: [n8n-a]}}",
      .check = each_marked(evidence::MarkKind::open_webhook, check),
  };
}

}  // namespace stackdrag::rules
