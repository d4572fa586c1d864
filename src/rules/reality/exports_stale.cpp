// Exports that are too old to go by.
#include <map>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using evidence::ExportKind;
using evidence::Grade;

/// The newest export of each kind; kinds of which an export does not say its day are left out.
std::map<ExportKind, const evidence::Consulted*> newest_of_each(const std::vector<evidence::Consulted>& all) {
  std::map<ExportKind, const evidence::Consulted*> newest;
  for (const evidence::Consulted& consulted : all) {
    if (!consulted.source.day) continue;
    const evidence::Consulted*& known = newest[consulted.source.kind];
    if (known == nullptr || *known->source.day < *consulted.source.day) known = &consulted;
  }
  return newest;
}

Verdict check(const Stack&, const Context& in) {
  const std::vector<evidence::Consulted>& all = in.facts.evidence->sources;
  if (all.empty()) return not_applicable();
  std::vector<std::string> stale;
  const evidence::Consulted* oldest = nullptr;
  for (const auto& [kind, newest] : newest_of_each(all)) {
    const Days limit = in.options.days(newest->source.grade == Grade::seen ? "seen" : "days");
    if (in.as_of - *newest->source.day <= limit) continue;
    stale.push_back(fmt::format("{} of {}", evidence::importer_of(kind).title, *newest->source.day));
    if (oldest == nullptr || *newest->source.day < *oldest->source.day) oldest = newest;
  }
  if (oldest == nullptr) return clear();
  return flag(oldest->at, "the newest exports are old: {}", join_words(stale))
      .measure(in.as_of - *oldest->source.day)
      .act("export anew what the evidence is from", in.inventory.stack.common.self);
}

}  // namespace

Rule exports_stale() {
  return {
      .id = "exports-stale",
      .title = "Exports that are too old to go by",
      .when =
          "The newest export of a kind is older than 120 days; the newest recorded visit, inspection or list of cookies, older than 45 "
          "days.",
      .why = "What has changed since is unknown: the report may blame what is long gone, and be silent about what has come.",
      .fix = "Export again, and run `stackdrag observe` every night or every month, from a job.",
      .gets = "The report describes the website as it is now, and not as it was months ago.",
      .done = "A job runs `stackdrag observe`, and its latest export is younger than {seen}.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0,
      .flagged = "observed: 1\nsources: {har-home: {kind: har, of: www.acme.example, pages: [/], day: 2026-06-20, grade: seen}}",
      .clean = "observed: 1\nsources: {har-home: {kind: har, of: www.acme.example, pages: [/], day: 2026-11-20, grade: seen}}",
      .check = each<Stack>(check),
      .options = {days_option("seen", 45, "days after which a visit, an inspection or a list of cookies is old"),
                  days_option("days", 120, "days after which any other export is old")},
  };
}

}  // namespace stackdrag::rules
