// The findings and open questions of an assessment, as the report has them: located, with their owners and their shares of the score.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/report_parts.h"

namespace stackdrag::report {
namespace {

/// The rules that have findings, in order of id, kept by the report.
class ReportedRules {
 public:
  ReportedRules(const std::vector<TriagedFinding>& findings, Report& report) {
    Store& store = *report.store;
    std::vector<ReportedRule> rules;
    for (const TriagedFinding& triaged : findings) {
      const Rule& rule = *triaged.finding->rule;
      if (!by_rule_.try_emplace(&rule).second) continue;
      rules.push_back({store.keep(rule.id), store.keep(rule.title), store.keep(rule.family), store.keep(rule.when), store.keep(rule.why),
                       store.keep(rule.fix), rule.setting.severity.value_or(rule.severity), rule.profile});
    }
    std::sort(rules.begin(), rules.end(), [](const ReportedRule& a, const ReportedRule& b) { return a.id < b.id; });
    report.rules = report.store->keep(rules);
    for (auto& [rule, reported] : by_rule_) {
      reported = &*std::find_if(report.rules.begin(), report.rules.end(), [id = rule->id](const ReportedRule& r) { return r.id == id; });
    }
  }

  const ReportedRule* operator[](const Rule* rule) const { return by_rule_.at(rule); }

 private:
  std::unordered_map<const Rule*, const ReportedRule*> by_rule_;
};

/// Locates places, and remembers the latest: most belong to several findings that follow each other.
class Locations {
 public:
  explicit Locations(const Sources& sources) : sources_(sources) {}

  const Location& at(Span span) {
    Cached& cached = cache_[span.begin % cache_.size()];
    if (cached.at != span || !span.written()) cached = {span, sources_.locate(span)};
    return cached.location;
  }

 private:
  struct Cached {
    Span at;
    Location location;
  };
  const Sources& sources_;
  std::array<Cached, 256> cache_;
};

std::span<const RelatedPlace> related_places(const Finding::What& what, Locations& locations, Store& store) {
  const auto written = [](const Finding::Place& place) { return place.at.written(); };
  const auto count = std::count_if(what.places.begin(), what.places.end(), written);
  const std::span<RelatedPlace> related = store.list<RelatedPlace>(static_cast<std::size_t>(count));
  auto next = related.begin();
  for (const Finding::Place& place : what.places) {
    if (written(place)) *next++ = {place.message, locations.at(place.at)};
  }
  return related;
}

/// How a finding has worsened: "was high, is critical; time passed". Empty if it has not.
std::string worsening_phrase(const TriagedFinding& triaged, const Assessment& assessment) {
  if (!triaged.worsening) return "";
  const Worsening& worsening = *triaged.worsening;
  const At<Text>& currency = assessment.workspace.inventory->stack.currency;
  std::vector<std::string> parts;
  if (worsening.rule != triaged.finding->rule->id) parts.push_back(fmt::format("was {}", worsening.rule));
  for (std::string& part : differences(worsening.was, triaged.extent, currency ? *currency : Text{}, assessment.as_of))
    parts.push_back(std::move(part));
  if (parts.empty()) parts.emplace_back("has grown since it was recorded");
  if (worsening.by_the_clock) parts.emplace_back("time passed");
  return fmt::format("{}", fmt::join(parts, "; "));
}

/// All that does not depend on the score.
ReportedFinding reported(const TriagedFinding& triaged, Date as_of, std::span<const ReportedWaiver> waivers, Locations& locations,
                         Store& store) {
  const Finding& finding = *triaged.finding;
  ReportedFinding out;
  out.subject = triaged.subject;
  out.key = finding.what.key;
  out.message = finding.what.message;
  out.source = finding.what.source;
  out.fingerprint = triaged.identity.fingerprint;
  out.formerly = triaged.identity.formerly;
  out.severity = finding.severity;
  if (finding.alone != finding.severity) out.severity_alone = finding.alone;
  out.folded_into = triaged.folded_into;
  out.at = finding.what.at.written() ? finding.what.at : finding.subject.at;
  out.location = locations.at(out.at);
  out.related = related_places(finding.what, locations, store);
  if (triaged.identity.band) out.measure = {finding.what.measured, finding.what.unit, *triaged.identity.band};
  out.due = due_day(finding, as_of);
  out.effort_hours = finding.effort;
  out.carry_hours = finding.carry;
  out.carry_money = out.claimed_money = finding.what.money;
  out.shares_hours = finding.shares_carry;
  if (triaged.waiver) out.waiver = &waivers[*triaged.waiver];
  out.novelty = triaged.novelty;
  out.cause = triaged.cause;
  out.planned = finding.what.planned;
  out.fails = triaged.fails;
  return out;
}

/// The open questions by rule, then by the fields that they lack, otherwise in their order.
std::vector<std::size_t> order_of(const std::vector<Undecided>& undecided) {
  const auto comes_before = [](const Undecided* a, const Undecided* b) {
    if (a->rule != b->rule) return a->rule->id < b->rule->id;
    if (a->what.any != b->what.any) return b->what.any;
    return std::lexicographical_compare(a->what.fields.begin(), a->what.fields.end(), b->what.fields.begin(), b->what.fields.end());
  };
  // There are few groups, so this is far less work than sorting.
  std::map<const Undecided*, std::vector<std::size_t>, decltype(comes_before)> groups(comes_before);
  for (std::size_t i = 0; i < undecided.size(); ++i) groups[&undecided[i]].push_back(i);
  std::vector<std::size_t> order;
  order.reserve(undecided.size());
  for (const auto& [first, group] : groups) order.insert(order.end(), group.begin(), group.end());
  return order;
}

/// Fills in `unknown`. `charges` are those of the folding's nodes.
void set_unknown(const Assessment& assessment, const std::vector<Decimal>& charges, Report& report) {
  Store& store = *report.store;
  const std::vector<Undecided>& undecided = assessment.tally.undecided();
  report.unknown.reserve(undecided.size());
  const Rule* rule = nullptr;
  std::string_view rule_id;
  std::span<const std::string_view> fields;
  for (const std::size_t i : order_of(undecided)) {
    const Undecided& open = undecided[i];
    ReportedUnknown& unknown = report.unknown.emplace_back();
    // The questions of a rule follow each other.
    if (std::exchange(rule, open.rule) != open.rule) rule_id = store.keep(open.rule->id);
    unknown.rule = rule_id;
    unknown.subject = store.keep(open.subject.label());
    unknown.item =
        open.what.item == open.subject.item ? unknown.subject : store.keep(label_of(*assessment.workspace.inventory, open.what.item));
    // And so do those that lack the same fields.
    if (!std::equal(fields.begin(), fields.end(), open.what.fields.begin(), open.what.fields.end()))
      fields = store.keep(std::span(open.what.fields.begin(), open.what.fields.end()));
    unknown.fields = fields;
    unknown.any = open.what.any;
    unknown.charge_hours = charges[assessment.tally.findings().size() + i];
  }
}

}  // namespace

void set_findings(const Assessment& assessment, Owners& owners, Report& report) {
  const std::vector<Decimal> charges = assessment.charges.effective();
  const std::vector<Charges::Taken> taken = assessment.charges.taken();
  const auto end_of_findings = charges.begin() + static_cast<std::ptrdiff_t>(assessment.tally.findings().size());
  const std::vector<Decimal> points = apportion(assessment.score.low, std::vector<Decimal>(charges.begin(), end_of_findings));
  const ReportedRules rules(assessment.findings, report);
  Locations locations(*assessment.workspace.sources);
  report.findings.reserve(assessment.findings.size());
  for (const TriagedFinding& triaged : assessment.findings) {
    ReportedFinding& finding = report.findings.emplace_back(reported(triaged, assessment.as_of, report.waivers, locations, *report.store));
    finding.rule = rules[triaged.finding->rule];
    finding.owners = owners.of(triaged.finding->subject);
    finding.worsened = report.store->keep(worsening_phrase(triaged, assessment));
    if (triaged.excused) continue;
    finding.charge_hours = charges[triaged.node];
    finding.points = points[triaged.node];
    finding.carry_money = taken[triaged.node].money;
    if (finding.shares_hours) finding.carry_hours = taken[triaged.node].hours;
    if (finding.waiver != nullptr) report.drag.waived += finding.points;
  }
  set_unknown(assessment, charges, report);
}

}  // namespace stackdrag::report
