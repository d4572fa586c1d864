// The shape of the JSON plan, described once: its writer and its JSON Schema follow from it.
#pragma once

#include <array>
#include <vector>

#include "stackdrag/render_plan.h"
#include "stackdrag/report_shape.h"

namespace stackdrag {

template <>
inline constexpr auto names_of<LeftOutBecause> = std::to_array<std::string_view>({"settled", "no-room", "owner-busy", "no-gain", "waits"});

namespace report {

/// Parts of a plan as JSON lays them out; for the schema they are null.
struct PlannedRow {
  const ReportedPlan* shown = nullptr;
  const PlannedAction* planned = nullptr;
  const Action& action() const { return shown->report.actions[planned->action]; }
};
struct LeftOutRow {
  const ReportedPlan* shown = nullptr;
  const UnplannedAction* left = nullptr;
  const Action& action() const { return shown->report.actions[left->action]; }
};
struct LeaverRow {
  const PlannedLeaver* leaver = nullptr;
};
struct QuestionsRow {
  const ReportedPlan* shown = nullptr;
  const PlannedQuestions* questions = nullptr;
  const Gap& gap() const { return shown->report.gaps[questions->gap]; }
};
/// How the stack stands on a day.
struct StandingRow {
  Score score{};
  Toll toll{};
};
struct WeekRow {
  Date day{};
  double hours = 0;
  StandingRow standing{};
};

inline std::vector<std::uint64_t> fingerprints_of(const Action& action, const Report& report) {
  std::vector<std::uint64_t> all;
  for (const std::uint32_t place : action.findings) all.push_back(report.findings[place].fingerprint);
  return all;
}

template <class Io>
void describe(Io& io, Of<Io, StandingRow>& row) {
  io.field("low", row.score.low, form::points, "Drag from the findings alone.");
  io.field("high", row.score.high, form::points, "Drag with open questions counted as failing.");
  io.field("low_hours", row.score.low_hours, form::amount, "Charged hours a month behind low.");
  io.field("high_hours", row.score.high_hours, form::amount);
  io.field("grade", row.score.grade, form::grade, "A to F, or null.");
  io.field("hours_per_month", row.toll.hours, form::amount, "Work that people lose.");
  io.field("wasted_per_month", row.toll.wasted, form::amount, "Money that is paid for nothing; in a week of the plan, that is still paid.");
}

template <class Io>
void describe(Io& io, Of<Io, WeekRow>& row) {
  io.field("ends", row.day, form::date, "The last day of the week.");
  io.field("hours", row.hours, form::amount, "Work done by then.");
  describe(io, row.standing);
}

/// What planned and other actions have in common.
template <class Io, class Row>
void describe_action(Io& io, Row& row) {
  io.computed(
      "action", [&] { return row.action().text; }, form::name, "What to do, an imperative.");
  io.computed(
      "findings", [&] { return fingerprints_of(row.action(), row.shown->report); }, form::fingerprints, "Those that it is about.");
  io.computed(
      "severity", [&] { return row.action().severity; }, form::severity, "The worst of its findings.");
  io.computed(
      "due", [&] { return row.action().due; }, form::Nullable{form::date}, "The day by which it has to be done, or null.");
  io.computed(
      "owners", [&] { return row.action().owners; }, form::texts, "Of what it is about, those who are still here.");
}

template <class Io>
void describe(Io& io, Of<Io, PlannedRow>& row) {
  describe_action(io, row);
  const auto of = [&](const auto& name, auto get, const auto& form, std::string_view description) {
    io.computed(
        name, [&] { return get(*row.planned); }, form, description);
  };
  using P = const PlannedAction&;
  of(
      "hours", [](P one) { return one.hours; }, form::amount, "Of work, in quarters, rounded up.");
  of(
      "week", [](P one) { return one.week + 1; }, form::count, "In which it begins, from 1.");
  of(
      "charge_hours", [](P one) { return one.charge; }, form::number, "Charged hours a month that it takes off, beyond those before it.");
  of(
      "frees_hours", [](P one) { return one.frees; }, form::number, "Hours of work a month, likewise.");
  of(
      "saves", [](P one) { return one.saves; }, form::number, "Money a month, likewise, once its contract has ended.");
  of(
      "saves_from", [](P one) { return one.saves_from; }, form::Nullable{form::date},
      "The day from which it is no longer paid; null if nobody can tell, or if nothing is saved.");
  of(
      "ready", [](P one) { return one.course.ready; }, form::date, "By when it is done, if nothing else is done meanwhile.");
  of(
      "late", [](P one) { return one.course.is_late; }, form::truth, "It is ready only after its day.");
  of(
      "who", [](P one) { return one.course.who; }, form::texts,
      "Of its owners, those who are still here then and have not handed it over.");
  of(
      "must", [](P one) { return one.is_must; }, form::truth, "It is critical, or its day falls into the plan.");
  of(
      "at_stake", [](P one) { return one.at_stake; }, form::amount, "Money that is lost if its day passes; 0 if nobody can tell.");
  io.computed(
      "phase", [&] { return row.shown->plan.by_phase ? std::optional(row.planned->phase) : std::nullopt; },
      form::Nullable{form::Word<Phase>{}}, "The part of the first 90 days in which it is done; null in other plans.");
}

template <class Io>
void describe(Io& io, Of<Io, LeftOutRow>& row) {
  describe_action(io, row);
  io.computed(
      "hours", [&] { return row.left->hours; }, form::amount, "Of work, in quarters, rounded up.");
  io.computed(
      "because", [&] { return row.left->because; }, form::Word<LeftOutBecause>{}, "Why it is not planned.");
  io.computed(
      "through", [&] { return row.left->through ? row.shown->report.actions[*row.left->through].text : std::string_view(); },
      form::TextOrNull{form::name}, "The action that settles it, or that it waits for; else null.");
  io.computed(
      "charge_hours", [&] { return row.left->charge; }, form::number, "Charged hours a month that it would take off beyond the plan.");
  io.computed(
      "must", [&] { return row.left->is_must; }, form::truth, "It is critical, or its day falls into the plan.");
}

template <class Io>
void describe(Io& io, Of<Io, QuestionsRow>& row) {
  io.computed(
      "items", [&] { return row.gap().items; }, form::List{form::name}, "The items that lack the facts; none for the stack itself.");
  io.computed(
      "fields", [&] { return row.gap().fields; }, form::List{form::name}, "The fields to fill.");
  io.computed(
      "hours", [&] { return row.questions->hours; }, form::amount, "Of work: a quarter for each fact.");
  io.computed(
      "week", [&] { return row.questions->week + 1; }, form::count, "In which that begins, from 1.");
}

template <class Io>
void describe(Io& io, Of<Io, LeaverRow>& row) {
  io.computed(
      "who", [&] { return row.leaver->who; }, form::name);
  io.computed(
      "left", [&] { return row.leaver->left; }, form::date, "The last day.");
}

/// The lists of a plan, made before it is written.
struct PlanLists {
  std::vector<LeaverRow> leavers{};
  std::vector<PlannedRow> actions{};
  std::vector<QuestionsRow> questions{};
  std::vector<LeftOutRow> left_out{};
  std::vector<WeekRow> weeks{};
};

template <class Io>
void describe(Io& io, const ReportedPlan* shown, Of<Io, PlanLists>& lists) {
  const auto of = [&](auto& into, const auto& name, auto get, const auto& form, std::string_view description) {
    into.computed(
        name, [&] { return get(*shown); }, form, description);
  };
  using S = const ReportedPlan&;
  io.version("schema_version", 1, "The version of this format.");
  io.group("tool", "What made the plan.", [](auto& tool) {
    tool.constant("name", "stackdrag", "Always stackdrag.");
    tool.field("version", std::string_view(STACKDRAG_VERSION), form::text, "The version of the tool.");
  });
  of(
      io, "model", [](S) { return drag_model; }, form::text, "The model of the score.");
  of(
      io, "as_of", [](S one) { return one.plan.from; }, form::date, "The first day of the plan.");
  io.group("stack", "What is planned for.", [&](auto& stack) {
    of(
        stack, "name", [](S one) { return one.report.stack.name; }, form::text, "As written in the inventory.");
    of(
        stack, "items", [](S one) { return one.report.stack.items; }, form::count, "How many items the inventory describes.");
    of(
        stack, "currency", [](S one) { return one.report.stack.currency; }, form::text, "The currency of all money.");
  });
  of(
      io, "until", [](S one) { return one.plan.to; }, form::date, "The last day of the plan.");
  io.group("budget", "The hours of work.", [&](auto& budget) {
    of(
        budget, "hours", [](S one) { return one.plan.budget; }, form::amount, "That may be planned.");
    of(
        budget, "planned", [](S one) { return one.plan.planned; }, form::amount, "That are planned.");
    of(
        budget, "a_week", [](S one) { return one.plan.velocity; }, form::amount, "That are done in a week.");
    of(
        budget, "share", [](S one) { return one.plan.share; }, form::share, "Of the capacity.");
    of(
        budget, "slack", [](S one) { return one.plan.slack; }, form::share, "Of that share, kept free.");
  });
  io.group("optimality", "How good the choice is.", [&](auto& optimality) {
    of(
        optimality, "proved", [](S one) { return one.plan.is_best; }, form::truth, "No other choice takes off more.");
    of(
        optimality, "charge_hours", [](S one) { return one.plan.charge; }, form::amount, "Charged hours a month that the plan takes off.");
    of(
        optimality, "bound_hours", [](S one) { return one.plan.most; }, form::Nullable{form::amount},
        "That no choice can exceed; null if nobody can tell.");
    of(
        optimality, "weighed", [](S one) { return one.plan.weighed; }, form::count, "How many actions were weighed.");
  });
  of(
      io, "now",
      [](S one) {
        return StandingRow{one.plan.score, one.plan.toll};
      },
      form::object<StandingRow>, "How the stack stands today.");
  io.field("actions", lists.actions, form::List{form::row<PlannedRow>}, "In the order of work.");
  io.field("questions", lists.questions, form::List{form::row<QuestionsRow>},
           "Facts to find out, in the first of the first 90 days; none in other plans.");
  io.field("left_out", lists.left_out, form::List{form::row<LeftOutRow>}, "What is not planned, and why.");
  io.field("leavers", lists.leavers, form::List{form::row<LeaverRow>}, "Those whose last day is within the plan, if something names them.");
  io.field("weeks", lists.weeks, form::List{form::row<WeekRow>}, "How the stack will stand if the plan is kept.");
}

}  // namespace report
}  // namespace stackdrag
