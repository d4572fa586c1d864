// The shape of the JSON forecast, described once: its writer and its JSON Schema follow from it. It is never read back.
#pragma once

#include "stackdrag/forecast.h"
#include "stackdrag/report_shape.h"

namespace stackdrag::report {

namespace form {
inline constexpr Word<Turn> turn{};
inline constexpr List strings{text};
}  // namespace form

template <class Io>
void describe(Io& io, Of<Io, ForecastStep>& step) {
  io.field("day", step.day, form::date);
  io.field("low_hours", step.low_hours, form::amount, "Charged hours a month behind low.");
  io.field("high_hours", step.high_hours, form::amount, "The same with the open questions at their worst.");
  io.field("low", step.low, form::points, "Drag from the findings alone.");
  io.field("high", step.high, form::points, "Drag with the open questions at their worst.");
  io.field("grade", step.grade, form::grade, "Null if less than 60 % is known.");
  io.field("hours_per_month", step.toll.hours, form::amount, "Work that people lose.");
  io.field("wasted_per_month", step.toll.wasted, form::amount, "Money that is paid for nothing.");
  io.field("interest_per_month", step.interest, form::amount, "Money per month: hours at the hourly rate, and what is paid for nothing.");
  io.field("findings", step.findings, form::count, "How many there are, without those waived as not applicable.");
}

template <class Io>
void describe(Io& io, Of<Io, ForecastEvent>& event) {
  io.field("day", event.day, form::date, "From which it is so.");
  io.field(
      "change", event.turn, form::turn,
      "It appears; it worsens (another severity, more hours, or what a rule warned of has come about); a waiver lapses that covered it; "
      "it eases or leaves by itself.");
  io.field("rule", event.rule, form::name, "The rule's id.");
  io.field("family", event.family, form::text, "The rule's family.");
  io.field("subject", event.subject, form::subject);
  io.field("key", event.key, form::text, "Tells apart two findings of one rule about one subject; often empty.");
  io.field("fingerprint", event.fingerprint, form::Fingerprint{R"(, "pattern": "^[0-9a-f]{16}$")"}, "As an audit has it.");
  io.field("severity", event.severity, form::severity);
  io.field("was", event.was, form::Nullable{form::severity}, "The severity before, if it was another; else null.");
  io.field("before", event.before, form::text_or_null, "The rule that warned of it until then, or null.");
  io.field("message", event.message, form::name, "What is there on that day; of what leaves, on the day before.");
  io.field("todo", event.todo, form::name, "What to do about it, an imperative: upgrade the API of hs-sf.");
  io.field("owners", event.owners, form::strings, "Who can act on it: the owners who are still here by then, else who stands in. Sorted.");
  io.field("hours_before", event.hours_before, form::amount, "What it adds to the load, hours a month, after folding.");
  io.field("hours_after", event.hours_after, form::amount);
  io.field("act_by", event.act_by, form::Nullable{form::date},
           "The last day on which to act: the deadline that it is about, else the day before it comes; null for what eases or leaves.");
  io.field("waived", event.waived, form::truth, "A waiver accepts it.");
  io.field("location", event.location, form::location);
}

template <class Io>
void describe(Io& io, Of<Io, LockedIn>& locked) {
  io.field("day", locked.day, form::date, "From which the contract cannot be left any more.");
  io.field("tool", locked.tool, form::subject);
  io.field("renews", locked.renews, form::date, "When the next term begins.");
  io.field("months", locked.months, form::count, "How long it is: 3 with `billing: quarterly`, else 12.");
  io.field("money", locked.money, form::Nullable{form::amount}, "What it costs; null if the cost is not known.");
  io.field("wasted", locked.wasted, form::amount, "What of it is paid for nothing.");
  io.field("act_by", locked.act_by, form::Nullable{form::date}, "The last day for a notice; null if the notice period is not known.");
  io.field("owners", locked.owners, form::strings, "Who can act on it, sorted.");
  io.field("location", locked.location, form::location);
}

template <class Io>
void describe(Io& io, Of<Io, LookAgain>& look) {
  io.field("day", look.day, form::date, "The last day on which the evidence answers.");
  io.field("field", look.field, form::text_or_null, "The field that says when they were seen; null if it is about whole kinds.");
  io.field("items", look.items, form::strings, "kind/id, or kinds.");
}

template <class Io>
void describe(Io& io, Of<Io, Forecast>& forecast) {
  io.version("schema_version", 1, "The version of this format.");
  io.group("tool", "What looked ahead.", [&](auto& tool) {
    tool.constant("name", "stackdrag", "Always stackdrag.");
    tool.field("version", forecast.version, form::text, "The version of the tool.");
  });
  io.field("model", forecast.model, form::text, "Of the score.");
  io.field("as_of", forecast.as_of, form::date, "The day of the audit.");
  io.field("until", forecast.until, form::date, "The last day that was looked at.");
  io.field("profile", forecast.profile, form::profile);
  io.group("stack", "What was audited.", [&](auto& stack) {
    stack.field("name", forecast.stack, form::text, "As written in the inventory.");
    stack.field("items", forecast.items, form::count, "How many items the inventory describes.");
    stack.field("currency", forecast.currency, form::text, "The currency of all money.");
  });
  io.field("assume_nothing", forecast.assume_nothing, form::truth, "What was seen at work was not taken to go on.");
  io.field("capacity_hours", forecast.capacity_hours, form::amount, "Hours a month that keep the stack running.");
  io.field("capacity_assumed", forecast.capacity_assumed, form::truth, "The inventory does not state a capacity; the floor was taken.");
  io.field("at_least", forecast.at_least, form::truth, "Some cost is unknown, so the money is a lower bound.");
  io.field("mistakes", forecast.mistakes, form::count, "How many mistakes are in the inventory; what could be read was looked at.");
  io.group("carried", "Work that people lose and money that is paid for nothing until the last day; a month has 30 days.",
           [&](auto& carried) {
             carried.field("hours", forecast.carried_hours, form::amount);
             carried.field("money", forecast.carried_money, form::amount);
             carried.field("added_hours", forecast.added_hours, form::number, "What of it is more than today's figures would come to.");
             carried.field("added_money", forecast.added_money, form::number);
           });
  io.field("fail_on", forecast.fail_on, form::Nullable{form::severity}, "As --fail-on says, or null.");
  io.field("failing", forecast.failing, form::count, "How many findings of that severity or above come; the exit code is 1 if any does.");
  io.field("steps", forecast.steps, form::List{form::row<ForecastStep>},
           "The figures of the first day, and of each day on which they change.");
  io.field("events", forecast.events, form::List{form::row<ForecastEvent>},
           "What happens to findings, by day; on one day what is debt, then what eases or leaves; each the most severe first.");
  io.field("locked_in", forecast.locked, form::List{form::row<LockedIn>}, "Contracts that bind for another term, by day.");
  io.field("look_again", forecast.look_again, form::List{form::row<LookAgain>},
           "By when somebody has to look again at what is taken to go on, by day.");
}

}  // namespace stackdrag::report
