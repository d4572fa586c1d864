// Matches waivers with findings, and writes a note on those that end soon, lapsed, match nothing or have no effect.
#include "stackdrag/waivers.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "stackdrag/ask.h"
#include "stackdrag/kinds.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

bool is_not_applicable(const Waiver& waiver) { return waiver.kind && *waiver.kind == WaiverKind::not_applicable; }

/// The ids of all items, plain and as `kind/id`, to find waivers on items that do not exist.
class ItemNames {
 public:
  explicit ItemNames(const Inventory& inventory) : names_{"stack"} {
    each_collection(inventory, [&](Kind kind, const auto& items) {
      if (kind == Kind::waiver) return;
      for (const auto& item : items) {
        ids_.push_back(*item.id);
        names_.insert(std::string(*item.id));
        names_.insert(label_of(name_of(kind), *item.id));
        if constexpr (requires { item.common; }) {
          for (const auto& was : item.common.extras().was) {
            names_.insert(std::string(*was));
            names_.insert(label_of(name_of(kind), *was));
          }
        }
      }
    });
  }

  /// Empty if the item exists. If it does not: "; did you mean `hubspot`?", or an empty text if no name is close.
  std::optional<std::string> missing(std::string_view on) const {
    // A group, such as `capability/email`, is not an item.
    const std::size_t slash = on.find('/');
    if (names_.count(std::string(on)) != 0 || (slash != on.npos && !kind_named(on.substr(0, slash)))) return std::nullopt;
    return did_you_mean(slash == on.npos ? on : on.substr(slash + 1), ids_);
  }

 private:
  std::vector<std::string_view> ids_;
  std::unordered_set<std::string> names_;
};

/// What an item is called now that is known by a former name (`was`), both plain and as `kind/id`. An item may have the name of another's
/// past; then it is meant. The names live as long as the inventory.
std::unordered_map<std::string, std::string_view> new_names(const Inventory& inventory) {
  std::unordered_map<std::string, std::string_view> names;
  std::unordered_set<std::string> taken;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    if (!has_role(kind, role::item)) return;
    for (const auto& item : items) {
      taken.insert(std::string(*item.id));
      taken.insert(label_of(name_of(kind), *item.id));
      for (const auto& was : item.common.extras().was) {
        const std::string label = label_of(name_of(kind), *item.id);
        char* const kept = static_cast<char*>(inventory.arena->allocate(label.size(), 1));
        std::copy(label.begin(), label.end(), kept);
        const std::string_view now(kept, label.size());
        names.try_emplace(std::string(*was), now);
        names.try_emplace(label_of(name_of(kind), *was), now);
      }
    }
  });
  std::erase_if(names, [&](const auto& name) { return taken.contains(name.first); });
  return names;
}

Severity worst_answer(const Rule& rule, const Verdict& verdict) {
  if (const Flagged* const flagged = verdict.finding()) return severity_of(rule, *flagged);
  const Unknown* const missing = verdict.missing();
  return missing != nullptr ? severity_of(rule, *missing) : worst_of(rule);
}

/// Whether the waiver may excuse an answer of this severity: what is or may be critical needs a name.
bool fits_severity(const Waiver& waiver, Severity severity) {
  return is_not_applicable(waiver) && (waiver.by || severity != Severity::critical);
}

std::string no_rule_called(Text name, const std::vector<Rule>& rules) {
  const auto of_family = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.family == name; });
  if (of_family != rules.end())
    return fmt::format("`{}` is a family of rules; name the rule whose finding is waived, such as `{}`", name, of_family->id);
  std::vector<std::string_view> ids;
  for (const Rule& rule : rules) ids.push_back(rule.id);
  return fmt::format("no rule is called `{}`{}", visible(name), did_you_mean(name, ids));
}

}  // namespace

Waivers::Waivers(const Inventory& inventory, const std::vector<Rule>& rules, Profile profile, Date as_of, const WaiverSettings& settings)
    : inventory_(inventory), profile_(profile), as_of_(as_of), settings_(settings) {
  const Days longest{inventory.limits.waiver_days ? static_cast<int>(*inventory.limits.waiver_days) : WaiverSettings::longest_days};
  const Date latest = std::max(as_of, settings.written_by.value_or(as_of)) + longest;
  const std::unordered_map<std::string, std::string_view> renamed = new_names(inventory);
  for (const Waiver& waiver : inventory.waivers) {
    if (!waiver.rule || waiver.on.size() == 0) continue;  // the reader has reported this mistake
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule& known) { return known.id == *waiver.rule; });
    const bool too_long = waiver.until && *waiver.until > latest;
    if (rule == rules.end()) problems_.push_back({no_rule_called(*waiver.rule, rules), waiver.rule.at});
    if (too_long) problems_.push_back({fmt::format("a waiver may last {}: until {} at the latest", longest, latest), waiver.until.at});
    if (!settings.honoured) continue;
    const bool in_force = rule != rules.end() && waiver.reason && waiver.until && as_of <= *waiver.until && !too_long;
    OfRule& of_rule = by_rule_[*waiver.rule];
    const auto row = static_cast<std::uint32_t>(rows_.size());
    for (const At<Text>& on : waiver.on) {
      if (const auto now = renamed.find(std::string(*on)); now != renamed.end())
        of_rule.by_name[now->second].push_back(row);
      else if (on->find('*') == Text::npos)
        of_rule.by_name[*on].push_back(row);
      else
        of_rule.patterns.emplace_back(*on, row);
    }
    rows_.push_back({&waiver, rule == rules.end() ? nullptr : &*rule, in_force});
  }
}

bool Waivers::may_excuse() const {
  return std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.in_force && is_not_applicable(*row.waiver); });
}

std::vector<std::uint32_t> Waivers::rows_on(const Rule& rule, const Subject& subject) const {
  const auto of_rule = by_rule_.find(rule.id);
  if (of_rule == by_rule_.end()) return {};
  // `on` is an id or `kind/id`; the stack is called `stack`.
  std::vector<std::uint32_t> rows;
  const OfRule& waivers = of_rule->second;
  const auto add = [&](std::string_view on) {
    if (const auto found = waivers.by_name.find(on); found != waivers.by_name.end())
      rows.insert(rows.end(), found->second.begin(), found->second.end());
    for (const auto& [pattern, row] : waivers.patterns) {
      if (fits(on, pattern)) rows.push_back(row);
    }
  };
  add(subject.id);
  if (const std::string label = subject.label(); label != subject.id) add(label);
  // An event or a UTM value may also be written as people see it.
  if (!subject.shown.empty() && subject.shown != subject.id) {
    add(subject.shown);
    add(label_of(subject.kind, subject.shown));
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

bool Waivers::excuses(const std::vector<std::uint32_t>& rows, const Rule& rule, const Verdict& verdict) {
  bool excused = false;
  for (const std::uint32_t at : rows) {
    Row& row = rows_[at];
    if (!row.in_force || !is_not_applicable(*row.waiver)) continue;
    if (fits_severity(*row.waiver, worst_answer(rule, verdict)))
      excused = true;
    else
      row.refused = verdict.finding() != nullptr || verdict.missing() != nullptr || row.refused;
  }
  return excused;
}

Standing Waivers::take(const Rule& rule, const Subject& subject, const Verdict& verdict, Tally& tally, Tally& excused) {
  if (rows_.empty()) {
    tally.take(rule, subject, verdict);
    return Standing::open;
  }
  std::vector<std::uint32_t> rows = rows_on(rule, subject);
  const bool is_excused = excuses(rows, rule, verdict);
  Tally& into = is_excused ? excused : tally;
  into.take(rule, subject, verdict);
  const Standing otherwise = is_excused ? Standing::excused : Standing::open;
  if (verdict.finding() == nullptr || rows.empty()) return otherwise;
  const bool accepted = std::any_of(rows.begin(), rows.end(), [&](std::uint32_t at) { return rows_[at].in_force && !rows_[at].refused; });
  matches_.push_back({static_cast<std::uint32_t>(into.findings().size() - 1), is_excused, std::move(rows)});
  return accepted && !is_excused ? Standing::accepted : otherwise;
}

bool Waivers::accepts(const Rule& rule, const Subject& subject) const {
  if (rows_.empty()) return false;
  const std::vector<std::uint32_t> rows = rows_on(rule, subject);
  return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t at) { return rows_[at].in_force && !rows_[at].refused; });
}

void Waivers::match(const Finding& finding, std::size_t index) {
  if (std::vector<std::uint32_t> rows = rows_on(*finding.rule, finding.subject); !rows.empty())
    matches_.push_back({static_cast<std::uint32_t>(index), false, std::move(rows)});
}

WaiverState Waivers::state_of(const Row& row, std::size_t findings) const {
  const Waiver& waiver = *row.waiver;
  if (!waiver.until || as_of_ > *waiver.until) return WaiverState::lapsed;
  if (!row.in_force || row.refused) return WaiverState::refused;
  if (findings == 0) return is_of_profile(*row.rule, profile_) ? WaiverState::unused : WaiverState::active;
  return *waiver.until - as_of_ <= settings_.notice ? WaiverState::ending : WaiverState::active;
}

std::string Waivers::note_of(const Row& row, WaiverState state, std::size_t findings,
                             const std::optional<std::string>& missing_item) const {
  const Waiver& waiver = *row.waiver;
  switch (state) {
    case WaiverState::active:
      return "";
    case WaiverState::ending:
      return fmt::format("ends in {}, on {}", *waiver.until - as_of_, *waiver.until);
    case WaiverState::lapsed: {
      const std::string when = waiver.until ? fmt::format("lapsed on {}", *waiver.until) : "has no valid end date and counts as lapsed";
      return when + (findings > 0 ? "; its findings are open again" : "; nothing is left to waive, delete it");
    }
    case WaiverState::unused:
      return missing_item ? fmt::format("waives nothing: no item is called {}", *missing_item) : "waives nothing: delete it";
    case WaiverState::refused:
      return row.refused ? "has no effect: `by` must name who decided that a critical finding is not applicable"
                         : "has no effect until its mistake is corrected";
  }
  return "";
}

std::vector<WaiverOutcome> Waivers::mark(std::vector<TriagedFinding>& findings) const {
  std::vector<WaiverOutcome> outcomes;
  for (const Row& row : rows_) outcomes.push_back({.waiver = row.waiver, .not_applicable = is_not_applicable(*row.waiver)});
  if (rows_.empty()) return outcomes;
  std::vector<std::uint32_t> charged, excused;  // the triaged index of each tally's findings
  for (std::uint32_t i = 0; i < findings.size(); ++i) {
    std::vector<std::uint32_t>& places = findings[i].excused ? excused : charged;
    if (places.size() <= findings[i].node) places.resize(findings[i].node + 1);
    places[findings[i].node] = i;
  }
  for (const Match& match : matches_) {
    TriagedFinding& finding = findings[(match.excused ? excused : charged)[match.finding]];
    for (const std::uint32_t at : match.rows) {
      const Row& row = rows_[at];
      ++outcomes[at].findings;
      // Without `by`, a waiver excuses nothing that may be critical; its other findings stay excused.
      const bool holds = row.in_force && (finding.excused ? fits_severity(*row.waiver, finding.finding->severity) : !row.refused);
      if (holds && !finding.waiver) finding.waiver = at;
      finding.waiver_lapsed |= state_of(row, outcomes[at].findings) == WaiverState::lapsed;
    }
  }
  std::optional<ItemNames> names;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    WaiverOutcome& outcome = outcomes[i];
    outcome.state = state_of(rows_[i], outcome.findings);
    std::optional<std::string> missing_item;
    if (outcome.state == WaiverState::unused) {
      if (!names) names.emplace(inventory_);
      for (const At<Text>& on : outcome.waiver->on) {
        if (const auto near = missing_item || on->find('*') != Text::npos ? std::nullopt : names->missing(*on))
          missing_item = fmt::format("`{}`{}", *on, *near);
      }
    }
    outcome.note = note_of(rows_[i], outcome.state, outcome.findings, missing_item);
  }
  return outcomes;
}

}  // namespace stackdrag
