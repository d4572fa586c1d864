// Finds out why a finding is new, by asking the rules again under the conditions of the baseline.
//
// A finding depends on three inputs: what the files say, the day that ages are counted to, and the rules with their options and packs. A
// nightly job wants to know which of them made the finding appear. Somebody who changed the files this week can act on it; a contract that
// came within its notice period overnight, or a rule that came with an upgrade, is nobody's commit, and a team may choose to be warned of
// those only (`new:` in the configuration).
//
// The files of the old audit are gone; the baseline keeps no copy. But it records the day, every rule's options and the exports. So we
// take today's files, set one of the other inputs back, and ask again:
//
//     today's files, recorded options, today          finding absent: the cause is `rules`
//     today's files, today's options, recorded day    finding absent: the cause is `clock`
//     today's files, only the recorded exports        finding absent: the cause is `evidence`
//
// If it is present each time, neither the options nor the exports nor the day made it. What remains are the files, and what cannot be set
// back: the code of a rule and the content of packs. For these the baseline has a version and digests. If they differ, the cause is
// `rules`; if not, the files changed, and the cause is `inventory`.
//
// The causes are tried in a fixed order, because a finding may need two changes at once:
//   worsened   `compare` has marked these already: the baseline has the finding, or one that warned of it, and it was not as bad. If only
//              its rule rates it otherwise, because the rule has changed, the cause is `rules`; if only a new export makes it worse,
//              `evidence`.
//   waiver     a lapsed waiver covers the finding, so it existed all along but was waived.
//   rules      a rule that was not asked then, or had other options, could not have found it on any day.
//   clock      time alone brought it about.
//   evidence   only an export says so that the baseline has not read: nobody's commit has brought it about.
//   inventory  nothing else explains it. The strictest cause comes last, so that nobody is blamed for the calendar.
//
// Several findings may share a fingerprint, so each is an answer of its own. Known findings take their share of the answers first.
#include <map>
#include <optional>

#include "stackdrag/baseline.h"

namespace stackdrag {
namespace {

/// The findings of each fingerprint.
using Extents = std::multimap<std::uint64_t, Extent>;

Extents extents_of(const Catalogue& catalogue, const Question& question) {
  Tally tally(question.inventory, tariff_of(question.inventory.stack), question.profile);
  ask(catalogue.rules, question, [&](const Rule& rule, const Subject& subject, const Verdict& verdict) {
    if (verdict.finding() != nullptr || verdict.missing() != nullptr) tally.take(rule, subject, verdict);
    return Standing::open;
  });
  tally.fold_unkept(catalogue, question.facts);
  const std::vector<bool> open = open_costs(tally);
  Extents all;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Finding& finding = tally.findings()[i];
    all.emplace(fingerprint_of(finding.rule->id, finding.subject.label(), finding.what.key), extent_of(finding, open[i]));
  }
  return all;
}

/// The catalogue with the options that the baseline was made with.
Catalogue as_recorded(Catalogue catalogue, const std::map<std::string, RecordedRule>& recorded) {
  for (Rule& rule : catalogue.rules) {
    const auto before = recorded.find(std::string(rule.id));
    if (before == recorded.end()) continue;
    for (const Option& option : rule.options) {
      const auto value = before->second.options.find(std::string(option.name));
      if (value != before->second.options.end()) rule.setting.options[std::string(option.name)] = value->second;
    }
  }
  return catalogue;
}

/// Takes one finding of that fingerprint; empty if none is left.
std::optional<Extent> take_one(Extents& left_over, std::uint64_t fingerprint) {
  const auto left = left_over.find(fingerprint);
  if (left == left_over.end()) return std::nullopt;
  const Extent extent = left->second;
  left_over.erase(left);
  return extent;
}

/// Whether only what the rule itself says of its findings has changed: severity and hours, not what was measured, paid or planned.
bool is_rated_anew(const Extent& was, Extent is) {
  is.severity = was.severity;
  is.hours = was.hours;
  return trend_of(was, is) != Trend::worsened;
}

/// Whether it would be no worse than recorded in this case.
bool is_no_worse(const Worsening& worsening, const std::optional<Extent>& then) {
  return !then || trend_of(worsening.was, *then) != Trend::worsened;
}

/// `that_day` is what the same files would have had on the day of the baseline; `without_news` with only the exports that the baseline has
/// read.
void explain_worsening(TriagedFinding& finding, const std::optional<Extent>& that_day, const std::optional<Extent>& without_news,
                       bool rule_has_changed, bool is_there_news) {
  Worsening& worsening = *finding.worsening;
  if (is_there_news && is_no_worse(worsening, without_news))
    finding.cause = Cause::evidence;
  else if (rule_has_changed && worsening.rule == finding.finding->rule->id && is_rated_anew(worsening.was, finding.extent))
    finding.cause = Cause::rules;
  else
    worsening.by_the_clock = is_no_worse(worsening, that_day);
}

}  // namespace

void explain_new(std::vector<TriagedFinding>& findings, const Comparison& comparison, const Baseline& baseline, const Catalogue& catalogue,
                 const Conditions& conditions, const Question& now, const Question* known_then) {
  const Conditions& made = baseline.made;
  if (comparison.fresh == 0) return;
  Question in_old_profile = now, on_old_day = now;
  in_old_profile.profile = made.profile;
  on_old_day.as_of = made.as_of;
  Extents with_old_rules = extents_of(as_recorded(catalogue, made.rules), in_old_profile);
  Extents on_that_day = extents_of(catalogue, on_old_day);
  Extents with_old_evidence = known_then != nullptr ? extents_of(catalogue, *known_then) : Extents{};
  const auto has_changed = [&](const Rule& rule) {
    const auto before = made.rules.find(std::string(rule.id));
    if (before == made.rules.end()) return true;
    return before->second.version != rule.version || (rule.reads_packs && made.packs != conditions.packs);
  };
  // Known findings take their share of the answers first.
  for (TriagedFinding& finding : findings) {
    if (finding.novelty == Novelty::fresh && !finding.cause) continue;
    take_one(with_old_rules, finding.identity.fingerprint);
    const std::optional<Extent> without_news = take_one(with_old_evidence, finding.identity.fingerprint);
    const std::optional<Extent> before = take_one(on_that_day, finding.identity.fingerprint);
    if (finding.worsening) explain_worsening(finding, before, without_news, has_changed(*finding.finding->rule), known_then != nullptr);
  }
  for (TriagedFinding& finding : findings) {
    if (finding.novelty != Novelty::fresh || finding.cause) continue;
    const Rule& rule = *finding.finding->rule;
    const bool unrecorded = made.rules.count(std::string(rule.id)) == 0;
    const bool before_the_change = take_one(with_old_rules, finding.identity.fingerprint).has_value();
    const bool was_known = known_then == nullptr || take_one(with_old_evidence, finding.identity.fingerprint).has_value();
    const bool on_the_day = take_one(on_that_day, finding.identity.fingerprint).has_value();
    if (finding.waiver_lapsed)
      finding.cause = Cause::waiver;
    else if (unrecorded || !before_the_change)
      finding.cause = Cause::rules;
    else if (!on_the_day)
      finding.cause = Cause::clock;
    else if (!was_known)
      finding.cause = Cause::evidence;
    else
      finding.cause = has_changed(rule) ? Cause::rules : Cause::inventory;
  }
}

}  // namespace stackdrag
