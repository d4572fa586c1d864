// Pairs the findings of two reports, and says of each what became of it.
#include "stackdrag/diff.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "stackdrag/catalogue.h"
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

/// Explains why findings are gone.
class Fates {
 public:
  Fates(const Report& before, const Report& after) {
    add_items(before, items_before_);
    add_items(after, items_after_);
    for (const Report::Renamed& renamed : after.renamed) renamed_[renamed.from] = renamed.to;
    for (const AskedRule& rule : after.asked) asked_.insert(rule.id);
    for (const ReportedUnknown& unknown : after.unknown) open_.insert(key(unknown.rule, unknown.subject));
  }

  /// The name that a subject has now.
  std::string_view present_name(std::string_view subject) const {
    const auto renamed = renamed_.find(subject);
    return renamed == renamed_.end() ? subject : renamed->second;
  }

  Fate of(const ReportedFinding& finding) const {
    const std::string_view subject = present_name(finding.subject);
    if (items_before_.count(std::string(finding.subject)) != 0 && items_after_.count(std::string(subject)) == 0) return Fate::vanished;
    if (asked_.count(finding.rule->id) == 0) return Fate::unasked;
    return open_.count(key(finding.rule->id, subject)) != 0 ? Fate::unanswered : Fate::fixed;
  }

 private:
  static std::string key(std::string_view rule, std::string_view subject) { return fmt::format("{}\n{}", rule, subject); }
  static void add_items(const Report& report, std::unordered_set<std::string>& into) {
    for (const Report::ItemsOfKind& of_kind : report.items) {
      for (const std::string_view id : of_kind.ids) into.insert(label_of(of_kind.kind, id));
    }
  }

  std::unordered_set<std::string> items_before_, items_after_;
  std::unordered_map<std::string_view, std::string_view> renamed_;
  std::unordered_set<std::string_view> asked_;
  std::unordered_set<std::string> open_;
};

/// Whether what a finding warned of has come about: a finding of a later rule says so. If that one is new, the two are one that worsened.
bool came_about(const ReportedFinding& old, Diff& diff, const Fates& fates, const Report& after) {
  const auto follows = [&](const ReportedFinding& now) {
    return !is_excused(now) && now.subject == fates.present_name(old.subject) && takes_over(now.rule->id, old.rule->id);
  };
  const auto fresh =
      std::find_if(diff.fresh.begin(), diff.fresh.end(), [&](const FindingChange& change) { return follows(*change.after); });
  if (fresh == diff.fresh.end()) return std::any_of(after.findings.begin(), after.findings.end(), follows);
  diff.worsened.push_back({&old, fresh->after});
  diff.fresh.erase(fresh);
  return true;
}

std::string why_incomparable(const Report& before, const Report& after) {
  for (const Report* const report : {&before, &after}) {
    if (report->drag.grade == no_grade && !report->problems.empty())
      return fmt::format("scores are not compared: nothing could be read {}", report == &before ? "before" : "after");
  }
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
    const ReportedFinding& old = before.findings[was];
    const bool measured = old.measure && now.measure && old.measure->unit == now.measure->unit;
    if (measured && now.measure->band > old.measure->band)
      diff.worsened.push_back({&old, &now});
    else if (measured && now.measure->band < old.measure->band)
      diff.improved.push_back({&old, &now});
    else
      ++diff.unchanged;
  }
  const Fates fates(before, after);
  for (std::size_t at = 0; at < before.findings.size(); ++at) {
    const ReportedFinding& old = before.findings[at];
    if (stays[at] || is_excused(old)) continue;
    const std::size_t excused = pairs.excused_as[at];
    const Fate fate = excused != none ? Fate::excused : fates.of(old);
    if (fate == Fate::fixed && came_about(old, diff, fates, after)) continue;
    diff.gone[static_cast<std::size_t>(fate)].push_back({&old, excused != none ? &after.findings[excused] : nullptr});
  }
  return diff;
}

}  // namespace stackdrag
