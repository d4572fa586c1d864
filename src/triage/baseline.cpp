// Compares findings with a baseline, and makes the next baseline from both.
#include "stackdrag/baseline.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace stackdrag {
namespace {

/// Of hours and money, two places are kept.
std::optional<double> rounded(std::optional<double> figure) {
  if (figure) figure = std::round(*figure * 100) / 100;
  return figure;
}

RecordedFinding recorded(const TriagedFinding& finding, std::string reason = {}) {
  Extent extent = finding.extent;
  extent.hours = rounded(extent.hours);
  extent.money = rounded(extent.money);
  return {.rule = std::string(finding.finding->rule->id),
          .subject = std::string(finding.subject),
          .key = std::string(finding.finding->what.key),
          .extent = extent,
          .reason = std::move(reason)};
}

/// The open questions, by rule and subject.
class OpenQuestions {
 public:
  explicit OpenQuestions(std::span<const Undecided> open) {
    for (const Undecided& one : open) open_.emplace(one.rule->id, one.subject.label());
  }
  bool hold(const FindingName& finding) const { return open_.count({finding.rule, std::string(finding.subject)}) != 0; }

 private:
  std::set<std::pair<std::string_view, std::string>> open_;
};

/// `entry` is the finding as it was, or the one that warned of it.
void set_worsened(TriagedFinding& finding, const RecordedFinding& entry) {
  finding.cause = Cause::worsened;
  finding.worsening = {entry.extent, entry.rule};
}

/// Marks a finding as known or new. `entry` is its record in the baseline; null if there is none.
void judge(TriagedFinding& finding, const RecordedFinding* entry, Comparison& out) {
  const Trend trend = entry != nullptr ? trend_of(entry->extent, finding.extent) : Trend::worsened;
  if (trend != Trend::worsened) {
    finding.novelty = Novelty::known;
    ++out.known;
    out.improved += trend == Trend::improved ? 1 : 0;
  } else if (!finding.waiver) {
    finding.novelty = Novelty::fresh;
    if (entry != nullptr) set_worsened(finding, *entry);
    ++out.fresh;
  }
}

/// The findings of the baseline that are not found: they were succeeded, are open questions, or gone.
void judge_the_missing(std::vector<TriagedFinding>& findings, std::span<const Undecided> open, const Baseline& baseline,
                       const std::map<std::string, std::string>& renamed, Comparison& out) {
  std::vector<std::uint32_t> missing;
  std::vector<FindingName> names, present;
  for (std::uint32_t i = 0; i < baseline.findings.size(); ++i) {
    if (out.found[i]) continue;
    const RecordedFinding& entry = baseline.findings[i];
    const auto other = renamed.find(entry.subject);
    missing.push_back(i);
    names.push_back({entry.rule, other == renamed.end() ? entry.subject : other->second});
  }
  if (missing.empty()) return;
  for (const TriagedFinding& finding : findings) {
    if (!finding.excused) present.push_back({finding.finding->rule->id, finding.subject});
  }
  const auto successors = successors_of(names, present);
  const OpenQuestions questions(open);
  for (std::size_t i = 0; i < missing.size(); ++i) {
    out.succeeded[missing[i]] = successors[i];
    if (successors[i]) {
      TriagedFinding& finding = findings[*successors[i]];
      if (finding.novelty == Novelty::fresh && !finding.cause) set_worsened(finding, baseline.findings[missing[i]]);
    } else {
      (questions.hold(names[i]) ? out.unanswered : out.gone).push_back(missing[i]);
    }
  }
}

/// The items whose recorded findings are gone with them, held against those that have findings for the first time.
std::vector<PerhapsRenamed> suspects(std::span<const TriagedFinding> findings, const Baseline& baseline, const Comparison& comparison,
                                     const Inventory& inventory) {
  if (comparison.gone.empty() || comparison.fresh == 0) return {};
  std::unordered_set<std::string> items;
  each_collection(inventory, [&](Kind kind, const auto& all) {
    for (const auto& item : all) items.insert(fmt::format("{}/{}", name_of(kind), *item.id));
  });
  std::unordered_set<std::string_view> had_some;
  for (const TriagedFinding& finding : findings) {
    if (finding.novelty == Novelty::known || finding.cause == Cause::worsened) had_some.insert(finding.subject);
  }
  std::vector<FindingName> gone, fresh;
  for (const std::uint32_t at : comparison.gone) {
    const RecordedFinding& entry = baseline.findings[at];
    if (items.count(entry.subject) == 0) gone.push_back({entry.rule, entry.subject});
  }
  for (const TriagedFinding& finding : findings) {
    const bool is_first = finding.novelty == Novelty::fresh && had_some.count(finding.subject) == 0;
    if (is_first && items.count(std::string(finding.subject)) != 0) fresh.push_back({finding.finding->rule->id, finding.subject});
  }
  return perhaps_renamed(gone, fresh);
}

/// What is recorded as having come about was only a warning on an earlier day: the warning is known.
void know_the_warnings(std::vector<TriagedFinding>& findings, const Baseline& baseline, const std::map<std::string, std::string>& renamed,
                       Comparison& out) {
  std::vector<std::uint32_t> warnings, missing;
  std::vector<FindingName> fresh, recorded;
  for (std::uint32_t at = 0; at < findings.size(); ++at) {
    if (findings[at].novelty != Novelty::fresh || findings[at].cause) continue;
    warnings.push_back(at);
    fresh.push_back({findings[at].finding->rule->id, findings[at].subject});
  }
  for (std::uint32_t i = 0; i < baseline.findings.size(); ++i) {
    if (out.found[i]) continue;
    missing.push_back(i);
    const auto now = renamed.find(baseline.findings[i].subject);
    recorded.push_back({baseline.findings[i].rule, now == renamed.end() ? baseline.findings[i].subject : now->second});
  }
  if (fresh.empty() || missing.empty()) return;
  const auto came_about = successors_of(fresh, recorded);
  for (std::size_t i = 0; i < warnings.size(); ++i) {
    if (!came_about[i]) continue;
    findings[warnings[i]].novelty = Novelty::known;
    out.found[missing[*came_about[i]]] = warnings[i];
    ++out.known;
    --out.fresh;
  }
}

}  // namespace

Conditions conditions_of(const std::vector<Rule>& rules, const Question& question) {
  Conditions conditions{
      .version = STACKDRAG_VERSION, .model = std::string(drag_model), .profile = question.profile, .as_of = question.as_of};
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

Comparison compare(std::vector<TriagedFinding>& findings, std::span<const Undecided> open, const Baseline& baseline,
                   const Inventory& inventory) {
  Comparison out;
  out.as_of = baseline.made.as_of;
  out.found.resize(baseline.findings.size());
  out.succeeded.resize(baseline.findings.size());
  KnownFindings known;
  for (std::uint32_t i = 0; i < baseline.findings.size(); ++i) {
    const RecordedFinding& entry = baseline.findings[i];
    known.add(fingerprint_of(entry.rule, entry.subject, entry.key), entry.extent.band, i);
  }
  std::vector<Identity> identities;
  for (const TriagedFinding& finding : findings) identities.push_back(finding.identity);
  const auto was = known.take(identities);
  for (std::uint32_t at = 0; at < findings.size(); ++at) {
    if (was[at]) out.found[*was[at]] = at;
    judge(findings[at], was[at] ? &baseline.findings[*was[at]] : nullptr, out);
  }
  const std::map<std::string, std::string> renamed = renamed_items(inventory);
  know_the_warnings(findings, baseline, renamed, out);
  judge_the_missing(findings, open, baseline, renamed, out);
  out.perhaps_renamed = suspects(findings, baseline, out, inventory);
  return out;
}

Baseline shrunk(const Baseline& baseline, std::span<const TriagedFinding> findings, const Comparison& comparison, const Conditions& now) {
  Baseline after{.made = baseline.made};
  // Deleting a fact fixes nothing: the finding stays recorded.
  for (const std::uint32_t at : comparison.unanswered) after.findings.push_back(baseline.findings[at]);
  for (std::size_t i = 0; i < baseline.findings.size(); ++i) {
    // What has come about was not fixed: the warning stays recorded until that is accepted; then it goes.
    if (const auto successor = comparison.succeeded[i]; successor && findings[*successor].novelty != Novelty::known)
      after.findings.push_back(baseline.findings[i]);
    if (!comparison.found[i]) continue;
    RecordedFinding entry = recorded(findings[*comparison.found[i]], baseline.findings[i].reason);
    // A worsened finding stays recorded as it was: only `accept` records more debt.
    entry.extent = better_of(baseline.findings[i].extent, entry.extent);
    after.findings.push_back(std::move(entry));
  }
  std::sort(after.findings.begin(), after.findings.end());
  std::set<std::string_view> rules_with_news;
  for (const TriagedFinding& finding : findings) {
    if (finding.novelty == Novelty::fresh) rules_with_news.insert(finding.finding->rule->id);
  }
  const bool is_news = std::any_of(findings.begin(), findings.end(), [](const TriagedFinding& finding) {
    return finding.novelty == Novelty::fresh && finding.cause == Cause::evidence;
  });
  if (!is_news) after.made.exports = now.exports;
  for (auto& [id, rule] : after.made.rules) {
    const auto current = now.rules.find(id);
    if (current != now.rules.end() && rules_with_news.count(id) == 0) rule = current->second;
  }
  return after;
}

Baseline with_accepted(const Baseline& baseline, std::span<const TriagedFinding> findings, const Comparison& comparison,
                       const std::vector<std::uint32_t>& chosen, const std::string& reason) {
  const std::set<std::uint32_t> accepted(chosen.begin(), chosen.end());
  const auto is_replaced = [&](const std::optional<std::uint32_t>& by) { return by && accepted.count(*by) != 0; };
  Baseline after{.made = baseline.made};
  for (std::size_t i = 0; i < baseline.findings.size(); ++i) {
    if (!is_replaced(comparison.found[i]) && !is_replaced(comparison.succeeded[i])) after.findings.push_back(baseline.findings[i]);
  }
  for (const std::uint32_t at : accepted) after.findings.push_back(recorded(findings[at], reason));
  std::sort(after.findings.begin(), after.findings.end());
  return after;
}

}  // namespace stackdrag
