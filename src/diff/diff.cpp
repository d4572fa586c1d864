// Pairs the findings of two reports, and says of each what became of it.
#include "stackdrag/diff.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/extent.h"
#include "stackdrag/identity.h"
#include "stackdrag/kinds.h"

namespace stackdrag {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// For each finding after, the one before that it is; and what is left over before has the excused finding that it has become, if any.
struct Pairs {
  std::vector<std::size_t> before_of, excused_as;
};

Identity identity_of(const ReportedFinding& finding) {
  return {finding.fingerprint, finding.formerly, finding.measure ? std::optional(finding.measure->band) : std::nullopt};
}

Pairs pairs_of(const Report& before, const Report& after) {
  Pairs pairs{std::vector<std::size_t>(after.findings.size(), none), std::vector<std::size_t>(before.findings.size(), none)};
  KnownFindings known;
  for (std::uint32_t i = 0; i < before.findings.size(); ++i) {
    const Identity identity = identity_of(before.findings[i]);
    if (!is_excused(before.findings[i])) known.add(identity.fingerprint, identity.band, i);
  }
  // What is there goes before what is excused.
  for (const bool excused : {false, true}) {
    std::vector<std::size_t> places;
    std::vector<Identity> identities;
    for (std::size_t at = 0; at < after.findings.size(); ++at) {
      if (is_excused(after.findings[at]) != excused) continue;
      places.push_back(at);
      identities.push_back(identity_of(after.findings[at]));
    }
    const auto was = known.take(identities);
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!was[i]) continue;
      pairs.before_of[places[i]] = *was[i];
      if (excused) pairs.excused_as[*was[i]] = places[i];
    }
  }
  return pairs;
}

/// The items and questions of both reports.
class Subjects {
 public:
  Subjects(const Report& before, const Report& after) {
    add_items(before, items_before_);
    add_items(after, items_after_);
    for (const Report::Renamed& renamed : after.renamed) {
      present_[renamed.from] = renamed.to;
      had_another_id_.insert(renamed.to);
    }
    for (const AskedRule& rule : after.asked) asked_.insert(rule.id);
    add_questions(before, open_before_);
    for (const ReportedUnknown& unknown : before.unknown) unanswered_before_.insert(facts_of(unknown));
    add_questions(after, open_after_);
  }

  /// The name that a subject has now.
  std::string_view present_name(std::string_view subject) const {
    const auto renamed = present_.find(subject);
    return renamed == present_.end() ? subject : renamed->second;
  }
  bool has_vanished(std::string_view subject) const {
    return items_before_.count(std::string(subject)) != 0 && items_after_.count(std::string(present_name(subject))) == 0;
  }
  bool is_new(std::string_view subject) const {
    const std::string name(subject);
    return items_after_.count(name) != 0 && items_before_.count(name) == 0 && had_another_id_.count(subject) == 0;
  }
  bool is_asked(std::string_view rule) const { return asked_.count(rule) != 0; }
  /// Whether just these facts were already asked for before, even if by another rule.
  bool was_open(const ReportedUnknown& question) const { return unanswered_before_.count(facts_of(question)) != 0; }
  /// The open question of this rule about this subject, before or after; null if there is none.
  const ReportedUnknown* question_before(const ReportedFinding& finding) const {
    return question(open_before_, finding.rule->id, finding.subject);
  }
  const ReportedUnknown* question_after(const ReportedFinding& finding) const {
    return question(open_after_, finding.rule->id, present_name(finding.subject));
  }

 private:
  using Questions = std::unordered_map<std::string, const ReportedUnknown*>;
  static std::string facts_of(const ReportedUnknown& question) {
    std::vector<std::string_view> fields(question.fields.begin(), question.fields.end());
    std::sort(fields.begin(), fields.end());
    return fmt::format("{}\n{}", question.item, fmt::join(fields, "\n"));
  }
  static std::string key(std::string_view rule, std::string_view subject) { return fmt::format("{}\n{}", rule, subject); }
  static const ReportedUnknown* question(const Questions& open, std::string_view rule, std::string_view subject) {
    const auto found = open.find(key(rule, subject));
    return found == open.end() ? nullptr : found->second;
  }
  static void add_questions(const Report& report, Questions& into) {
    for (const ReportedUnknown& unknown : report.unknown) into.try_emplace(key(unknown.rule, unknown.subject), &unknown);
  }
  static void add_items(const Report& report, std::unordered_set<std::string>& into) {
    for (const ReportedItem& item : report.items) into.emplace(item.id);
  }

  std::unordered_set<std::string> items_before_, items_after_;
  std::unordered_map<std::string_view, std::string_view> present_;
  std::unordered_set<std::string_view> had_another_id_, asked_;
  Questions open_before_, open_after_;
  std::unordered_set<std::string> unanswered_before_;
};

/// Hours and money are not known while the question what the finding costs is open, and money of two currencies is not compared.
Extent extent_of(const ReportedFinding& finding, const ReportedUnknown* question, bool with_money) {
  Extent extent{.severity = finding.severity_alone.value_or(finding.severity), .planned = finding.planned};
  if (finding.measure) extent.band = finding.measure->band;
  if (question != nullptr) return extent;
  if (!finding.shares_hours) extent.hours = finding.carry_hours;
  // Reports of the first model have no claims.
  if (with_money) extent.money = std::max(finding.carry_money, finding.claimed_money);
  return extent;
}

/// A finding that is there before and after.
void compare(const ReportedFinding& old, const ReportedFinding& now, const Subjects& subjects, Diff& diff) {
  Extent was = extent_of(old, subjects.question_before(old), diff.same_currency);
  const Extent is = extent_of(now, subjects.question_after(now), diff.same_currency);
  if (old.measure && now.measure && old.measure->unit != now.measure->unit) was.band = std::nullopt;
  const Trend trend = trend_of(was, is);
  const bool moved_on = old.planned && now.planned && *now.planned > *old.planned;
  const FindingChange change{&old, &now, nullptr, was, is};
  if (trend == Trend::worsened)
    diff.worsened.push_back(change);
  else if (old.waiver != nullptr && now.waiver == nullptr)
    diff.reopened.push_back(change);
  else if (old.waiver == nullptr && now.waiver != nullptr)
    diff.accepted.push_back(change);
  else if (moved_on)
    diff.postponed.push_back(change);
  else if (trend == Trend::improved)
    diff.improved.push_back(change);
  else
    ++diff.unchanged;
}

/// What became of the findings that are not there any more.
void explain_gone(const std::vector<const ReportedFinding*>& gone, const Subjects& subjects, Diff& diff) {
  std::vector<FindingName> before, now;
  std::vector<const ReportedFinding*> present;
  for (const ReportedFinding* old : gone) before.push_back({old->rule->id, subjects.present_name(old->subject)});
  for (const ReportedFinding& finding : diff.after->findings) {
    if (is_excused(finding)) continue;
    present.push_back(&finding);
    now.push_back({finding.rule->id, finding.subject});
  }
  const auto successors = successors_of(before, now);
  // What cannot be read any more is not put right.
  const bool is_unread = !diff.after->problems.empty();
  for (std::size_t at = 0; at < gone.size(); ++at) {
    const ReportedFinding& old = *gone[at];
    if (successors[at]) {
      // If what came about was there before, too, it tells all that there is to tell.
      const ReportedFinding* const successor = present[*successors[at]];
      const auto fresh = std::find_if(diff.fresh.begin(), diff.fresh.end(), [&](const auto& change) { return change.after == successor; });
      if (fresh == diff.fresh.end()) continue;
      diff.worsened.push_back({&old, successor, nullptr, extent_of(old, subjects.question_before(old), diff.same_currency),
                               extent_of(*successor, subjects.question_after(*successor), diff.same_currency)});
      diff.fresh.erase(fresh);
      continue;
    }
    const ReportedUnknown* question = subjects.question_after(old);
    // A question that the finding only covered is no fact that went missing.
    if (question != nullptr && subjects.was_open(*question)) question = nullptr;
    const Fate fate = subjects.has_vanished(old.subject) ? Fate::vanished
                      : !subjects.is_asked(old.rule->id) ? Fate::unasked
                      : question != nullptr || is_unread ? Fate::unanswered
                                                         : Fate::fixed;
    diff.gone[static_cast<std::size_t>(fate)].push_back({&old, nullptr, fate == Fate::unanswered ? question : nullptr});
  }
}

std::vector<CostChange> changed_costs(const Report& before, const Report& after, const Subjects& subjects) {
  std::vector<CostChange> changes;
  for (const ReportedItem& item : before.items) {
    if (!item.cost_per_month) continue;
    const double was = *item.cost_per_month;
    const ReportedItem* const now = find_item(after, subjects.present_name(item.id));
    if (now == nullptr && was > 0) changes.push_back({item.id, was, 0});
    if (now == nullptr || !now->cost_per_month) continue;
    const double is = *now->cost_per_month;
    if (has_risen(was, is, least_rise_of_money) || has_risen(is, was, least_rise_of_money)) changes.push_back({now->id, was, is});
  }
  for (const ReportedItem& item : after.items) {
    if (subjects.is_new(item.id) && item.cost_per_month.value_or(0) > 0) changes.push_back({item.id, 0, *item.cost_per_month});
  }
  const auto size = [](const CostChange& change) { return std::abs(change.after - change.before); };
  std::stable_sort(changes.begin(), changes.end(), [&](const auto& a, const auto& b) { return size(a) > size(b); });
  return changes;
}

std::vector<PerhapsRenamed> suspects(const Diff& diff, const Subjects& subjects) {
  std::vector<FindingName> gone, fresh;
  for (const FindingChange& change : diff.gone_as(Fate::vanished)) gone.push_back({change.before->rule->id, change.before->subject});
  for (const FindingChange& change : diff.fresh) {
    if (subjects.is_new(change.after->subject)) fresh.push_back({change.after->rule->id, change.after->subject});
  }
  return perhaps_renamed(gone, fresh);
}

std::string why_incomparable(const Report& before, const Report& after) {
  for (const Report* const report : {&before, &after}) {
    if (!is_scored(report->drag) && !report->problems.empty())
      return fmt::format("scores are not compared: nothing could be read {}", report == &before ? "before" : "after");
  }
  // An export that came out empty is no progress.
  if (is_scored(before.drag) && !is_scored(after.drag)) return "scores are not compared: nothing is left to audit";
  if (before.model != after.model)
    return fmt::format("scores are not compared: one is of model `{}`, the other of `{}`", before.model, after.model);
  if (before.profile == after.profile) return "";
  return fmt::format("scores are not compared: one is of profile {}, the other of {}", name_of(before.profile), name_of(after.profile));
}

}  // namespace

Diff diff_of(const Report& before, const Report& after) {
  Diff diff{.before = &before, .after = &after, .incomparable = why_incomparable(before, after)};
  diff.same_currency = before.stack.currency == after.stack.currency;
  const Pairs pairs = pairs_of(before, after);
  const Subjects subjects(before, after);
  std::vector<bool> stays(before.findings.size());
  for (std::size_t at = 0; at < after.findings.size(); ++at) {
    const ReportedFinding& now = after.findings[at];
    if (is_excused(now)) continue;
    const std::size_t was = pairs.before_of[at];
    if (was == none) {
      diff.fresh.push_back({nullptr, &now});
      continue;
    }
    stays[was] = true;
    compare(before.findings[was], now, subjects, diff);
  }
  std::vector<const ReportedFinding*> gone;
  for (std::size_t at = 0; at < before.findings.size(); ++at) {
    const ReportedFinding& old = before.findings[at];
    if (stays[at] || is_excused(old)) continue;
    const std::size_t excused = pairs.excused_as[at];
    if (excused != none)
      diff.gone[static_cast<std::size_t>(Fate::excused)].push_back({&old, &after.findings[excused]});
    else
      gone.push_back(&old);
  }
  explain_gone(gone, subjects, diff);
  if (diff.same_currency) diff.costs = changed_costs(before, after, subjects);
  diff.perhaps_renamed = suspects(diff, subjects);
  return diff;
}

}  // namespace stackdrag
