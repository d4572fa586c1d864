// Puts the findings into the report: in order, located, with their shares of the score.
#include "stackdrag/assemble.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "inventory/secrets.h"
#include "report/advice.h"

namespace stackdrag {
namespace {

constexpr double provisional_below = 0.60;
constexpr double next_profile_from = 0.90;
constexpr std::size_t longest_line = 400;
constexpr std::string_view unowned = "unowned";

/// The line around a place: whole, or a part of a very long one, and the column at which it begins.
std::pair<std::string, unsigned> line_around(const Sources& sources, Span at, const Location& location) {
  const std::string_view line = sources.line(at);
  if (secret_in(line)) return {"", 1};  // neither a finding nor a mistake beside a key or token shows it
  if (line.size() <= longest_line) return {std::string(line), 1};
  std::size_t offset = 0;
  unsigned column = 1;
  for (; column + longest_line / 4 < location.column && offset < line.size(); ++column) {
    for (++offset; offset < line.size() && (static_cast<unsigned char>(line[offset]) & 0xC0) == 0x80;) ++offset;
  }
  std::size_t end = std::min(line.size(), offset + longest_line);
  while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) ++end;
  return {std::string(line.substr(offset, end - offset)), column};
}

/// The people and teams who own what a subject is about; a group belongs to the owners of all its items.
std::vector<std::string> owners_of(const Facts& facts, const Subject& subject) {
  std::set<std::string> owners;
  const auto add = [&](ItemId item) {
    if (const At<OwnerRef>* owner = facts.owner_of(item)) owners.emplace((*owner)->text);
  };
  if (subject.item) add(subject.item);
  for (const ItemId member : subject.members) add(member);
  return {owners.begin(), owners.end()};
}

/// Everybody who could own something: people, teams, and whoever is named as an owner.
std::vector<std::string> known_owners(const AuditResult& result) {
  std::set<std::string> names;
  for (const Person& person : result.inventory.people) names.emplace(*person.id);
  for (const Team& team : result.inventory.teams) names.emplace(*team.id);
  for (const Item& item : result.facts.items) {
    if (item.owner != nullptr && *item.owner) names.emplace((*item.owner)->text);
  }
  return {names.begin(), names.end()};
}

/// Doubling steps: a finding climbs a band when what was measured has doubled.
int band_of(double measured) { return measured < 1 ? 0 : static_cast<int>(std::floor(std::log2(measured))); }

ReportedFinding report_finding(const AuditResult& result, const Finding& finding) {
  ReportedFinding out;
  out.rule = finding.rule->id;
  out.subject = finding.subject.label();
  out.key = finding.what.key;
  out.fingerprint = fingerprint_of(out.rule, out.subject, out.key);
  out.severity = finding.severity;
  out.family = finding.rule->family;
  out.owners = owners_of(result.facts, finding.subject);
  out.message = finding.what.message;
  const Span at = finding.what.at.written() ? finding.what.at : finding.subject.at;
  out.location = result.sources.locate(at);
  std::tie(out.source_line, out.source_column) = line_around(result.sources, at, out.location);
  for (const Finding::Place& place : finding.what.places) {
    if (place.at.written()) out.related.push_back({std::string(place.message), result.sources.locate(place.at)});
  }
  if (!finding.what.unit.empty()) out.measure = {finding.what.measured, std::string(finding.what.unit), band_of(finding.what.measured)};
  out.effort_hours = finding.effort;
  out.carry_hours = finding.carry;
  out.carry_money = finding.what.money;
  out.why = finding.rule->why;
  out.fix = finding.rule->fix;
  return out;
}

/// The order of the report: worst first, then as written, then by rule and key.
std::vector<std::size_t> order_of(const std::vector<Finding>& findings) {
  std::vector<std::size_t> order(findings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto place = [](const Finding& f) { return f.what.at.written() ? f.what.at.begin : f.subject.at.begin; };
  std::sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    const Finding& a = findings[x];
    const Finding& b = findings[y];
    if (a.severity != b.severity) return a.severity > b.severity;
    if (place(a) != place(b)) return place(a) < place(b);
    if (a.rule->id != b.rule->id) return a.rule->id < b.rule->id;
    if (a.subject.id != b.subject.id) return a.subject.id < b.subject.id;
    return a.what.key != b.what.key ? a.what.key < b.what.key : x < y;
  });
  return order;
}

void set_drag(const AuditResult& result, Report& report) {
  const Tally& tally = result.tally;
  Report::Drag& drag = report.drag;
  drag.capacity_hours = tally.tariff().capacity_hours;
  drag.capacity_assumed = tally.tariff().capacity_assumed;
  drag.low_hours = result.folding.low();
  drag.high_hours = result.folding.high();
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
}

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
  const auto cost_unknown = [](const Tool& tool) { return in_use(tool.status) && tool.cost.unknown(); };
  const std::vector<Tool>& tools = result.inventory.tools;
  money.at_least = !result.tally.undecided().empty() || std::any_of(tools.begin(), tools.end(), cost_unknown);
}

void set_totals(Report& report) {
  for (const ReportedFinding& finding : report.findings) {
    const auto add = [&](std::map<std::string, Total>& totals, const std::string& name, Decimal points, Decimal charge) {
      Total& total = totals[name];
      ++total.findings;
      total.points += points;
      total.charge_hours += charge;
    };
    add(report.totals.by_severity, std::string(name_of(finding.severity)), finding.points, finding.charge_hours);
    add(report.totals.by_family, finding.family, finding.points, finding.charge_hours);
    add(report.totals.by_kind, finding.subject.substr(0, finding.subject.find('/')), finding.points, finding.charge_hours);
    const std::vector<std::string> owners = finding.owners.empty() ? std::vector<std::string>{std::string(unowned)} : finding.owners;
    const std::vector<Decimal> equal(owners.size(), Decimal{1});
    const auto points = apportion(finding.points, equal);
    const auto charges = apportion(finding.charge_hours, equal);
    for (std::size_t i = 0; i < owners.size(); ++i) add(report.totals.by_owner, owners[i], points[i], charges[i]);
  }
}

void set_findings(const AuditResult& result, const std::vector<std::size_t>& order, Report& report) {
  const std::vector<Finding>& findings = result.tally.findings();
  std::vector<std::size_t> place(findings.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  const std::vector<Decimal> charges = result.folding.effective();
  const std::vector<Decimal> points =
      apportion(report.drag.low, {charges.begin(), charges.begin() + static_cast<std::ptrdiff_t>(findings.size())});
  for (const std::size_t index : order) {
    ReportedFinding& finding = report.findings.emplace_back(report_finding(result, findings[index]));
    finding.charge_hours = charges[index];
    finding.points = points[index];
    finding.if_fixed = drag_of(result.folding.high_without({index}).value() / report.drag.capacity_hours) - report.drag.high.value();
    finding.if_fixed = std::min(0.0, Decimal::of(finding.if_fixed).value());
    if (const std::size_t parent = result.folding.shown_under(index); parent != Folding::none) finding.folded_into = place[parent];
  }
  for (std::size_t i = 0; i < result.tally.undecided().size(); ++i) {
    const Undecided& open = result.tally.undecided()[i];
    ReportedUnknown& unknown = report.unknown.emplace_back();
    unknown.rule = open.rule->id;
    unknown.subject = open.subject.label();
    unknown.item = label_of(result.inventory, open.what.item);
    unknown.fields.assign(open.what.fields.begin(), open.what.fields.end());
    unknown.charge_hours = charges[findings.size() + i];
  }
}

}  // namespace

std::string fingerprint_of(std::string_view rule, std::string_view subject, std::string_view key) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : fmt::format("{}\n{}\n{}", rule, subject, key)) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

std::vector<ReportedProblem> locate(const Sources& sources, const std::vector<Problem>& problems) {
  std::vector<ReportedProblem> located;
  for (const Problem& problem : problems) {
    ReportedProblem& out = located.emplace_back();
    out.message = problem.message;
    out.location = sources.locate(problem.at);
    // The line of a secret stays out of every log.
    if (!problem.secret) std::tie(out.source_line, out.source_column) = line_around(sources, problem.at, out.location);
  }
  return located;
}

Report assemble(const AuditResult& result, std::string_view name) {
  Report report;
  report.version = STACKDRAG_VERSION;
  report.model = drag_model;
  report.as_of = result.as_of;
  report.profile = result.profile;
  const Stack& stack = result.inventory.stack;
  report.stack = {std::string(stack.common.name ? *stack.common.name : name), stack.currency ? std::string(*stack.currency) : std::string(),
                  item_count(result.inventory)};
  set_drag(result, report);
  set_money(result, report);
  const std::vector<std::size_t> order = order_of(result.tally.findings());
  set_findings(result, order, report);
  set_totals(report);
  report.actions = actions_of(result, order, report);
  report.gaps = gaps_of(result, report);
  report.known_owners = known_owners(result);
  if (report.stack.items > 0 && report.drag.evidence >= next_profile_from && result.profile != Profile::full) {
    report.next_profile = static_cast<Profile>(static_cast<int>(result.profile) + 1);
  }
  return report;
}

}  // namespace stackdrag
