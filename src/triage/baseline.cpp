// Compares findings with a baseline, and makes the next baseline from both.
#include "stackdrag/baseline.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace stackdrag {
namespace {

RecordedFinding recorded(const TriagedFinding& finding, std::string reason = {}) {
  return {.rule = std::string(finding.finding->rule->id),
          .subject = std::string(finding.subject),
          .key = std::string(finding.finding->what.key),
          .band = finding.identity.band,
          .reason = std::move(reason)};
}

/// The open questions, by rule and subject.
class OpenQuestions {
 public:
  explicit OpenQuestions(std::span<const Undecided> open) {
    for (const Undecided& one : open) open_.emplace(one.rule->id, one.subject.label());
  }
  bool hold(const RecordedFinding& finding) const { return open_.count({finding.rule, finding.subject}) != 0; }

 private:
  std::set<std::pair<std::string_view, std::string>> open_;
};

/// Marks a finding as known or new. `entry` is its record in the baseline; null if there is none.
void judge(TriagedFinding& finding, const RecordedFinding* entry, Comparison& out) {
  const std::optional<int> band = finding.identity.band;
  const bool measured = entry != nullptr && entry->band && band;
  if (entry != nullptr && !(measured && *band > *entry->band)) {
    finding.novelty = Novelty::known;
    ++out.known;
    out.improved += measured && *band < *entry->band ? 1 : 0;
  } else if (!finding.waiver) {
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
    if (rule.setting.off) continue;
    RecordedRule& out = conditions.rules[std::string(rule.id)];
    out.version = rule.version;
    const std::vector<double> values = option_values(rule, question.inventory.limits);
    for (std::size_t i = 0; i < values.size(); ++i) out.options[std::string(rule.options[i].name)] = values[i];
  }
  return conditions;
}

Baseline baseline_of(std::span<const TriagedFinding> findings, Conditions conditions) {
  Baseline baseline{.made = std::move(conditions)};
  for (const TriagedFinding& finding : findings) {
    if (!finding.waiver) baseline.findings.push_back(recorded(finding));
  }
  std::sort(baseline.findings.begin(), baseline.findings.end());
  return baseline;
}

Comparison compare(std::vector<TriagedFinding>& findings, std::span<const Undecided> open, const Baseline& baseline) {
  Comparison out;
  out.as_of = baseline.made.as_of;
  out.found.resize(baseline.findings.size());
  KnownFindings known;
  for (std::uint32_t i = 0; i < baseline.findings.size(); ++i) {
    const RecordedFinding& entry = baseline.findings[i];
    known.add(fingerprint_of(entry.rule, entry.subject, entry.key), entry.band, i);
  }
  std::vector<Identity> identities;
  for (const TriagedFinding& finding : findings) identities.push_back(finding.identity);
  const auto was = known.take(identities);
  for (std::uint32_t at = 0; at < findings.size(); ++at) {
    if (was[at]) out.found[*was[at]] = at;
    judge(findings[at], was[at] ? &baseline.findings[*was[at]] : nullptr, out);
  }
  const OpenQuestions questions(open);
  for (std::uint32_t i = 0; i < baseline.findings.size(); ++i) {
    if (!out.found[i]) (questions.hold(baseline.findings[i]) ? out.unanswered : out.gone).push_back(i);
  }
  return out;
}

Baseline shrunk(const Baseline& baseline, std::span<const TriagedFinding> findings, const Comparison& comparison, const Conditions& now) {
  Baseline after{.made = baseline.made};
  // Deleting a fact fixes nothing: the finding stays recorded.
  for (const std::uint32_t at : comparison.unanswered) after.findings.push_back(baseline.findings[at]);
  for (std::size_t i = 0; i < baseline.findings.size(); ++i) {
    if (!comparison.found[i]) continue;
    RecordedFinding entry = recorded(findings[*comparison.found[i]], baseline.findings[i].reason);
    // A worsened finding keeps its old band: only `accept` records more debt.
    if (entry.band && baseline.findings[i].band) entry.band = std::min(*entry.band, *baseline.findings[i].band);
    after.findings.push_back(std::move(entry));
  }
  std::sort(after.findings.begin(), after.findings.end());
  std::set<std::string_view> rules_with_news;
  for (const TriagedFinding& finding : findings) {
    if (finding.novelty == Novelty::fresh) rules_with_news.insert(finding.finding->rule->id);
  }
  for (auto& [id, rule] : after.made.rules) {
    const auto current = now.rules.find(id);
    if (current != now.rules.end() && rules_with_news.count(id) == 0) rule = current->second;
  }
  return after;
}

Baseline with_accepted(const Baseline& baseline, std::span<const TriagedFinding> findings, const Comparison& comparison,
                       const std::vector<std::uint32_t>& chosen, const std::string& reason) {
  Baseline after = baseline;
  for (const std::uint32_t at : chosen) {
    const auto entry = std::find(comparison.found.begin(), comparison.found.end(), std::optional(at));
    RecordedFinding accepted = recorded(findings[at], reason);
    if (entry == comparison.found.end())
      after.findings.push_back(std::move(accepted));
    else
      after.findings[static_cast<std::size_t>(entry - comparison.found.begin())] = std::move(accepted);
  }
  std::sort(after.findings.begin(), after.findings.end());
  return after;
}

}  // namespace stackdrag
