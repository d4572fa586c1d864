// The report: the result of an audit as plain values. Every format renders this and nothing else.
//
// A large stack has a hundred thousand findings, so they hold views into the report's own store, into texts built into the program, and
// into the names of the sources, which must outlive the report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/decimal.h"
#include "stackdrag/gate.h"
#include "stackdrag/marks.h"
#include "stackdrag/output.h"
#include "stackdrag/plan.h"
#include "stackdrag/severity.h"
#include "stackdrag/source.h"
#include "stackdrag/store.h"
#include "stackdrag/units.h"

namespace stackdrag {

struct Assessment;

/// What all findings of a rule have in common.
struct ReportedRule {
  std::string_view id, title, family;
  std::string_view when;               ///< when it fires, a sentence
  std::string_view why;                ///< what it costs the reader, a sentence
  std::string_view fix;                ///< what to do, a sentence
  Severity severity = Severity::info;  ///< of its findings, unless a finding has its own
  Profile profile = Profile::starter;  ///< the smallest that asks the rule
};

/// A rule that was asked, whether it found anything or not.
struct AskedRule {
  std::string_view id, family;
};

/// A waiver in the inventory, and its effect in this audit.
struct ReportedWaiver {
  using State = WaiverState;
  std::string_view rule, on;    ///< `on`: an item's id, or `kind/id`
  std::string_view reason, by;  ///< `by`: who decided; empty if nobody is named
  bool not_applicable = false;  ///< its findings do not count: they leave the score as well
  std::optional<Date> until;    ///< the last day on which it is in force; empty if that could not be read
  State state = State::active;
  std::string_view note;     ///< a remark, lower case, no full stop; empty if it is simply active
  std::size_t findings = 0;  ///< how many it waives, or would waive had it not lapsed
  Location location;
};

/// Another place that belongs to a finding: "ended here".
struct RelatedPlace {
  std::string_view message;
  Location location;
};

/// What a rule measured, and its band (see `band_of`). A finding that climbs a band has worsened.
struct Measure {
  double value = 0;
  std::string_view unit;  ///< "days", "share", …
  int band = 0;
};

/// One finding, complete. Hours and money are per month unless the name says otherwise; money is in the stack's currency.
struct ReportedFinding {
  const ReportedRule* rule = nullptr;  ///< one of `Report::rules`; never null in a report
  std::string_view subject;            ///< `kind/id`
  std::string_view key;                ///< tells apart two findings of one rule about one subject; often empty
  std::string_view message;
  std::uint64_t fingerprint = 0;            ///< printed as 16 hexadecimal digits
  std::span<const std::uint64_t> formerly;  ///< fingerprints under ids that the item had before (`was:`)
  Severity severity = Severity::info;
  std::optional<Severity> severity_alone;    ///< if it would be another without `field-unkept`
  std::optional<std::uint32_t> folded_into;  ///< index in `Report::findings`; see `longest_fold`
  std::span<const std::string_view> owners;  ///< sorted; empty if nobody owns the subject
  Location location;
  Span at;  ///< the same place as a span, to show its line; nowhere if there are no sources
  std::span<const RelatedPlace> related;
  std::string_view source;  ///< where a date is from that is not the inventory's; empty if all are
  std::optional<Measure> measure;
  std::optional<Date> due;  ///< the day by which to act on it
  double effort_hours = 0;  ///< to fix it, once
  double carry_hours = 0;
  double carry_money = 0;     ///< its part of what is paid for nothing of its tools: what larger claims leave of its own
  double claimed_money = 0;   ///< its own claim, whatever other findings claim of the same tool
  bool shares_hours = false;  ///< `carry_hours` is its part of the hours that the item states itself
  Decimal charge_hours;       ///< what it adds to the total, after the cap and folding
  Decimal points;             ///< its share of `Report::drag.low`; the findings' points add up to it

  const ReportedWaiver* waiver = nullptr;  ///< the active waiver, one of `Report::waivers`; null if it is not waived
  Novelty novelty = Novelty::open;
  std::optional<Cause> cause;  ///< empty unless it is new
  /// How it has worsened since the baseline, in words: "was €100 a month, is €10,000 a month"; empty if it has not.
  std::string_view worsened;
  std::optional<Date> planned;  ///< the day by which it will be put right; until then, the gate waits
  bool fails = false;           ///< it makes the gate fail
};

/// Findings fold into others, and these into further ones, in fewer steps than this; in a saved report, a longer chain is a ring.
inline constexpr int longest_fold = 16;

/// Whether the finding is waived as not applicable: it is shown, but charges nothing and is in no total.
inline bool is_excused(const ReportedFinding& finding) { return finding.waiver != nullptr && finding.waiver->not_applicable; }

/// Whether the gate waits for the day for which the finding is planned. What is critical waits for nothing.
inline bool waits_for_a_day(const ReportedFinding& finding) {
  return finding.planned && finding.severity < Severity::critical && finding.waiver == nullptr;
}

/// A question that could not be answered, and the fields that would answer it.
struct ReportedUnknown {
  std::string_view rule;
  std::string_view subject;
  std::string_view item;  ///< the item that lacks the fields, often the subject itself
  std::span<const std::string_view> fields;
  bool any = false;      ///< one of the fields is enough
  Decimal charge_hours;  ///< its share of `drag.high_hours`; those of the findings and questions add up to it
};

/// An item of the inventory, with the facts that tables are made of. What is not written is empty.
struct ReportedItem {
  std::string_view id;                       ///< `kind/id`
  std::string_view name;                     ///< what people call it, if that is not its id
  std::span<const std::string_view> owners;  ///< who answers for it, sorted: those that its findings have
  std::string_view status;                   ///< `active`, `planned`, `paused` or `retired`; empty of what has none
  bool external = false;                     ///< a tool that somebody else pays for
  std::string_view vendor;
  std::span<const std::string_view> does;  ///< the capabilities of a tool
  std::optional<double> cost_per_month;
  std::optional<double> seats, seats_used;
  std::optional<Date> renews;
  std::string_view decision;                ///< about the contract; empty if there is none
  std::span<const std::string_view> lacks;  ///< which of `cost`, `renews` and `notice` nobody has answered, of a tool that has them
};

/// One item names another in a field.
struct ReportedReference {
  std::string_view from, to;  ///< `kind/id`
  std::string_view field;
};

struct ReportedPerson {
  std::string_view id;    ///< as owners are named: without the kind
  std::string_view name;  ///< if that is not the id
  std::string_view team;
  std::optional<Date> left;  ///< the last working day, past or to come
};

/// A day on which something ends, renews or changes, or by which it has to be settled.
struct Deadline {
  Date day;
  std::string_view item;  ///< `kind/id`
  std::string_view what;  ///< the field that says so; `notice` for the last day on which notice can be given
};

/// An export that was read, or that an observed file speaks of.
struct ReportedSource {
  std::string_view id, kind, of;  ///< "har-acme.example-granted", "har", "acme.example"
  std::optional<Date> day;        ///< of what it says; empty if nobody knows
  std::string_view grade;         ///< how it knows: `seen`, `published`, `configured` or `listed`
  std::string_view consent;       ///< what the visitor had chosen; empty if nobody says
};

/// Something that runs and is not declared.
struct ReportedShadow {
  std::string_view id;                         ///< `observed/meta`, as `stackdrag show` takes it
  std::string_view kind;                       ///< of the item that it would be
  std::span<const std::string_view> accounts;  ///< sorted; empty if none is known
  std::span<const std::string_view> sources;   ///< the ids of those that say so, sorted
  std::string_view grade;                      ///< the strongest of theirs
  std::optional<Date> last_seen;               ///< the newest day of a source that saw it at work
};

/// What the next weeks of work would bring, as a plan has it.
struct Outlook {
  Date to;                       ///< the last day of the plan
  double share = 0;              ///< of the capacity that goes into it
  double budget = 0;             ///< hours of work; a part of the share is kept free
  double planned = 0;            ///< of these
  double hours_freed = 0;        ///< per month: work that people lose no longer
  double money_saved = 0;        ///< per month, from some day until the end of the plan on
  double money_saved_later = 0;  ///< per month, once contracts have ended, or on a day that nobody knows
  Decimal low, high;             ///< the drag at the end of the plan, in points
  char grade = 'A';              ///< then: 'A' to 'F', or `no_grade`
  std::size_t late = 0;          ///< how many actions that cannot wait do not fit, or are ready only after their day

  /// An action of the plan, then what a plan of a year would add, in their order. What they bring is beyond the steps before them.
  struct Step {
    std::string_view text;        ///< of the action
    std::string_view gets;        ///< what marketing gets from it, a sentence
    double effort_hours = 0;      ///< rounded up to quarters
    double hours_freed = 0;       ///< per month, beyond the steps before it
    double money_saved = 0;       ///< per month, likewise
    double charge_hours = 0;      ///< that the score no longer counts per month, likewise
    bool planned = false;         ///< within the days of the plan
    std::optional<Date> ends_on;  ///< the day from which the money is saved, if that is later than the work
  };
  std::span<const Step> steps;
};

/// How the same stack stood on an earlier day, by the same model and profile.
struct PastAudit {
  Date as_of;
  Decimal low, high;  ///< the drag, in points
  char grade = 'A';   ///< 'A' to 'F', or `no_grade`
};

struct Total {
  std::size_t findings = 0;
  Decimal points;
  Decimal charge_hours;
};

/// A mistake in the user's files, with its place.
struct ReportedProblem {
  std::string message;
  Location location;
  std::string_view source_line;  ///< the line of `location`, or a part of it; empty if it must not be shown
  unsigned source_column = 1;    ///< the column at which `source_line` begins; above 1 if a very long line was cut
};

struct Report {
  std::string version;  ///< of stackdrag
  std::string model;    ///< of the score: "drag-2"; scores of different models are not comparable
  Date as_of;
  Profile profile = Profile::starter;

  struct Stack {
    std::string name;
    std::string currency;  ///< ISO 4217, or as the inventory writes it
    std::size_t items = 0;
  } stack;

  struct Drag {
    Decimal low;        ///< points, from the findings alone
    Decimal high;       ///< points, with open questions counted as failing: the headline
    Decimal low_hours;  ///< the charges behind `low`, per month
    Decimal high_hours;
    double load = 0;                ///< share of the capacity behind `high`: the x of the formula
    char grade = 'A';               ///< 'A' to 'F', or `no_grade`
    GradeCap cap = GradeCap::none;  ///< why the load alone would give a better grade
    double evidence = 1;            ///< share of the questions that could be answered, weighted by hours and risk
    bool provisional = false;       ///< less than 60 % is known, so there is no grade
    double capacity_hours = 0;
    bool capacity_assumed = false;  ///< none is stated; the floor was taken
    /// A capacity that the inventory states and that was not taken, for it is below the floor.
    struct Stated {
      double hours = 0;
      Location location;
    };
    std::optional<Stated> capacity_stated;
    Decimal waived;  ///< the points of findings waived as accepted; included in `low`

    /// The score as it would be if nothing were waived as not applicable.
    struct WithoutWaivers {
      Decimal low, high;
      char grade = 'A';
      bool provisional = false;
    } without_waivers;
  } drag;

  using MoneyFigures = stackdrag::MoneyFigures;
  MoneyFigures money;

  std::span<const AskedRule> asked;       ///< ordered by family, then by id
  std::span<const ReportedRule> rules;    ///< those that have findings, ordered by id
  std::vector<ReportedFinding> findings;  ///< most severe first, then by place; those waived as not applicable last
  std::vector<ReportedUnknown> unknown;   ///< those of one rule and the same fields stand together
  std::vector<Action> actions;            ///< see `actions_of`
  std::vector<Gap> gaps;                  ///< see `gaps_of`
  std::optional<Profile> next_profile;    ///< see `next_profile_of`

  struct Totals {
    std::map<std::string_view, Total> by_severity, by_family, by_owner, by_kind;
    std::size_t waived = 0;   ///< findings, whether they count or not
    std::size_t planned = 0;  ///< findings for which the gate waits until a day
  } totals;

  std::vector<ReportedProblem> problems;
  std::span<const ReportedWaiver> waivers;  ///< in the order of the files

  std::vector<ReportedItem> items;  ///< ordered by `kind/id`
  std::span<const ReportedReference>
      graph;  ///< every reference from one item to another but for the owners; those to what is not declared last
  std::span<const ReportedPerson> people;  ///< in the order of their ids
  std::span<const Deadline> deadlines;     ///< of what is not retired, and of contracts that go on; past ones as well, ordered by day

  /// An item whose id has changed (`was:`).
  struct Renamed {
    std::string_view from, to;  ///< `kind/id`
  };
  std::span<const Renamed> renamed;

  /// How much of what a family's rules asked is in order.
  struct InOrder {
    std::string_view family;
    std::size_t asked = 0, in_order = 0;
  };
  std::span<const InOrder> in_order;  ///< ordered by family; none was asked nothing

  /// A finding of the baseline that no longer exists.
  struct Gone {
    std::string_view rule, subject, key;
  };
  /// How the findings compare with a baseline.
  struct Baseline {
    Date as_of;                                ///< the day of the audit that the baseline was made from
    std::size_t known = 0;                     ///< findings that the baseline has
    std::size_t improved = 0;                  ///< of these, how many are less bad than recorded
    std::size_t fresh = 0;                     ///< new findings, including worsened ones
    std::size_t unanswered = 0;                ///< open questions now, because facts are missing: neither known nor gone
    std::span<const Gone> gone;                ///< ordered by rule, subject and key
    std::span<const Renamed> perhaps_renamed;  ///< items of findings that are gone, and new ones that look like them
  };
  std::optional<Baseline> baseline;

  /// What exports say beside the inventory.
  struct Evidence {
    std::span<const ReportedSource> sources;  ///< by id
    std::span<const ReportedShadow> shadow;   ///< what was seen first, then by id; without what is waived
    std::size_t agrees = 0;                   ///< declared items that were observed, and are as they are declared
    std::size_t differs = 0;                  ///< items with a finding that says that they are not
    std::size_t unseen = 0;                   ///< items with a finding that visits should have shown them
    std::size_t filled = 0;                   ///< facts that the exports give: what nobody wrote, and later days
  };
  std::optional<Evidence> evidence;  ///< empty if there were no exports

  std::optional<Outlook> outlook;  ///< empty unless it was asked for: it takes much longer than the audit

  std::span<const PastAudit> history;  ///< by day, see `history_of`; empty unless earlier reports were given

  using Gate = stackdrag::Gate;
  Gate gate;

  /// Ascending indices of the findings to show: all, unless a filter was applied. The figures are about all findings.
  std::vector<std::size_t> shown;
  std::string filter;  ///< how the shown ones were chosen, in words; empty if all are shown

  const Sources* sources = nullptr;                          ///< what was audited, to show lines; null if not available
  std::shared_ptr<Store> store = std::make_shared<Store>();  ///< owns what the views above point into; copies of a report share it
};

/// Whether there is a score: there is none if nothing could be audited. A score that is provisional has no grade.
inline bool is_scored(const Report::Drag& drag) { return drag.grade != no_grade || drag.provisional; }

/// The item of this id, `kind/id`; null if the inventory has none.
const ReportedItem* find_item(const Report& report, std::string_view id);

/// Shows all findings.
void show_all(Report& report);

/// The report of an assessment, whose store it shares and adds to. Only the sources must outlive the report. `name` is used if the stack
/// has no name.
Report report_of(const Assessment& assessment, std::string_view name);

/// The problems with their places and lines, which are views of the sources.
std::vector<ReportedProblem> located(const Sources& sources, const std::vector<Problem>& problems);

/// Stands for the owner of what nobody owns.
inline constexpr std::string_view unowned = "unowned";

/// What to show. An empty list filters nothing.
struct Filter {
  std::vector<std::string> select, ignore;  ///< rules and families
  std::vector<std::string> owners;          ///< or `unowned`
  std::optional<Severity> severity;         ///< the lowest
};
/// The same report with only those of the shown findings and actions that match. The gaps are left out, as they belong to no rule or owner
/// in particular. The score, the totals and the gate do not change.
Report filtered(Report report, const Filter& by);

}  // namespace stackdrag
