// Decides the gate, and narrows what is shown.
#include "stackdrag/gate.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag {

namespace {

constexpr std::array<std::string_view, 3> reaction_names = {"fail", "warn", "ignore"};

Reaction reaction_to(const ReportedFinding& finding, const Report& report, const GateSettings& settings, Severity fail_on) {
  if (finding.waiver != nullptr || finding.severity < fail_on) return Reaction::ignore;
  if (!report.baseline) return Reaction::fail;
  if (finding.novelty != Novelty::fresh) return Reaction::ignore;
  return settings.on_new[static_cast<std::size_t>(finding.cause.value_or(Cause::inventory))];
}

/// How many findings there are of a severity and, if they are new, of a cause.
class Tallies {
 public:
  void add(const ReportedFinding& finding) {
    ++counts_[static_cast<std::size_t>(finding.severity)][finding.cause ? static_cast<std::size_t>(*finding.cause) + 1 : 0];
  }
  /// "1 critical", "2 new high (clock)"; the worst first.
  std::vector<std::string> phrases() const {
    std::vector<std::string> phrases;
    for (std::size_t level = counts_.size(); level-- > 0;) {
      const std::string_view severity = name_of(static_cast<Severity>(level));
      for (std::size_t cause = 0; cause < counts_[level].size(); ++cause) {
        const std::size_t count = counts_[level][cause];
        if (count == 0) continue;
        phrases.push_back(cause == 0 ? fmt::format("{} {}", count, severity)
                                     : fmt::format("{} new {} ({})", count, severity, name_of(static_cast<Cause>(cause - 1))));
      }
    }
    return phrases;
  }

 private:
  std::array<std::array<std::size_t, cause_count + 1>, 5> counts_{};
};

/// Whether something that the finding is folded under has this reaction: then that counts, and the finding is settled with it.
bool is_settled(const Report& report, const std::vector<Reaction>& reactions, const ReportedFinding& finding, Reaction reaction) {
  const ReportedFinding* at = &finding;
  for (std::size_t steps = 0; at->folded_into && steps < report.findings.size(); ++steps) {
    if (reactions[*at->folded_into] == reaction) return true;
    at = &report.findings[*at->folded_into];
  }
  return false;
}

}  // namespace

std::optional<Reaction> reaction_named(std::string_view name) {
  const auto found = std::find(reaction_names.begin(), reaction_names.end(), name);
  if (found == reaction_names.end()) return std::nullopt;
  return static_cast<Reaction>(found - reaction_names.begin());
}

void decide_gate(Report& report, const GateSettings& settings) {
  Report::Gate gate;
  const Severity fail_on = settings.fail_on.value_or(report.baseline ? Severity::low : Severity::high);
  gate.fail_on = settings.never ? "never" : std::string(name_of(fail_on));
  if (!report.problems.empty()) gate.reasons.push_back(fmt::format("{} in the inventory", count_of(report.problems.size(), "mistake")));
  std::vector<Reaction> reactions(report.findings.size(), Reaction::ignore);
  for (std::size_t i = 0; i < reactions.size() && !settings.never; ++i)
    reactions[i] = reaction_to(report.findings[i], report, settings, fail_on);
  Tallies failing, warned;
  for (std::size_t i = 0; i < reactions.size(); ++i) {
    ReportedFinding& finding = report.findings[i];
    finding.fails = reactions[i] == Reaction::fail && !is_settled(report, reactions, finding, Reaction::fail);
    if (finding.fails) failing.add(finding);
    const bool settled = is_settled(report, reactions, finding, Reaction::fail) || is_settled(report, reactions, finding, Reaction::warn);
    if (reactions[i] == Reaction::warn && !settled) warned.add(finding);
  }
  for (std::string& phrase : failing.phrases()) gate.reasons.push_back(std::move(phrase));
  for (std::string& phrase : warned.phrases()) gate.warnings.push_back(std::move(phrase));
  if (report.baseline && !report.baseline->gone.empty()) {
    const std::size_t gone = report.baseline->gone.size();
    std::string sentence =
        fmt::format("{} gone: run `stackdrag baseline update`", count_of(gone, "recorded finding is", "recorded findings are"));
    (settings.strict_baseline && !settings.never ? gate.reasons : gate.warnings).push_back(std::move(sentence));
  }
  gate.passed = gate.reasons.empty();
  report.gate = std::move(gate);
}

void filter(Report& report, const std::vector<std::string>& select, const std::vector<std::string>& ignore,
            const std::vector<std::string>& owners) {
  if (select.empty() && ignore.empty() && owners.empty()) return;
  const auto names = [](const std::vector<std::string>& list, const ReportedFinding& finding) {
    return std::find(list.begin(), list.end(), finding.rule->id) != list.end() ||
           std::find(list.begin(), list.end(), finding.rule->family) != list.end();
  };
  const auto owned = [&](const ReportedFinding& finding) {
    return std::any_of(owners.begin(), owners.end(), [&](const std::string& owner) {
      return owner == "unowned" ? finding.owners.empty()
                                : std::find(finding.owners.begin(), finding.owners.end(), owner) != finding.owners.end();
    });
  };
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const ReportedFinding& finding = report.findings[i];
    const bool chosen = (select.empty() || names(select, finding)) && !names(ignore, finding) && (owners.empty() || owned(finding));
    if (chosen) report.shown.push_back(i);
  }
  // What to do is narrowed to what is shown; what is not known belongs to no rule or owner in particular.
  const auto hidden = [&](std::size_t finding) { return !std::binary_search(report.shown.begin(), report.shown.end(), finding); };
  for (Action& action : report.actions) {
    std::vector<std::uint32_t> left(action.findings.begin(), action.findings.end());
    std::erase_if(left, hidden);
    if (left.size() < action.findings.size()) action.findings = report.store->keep(left);
  }
  std::erase_if(report.actions, [](const Action& action) { return action.findings.empty(); });
  report.gaps.clear();
  std::vector<std::string> parts;
  if (!select.empty()) parts.push_back(fmt::format("only {}", join_words(select)));
  if (!ignore.empty()) parts.push_back(fmt::format("without {}", join_words(ignore)));
  if (!owners.empty()) parts.push_back(fmt::format("owned by {}", join_words(owners)));
  report.filter = fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace stackdrag
