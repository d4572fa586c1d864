// The shape of the JSON difference, described once: its writer and its JSON Schema follow from it. It is never read back.
#pragma once

#include <algorithm>

#include "stackdrag/diff.h"
#include "stackdrag/identity.h"
#include "stackdrag/report_shape.h"

namespace stackdrag::report {

/// Parts of a difference as JSON lays them out. A side and a state point into a report; for the schema they are null.
struct DiffSide {
  const Report* report = nullptr;
};
struct DiffState {
  const ReportedFinding* finding = nullptr;
};
struct DiffPlace {
  std::string_view file;
  unsigned line = 1, column = 1;
};
struct DiffMeasure {
  double value = 0;
  std::string_view unit;
  int band = 0;
};
/// After minus before.
struct DiffOfFigures {
  std::int64_t items = 0;
  std::optional<double> low, high, evidence, interest_per_month, principal;
};

namespace diff_form {

using namespace form;

inline constexpr Defined difference{"difference", Nullable{number}};
inline constexpr Defined side{"side", object<DiffSide>};
inline constexpr Defined subject{"subject", name, "What it is about: kind/id."};
inline constexpr Defined fingerprint{"fingerprint", Fingerprint{R"(, "pattern": "^[0-9a-f]{16}$")"},
                                     "A hash of rule, subject and key: the identity across runs."};
inline constexpr Defined message{"message", name, "What is there."};
inline constexpr Defined location{"location", object<DiffPlace>,
                                  "In the new inventory, or in the old one for a finding that no longer exists."};
inline constexpr Defined measure{"measure", Nullable{object<DiffMeasure>}, "What the rule measured, or null."};
inline constexpr Defined finding{"finding", row<FindingChange>};
inline constexpr Defined findings{"findings", List{finding}};

}  // namespace diff_form

template <class Io>
void describe(Io& io, Of<Io, DiffSide>& side) {
  const auto of = [&](const auto& name, auto get, const auto& form, std::string_view description = {}) {
    io.computed(
        name, [&] { return get(*side.report); }, form, description);
  };
  using R = const Report&;
  of(
      "version", [](R report) { return std::string_view(report.version); }, form::text, "The version of stackdrag that made the audit.");
  of(
      "model", [](R report) { return std::string_view(report.model); }, form::text, "Of the score.");
  of(
      "as_of", [](R report) { return report.as_of; }, form::date.form, "The day of the audit.");
  of(
      "profile", [](R report) { return report.profile; }, form::profile.form);
  of(
      "stack", [](R report) { return std::string_view(report.stack.name); }, form::text, "Its name.");
  of(
      "currency", [](R report) { return std::string_view(report.stack.currency); }, form::text, "Of its money.");
  of(
      "items", [](R report) { return report.stack.items; }, form::count, "How many items the inventory describes.");
  of(
      "findings",
      [](R report) {
        const auto excused = std::count_if(report.findings.begin(), report.findings.end(), is_excused);
        return report.findings.size() - static_cast<std::size_t>(excused);
      },
      form::count, "How many there are, without those waived as not applicable.");
  of(
      "mistakes", [](R report) { return report.problems.size(); }, form::count,
      "How many mistakes are in the inventory; what could be read was audited.");
  of(
      "low", [](R report) { return report.drag.low; }, form::amount, "Points from the findings alone.");
  of(
      "high", [](R report) { return report.drag.high; }, form::amount, "Points with open questions counted as failing: the headline.");
  of(
      "grade", [](R report) { return report.drag.grade; }, form::grade);
  of(
      "provisional", [](R report) { return report.drag.provisional; }, form::truth, "Less than 60 % is known, so there is no grade.");
  of(
      "evidence", [](R report) { return report.drag.evidence; }, form::share.form, "Share of the questions that could be answered.");
  of(
      "interest_per_month", [](R report) { return report.money.interest_per_month; }, form::amount, "Money per month.");
  of(
      "at_least", [](R report) { return report.money.at_least; }, form::truth, "Some cost is unknown, so the interest is a lower bound.");
  of(
      "principal", [](R report) { return report.money.principal; }, form::amount, "Money, once.");
}

template <class Io>
void describe(Io& io, Of<Io, DiffOfFigures>& change) {
  io.field("items", change.items, form::band);
  io.field("low", change.low, diff_form::difference);
  io.field("high", change.high, diff_form::difference);
  io.field("evidence", change.evidence, diff_form::difference);
  io.field("interest_per_month", change.interest_per_month, diff_form::difference);
  io.field("principal", change.principal, diff_form::difference);
}

template <class Io>
void describe(Io& io, Of<Io, DiffPlace>& place) {
  io.field("file", place.file, form::text);
  io.field("line", place.line, form::position);
  io.field("column", place.column, form::position);
}

template <class Io>
void describe(Io& io, Of<Io, DiffMeasure>& measure) {
  io.field("value", measure.value, form::number);
  io.field("unit", measure.unit, form::text);
  io.field("band", measure.band, form::band);
}

/// The parts of a finding that may differ between the two sides.
template <class Io>
void describe(Io& io, Of<Io, DiffState>& state) {
  io.computed(
      "subject", [&] { return state.finding->subject; }, diff_form::subject);
  io.computed(
      "fingerprint", [&] { return state.finding->fingerprint; }, diff_form::fingerprint);
  io.computed(
      "severity", [&] { return state.finding->severity; }, form::severity);
  io.computed(
      "message", [&] { return state.finding->message; }, diff_form::message);
  const auto place = [&] {
    const Location& at = state.finding->location;
    return DiffPlace{at.file, at.line, at.column};
  };
  io.computed("location", place, diff_form::location);
  const auto measure = [&] {
    const std::optional<Measure>& measured = state.finding->measure;
    return measured ? std::optional(DiffMeasure{measured->value, measured->unit, measured->band}) : std::nullopt;
  };
  io.computed("measure", measure, diff_form::measure);
  io.computed(
      "carry_hours", [&] { return state.finding->carry_hours; }, form::amount, "Hours per month that it costs.");
  io.computed(
      "carry_money", [&] { return state.finding->carry_money; }, form::amount, "Money per month that it costs, besides the hours.");
  io.computed(
      "planned", [&] { return state.finding->planned; }, form::Nullable{form::date.form},
      "The day by which it will be put right, or null.");
}

template <class Io>
void describe(Io& io, Of<Io, FindingChange>& change) {
  DiffState shown{change.after != nullptr ? change.after : change.before};
  const bool both = change.before != nullptr && change.after != nullptr;
  io.computed(
      "rule", [&] { return shown.finding->rule->id; }, form::name, "The rule's id.");
  io.computed(
      "family", [&] { return shown.finding->rule->family; }, form::text, "The rule's family.");
  io.computed(
      "key", [&] { return shown.finding->key; }, form::text, "Tells apart two findings of one rule about one subject; often empty.");
  io.computed(
      "owners", [&] { return shown.finding->owners; }, form::texts, "The owners, sorted.");
  describe(io, shown);
  const auto missing = [&] { return change.question != nullptr ? change.question->fields : std::span<const std::string_view>(); };
  io.computed("missing", missing, form::texts, "Of what is an open question now: the facts that would answer it, missing or too old.");
  io.field("before", both ? std::optional(DiffState{change.before}) : std::nullopt, form::Nullable{form::object<DiffState>},
           "What it was before, if it still exists; else null.");
}

template <class Io>
void describe(Io& io, Of<Io, CostChange>& change) {
  io.field("item", change.item, form::name, "kind/id");
  io.field("before", change.before, form::amount, "Money a month; 0 if the item was not there.");
  io.field("after", change.after, form::amount);
}

template <class Io>
void describe(Io& io, Of<Io, PerhapsRenamed>& pair) {
  io.field("from", pair.from, form::name, "kind/id");
  io.field("to", pair.to, form::name, "kind/id");
}

template <class Io>
void describe(Io& io, Of<Io, LimitOutcome>& limit) {
  io.field("asked", limit.asked, form::text, "5pt, 10%, 500/mo");
  io.field("exceeded", limit.exceeded, form::truth, "The exit code is 1 if so.");
  io.field("sentence", limit.sentence, form::name, "For a person.");
}

/// Calls `visit(name, changes, description)` for each list of the difference.
template <class Visit>
void each_list(const Diff& diff, Visit visit) {
  visit("new", diff.fresh, "New findings.");
  visit("worsened", diff.worsened,
        "The measure climbed a band, the severity rose, it takes notably more hours or money, the day for which it was planned has passed, "
        "or what a rule warned of has come about: a deadline that was near has passed.");
  visit("unanswered", diff.gone_as(Fate::unanswered), "Not fixed: facts are missing now, or too old to tell, so the question is open.");
  visit("reopened", diff.reopened, "Still there, and no longer accepted by a waiver.");
  visit("postponed", diff.postponed, "Still there, and the day for which it was planned was moved on.");
  visit("accepted", diff.accepted, "Still there, and accepted by a waiver now.");
  visit("improved", diff.improved, "Less bad in one of these respects, or planned for a day now, and worse in none.");
  visit("fixed", diff.gone_as(Fate::fixed), "The subject exists, and the rule no longer fires.");
  visit("vanished", diff.gone_as(Fate::vanished), "The subject is no longer in the inventory.");
  visit("excused", diff.gone_as(Fate::excused), "Now waived as not applicable.");
  visit("unasked", diff.gone_as(Fate::unasked), "The rule is no longer asked.");
}

template <class Io>
void describe(Io& io, Of<Io, Diff>& diff, Of<Io, DiffOfFigures>& change) {
  io.version("schema_version", 1, "The version of this format.");
  io.version("fingerprint_version", fingerprint_version,
             "The version of the fingerprints; those of different versions are not comparable.");
  io.group("tool", "What compared the reports.", [](auto& tool) {
    tool.constant("name", "stackdrag", "Always stackdrag.");
    tool.field("version", std::string_view(STACKDRAG_VERSION), form::text, "The version of the tool.");
  });
  io.field("incomparable", diff.incomparable, form::TextOrNull{form::name},
           "Why the scores cannot be compared: another model or profile; null if they can.");
  io.field("before", DiffSide{diff.before}, diff_form::side, "The old audit.");
  io.field("after", DiffSide{diff.after}, diff_form::side, "The new audit.");
  io.field(
      "change", change, form::object<DiffOfFigures>,
      "After minus before. Null where there is nothing to compare: scores of different models or profiles, money of different currencies.");
  io.group("counts", "How many findings are in each list below, and how many stay as they were.", [&](auto& counts) {
    each_list(diff, [&](const auto& name, const auto& changes, std::string_view) { counts.field(name, changes.size(), form::count); });
    counts.field("unchanged", diff.unchanged, form::count);
  });
  each_list(diff, [&](const auto& name, const auto& changes, std::string_view description) {
    io.field(name, changes, diff_form::findings, description);
  });
  io.field("costs", diff.costs, form::List{form::row<CostChange>},
           "What items cost a month, where that notably changed, with or without a finding; the largest changes first.");
  io.field("perhaps_renamed", diff.perhaps_renamed, form::List{form::row<PerhapsRenamed>},
           "Items that are gone, each with a new one that looks like it: the same item, if that has `was`.");
  io.field("limit", diff.limit, form::Nullable{form::object<LimitOutcome>},
           "The limit given by --max-increase, and whether it was exceeded; null if it was not given.");
}

}  // namespace stackdrag::report
