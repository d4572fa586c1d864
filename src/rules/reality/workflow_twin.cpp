// A copy of a workflow that runs beside the original.
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "rules/reality/copied_name.h"
#include "rules/reality/marks.h"

namespace stackdrag::rules {
namespace {

/// The sources that say which workflows are active.
std::set<std::string_view> sources_that_say(const evidence::Evidence& evidence) {
  std::set<std::string_view> ids;
  for (const auto& [source, at] : evidence.sources) {
    if (source.counts.contains("active_workflows")) ids.insert(source.id);
  }
  return ids;
}

bool is_active(const evidence::Sighting& sighting, const std::set<std::string_view>& sources) {
  const auto& ids = sighting.item.sources[static_cast<std::size_t>(evidence::Grade::configured)];
  return sighting.runs && std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return sources.contains(id); });
}

/// What copies have in common with the original: the engine, the tools that they write to, and the name but for what marks a copy.
using Likeness = std::tuple<std::string_view, std::vector<std::string>, std::vector<std::string>>;
/// The shortest name first, which is that of the original.
using Alike = std::map<std::tuple<std::size_t, std::string, std::string_view>, const evidence::Sighting*>;

std::map<Likeness, Alike> alike_workflows(const evidence::Evidence& evidence) {
  std::map<Likeness, Alike> all;
  const auto sources = sources_that_say(evidence);
  for (const evidence::Sighting& sighting : evidence.sightings) {
    const auto to = sighting.item.fields.find("to");
    if (sighting.item.kind != Kind::integration || to == sighting.item.fields.end() || !is_active(sighting, sources)) continue;
    const std::string_view key = sighting.item.key, name = sighting.item.value("name");
    std::vector<std::string> words = copied_name(name).words;
    if (words.empty()) continue;
    all[{key.substr(0, key.find('.')), to->second, std::move(words)}].emplace(std::tuple(name.size(), lower_case(name), key), &sighting);
  }
  return all;
}

void ask(const Context& in, const Check::Take& take) {
  for (const auto& [likeness, alike] : alike_workflows(*in.facts.evidence)) {
    const evidence::Sighting& original = *alike.begin()->second;
    for (const auto& [order, sighting] : alike) {
      const std::string_view name = sighting->item.value("name");
      // Those that are called alike are told apart by nobody, and need not be copies.
      if (sighting == &original || !copied_name(name).is_copy || lower_case(name) == lower_case(original.item.value("name"))) continue;
      Verdict verdict = flag(sighting->at, "`{}` is active, and so is `{}`", name_of_sighting(*sighting), name_of_sighting(original))
                            .also(original.at, "the other one")
                            .act("find out which of the two is meant, and switch off {} or the other");
      take(subject_of_sighting(*sighting, in), verdict);
    }
  }
}

}  // namespace

Rule workflow_twin() {
  return {
      .id = "workflow-twin",
      .title = "Copy of a workflow beside the original",
      .when =
          "Two active workflows of one engine write to the same tools, and have the same name but for a word such as \"test\", \"copy\", "
          "\"old\" or \"v2\" at its end, or \"copy of\" in front.",
      .why = "What both do happens twice: two mails to the customer, two records in the CRM.",
      .fix = "Find out which one is meant to run. Switch the other off, or give it a name that says what it is for.",
      .gets = "Customers get one mail, and the CRM one record.",
      .done = "One of the two is inactive, or their names tell what each is for, and a test event has one effect.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.25,
      .flagged =
          "observed: 1\n"
          "sources: {n8n-a: {kind: n8n, day: 2026-11-19, grade: configured, holds: {active_workflows: 2}}}\n"
          "integrations: {n8n.a: {name: Leads, to: [hubspot], set: [n8n-a]}, n8n.b: {name: Leads copy, to: [hubspot], set: [n8n-a]}}",
      .clean =
          "observed: 1\n"
          "sources: {n8n-a: {kind: n8n, day: 2026-11-19, grade: configured, holds: {active_workflows: 2}}}\n"
          "integrations: {n8n.a: {name: Leads, to: [hubspot], set: [n8n-a]}, n8n.b: {name: Orders, to: [hubspot], set: [n8n-a]}}",
      .check = {ask},
  };
}

}  // namespace stackdrag::rules
