// The table of contents: bytes, documents, inventory, facts, verdicts, findings, drag, report.
#include "stackdrag/audit.h"

#include "stackdrag/ask.h"
#include "stackdrag/assemble.h"
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
  if (!unreadable.empty()) return {.problems = locate(sources, unreadable)};

  ReadInventory read = read_inventory(sources, std::move(documents));
  const Stack& stack = read.inventory.stack;
  const Packs& packs = settings.packs != nullptr ? *settings.packs : Packs::built_in();
  const Facts facts = gather(read.inventory, read.undeclared, packs);
  const Date as_of = settings.as_of ? *settings.as_of : stack.as_of ? *stack.as_of : settings.today;
  const Profile profile = settings.profile ? *settings.profile : stack.profile ? *stack.profile : Profile::starter;
  const Catalogue catalogue = with_settings(settings.catalogue != nullptr ? *settings.catalogue : built_in_catalogue(), settings.rules);
  const std::vector<Rule>& rules = catalogue.rules;
  const Question question{read.inventory, facts, packs, profile, as_of};

  Waivers waivers(read.inventory, rules, profile, as_of, settings.waivers);
  const bool may_excuse = waivers.may_excuse();
  const Tariff tariff = tariff_of(stack);
  Tally tally(read.inventory, tariff), excused(read.inventory, tariff), all(read.inventory, tariff);
  ask(rules, question, [&](const Rule& rule, const Subject& subject, const Verdict& verdict) {
    if (!may_excuse) return tally.take(rule, subject, verdict);
    all.take(rule, subject, verdict);
    (waivers.excuses(rule, subject, verdict) ? excused : tally).take(rule, subject, verdict);
  });
  const Folding folding(catalogue.folds, tally.findings(), tally.undecided());

  const AuditResult result{sources, read.inventory, facts, rules, tally, folding, excused, as_of, profile};
  Report report = assemble(result, settings.name);
  if (may_excuse) {
    const Report::Drag whole = score_of(all, Folding(catalogue.folds, all.findings(), all.undecided()));
    report.drag.without_waivers = {whole.low, whole.high, whole.grade};
  }
  if (!settings.owners.empty()) report.known_owners = known_owners(result, *report.store);
  read.problems.insert(read.problems.end(), waivers.problems().begin(), waivers.problems().end());
  report.problems = locate(sources, read.problems);
  waivers.apply(report, sources);
  Outcome outcome{.conditions = conditions_of(rules, question, settings.packs_laid_over)};
  if (settings.baseline != nullptr) {
    outcome.of_baseline = compare(report, *settings.baseline);
    explain_new(report, *settings.baseline, rules, outcome.conditions, question);
  }
  decide_gate(report, settings.gate);
  filter(report, settings.select, settings.ignore, settings.owners);
  outcome.report = std::move(report);
  return outcome;
}

}  // namespace stackdrag
