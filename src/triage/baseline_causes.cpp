// Why a finding is new: by asking the same inventory again, with the rules as they were and as of the day of the baseline.
#include <map>

#include "stackdrag/baseline.h"

namespace stackdrag {
namespace {

/// How many findings there are of each fingerprint.
using Counts = std::map<std::uint64_t, std::size_t>;

Counts counts_of(const std::vector<Rule>& rules, const Question& question) {
  Counts counts;
  ask(rules, question, [&](const Rule& rule, const Subject& subject, const Verdict& verdict) {
    if (const Flagged* const flagged = verdict.finding()) ++counts[fingerprint_of(rule.id, subject.label(), flagged->key)];
  });
  return counts;
}

/// The rules with the options that the baseline was made with.
std::vector<Rule> as_recorded(std::vector<Rule> rules, const std::map<std::string, RecordedRule>& recorded) {
  for (Rule& rule : rules) {
    const auto before = recorded.find(std::string(rule.id));
    if (before == recorded.end()) continue;
    for (const Option& option : rule.options) {
      const auto value = before->second.options.find(std::string(option.name));
      if (value != before->second.options.end()) rule.setting.options[std::string(option.name)] = value->second;
    }
  }
  return rules;
}

/// Takes one of what is left; false if nothing is.
bool take_one(Counts& counts, std::uint64_t fingerprint) {
  const auto left = counts.find(fingerprint);
  if (left == counts.end() || left->second == 0) return false;
  --left->second;
  return true;
}

}  // namespace

void explain_new(std::vector<TriagedFinding>& findings, const Comparison& comparison, const Baseline& baseline,
                 const std::vector<Rule>& rules, const Conditions& conditions, const Question& now) {
  const Conditions& made = baseline.made;
  if (comparison.fresh == 0) return;
  Question then = now;
  then.as_of = made.as_of;
  Counts with_old_rules = counts_of(as_recorded(rules, made.rules), now);
  Counts on_that_day = counts_of(rules, then);
  // What the baseline has would have been there, too.
  for (const TriagedFinding& finding : findings) {
    if (finding.novelty == Novelty::fresh && finding.cause != Cause::worsened) continue;
    take_one(with_old_rules, finding.identity.fingerprint);
    take_one(on_that_day, finding.identity.fingerprint);
  }
  const auto has_changed = [&](const Rule& rule) {
    const auto before = made.rules.find(std::string(rule.id));
    if (before == made.rules.end()) return true;
    return before->second.version != rule.version || (rule.reads_packs && made.packs != conditions.packs);
  };
  for (TriagedFinding& finding : findings) {
    if (finding.novelty != Novelty::fresh || finding.cause) continue;
    const Rule& rule = *finding.finding->rule;
    const bool unrecorded = made.rules.count(std::string(rule.id)) == 0;
    const bool before_the_change = take_one(with_old_rules, finding.identity.fingerprint);
    const bool on_the_day = take_one(on_that_day, finding.identity.fingerprint);
    if (finding.waiver_lapsed)
      finding.cause = Cause::waiver;
    else if (unrecorded || !before_the_change)
      finding.cause = Cause::rules;
    else if (!on_the_day)
      finding.cause = Cause::clock;
    else
      finding.cause = has_changed(rule) ? Cause::rules : Cause::inventory;
  }
}

}  // namespace stackdrag
