// Compares a report with a baseline, and makes the next baseline of the two.
#include "stackdrag/baseline.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "diff/known_findings.h"
#include "stackdrag/assemble.h"

namespace stackdrag {
namespace {

RecordedFinding recorded(const ReportedFinding& finding, std::string reason = {}) {
  RecordedFinding out{.rule = std::string(finding.rule->id), .subject = std::string(finding.subject), .key = std::string(finding.key)};
  if (finding.measure) out.band = finding.measure->band;
  out.reason = std::move(reason);
  return out;
}

/// The questions that are open, by rule and subject.
class OpenQuestions {
 public:
  explicit OpenQuestions(const Report& report) {
    for (const ReportedUnknown& unknown : report.unknown) open_.emplace(unknown.rule, unknown.subject);
  }
  bool hold(const RecordedFinding& finding) const { return open_.count({finding.rule, finding.subject}) != 0; }

 private:
  std::set<std::pair<std::string_view, std::string_view>> open_;
};

/// Whether the finding is known, from what is recorded of it; null if nothing is.
void judge(ReportedFinding& finding, const RecordedFinding* entry, Report::Baseline& out) {
  const bool measured = entry != nullptr && entry->band && finding.measure;
  if (entry != nullptr && !(measured && finding.measure->band > *entry->band)) {
    finding.novelty = Novelty::known;
    ++out.known;
    out.improved += measured && finding.measure->band < *entry->band ? 1 : 0;
  } else if (finding.waiver == nullptr) {
    finding.novelty = Novelty::fresh;
    if (entry != nullptr) finding.cause = Cause::worsened;
    ++out.fresh;
  }
}

}  // namespace

Conditions conditions_of(const std::vector<Rule>& rules, const Question& question, std::map<std::string, std::string> packs) {
  Conditions conditions{.version = STACKDRAG_VERSION,
                        .model = std::string(drag_model),
                        .profile = question.profile,
                        .as_of = question.as_of,
                        .packs = std::move(packs)};
  for (const Rule& rule : rules) {
    if (!is_asked(rule, question.profile)) continue;
    RecordedRule& out = conditions.rules[std::string(rule.id)];
    out.version = rule.version;
    const std::vector<double> values = option_values(rule, question.inventory.limits);
    for (std::size_t i = 0; i < values.size(); ++i) out.options[std::string(rule.options[i].name)] = values[i];
  }
  return conditions;
}

Baseline baseline_of(const Report& report, Conditions conditions) {
  Baseline baseline{.made = std::move(conditions)};
  for (const ReportedFinding& finding : report.findings) {
    if (finding.waiver == nullptr) baseline.findings.push_back(recorded(finding));
  }
  std::sort(baseline.findings.begin(), baseline.findings.end());
  return baseline;
}

std::vector<std::optional<std::uint32_t>> compare(Report& report, const Baseline& baseline) {
  std::vector<std::optional<std::uint32_t>> found(baseline.findings.size());
  std::vector<const RecordedFinding*> recorded_as(report.findings.size(), nullptr);
  KnownFindings known;
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    const RecordedFinding& entry = baseline.findings[i];
    known.add(fingerprint_of(entry.rule, entry.subject, entry.key), band_or_none(entry.band), i);
  }
  known.find(
      report, [](const ReportedFinding&) { return true; },
      [&](std::uint32_t at, std::uint32_t entry) {
        found[entry] = at;
        recorded_as[at] = &baseline.findings[entry];
      });
  Report::Baseline out{.as_of = baseline.made.as_of};
  for (std::size_t i = 0; i < report.findings.size(); ++i) judge(report.findings[i], recorded_as[i], out);
  const OpenQuestions open(report);
  std::vector<Report::Gone> gone;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const RecordedFinding& entry = baseline.findings[i];
    out.unanswered += !found[i] && open.hold(entry) ? 1 : 0;
    if (found[i] || open.hold(entry)) continue;
    gone.push_back({report.store->keep(entry.rule), report.store->keep(entry.subject), report.store->keep(entry.key)});
  }
  out.gone = report.store->keep(gone);
  report.baseline = out;
  return found;
}

Baseline shrunk(const Baseline& baseline, const Report& report, const std::vector<std::optional<std::uint32_t>>& found,
                const Conditions& now) {
  Baseline after{.made = baseline.made};
  const OpenQuestions open(report);
  for (std::size_t i = 0; i < found.size(); ++i) {
    // Whoever deletes a fact has not fixed anything.
    if (!found[i] && open.hold(baseline.findings[i])) after.findings.push_back(baseline.findings[i]);
    if (!found[i]) continue;
    const ReportedFinding& finding = report.findings[*found[i]];
    RecordedFinding entry = recorded(finding, baseline.findings[i].reason);
    // What worsened stays what it was: only `accept` takes in more.
    if (entry.band && baseline.findings[i].band) entry.band = std::min(*entry.band, *baseline.findings[i].band);
    after.findings.push_back(std::move(entry));
  }
  std::sort(after.findings.begin(), after.findings.end());
  std::set<std::string_view> rules_with_news;
  for (const ReportedFinding& finding : report.findings) {
    if (finding.novelty == Novelty::fresh) rules_with_news.insert(finding.rule->id);
  }
  for (auto& [id, rule] : after.made.rules) {
    const auto current = now.rules.find(id);
    if (current != now.rules.end() && rules_with_news.count(id) == 0) rule = current->second;
  }
  return after;
}

Baseline with_accepted(const Baseline& baseline, const Report& report, const std::vector<std::uint32_t>& findings,
                       const std::vector<std::optional<std::uint32_t>>& found, const std::string& reason) {
  Baseline after = baseline;
  for (const std::uint32_t at : findings) {
    const auto entry = std::find(found.begin(), found.end(), std::optional(at));
    RecordedFinding accepted = recorded(report.findings[at], reason);
    if (entry == found.end())
      after.findings.push_back(std::move(accepted));
    else
      after.findings[static_cast<std::size_t>(entry - found.begin())] = std::move(accepted);
  }
  std::sort(after.findings.begin(), after.findings.end());
  return after;
}

}  // namespace stackdrag
