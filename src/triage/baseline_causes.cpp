// Finds out why a finding is new, by asking the rules again under the conditions of the baseline.
//
// A finding depends on three inputs: what the files say, the day that ages are counted to, and the rules with their options and packs. A
// nightly job wants to know which of them made the finding appear. Somebody who changed the files this week can act on it; a contract that
// came within its notice period overnight, or a rule that came with an upgrade, is nobody's commit, and a team may choose to be warned of
// those only (`new:` in the configuration).
//
// The files of the old audit are gone; the baseline keeps no copy. But it records the day and every rule's options. So we take today's
// files, set one of the other inputs back, and ask again:
//
//     today's files, recorded options, today          finding absent: the cause is `rules`
//     today's files, today's options, recorded day    finding absent: the cause is `clock`
//
// If it is present both times, neither the options nor the day made it. What remains are the files, and what cannot be set back: the code
// of a rule and the content of packs. For these the baseline has a version and digests. If they differ, the cause is `rules`; if not, the
// files changed, and the cause is `inventory`.
//
// The causes are tried in a fixed order, because a finding may need two changes at once:
//   worsened   `compare` has marked these already: the baseline has the finding, and only what was measured climbed a band.
//   waiver     a lapsed waiver covers the finding, so it existed all along but was waived.
//   rules      a rule that was not asked then, or had other options, could not have found it on any day.
//   clock      time alone brought it about.
//   inventory  nothing else explains it. The strictest cause comes last, so that nobody is blamed for the calendar.
//
// Fingerprints are counted, as several findings may share one. Known findings take their share of the counts first.
#include <map>

#include "stackdrag/baseline.h"

namespace stackdrag {
namespace {

/// The number of findings of each fingerprint.
using Counts = std::map<std::uint64_t, std::size_t>;

Counts counts_of(const std::vector<Rule>& rules, const Question& question) {
  Counts counts;
  ask(rules, question, [&](const Rule& rule, const Subject& subject, const Verdict& verdict) {
    if (const Flagged* const flagged = verdict.finding()) ++counts[fingerprint_of(rule.id, subject.label(), flagged->key)];
    return Standing::open;
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

/// Takes one finding of that fingerprint; false if none is left.
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
  Question in_old_profile = now, on_old_day = now;
  in_old_profile.profile = made.profile;
  on_old_day.as_of = made.as_of;
  Counts with_old_rules = counts_of(as_recorded(rules, made.rules), in_old_profile);
  Counts on_that_day = counts_of(rules, on_old_day);
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
