// What becomes debt if nobody does anything: every day from the audit to a later one is audited, and what changes on it is told.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/assess.h"
#include "stackdrag/enum_names.h"
#include "stackdrag/toll.h"

namespace stackdrag {

struct ForecastQuestion {
  Date until;
  bool assume_nothing = false;      ///< as a plain audit would say on each day: what was seen at work is not taken to go on
  std::optional<Severity> fail_on;  ///< fails if a finding that severe comes
};
/// How far a forecast reaches.
inline constexpr Days farthest_forecast{5 * 366};

/// What happens to a finding. What is leaving or easing does so by itself.
enum class Turn : std::uint8_t { appears, worsens, lapses, eases, leaves };
template <>
inline constexpr auto names_of<Turn> = std::to_array<std::string_view>({"appears", "worsens", "lapses", "eases", "leaves"});
/// Whether it is bad news.
inline bool is_debt(Turn turn) { return turn <= Turn::lapses; }

/// Something that happens to a finding on a day.
struct ForecastEvent {
  Date day;
  Turn turn = Turn::appears;
  std::string rule, family, title, subject, key;  ///< `subject`: `kind/id`
  std::uint64_t fingerprint = 0;
  std::string message;  ///< as of that day; of what leaves, as of the day before
  std::string todo;     ///< an imperative: "upgrade the API of hs-sf"
  Severity severity = Severity::info;
  std::optional<Severity> was;      ///< before, if it is another
  std::string before;               ///< the rule that warned of it until then; empty if none did
  std::vector<std::string> owners;  ///< who can act on it: the owners who are still here by then, else who stands in for them; sorted
  Location location;
  Decimal hours_before, hours_after;  ///< what it adds to the load, a month
  std::optional<Date> act_by;         ///< the deadline that it is about, else the day before it comes; empty of what eases or leaves
  bool waived = false;                ///< a waiver accepts it
};

/// A contract that binds for another term, because nobody gave notice.
struct LockedIn {
  Date day;                         ///< from which it cannot be left any more
  std::string tool;                 ///< `tool/hubspot`
  Date renews;                      ///< when the term begins
  int months = 12;                  ///< its length
  std::optional<double> money;      ///< for the term; empty if the cost is not known
  double wasted = 0;                ///< what of it is paid for nothing
  std::optional<Date> act_by;       ///< the last day for a notice; empty if the notice period is not known
  std::vector<std::string> owners;  ///< as of an event
  Location location;
};

/// Until when what was seen tells that something is at work.
struct LookAgain {
  Date day;                        ///< the last one
  std::string field;               ///< `last_used`; empty if it is about a whole kind
  std::vector<std::string> items;  ///< `kind/id`, sorted; or the kind
};

/// The figures from a day on.
struct ForecastStep {
  Date day;
  Decimal low_hours, high_hours;  ///< a month
  Decimal low, high;              ///< points
  char grade = no_grade;
  bool provisional = false;
  Toll toll;                 ///< a month: the hours and the money that an audit's first lines tell
  double interest = 0;       ///< money a month: both, the hours at the hourly rate
  std::size_t findings = 0;  ///< without those waived as not applicable

  bool same_figures(const ForecastStep& other) const;
};

struct Forecast {
  std::string version, model;
  Date as_of, until;
  Profile profile = Profile::starter;
  std::string stack, currency;
  std::size_t items = 0;
  double capacity_hours = 0;
  bool capacity_assumed = false;
  bool assume_nothing = false;
  bool at_least = false;  ///< some cost is unknown, so the money is a lower bound

  std::vector<ForecastStep> steps;    ///< the day of the audit, and each day on which the figures change
  std::vector<ForecastEvent> events;  ///< by day; on one day, the most severe first
  std::vector<LockedIn> locked;       ///< by day
  std::vector<LookAgain> look_again;  ///< by day

  /// What people lose and what is paid for nothing until the last day; a month has 30 days.
  double carried_hours = 0, carried_money = 0;
  /// What of it is more than today's figures would come to; may be negative.
  double added_hours = 0, added_money = 0;

  std::optional<Severity> fail_on;
  std::size_t failing = 0;  ///< events that reach it
  std::size_t mistakes = 0;
};

/// Looks ahead. Precondition: `until` is later than the day of the audit.
Forecast forecast_of(const Workspace& workspace, const Settings& settings, const ForecastQuestion& question);

/// Reads "90d", "6 months", "2027-02-19"; a failure says what is wrong with it. A length counts from `as_of`.
Result<Date> forecast_end(std::string_view text, Date as_of);

}  // namespace stackdrag
