// Makes a report of an assessment.
#include "stackdrag/report.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/report_parts.h"
#include "stackdrag/ask.h"
#include "stackdrag/assess.h"
#include "stackdrag/kinds.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/source_lines.h"

namespace stackdrag {
namespace {

/// The capacity that the inventory states, if it was raised to the floor.
std::optional<Report::Drag::Stated> raised_capacity(const Assessment& assessment) {
  const At<double>& stated = assessment.workspace.inventory->stack.capacity_hours;
  if (!stated || *stated >= assessment.score.capacity_hours) return std::nullopt;
  return Report::Drag::Stated{*stated, assessment.workspace.sources->locate(stated.at)};
}

Report::Drag drag_figures(const Assessment& assessment) {
  const Score& score = assessment.score;
  const Score& without_waivers = assessment.score_without_waivers;
  return {.low = score.low,
          .high = score.high,
          .low_hours = score.low_hours,
          .high_hours = score.high_hours,
          .load = score.load,
          .grade = score.grade,
          .cap = score.cap,
          // As a saved report has it, so that both say the same.
          .evidence = Decimal::of(score.evidence).value(),
          .provisional = score.provisional,
          .capacity_hours = score.capacity_hours,
          .capacity_assumed = score.capacity_assumed,
          .capacity_stated = raised_capacity(assessment),
          .waived = {},
          .without_waivers = {without_waivers.low, without_waivers.high, without_waivers.grade, without_waivers.provisional}};
}

/// The rules that were asked.
std::span<const AskedRule> asked_rules(const Assessment& assessment, Store& store) {
  std::vector<AskedRule> asked;
  for (const Rule& rule : assessment.catalogue.rules) {
    if (is_of_profile(rule, assessment.profile)) asked.push_back({store.keep(rule.id), store.keep(rule.family)});
  }
  return store.keep(asked);
}

/// How much of what was asked is in order, by family.
std::span<const Report::InOrder> in_order(const Tally& tally, Store& store) {
  std::map<std::string_view, Report::InOrder> families;
  for (const Tally::Asked& of_rule : tally.asked()) {
    Report::InOrder& family = families[of_rule.rule->family];
    family.asked += of_rule.asked;
    family.in_order += of_rule.in_order;
  }
  std::vector<Report::InOrder> all;
  for (auto& [name, family] : families) all.push_back({store.keep(name), family.asked, family.in_order});
  return store.keep(all);
}

std::span<const ReportedWaiver> reported_waivers(const Assessment& assessment, Store& store) {
  const std::span<ReportedWaiver> waivers = store.list<ReportedWaiver>(assessment.waivers.size());
  for (std::size_t i = 0; i < waivers.size(); ++i) {
    const WaiverOutcome& outcome = assessment.waivers[i];
    const Waiver& waiver = *outcome.waiver;
    std::vector<std::string_view> on;
    for (const At<Text>& one : waiver.on) on.push_back(*one);
    waivers[i] = {.rule = store.keep(*waiver.rule),
                  .on = store.keep(fmt::format("{}", fmt::join(on, ", "))),
                  .reason = waiver.reason ? store.keep(*waiver.reason) : "",
                  .by = waiver.by ? store.keep(waiver.by->text) : "",
                  .not_applicable = outcome.not_applicable,
                  .state = outcome.state,
                  .note = store.keep(outcome.note),
                  .findings = outcome.findings,
                  .location = assessment.workspace.sources->locate(waiver.rule.at)};
    if (waiver.until) waivers[i].until = *waiver.until;
  }
  return waivers;
}

Report::Baseline reported_comparison(const Comparison& comparison, const Baseline& baseline, Store& store) {
  std::vector<Report::Gone> gone;
  for (const std::uint32_t at : comparison.gone) {
    const RecordedFinding& entry = baseline.findings[at];
    gone.push_back({store.keep(entry.rule), store.keep(entry.subject), store.keep(entry.key)});
  }
  std::vector<Report::Renamed> suspects;
  for (const PerhapsRenamed& pair : comparison.perhaps_renamed) suspects.push_back({store.keep(pair.from), store.keep(pair.to)});
  return {.as_of = comparison.as_of,
          .known = comparison.known,
          .improved = comparison.improved,
          .fresh = comparison.fresh,
          .unanswered = comparison.unanswered.size(),
          .gone = store.keep(gone),
          .perhaps_renamed = store.keep(suspects)};
}

/// Everybody who owns what the action is about and is still here, sorted: who has left will not do it.
std::span<const std::string_view> owners_of(const Action& action, const Report& report, const Assessment& assessment) {
  const auto has_left = [&](std::string_view owner) {
    const std::vector<Person>& people = assessment.workspace.inventory->people;
    const auto person =
        std::lower_bound(people.begin(), people.end(), owner, [](const Person& a, std::string_view id) { return *a.id < id; });
    return person != people.end() && *person->id == owner && person->left && *person->left < assessment.as_of;
  };
  std::vector<std::string_view> owners;
  for (const std::uint32_t place : action.findings) {
    const auto& of_finding = report.findings[place].owners;
    owners.insert(owners.end(), of_finding.begin(), of_finding.end());
  }
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  std::erase_if(owners, has_left);
  return report.store->keep(owners);
}

}  // namespace

std::vector<ReportedProblem> located(const Sources& sources, const std::vector<Problem>& problems) {
  SourceLines lines(&sources);
  Disclosure disclosure(sources);
  std::vector<ReportedProblem> located;
  located.reserve(problems.size());
  for (const Problem& problem : problems) {
    const Location location = sources.locate(problem.at);
    // One sentence is enough for a file that must not be shown.
    const bool hidden = !sources.is_shown(problem.at);
    if (hidden && !located.empty() && located.back().location.file == location.file) continue;
    const bool shown = !problem.secret && disclosure.shows_line(problem.at);
    const SourceLine line = shown ? lines.around(problem.at, location) : SourceLine{};
    located.push_back({disclosure.sentence(problem.message, problem.at), location, line.text, line.column});
  }
  return located;
}

const ReportedItem* find_item(const Report& report, std::string_view id) {
  const auto found = std::lower_bound(report.items.begin(), report.items.end(), id,
                                      [](const ReportedItem& item, std::string_view wanted) { return item.id < wanted; });
  return found != report.items.end() && found->id == id ? &*found : nullptr;
}

void show_all(Report& report) {
  report.shown.resize(report.findings.size());
  std::iota(report.shown.begin(), report.shown.end(), std::size_t{0});
}

Report report_of(const Assessment& assessment, std::string_view name) {
  const Inventory& inventory = *assessment.workspace.inventory;
  const Stack& stack = inventory.stack;
  Report report;
  report.store = assessment.tally.store();
  report.sources = assessment.workspace.sources;
  report.version = STACKDRAG_VERSION;
  report.model = drag_model;
  report.as_of = assessment.as_of;
  report.profile = assessment.profile;
  report.stack = {std::string(stack.common.name ? *stack.common.name : name), stack.currency ? std::string(*stack.currency) : std::string(),
                  item_count(inventory)};
  report.drag = drag_figures(assessment);
  // An empty inventory gets no score: it is not a perfect stack.
  if (report.stack.items == 0) {
    report.drag.grade = report.drag.without_waivers.grade = no_grade;
    report.drag.provisional = report.drag.without_waivers.provisional = false;
  }
  report.money = money_of(assessment);
  report.asked = asked_rules(assessment, *report.store);
  report::Owners owners(assessment.workspace.facts, *report.store);
  report::set_items(assessment.workspace.facts, owners, report);
  report.in_order = in_order(assessment.tally, *report.store);
  report.waivers = reported_waivers(assessment, *report.store);
  report::set_findings(assessment, owners, report);
  show_all(report);
  report::set_totals(report);
  report.actions = actions_of(assessment, *report.store);
  for (Action& action : report.actions) action.owners = owners_of(action, report, assessment);
  report.gaps = gaps_of(assessment, *report.store);
  report.next_profile = next_profile_of(assessment);
  if (assessment.comparison) report.baseline = reported_comparison(*assessment.comparison, *assessment.baseline, *report.store);
  report::set_evidence(assessment, report);
  report.gate = assessment.gate;
  report.problems = located(*assessment.workspace.sources, assessment.problems);
  return report;
}

}  // namespace stackdrag
