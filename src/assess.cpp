// From facts to findings: asks the rules, charges and folds what they say, and marks what is waived, known, new or failing.
#include "stackdrag/assess.h"

#include <utility>

namespace stackdrag {
namespace {

/// What the rules said.
struct Said {
  Tally tally, excused;
  Tally all;  ///< without waivers; empty if nothing may be excused
};

Said ask_all(const std::vector<Rule>& rules, const Question& question, Waivers& waivers, const IsSettled& is_settled) {
  const auto nothing = [&] { return Tally(question.inventory, tariff_of(question.inventory.stack), question.profile); };
  const auto settled = [&](const Rule& rule, const Subject& subject, const Verdict& verdict) {
    return is_settled && verdict.finding() != nullptr && is_settled(rule, subject, *verdict.finding());
  };
  Said said{nothing(), nothing(), nothing()};
  ask(rules, question, [&](const Rule& rule, const Subject& subject, const Verdict& verdict) {
    if (settled(rule, subject, verdict)) return Standing::excused;
    return waivers.take(rule, subject, verdict, said.tally, said.excused);
  });
  if (!waivers.may_excuse()) return said;
  // Asked again, since what is excused is no cause of other findings.
  ask(rules, question, [&](const Rule& rule, const Subject& subject, const Verdict& verdict) {
    if (settled(rule, subject, verdict)) return Standing::excused;
    said.all.take(rule, subject, verdict);
    return Standing::open;
  });
  return said;
}

/// The workspace as it would be with only the exports that a baseline has read.
struct KnownThen {
  std::optional<Sources> sources;  ///< empty if there are no others
  Loaded loaded{};

  KnownThen(const Workspace& workspace, const KnownExports& known) {
    if (workspace.evidence->empty()) return;
    sources = without_other_exports(*workspace.sources, known);
    if (sources) loaded = load(*sources, *workspace.packs, Lane::automatic, std::nullopt);
  }
};

void find_causes(std::vector<TriagedFinding>& findings, const Comparison& comparison, const Baseline& baseline, const Catalogue& catalogue,
                 const Conditions& conditions, const Question& now, const Workspace& workspace) {
  if (comparison.fresh == 0) return;
  const KnownThen then(workspace, baseline.made.exports);
  if (!then.loaded.workspace) return explain_new(findings, comparison, baseline, catalogue, conditions, now, nullptr);
  const Question known{*then.loaded.workspace->inventory, then.loaded.workspace->facts, now.packs, now.profile, now.as_of};
  explain_new(findings, comparison, baseline, catalogue, conditions, now, &known);
}

}  // namespace

Answered answer(const Catalogue& catalogue, const Question& question, Waivers& waivers, const IsSettled& is_settled) {
  Said said = ask_all(catalogue.rules, question, waivers, is_settled);
  const std::size_t before = said.tally.findings().size();
  said.tally.fold_unkept(catalogue, question.facts,
                         [&](const Rule& rule, const Subject& subject) { return waivers.accepts(rule, subject); });
  for (std::size_t i = before; i < said.tally.findings().size(); ++i) waivers.match(said.tally.findings()[i], i);
  const double spend = spend_of(question.inventory);
  Charges charges(catalogue.folds, said.tally);
  // A question that is waived has not been answered: nobody knows more than before.
  const double evidence = (waivers.may_excuse() ? said.all : said.tally).evidence();
  const Score score = score_of(said.tally, charges, spend, evidence);
  const Score without_waivers = waivers.may_excuse() ? score_of(said.all, Charges(catalogue.folds, said.all), spend, evidence) : score;
  return {std::move(said.tally), std::move(said.excused), std::move(charges), score, without_waivers};
}

Loaded load(const Sources& sources, const Settings& settings) {
  return load(sources, settings.packs != nullptr ? *settings.packs : Packs::built_in(), settings.lane,
              AuditDay{settings.today, settings.as_of});
}

Date day_of(const Workspace& workspace, const Settings& settings) {
  const At<Date>& written = workspace.inventory->stack.as_of;
  return settings.as_of ? *settings.as_of : written ? *written : settings.today;
}

Assessment assess(const Workspace& workspace, const Settings& settings, const IsSettled& is_settled) {
  const Inventory& inventory = *workspace.inventory;
  const Stack& stack = inventory.stack;
  const Date as_of = day_of(workspace, settings);
  const Profile profile = settings.profile ? *settings.profile : stack.profile ? *stack.profile : Profile::starter;
  Catalogue catalogue = with_settings(settings.catalogue != nullptr ? *settings.catalogue : built_in_catalogue(), settings.rules);
  const std::vector<Rule>& rules = catalogue.rules;
  const Question question{inventory, workspace.facts, *workspace.packs, profile, as_of};

  Waivers waivers(inventory, rules, profile, as_of, settings.waivers);
  Answered said = answer(catalogue, question, waivers, is_settled);

  Store& store = *said.tally.store();
  store.adopt(std::move(*said.excused.store()));
  std::vector<TriagedFinding> findings = triaged(inventory, said.tally, said.charges.folding(), said.excused, store);
  std::vector<WaiverOutcome> outcomes = waivers.mark(findings);
  Conditions conditions = conditions_of(rules, question);
  conditions.packs = settings.packs_laid_over;
  conditions.exports = exports_of(*workspace.evidence);
  std::optional<Comparison> comparison;
  if (settings.baseline != nullptr) {
    comparison = compare(findings, said.tally.undecided(), *settings.baseline, inventory);
    find_causes(findings, *comparison, *settings.baseline, catalogue, conditions, question, workspace);
  }
  std::vector<Problem> problems = workspace.problems;
  problems.insert(problems.end(), waivers.problems().begin(), waivers.problems().end());
  Gate gate = decide_gate(findings, comparison ? &*comparison : nullptr, problems.size(), settings.gate);
  return {workspace,
          as_of,
          profile,
          std::move(catalogue),
          std::move(said.tally),
          std::move(said.excused),
          std::move(said.charges),
          said.score,
          said.score_without_waivers,
          std::move(findings),
          std::move(outcomes),
          std::move(conditions),
          settings.baseline,
          std::move(comparison),
          std::move(gate),
          std::move(problems),
          settings.waivers};
}

}  // namespace stackdrag
