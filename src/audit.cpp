// The table of contents: bytes, documents, inventory, facts, verdicts, findings, drag, report.
#include "stackdrag/audit.h"

#include "stackdrag/ask.h"
#include "stackdrag/assemble.h"
#include "stackdrag/gate.h"
#include "stackdrag/read_inventory.h"

namespace stackdrag {

Outcome audit(const Sources& sources, const Settings& settings) {
  std::vector<Tree> documents;
  std::vector<Problem> unreadable;
  for (std::size_t source = 0; source < sources.count(); ++source) {
    Document document = read_document(sources, source, settings.lane);
    if (document.problem) unreadable.push_back(*document.problem);
    documents.push_back(std::move(document.tree));
  }
  if (!unreadable.empty()) return {std::nullopt, locate(sources, unreadable)};

  const ReadInventory read = read_inventory(sources, std::move(documents));
  const Stack& stack = read.inventory.stack;
  const Facts facts = gather(read.inventory, read.undeclared);
  const Date as_of = settings.as_of ? *settings.as_of : stack.as_of ? *stack.as_of : settings.today;
  const Profile profile = settings.profile ? *settings.profile : stack.profile ? *stack.profile : Profile::starter;

  Tally tally(read.inventory, tariff_of(stack));
  ask(profile, read.inventory, facts, Packs::built_in(), as_of,
      [&](const Rule& rule, const Subject& subject, const Verdict& verdict) { tally.take(rule, subject, verdict); });
  const Folding folding(tally.findings(), tally.undecided());

  const AuditResult result{sources, read.inventory, facts, tally, folding, as_of, profile};
  Report report = assemble(result, settings.name);
  if (!settings.owners.empty()) report.known_owners = known_owners(result, *report.store);
  report.problems = locate(sources, read.problems);
  report.gate = decide_gate(report, settings.fail_on);
  filter(report, settings.select, settings.ignore, settings.owners);
  return {std::move(report), {}};
}

}  // namespace stackdrag
