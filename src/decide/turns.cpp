// Compares the findings of two days that follow each other.
#include "decide/turns.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "decide/forecast_people.h"
#include "decide/forecast_words.h"
#include "stackdrag/plan.h"
#include "stackdrag/succession.h"

namespace stackdrag {
namespace {

constexpr double least_change = 0.05;  ///< hours a month

bool comes_before(const FindingOfDay& a, const FindingOfDay& b) {
  const auto key = [](const FindingOfDay& one) {
    return std::tuple(one.fingerprint(), one.finding().severity, one.finding().what.at.begin, one.finding().charge);
  };
  return key(a) < key(b);
}

/// What to do about a finding, in its own words or in those of its rule's title.
std::string todo_of(const Finding& finding) {
  const Text name = finding.subject.shown.empty() ? finding.subject.id : finding.subject.shown;
  std::string todo(finding.what.action);
  if (todo.empty()) return fmt::format("{}: {}", report::in_sentence(finding.rule->title), name);
  if (const std::size_t gap = todo.find("{}"); gap != todo.npos) todo.replace(gap, 2, name);
  return todo;
}

class Turns {
 public:
  Turns(const AuditedDay& before, const AuditedDay& after) : before_(before), after_(after) {}

  std::vector<ForecastEvent> all() {
    pair_up();
    add_singles();
    drop_replaced();
    std::sort(events_.begin(), events_.end(), [](const ForecastEvent& a, const ForecastEvent& b) {
      const auto key = [](const ForecastEvent& event) {
        return std::tuple(!is_debt(event.turn), -static_cast<int>(event.severity), std::string_view(event.rule),
                          std::string_view(event.subject), std::string_view(event.key));
      };
      return key(a) < key(b);
    });
    return std::move(events_);
  }

 private:
  /// Findings of one day without a partner on the other.
  using Singles = std::vector<const FindingOfDay*>;

  void pair_up() {
    auto old = before_.findings.begin();
    for (auto now = after_.findings.begin(); now != after_.findings.end() || old != before_.findings.end();) {
      const bool is_gone = now == after_.findings.end() || (old != before_.findings.end() && old->fingerprint() < now->fingerprint());
      const bool is_fresh = !is_gone && (old == before_.findings.end() || now->fingerprint() < old->fingerprint());
      if (!is_gone && !is_fresh) compare(*old, *now);
      if (is_gone && counts(*old)) gone_.push_back(&*old);
      if (is_fresh && counts(*now)) fresh_.push_back(&*now);
      if (!is_fresh) ++old;
      if (!is_gone) ++now;
    }
  }

  static bool counts(const FindingOfDay& one) { return !one.triaged->excused && one.finding().severity > Severity::info; }

  /// A finding that is there on both days. That it tells another number of days is nothing new.
  void compare(const FindingOfDay& old, const FindingOfDay& now) {
    const auto turn = turn_of(old, now);
    if (!turn) return;
    ForecastEvent event = event_of(now, after_, *turn);
    if (old.finding().severity != now.finding().severity) event.was = old.finding().severity;
    event.hours_before = old.hours;
    events_.push_back(std::move(event));
  }

  static std::optional<Turn> turn_of(const FindingOfDay& old, const FindingOfDay& now) {
    const TriagedFinding &before = *old.triaged, &after = *now.triaged;
    if (before.excused && after.excused) return std::nullopt;
    if ((before.excused && !after.excused) || (before.waiver && !after.waiver)) return Turn::lapses;
    if (after.excused) return Turn::eases;
    const double rise = now.finding().charge - old.finding().charge;
    if (now.finding().severity != old.finding().severity)
      return now.finding().severity > old.finding().severity ? Turn::worsens : Turn::eases;
    if (std::abs(rise) < least_change) return std::nullopt;
    return rise > 0 ? Turn::worsens : Turn::eases;
  }

  static std::vector<FindingName> names_of_findings(const Singles& findings) {
    std::vector<FindingName> names;
    for (const FindingOfDay* one : findings) names.push_back({one->finding().rule->id, one->triaged->subject});
    return names;
  }

  /// What is new and what is gone. A rule may take over from another that has warned: then nothing has gone.
  void add_singles() {
    const auto successors = successors_of(names_of_findings(gone_), names_of_findings(fresh_));
    std::vector<const FindingOfDay*> predecessor(fresh_.size());
    for (std::size_t i = 0; i < gone_.size(); ++i) {
      if (successors[i]) {
        predecessor[*successors[i]] = gone_[i];
        continue;
      }
      ForecastEvent event = event_of(*gone_[i], before_, Turn::leaves);
      event.hours_before = std::exchange(event.hours_after, {});
      events_.push_back(std::move(event));
    }
    for (std::size_t i = 0; i < fresh_.size(); ++i) {
      const FindingOfDay* const old = predecessor[i];
      ForecastEvent event = event_of(*fresh_[i], after_, old != nullptr ? Turn::worsens : Turn::appears);
      if (old != nullptr) {
        event.before = old->finding().rule->id;
        event.hours_before = old->hours;
        if (old->finding().severity != event.severity) event.was = old->finding().severity;
      }
      events_.push_back(std::move(event));
    }
  }

  /// Nothing eases by itself where another rule takes over on the same day.
  void drop_replaced() {
    std::set<std::string_view> worse;
    for (const ForecastEvent& event : events_) {
      if (is_debt(event.turn)) worse.insert(event.subject);
    }
    // The set views the texts of events that stay.
    std::vector<ForecastEvent> kept;
    for (ForecastEvent& event : events_) {
      if (event.turn != Turn::eases || !worse.contains(event.subject)) kept.push_back(event);
    }
    events_ = std::move(kept);
  }

  /// `of`: the day whose finding it is.
  ForecastEvent event_of(const FindingOfDay& one, const AuditedDay& of, Turn turn) {
    const Finding& finding = one.finding();
    const Workspace& workspace = of.assessment->workspace;
    std::vector<ItemId> items(finding.subject.members.begin(), finding.subject.members.end());
    items.push_back(finding.subject.item);
    ForecastEvent event{.day = after_.assessment->as_of,
                        .turn = turn,
                        .rule = finding.rule->id,
                        .family = finding.rule->family,
                        .title = finding.rule->title,
                        .subject = std::string(one.triaged->subject),
                        .key = std::string(finding.what.key),
                        .fingerprint = one.fingerprint(),
                        .message = std::string(finding.what.message),
                        .todo = todo_of(finding),
                        .severity = finding.severity,
                        .was = {},
                        .before = {},
                        .owners = {},
                        .location = workspace.sources->locate(finding.what.at.written() ? finding.what.at : finding.subject.at),
                        .hours_before = {},
                        .hours_after = one.hours,
                        .act_by = {},
                        .waived = one.triaged->waiver.has_value()};
    // Of a deadline that comes nearer the day itself counts.
    const std::optional<Date> due = due_day(finding, event.day);
    if (is_debt(turn)) event.act_by = due && *due >= event.day ? *due : event.day - Days{1};
    event.owners = who_acts(workspace.facts, items, std::max(event.day, event.act_by.value_or(event.day)));
    return event;
  }

  const AuditedDay &before_, &after_;
  Singles gone_, fresh_;
  std::vector<ForecastEvent> events_;
};

}  // namespace

AuditedDay audited_day(Assessment assessment) {
  AuditedDay day{std::make_unique<const Assessment>(std::move(assessment)), {}};
  const std::vector<Decimal> shares = day.assessment->charges.effective();
  day.findings.reserve(day.assessment->findings.size());
  for (const TriagedFinding& triaged : day.assessment->findings)
    day.findings.push_back({&triaged, triaged.excused ? Decimal{} : shares[triaged.node]});
  std::sort(day.findings.begin(), day.findings.end(), comes_before);
  return day;
}

std::vector<ForecastEvent> turns(const AuditedDay& before, const AuditedDay& after) { return Turns(before, after).all(); }

}  // namespace stackdrag
