// Assembles the report: the score and the money, then findings, totals, actions and gaps.
#include "stackdrag/assemble.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/side_by_side.h"
#include "report/advice.h"
#include "report/findings.h"
#include "report/source_lines.h"
#include "stackdrag/ask.h"

namespace stackdrag {
namespace {

constexpr double provisional_below = 0.60;
constexpr double next_profile_from = 0.90;
constexpr std::size_t least_findings_side_by_side = 2000;
constexpr std::string_view unowned = "unowned";

/// Interest and principal. What folds is counted once: a group carries what its parent or what its children carry, whichever is more.
void set_money(const AuditResult& result, Report& report) {
  const std::vector<Finding>& findings = result.tally.findings();
  Report::MoneyFigures& money = report.money;
  money.hourly_rate = result.tally.tariff().hourly_rate;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (result.folding.shown_under(i) != Folding::none) continue;
    money.principal_hours += findings[i].effort;
    double hours = 0;
    double amount = 0;
    for (const std::size_t member : result.folding.with_shown(i)) {
      if (member == i || member >= findings.size()) continue;
      hours += findings[member].carry;
      amount += findings[member].what.money;
    }
    money.interest_per_month += std::max(findings[i].carry, hours) * money.hourly_rate + std::max(findings[i].what.money, amount);
  }
  money.principal = money.principal_hours * money.hourly_rate;
  if (money.interest_per_month > 0) money.payback_months = money.principal / money.interest_per_month;
  const auto cost_unknown = [](const Tool& tool) { return in_use(tool.status) && !is_external(tool) && tool.cost.unknown(); };
  const std::vector<Tool>& tools = result.inventory.tools;
  money.at_least = !result.tally.undecided().empty() || std::any_of(tools.begin(), tools.end(), cost_unknown);
}

/// Sums by name. In the order of the report the same name often comes many times in a row.
class Sums {
 public:
  Total& operator[](std::string_view name) {
    if (last_ == nullptr || last_->first != name) last_ = &*totals_.try_emplace(name).first;
    return last_->second;
  }
  std::map<std::string_view, Total> sorted() const { return {totals_.begin(), totals_.end()}; }

 private:
  std::unordered_map<std::string_view, Total> totals_;
  std::pair<const std::string_view, Total>* last_ = nullptr;
};

void add(Total& total, Decimal points, Decimal charge) {
  ++total.findings;
  total.points += points;
  total.charge_hours += charge;
}

/// What several people own is shared out among them equally.
void add_shares(Sums& by_owner, const ReportedFinding& finding) {
  const std::vector<Decimal> equal(finding.owners.size(), Decimal{1});
  const auto points = apportion(finding.points, equal);
  const auto charges = apportion(finding.charge_hours, equal);
  for (std::size_t i = 0; i < equal.size(); ++i) add(by_owner[finding.owners[i]], points[i], charges[i]);
}

void set_totals(Report& report) {
  Sums by_severity, by_family, by_owner, by_kind;
  std::vector<Total> by_rule(report.rules.size());
  for (const ReportedFinding& finding : report.findings) {
    add(by_severity[name_of(finding.severity)], finding.points, finding.charge_hours);
    add(by_rule[static_cast<std::size_t>(finding.rule - report.rules.data())], finding.points, finding.charge_hours);
    add(by_kind[finding.subject.substr(0, finding.subject.find('/'))], finding.points, finding.charge_hours);
    if (finding.owners.size() > 1)
      add_shares(by_owner, finding);
    else
      add(by_owner[finding.owners.empty() ? unowned : finding.owners.front()], finding.points, finding.charge_hours);
  }
  for (std::size_t i = 0; i < by_rule.size(); ++i) {
    Total& family = by_family[report.rules[i].family];
    family.findings += by_rule[i].findings;
    family.points += by_rule[i].points;
    family.charge_hours += by_rule[i].charge_hours;
  }
  report.totals = {by_severity.sorted(), by_family.sorted(), by_owner.sorted(), by_kind.sorted()};
}

/// The rules that were asked.
void set_asked(const AuditResult& result, Report& report) {
  std::vector<AskedRule> asked;
  for (const Rule& rule : result.rules) {
    if (is_asked(rule, result.profile)) asked.push_back({report.store->keep(rule.id), report.store->keep(rule.family)});
  }
  report.asked = report.store->keep(asked);
}

/// What there is, and what has another id than before.
void set_items(const Inventory& inventory, Report& report) {
  Store& store = *report.store;
  std::vector<Report::Renamed> renamed;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    if (kind == Kind::waiver || kind == Kind::convention || items.empty()) return;
    const std::span<std::string_view> ids = store.list<std::string_view>(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      ids[i] = store.keep(*items[i].id);
      for (const auto& was : items[i].common.extras().was) {
        renamed.push_back({store.join({name_of(kind), "/", *was}), store.join({name_of(kind), "/", *items[i].id})});
      }
    }
    std::sort(ids.begin(), ids.end());
    report.items.push_back({name_of(kind), ids});
  });
  std::sort(renamed.begin(), renamed.end(), [](const auto& a, const auto& b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
  const auto same_from = [](const auto& a, const auto& b) { return a.from == b.from; };
  renamed.erase(std::unique(renamed.begin(), renamed.end(), same_from), renamed.end());
  report.renamed = store.keep(renamed);
}

}  // namespace

Report::Drag score_of(const Tally& tally, const Folding& folding) {
  Report::Drag drag;
  drag.capacity_hours = tally.tariff().capacity_hours;
  drag.capacity_assumed = tally.tariff().capacity_assumed;
  drag.low_hours = folding.low();
  drag.high_hours = folding.high();
  drag.low = Decimal::of(drag_of(drag.low_hours.value() / drag.capacity_hours));
  drag.load = drag.high_hours.value() / drag.capacity_hours;
  drag.high = Decimal::of(drag_of(drag.load));
  const auto critical = [](const auto& answer) { return answer.severity == Severity::critical; };
  const bool danger = std::any_of(tally.findings().begin(), tally.findings().end(), critical) ||
                      std::any_of(tally.undecided().begin(), tally.undecided().end(), critical);
  drag.grade = grade_of(drag.load, danger);
  drag.capped = drag.grade != grade_of(drag.load, false);
  drag.evidence = tally.evidence();
  drag.provisional = drag.evidence < provisional_below;
  drag.without_waivers = {drag.low, drag.high, drag.grade};
  return drag;
}

std::vector<std::string_view> known_owners(const AuditResult& result, Store& store) {
  std::unordered_set<std::string_view> names;
  for (const Person& person : result.inventory.people) names.insert(*person.id);
  for (const Team& team : result.inventory.teams) names.insert(*team.id);
  for (const Item& item : result.facts.items) {
    if (item.owner != nullptr && *item.owner) names.insert((*item.owner)->text);
  }
  std::vector<std::string_view> sorted(names.begin(), names.end());
  std::sort(sorted.begin(), sorted.end());
  for (std::string_view& name : sorted) name = store.keep(name);
  return sorted;
}

std::vector<ReportedProblem> locate(const Sources& sources, const std::vector<Problem>& problems) {
  SourceLines lines(&sources);
  std::vector<ReportedProblem> located;
  located.reserve(problems.size());
  for (const Problem& problem : problems) {
    const Location location = sources.locate(problem.at);
    // The line of a secret stays out of every log.
    const SourceLine line = problem.secret ? SourceLine{} : lines.around(problem.at, location);
    located.push_back({problem.message, location, line.text, line.column});
  }
  return located;
}

Report assemble(const AuditResult& result, std::string_view name) {
  Report report;
  report.store = result.tally.store();
  report.sources = &result.sources;
  report.version = STACKDRAG_VERSION;
  report.model = drag_model;
  report.as_of = result.as_of;
  report.profile = result.profile;
  const Stack& stack = result.inventory.stack;
  report.stack = {std::string(stack.common.name ? *stack.common.name : name), stack.currency ? std::string(*stack.currency) : std::string(),
                  item_count(result.inventory)};
  report.drag = score_of(result.tally, result.folding);
  set_asked(result, report);
  set_items(result.inventory, report);
  set_money(result, report);
  const std::vector<std::uint32_t> order = order_of(result.tally.findings());
  // What is there and what to do about it are worked out from the same answers; each has a store of its own to write to.
  Store advice;
  side_by_side(
      order.size() >= least_findings_side_by_side,
      [&] {
        set_findings(result, order, report);
        set_totals(report);
        add_excused(result, report);
      },
      [&] {
        report.actions = actions_of(result, order, report.drag, advice);
        report.gaps = gaps_of(result, report.drag, advice);
      });
  report.store->adopt(std::move(advice));
  if (report.stack.items > 0 && report.drag.evidence >= next_profile_from && result.profile != Profile::full) {
    report.next_profile = static_cast<Profile>(static_cast<int>(result.profile) + 1);
  }
  return report;
}

}  // namespace stackdrag
