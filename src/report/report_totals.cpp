// The sums of a report: findings, points and hours by severity, family, owner and kind.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "report/report_parts.h"
#include "stackdrag/score.h"

namespace stackdrag::report {
namespace {

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

}  // namespace

void set_totals(Report& report) {
  Sums by_severity, by_family, by_owner, by_kind;
  std::vector<Total> by_rule(report.rules.size());
  for (const ReportedFinding& finding : report.findings) {
    if (is_excused(finding)) continue;
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
  const auto is_waived = [](const ReportedFinding& finding) { return finding.waiver != nullptr; };
  const auto counted = [&](auto counts) {
    return static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(), counts));
  };
  report.totals = {by_severity.sorted(), by_family.sorted(), by_owner.sorted(),
                   by_kind.sorted(),     counted(is_waived), counted(waits_for_a_day)};
}

}  // namespace stackdrag::report
