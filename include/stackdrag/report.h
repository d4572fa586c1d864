// The report: everything that an audit has to say, in plain values. Every format renders this and nothing else.
//
// A large stack has a hundred thousand findings, so they hold views: of the report's own store, of texts built into the program, and of the
// names of the sources, which outlive the report.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/decimal.h"
#include "stackdrag/output.h"
#include "stackdrag/plan.h"
#include "stackdrag/severity.h"
#include "stackdrag/source.h"
#include "stackdrag/store.h"
#include "stackdrag/units.h"

namespace stackdrag {

/// What all findings of a rule have in common.
struct ReportedRule {
  std::string_view id, title, family;
  std::string_view when;               ///< it fires, a sentence
  std::string_view why;                ///< what it costs the reader, a sentence
  std::string_view fix;                ///< what to do, a sentence
  Severity severity = Severity::info;  ///< of its findings, unless they say otherwise
};

/// A rule that was asked, whether it found anything or not.
struct AskedRule {
  std::string_view id, family;
};

/// A waiver of the inventory, and what came of it.
struct ReportedWaiver {
  using State = WaiverState;
  std::string_view rule, on;    ///< on what: an item's id, or `kind/id`
  std::string_view reason, by;  ///< who decided; empty if nobody is named
  bool not_applicable = false;  ///< the finding is none: it leaves the score, too
  std::optional<Date> until;    ///< the last day on which it holds; empty if that could not be read
  State state = State::active;
  std::string_view note;     ///< a remark on its state, lower case, no full stop; empty if it is simply active
  std::size_t findings = 0;  ///< that it waives, or would if it had not lapsed
  Location location;
};

/// Another place that belongs to a finding: "ended here".
struct RelatedPlace {
  std::string_view message;
  Location location;
};

/// What a rule measured, and in which band of its scale that lies; a finding that climbs a band has worsened.
struct Measure {
  double value = 0;
  std::string_view unit;  ///< "days", "share", …
  int band = 0;
};

/// One finding, whole. Hours and money are per month unless the name says otherwise; money is in the stack's currency.
struct ReportedFinding {
  const ReportedRule* rule = nullptr;  ///< one of `Report::rules`; never null in a report
  std::string_view subject;            ///< `kind/id`
  std::string_view key;                ///< what tells apart two findings of one rule about one subject; often empty
  std::string_view message;
  std::uint64_t fingerprint = 0;            ///< printed in 16 hexadecimal digits
  std::span<const std::uint64_t> formerly;  ///< the fingerprints under ids that the item had before (`was:`)
  Severity severity = Severity::info;
  std::optional<std::uint32_t> folded_into;  ///< index in `Report::findings`
  std::span<const std::string_view> owners;  ///< sorted; empty if nobody owns the subject
  Location location;
  Span at;  ///< the same place, for those who show its line; nowhere if there are no sources
  std::span<const RelatedPlace> related;
  std::optional<Measure> measure;
  double effort_hours = 0;  ///< to put it right, once
  double carry_hours = 0;
  double carry_money = 0;
  Decimal charge_hours;  ///< effective, after the cap and folding
  Decimal points;        ///< share of `Report::drag.low`; all findings together add up to it
  double if_fixed = 0;   ///< change of `drag.high`, the headline, if this finding alone were fixed, at most 0

  const ReportedWaiver* waiver = nullptr;  ///< one of `Report::waivers`: the active one that waives it; null if none does
  Novelty novelty = Novelty::open;
  std::optional<Cause> cause;  ///< of what is new; else empty
  bool fails = false;          ///< the gate counts it
};

/// Whether a waiver says that there is nothing wrong: then the finding is shown, but charges nothing and is in no total.
inline bool is_excused(const ReportedFinding& finding) { return finding.waiver != nullptr && finding.waiver->not_applicable; }

/// A question that could not be answered, and the fields that would answer it.
struct ReportedUnknown {
  std::string_view rule;
  std::string_view subject;
  std::string_view item;  ///< the item that lacks the fields, often the subject itself
  std::span<const std::string_view> fields;
  Decimal charge_hours;  ///< effective; with the findings' they add up to the numerator of `drag.high`
};

struct Total {
  std::size_t findings = 0;
  Decimal points;
  Decimal charge_hours;
};

/// A mistake in the user's files, located.
struct ReportedProblem {
  std::string message;
  Location location;
  std::string_view source_line;  ///< the line of `location`, or a part of it, for a person to look at; empty if it must not be shown
  unsigned source_column = 1;    ///< the column at which `source_line` begins: more than 1 where a very long line was cut
};

struct Report {
  std::string version;  ///< of stackdrag
  std::string model;    ///< of the score: "drag-1"; scores of different models are not comparable
  Date as_of;
  Profile profile = Profile::starter;

  struct Stack {
    std::string name;
    std::string currency;  ///< ISO 4217, or as the inventory has it
    std::size_t items = 0;
  } stack;

  struct Drag {
    Decimal low;        ///< what can be proved
    Decimal high;       ///< unknown counted as failing; the headline
    Decimal low_hours;  ///< the charges behind `low`, a month
    Decimal high_hours;
    double load = 0;           ///< share of the capacity behind `high`: the x of the formula
    char grade = 'A';          ///< 'A' to 'F', from `load` and from what is critical
    bool capped = false;       ///< the grade would be better but for something critical, open or unknown
    double evidence = 1;       ///< share of the questions that could be answered, weighed by their charge
    bool provisional = false;  ///< evidence below 60 %
    double capacity_hours = 0;
    bool capacity_assumed = false;  ///< not stated: the floor was taken
    Decimal waived;                 ///< the points of findings that are waived as accepted; part of `low`

    /// The score if nothing were waived as not applicable.
    struct WithoutWaivers {
      Decimal low, high;
      char grade = 'A';
    } without_waivers;
  } drag;

  using MoneyFigures = stackdrag::MoneyFigures;
  MoneyFigures money;

  std::span<const AskedRule> asked;       ///< in the order of the families, then of id
  std::span<const ReportedRule> rules;    ///< those that have findings, in order of id
  std::vector<ReportedFinding> findings;  ///< worst first, then by place; excused ones last
  std::vector<ReportedUnknown> unknown;
  std::vector<Action> actions;          ///< most points gained per hour first
  std::vector<Gap> gaps;                ///< worth most first
  std::optional<Profile> next_profile;  ///< within reach: the evidence is good enough to ask for more

  struct Totals {
    std::map<std::string_view, Total> by_severity, by_family, by_owner, by_kind;
  } totals;

  std::vector<ReportedProblem> problems;
  std::span<const ReportedWaiver> waivers;  ///< as written

  /// The ids of a kind's items, sorted.
  struct ItemsOfKind {
    std::string_view kind;
    std::span<const std::string_view> ids;
  };
  std::vector<ItemsOfKind> items;  ///< in the order of the kinds; none is empty

  /// An item that has another id than before.
  struct Renamed {
    std::string_view from, to;  ///< `kind/id`
  };
  std::span<const Renamed> renamed;

  /// A finding that the baseline has and the inventory no longer does.
  struct Gone {
    std::string_view rule, subject, key;
  };
  /// How the findings compare with a baseline.
  struct Baseline {
    Date as_of;                  ///< the day of the audit that it was made of
    std::size_t known = 0;       ///< findings that it has
    std::size_t improved = 0;    ///< of these: what was measured has fallen by a band
    std::size_t fresh = 0;       ///< findings that are new, worsened ones too
    std::size_t unanswered = 0;  ///< what it has and is an open question now, because facts are missing: neither here nor gone
    std::span<const Gone> gone;  ///< in order of rule, subject and key
  };
  std::optional<Baseline> baseline;

  using Gate = stackdrag::Gate;
  Gate gate;

  /// Indices of the findings that a filter leaves to be shown; everything else in the report speaks of all of them.
  std::vector<std::size_t> shown;
  std::string filter;  ///< how the shown ones were chosen, as a person reads it; empty if all are shown

  const Sources* sources = nullptr;                          ///< what was audited, for the lines of findings; null if it is not at hand
  std::shared_ptr<Store> store = std::make_shared<Store>();  ///< keeps what the views above look at; copies of a report share it
};

/// Writes down an assessment. Of all that it is made of, only the sources must outlive the report. `name` stands in for a stack without a
/// name.
Report report_of(const Assessment& assessment, std::string_view name);

/// Mistakes with their places and lines, which are views of the sources.
std::vector<ReportedProblem> located(const Sources& sources, const std::vector<Problem>& problems);

/// What to show. Empty lists leave everything.
struct Filter {
  std::vector<std::string> select, ignore;  ///< rules and families
  std::vector<std::string> owners;          ///< `unowned` stands for nobody
};
/// The same report with less to show: findings, and what to do about them. What is not known belongs to no rule or owner in particular, and
/// is left out. The score, the totals and the gate stay as they are.
Report filtered(Report report, const Filter& by);

}  // namespace stackdrag
