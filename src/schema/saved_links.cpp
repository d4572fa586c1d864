// Reads the rows that refer to findings, and resolves these references.
#include "schema/saved_links.h"

#include <algorithm>

#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

template <class T, class Names>
void read_row(const JsonValue& from, T& value, Names& names) {
  if (!from.check_object()) return;
  ObjectReader io(from);
  describe(io, value, names);
}

/// Whether a waiver names the subject: by its id or label, in a list, or by a pattern.
bool is_on(std::string_view names, std::string_view subject) {
  const std::string_view id = subject.substr(subject.find('/') + 1);
  for (;;) {
    const std::size_t comma = names.find(", ");
    const std::string_view name = names.substr(0, comma);
    if (fits(subject, name) || fits(id, name)) return true;
    if (comma == names.npos) return false;
    names.remove_prefix(comma + 2);
  }
}

}  // namespace

void SavedLinks::Findings::read(const JsonValue& from, Report& report) const {
  from.each([&](const JsonValue& row) {
    NamesOfFinding& names = links.of_findings_.emplace_back();
    read_row<ReportedFinding, FindingNames>(row, report.findings.emplace_back(), names);
    names.at = row.view.at();
    const auto parent = row.view.find("folded_into");
    names.folded_at = parent ? parent->at() : names.at;
  });
}

void SavedLinks::Actions::read(const JsonValue& from, Report& report) const {
  from.each([&](const JsonValue& row) {
    NamesOfAction& names = links.of_actions_.emplace_back();
    read_row<Action, ActionNames>(row, report.actions.emplace_back(), names);
    names.at = row.view.at();
  });
}

void SavedLinks::resolve() {
  find_rules();
  for (std::uint32_t i = 0; i < report_.findings.size(); ++i) by_fingerprint_[report_.findings[i].fingerprint].push_back(i);
  const auto each = [&](std::size_t count, void (SavedLinks::*follow)(std::size_t)) {
    for (std::size_t i = 0; i < count && !in_.failed(); ++i) (this->*follow)(i);
  };
  each(of_findings_.size(), &SavedLinks::find_waiver);
  each(of_findings_.size(), &SavedLinks::find_parent);
  each(of_findings_.size(), &SavedLinks::refuse_ring);
  each(of_actions_.size(), &SavedLinks::find_findings);
}

void SavedLinks::find_rules() {
  std::unordered_map<std::string_view, const ReportedRule*> rules;
  for (const ReportedRule& rule : report_.rules) rules[rule.id] = &rule;
  for (std::size_t i = 0; i < of_findings_.size() && !in_.failed(); ++i) {
    const auto rule = rules.find(of_findings_[i].rule);
    if (rule == rules.end()) return in_.fail(of_findings_[i].at, "the `rule` of this finding is not among the `rules` of the report");
    report_.findings[i].rule = rule->second;
  }
}

/// Finds the waiver in the report's list that matches the finding's; makes one if there is none.
void SavedLinks::find_waiver(std::size_t at) {
  if (!of_findings_[at].waived) return;
  const FindingNames::Waiver& waived = *of_findings_[at].waived;
  ReportedFinding& finding = report_.findings[at];
  const auto known = std::find_if(report_.waivers.begin(), report_.waivers.end(), [&](const ReportedWaiver& listed) {
    return listed.rule == finding.rule->id && is_on(listed.on, finding.subject) && listed.not_applicable == waived.not_applicable &&
           listed.reason == waived.reason && listed.by == waived.by && listed.until == waived.until;
  });
  if (known != report_.waivers.end()) {
    finding.waiver = &*known;
    return;
  }
  ReportedWaiver made;
  made.rule = finding.rule->id;
  made.on = finding.subject;
  made.not_applicable = waived.not_applicable;
  made.reason = waived.reason;
  made.by = waived.by;
  made.until = waived.until;
  made.location = finding.location;
  finding.waiver = in_.store.keep(std::span<const ReportedWaiver>(&made, 1)).data();
}

void SavedLinks::find_parent(std::size_t finding) {
  const NamesOfFinding& names = of_findings_[finding];
  if (!names.folded_into) return;
  const auto known = by_fingerprint_.find(*names.folded_into);
  if (known != by_fingerprint_.end()) {
    const auto other = std::find_if(known->second.begin(), known->second.end(), [&](std::uint32_t at) { return at != finding; });
    if (other == known->second.end()) return in_.fail(names.folded_at, "`folded_into`: a finding is not folded into itself");
    report_.findings[finding].folded_into = *other;
  } else if (report_.filter.empty()) {
    in_.fail(names.folded_at, "`folded_into`: no finding of the report has this fingerprint");
  } else {
    report_.findings[finding].folded_into = hidden(*names.folded_into);
  }
}

/// Adds a finding that the filter has left out: only its fingerprint is known.
std::uint32_t SavedLinks::hidden(std::uint64_t fingerprint) {
  if (nameless_ == nullptr) nameless_ = in_.store.list<ReportedRule>(1).data();
  ReportedFinding& finding = report_.findings.emplace_back();
  finding.rule = nameless_;
  finding.fingerprint = fingerprint;
  const auto at = static_cast<std::uint32_t>(report_.findings.size() - 1);
  by_fingerprint_[fingerprint].push_back(at);
  return at;
}

void SavedLinks::refuse_ring(std::size_t finding) {
  std::size_t at = finding;
  for (int steps = 0; report_.findings[at].folded_into; ++steps) {
    at = *report_.findings[at].folded_into;
    if (steps == longest_fold) return in_.fail(of_findings_[finding].folded_at, "`folded_into`: these findings are folded into each other");
  }
}

void SavedLinks::find_findings(std::size_t action) {
  std::vector<std::uint32_t> settled;
  std::unordered_map<std::uint64_t, std::size_t> taken;
  for (const std::uint64_t fingerprint : of_actions_[action].findings) {
    const auto known = by_fingerprint_.find(fingerprint);
    if (known == by_fingerprint_.end())
      return in_.fail(of_actions_[action].at, "this action names a finding that is not among the `findings`");
    // If several findings share the fingerprint, takes the next one.
    settled.push_back(known->second[taken[fingerprint]++ % known->second.size()]);
  }
  report_.actions[action].findings = in_.store.keep(settled);
}

}  // namespace stackdrag::report
