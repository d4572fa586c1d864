// Decides whether the gate passes.
#include "stackdrag/gate.h"

#include <array>

#include <fmt/format.h>

#include "stackdrag/baseline.h"
#include "stackdrag/text.h"

namespace stackdrag {

namespace {

Reaction reaction_to(const TriagedFinding& finding, bool compared, const GateSettings& settings, Severity fail_on) {
  if (finding.waiver || finding.finding->severity < fail_on) return Reaction::ignore;
  // What is critical cannot wait for a day, whatever was decided.
  if (finding.finding->what.planned && finding.finding->severity < Severity::critical) return Reaction::ignore;
  // Whoever accepted the cause has accepted what follows from it.
  if (finding.finding->what.follows_accepted) return Reaction::ignore;
  if (compared && finding.novelty != Novelty::fresh) return Reaction::ignore;
  const Reaction wanted = compared ? settings.on_new[static_cast<std::size_t>(finding.cause.value_or(Cause::inventory))] : Reaction::fail;
  return finding.finding->what.only_warns && wanted == Reaction::fail ? Reaction::warn : wanted;
}

/// Whether `holds` for one of the findings that this one folds under, at any distance; it gets their places.
template <class Holds>
bool any_above(const std::vector<TriagedFinding>& findings, std::size_t at, Holds holds) {
  for (std::size_t steps = 0; findings[at].folded_into && steps < findings.size(); ++steps) {
    at = *findings[at].folded_into;
    if (holds(at)) return true;
  }
  return false;
}

/// Whether somebody has accepted what the finding folds under, and with it this one.
bool is_accepted_with_parent(const std::vector<TriagedFinding>& findings, std::size_t at) {
  return any_above(findings, at, [&](std::size_t above) { return findings[above].waiver.has_value(); });
}

/// Counts findings by severity and, if they are new, by cause.
class Tallies {
 public:
  void add(const TriagedFinding& finding) {
    ++counts_[static_cast<std::size_t>(finding.finding->severity)][finding.cause ? static_cast<std::size_t>(*finding.cause) + 1 : 0];
  }
  /// "1 critical", "2 new high (clock)"; most severe first.
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
  std::array<std::array<std::size_t, names_of<Cause>.size() + 1>, names_of<Severity>.size()> counts_{};
};

/// Whether a finding that it folds under has this reaction; if so, only that one counts, and this one is settled with it.
bool is_settled(const std::vector<TriagedFinding>& findings, const std::vector<Reaction>& reactions, std::size_t at, Reaction reaction) {
  return any_above(findings, at, [&](std::size_t above) { return reactions[above] == reaction; });
}

}  // namespace

Gate decide_gate(std::vector<TriagedFinding>& findings, const Comparison* comparison, std::size_t mistakes, const GateSettings& settings) {
  Gate gate;
  const Severity fail_on = settings.fail_on.value_or(comparison != nullptr ? Severity::low : Severity::high);
  gate.fail_on = settings.never ? "never" : std::string(name_of(fail_on));
  if (mistakes > 0) gate.reasons.push_back(fmt::format("{} in the inventory", count_of(mistakes, "mistake")));
  std::vector<Reaction> reactions(findings.size(), Reaction::ignore);
  for (std::size_t i = 0; i < reactions.size() && !settings.never; ++i)
    reactions[i] =
        is_accepted_with_parent(findings, i) ? Reaction::ignore : reaction_to(findings[i], comparison != nullptr, settings, fail_on);
  Tallies failing, warned;
  for (std::size_t i = 0; i < reactions.size(); ++i) {
    const bool settled = is_settled(findings, reactions, i, Reaction::fail);
    findings[i].fails = reactions[i] == Reaction::fail && !settled;
    if (findings[i].fails) failing.add(findings[i]);
    if (reactions[i] == Reaction::warn && !settled && !is_settled(findings, reactions, i, Reaction::warn)) warned.add(findings[i]);
  }
  for (std::string& phrase : failing.phrases()) gate.reasons.push_back(std::move(phrase));
  gate.warnings = warned.phrases();
  if (comparison != nullptr && !comparison->gone.empty()) {
    std::string sentence = fmt::format("{} gone: run `stackdrag baseline update`",
                                       count_of(comparison->gone.size(), "recorded finding is", "recorded findings are"));
    (settings.strict_baseline && !settings.never ? gate.reasons : gate.warnings).push_back(std::move(sentence));
  }
  gate.passed = gate.reasons.empty();
  return gate;
}

}  // namespace stackdrag
