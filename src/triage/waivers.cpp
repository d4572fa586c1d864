// Matches waivers with findings, and says what is to be said of those that lapse, match nothing or have no effect.
#include "stackdrag/waivers.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "stackdrag/ask.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

bool is_not_applicable(const Waiver& waiver) { return waiver.kind && *waiver.kind == WaiverKind::not_applicable; }

/// `on` is an id, or `kind/id`; the stack is called `stack`.
bool names_subject(std::string_view on, std::string_view kind, std::string_view id) {
  if (on == id) return true;
  return on.size() == kind.size() + 1 + id.size() && on.starts_with(kind) && on[kind.size()] == '/' && on.ends_with(id);
}

/// "; did you mean `hubspot`?" for the name of an item that there is not; empty if there is such an item.
std::optional<std::string> missing_item(const Inventory& inventory, std::string_view on) {
  std::vector<std::string_view> ids;
  bool found = on == "stack";
  each_collection(inventory, [&](Kind kind, const auto& items) {
    for (const auto& item : items) {
      if (kind == Kind::waiver) continue;
      found = found || names_subject(on, name_of(kind), *item.id);
      ids.push_back(*item.id);
    }
  });
  // A group, such as `capability/email`, is no item.
  const std::size_t slash = on.find('/');
  if (found || (slash != on.npos && !kind_named(on.substr(0, slash)))) return std::nullopt;
  return did_you_mean(slash == on.npos ? on : on.substr(slash + 1), ids);
}

Severity worst_answer(const Rule& rule, const Verdict& verdict) {
  const Flagged* const flagged = verdict.finding();
  if (flagged == nullptr) return worst_of(rule);
  return rule.setting.severity.value_or(flagged->severity.value_or(rule.severity));
}

/// Whether somebody has put a word there in place of a reason.
bool is_no_reason(std::string_view reason) {
  static constexpr std::array<std::string_view, 14> words = {"todo", "tbd",  "tba",     "fixme", "xxx",    "none",   "reason",
                                                             "why",  "test", "unknown", "later", "waived", "ignore", "accepted"};
  const std::string folded = folded_name(reason);
  const auto letters = std::count_if(folded.begin(), folded.end(), [](char c) { return is_letter(c) || static_cast<signed char>(c) < 0; });
  return letters < 3 || std::find(words.begin(), words.end(), folded) != words.end();
}

std::string_view id_part(std::string_view label) { return label.substr(label.find('/') + 1); }
std::string_view kind_part(std::string_view label) { return label.substr(0, label.find('/')); }

}  // namespace

Waivers::Waivers(const Inventory& inventory, const std::vector<Rule>& rules, Profile profile, Date as_of, const WaiverSettings& settings)
    : inventory_(inventory), profile_(profile), as_of_(as_of), settings_(settings) {
  std::vector<std::string_view> ids;
  for (const Rule& rule : rules) ids.push_back(rule.id);
  const Days longest{inventory.limits.waiver_days ? static_cast<int>(*inventory.limits.waiver_days) : WaiverSettings::longest_days};
  const Date latest = std::max(as_of, settings.written_by.value_or(as_of)) + longest;
  for (const Waiver& waiver : inventory.waivers) {
    if (!waiver.rule || !waiver.on) continue;  // a mistake that is reported already
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule& known) { return known.id == *waiver.rule; });
    const bool too_long = waiver.until && *waiver.until > latest;
    if (rule == rules.end())
      problems_.push_back(
          {fmt::format("no rule is called `{}`{}", visible(*waiver.rule), did_you_mean(*waiver.rule, ids)), waiver.rule.at});
    if (too_long) problems_.push_back({fmt::format("a waiver may last {}: until {} at the latest", longest, latest), waiver.until.at});
    const bool reasoned = waiver.reason && !is_no_reason(*waiver.reason);
    if (waiver.reason && !reasoned)
      problems_.push_back(
          {fmt::format("`{}` is no reason: say why, for whoever reads it next", visible(*waiver.reason)), waiver.reason.at});
    if (!settings.honoured) continue;
    const bool in_force = rule != rules.end() && reasoned && waiver.until && as_of <= *waiver.until && !too_long;
    rows_.push_back({&waiver, rule == rules.end() ? nullptr : &*rule, in_force});
  }
}

bool Waivers::may_excuse() const {
  return std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.in_force && is_not_applicable(*row.waiver); });
}

bool Waivers::concerns(const Row& row, std::string_view rule, std::string_view kind, std::string_view id) const {
  return rule == *row.waiver->rule && names_subject(*row.waiver->on, kind, id);
}

bool Waivers::excuses(const Rule& rule, const Subject& subject, const Verdict& verdict) {
  bool excused = false;
  for (Row& row : rows_) {
    if (!row.in_force || !is_not_applicable(*row.waiver) || !concerns(row, rule.id, subject.kind, subject.id)) continue;
    if (!row.waiver->by && worst_answer(rule, verdict) == Severity::critical)
      row.refused = verdict.finding() != nullptr || verdict.missing() != nullptr || row.refused;
    else
      excused = true;
  }
  return excused;
}

ReportedWaiver::State Waivers::state_of(const Row& row, std::size_t findings) const {
  using Outcome = ReportedWaiver::State;
  const Waiver& waiver = *row.waiver;
  if (!waiver.until || as_of_ > *waiver.until) return Outcome::lapsed;
  if (!row.in_force || row.refused) return Outcome::refused;
  if (findings == 0) return is_asked(*row.rule, profile_) ? Outcome::unused : Outcome::active;
  return *waiver.until - as_of_ <= settings_.notice ? Outcome::ending : Outcome::active;
}

std::string Waivers::note_of(const Row& row, ReportedWaiver::State state, std::size_t findings) const {
  const Waiver& waiver = *row.waiver;
  switch (state) {
    case ReportedWaiver::State::active:
      return "";
    case ReportedWaiver::State::ending:
      return fmt::format("ends in {}, on {}", *waiver.until - as_of_, *waiver.until);
    case ReportedWaiver::State::lapsed: {
      const std::string when = waiver.until ? fmt::format("lapsed on {}", *waiver.until) : "has no valid end and counts as lapsed";
      return when + (findings > 0 ? "; what it waived is open again" : "; there is nothing left to waive, delete it");
    }
    case ReportedWaiver::State::unused: {
      const auto missing = missing_item(inventory_, *waiver.on);
      return missing ? fmt::format("waives nothing: no item is called `{}`{}", *waiver.on, *missing) : "waives nothing: delete it";
    }
    case ReportedWaiver::State::refused:
      return row.refused ? "has no effect: what may be critical is not applicable only if `by` says who decided so"
                         : "has no effect while there is a mistake in it";
  }
  return "";
}

void Waivers::apply(Report& report, const Sources& sources) const {
  Store& store = *report.store;
  const std::span<ReportedWaiver> waivers = store.list<ReportedWaiver>(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Waiver& waiver = *rows_[i].waiver;
    ReportedWaiver& out = waivers[i];
    out = {.rule = store.keep(*waiver.rule),
           .on = store.keep(*waiver.on),
           .reason = waiver.reason ? store.keep(*waiver.reason) : "",
           .by = waiver.by ? store.keep(waiver.by->text) : "",
           .not_applicable = is_not_applicable(waiver),
           .location = sources.locate(waiver.rule.at)};
    if (waiver.until) out.until = *waiver.until;
  }
  if (!rows_.empty()) {
    for (ReportedFinding& finding : report.findings) {
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!concerns(rows_[i], finding.rule->id, kind_part(finding.subject), id_part(finding.subject))) continue;
        ++waivers[i].findings;
        if (rows_[i].in_force && !rows_[i].refused && finding.waiver == nullptr) finding.waiver = &waivers[i];
      }
      if (finding.waiver != nullptr) report.drag.waived += finding.points;
    }
  }
  // What the team has decided to live with is nothing to do first.
  const auto waived = [&](std::uint32_t at) { return report.findings[at].waiver != nullptr; };
  std::erase_if(report.actions, [&](const Action& action) { return std::all_of(action.findings.begin(), action.findings.end(), waived); });
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    waivers[i].state = state_of(rows_[i], waivers[i].findings);
    waivers[i].note = store.keep(note_of(rows_[i], waivers[i].state, waivers[i].findings));
  }
  report.waivers = waivers;
}

const ReportedWaiver* lapsed_waiver_of(const Report& report, const ReportedFinding& finding) {
  const auto lapsed = std::find_if(report.waivers.begin(), report.waivers.end(), [&](const ReportedWaiver& waiver) {
    return waiver.state == ReportedWaiver::State::lapsed && waiver.rule == finding.rule->id &&
           names_subject(waiver.on, kind_part(finding.subject), id_part(finding.subject));
  });
  return lapsed == report.waivers.end() ? nullptr : &*lapsed;
}

}  // namespace stackdrag
