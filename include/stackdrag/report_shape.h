// The shape of the JSON report, described once: the writer, the reader and the JSON Schema all follow from it.
//
// A new field of the report is one line here, beside its member in `report.h`: `io.added(…)` or `io.sparse(…)`, so that the reports that
// were saved before stay readable; those of version 1 are. `json_objects.h` says how descriptions work.
#pragma once

#include "stackdrag/identity.h"
#include "stackdrag/report_forms.h"

namespace stackdrag::report {

/// What a finding refers to, by the names that JSON uses.
struct FindingNames {
  struct Waiver {
    bool not_applicable = false;
    std::string_view reason, by;
    Date until;
  };
  std::string_view rule;
  std::optional<std::uint64_t> folded_into;  ///< a fingerprint
  std::optional<Waiver> waived;
};

template <class Io>
void describe(Io& io, Of<Io, Location>& at) {
  io.field("file", at.file, form::text, "The path as given on the command line.");
  io.field("line", at.line, form::position);
  io.field("column", at.column, form::position);
  io.sparse("end_line", at.end_line, form::position, "Where it is not `line`.", at.line);
  io.field("end_column", at.end_column, form::position);
}

template <class Io>
void describe(Io& io, Of<Io, Report::Stack>& stack) {
  io.field("name", stack.name, form::text, "As written in the inventory.");
  io.field("items", stack.items, form::count, "How many items the inventory describes.");
  io.field("currency", stack.currency, form::text, "The currency of all money in this report: ISO 4217, or as written in the inventory.");
}

template <class Io>
void describe(Io& io, Of<Io, Report::Drag::WithoutWaivers>& drag) {
  const bool known = drag.grade != no_grade || drag.provisional;
  io.field("low", drag.low, form::Unless{known, form::points.form}, "As drag.low.");
  io.field("high", drag.high, form::Unless{known, form::points.form}, "As drag.high.");
  io.field("grade", drag.grade, form::grade, "As drag.grade.");
  io.added("provisional", drag.provisional, form::truth, "As drag.provisional.");
}

template <class Io>
void describe(Io& io, Of<Io, Report::Drag::Stated>& stated) {
  io.field("hours", stated.hours, form::amount, "Hours a month.");
  io.field("location", stated.location, form::location, "Where.");
}

template <class Io>
void describe(Io& io, Of<Io, Report::Drag>& drag) {
  // Where there is nothing to audit there is no score.
  const bool known = is_scored(drag);
  io.field("low", drag.low, form::Unless{known, form::points.form}, "Points from the findings alone; null if there was nothing to audit.");
  io.field("high", drag.high, form::Unless{known, form::points.form}, "Points with open questions counted as failing: the headline.");
  io.field("grade", drag.grade, form::grade,
           "From the load; worse if something is or may be critical, or much money is paid for nothing. Null if there was nothing to "
           "audit, or if less than 60 % is known.");
  io.field("evidence", drag.evidence, form::Unless{known, form::share.form},
           "Share of the questions that could be answered, each weighted by the hours and the worst risk of its rule.");
  io.field("provisional", drag.provisional, form::truth, "Less than 60 % is known, so there is no grade.");
  io.field("capacity_hours", drag.capacity_hours, form::amount, "Hours a month that keep the stack running.");
  io.field("capacity_assumed", drag.capacity_assumed, form::truth, "The inventory does not state a capacity; the floor was taken.");
  io.sparse("capacity_stated", drag.capacity_stated, form::Nullable{form::object<Report::Drag::Stated>},
            "The capacity that the inventory states, where it is below the floor, which was taken instead.");
  io.field("low_hours", drag.low_hours, form::amount, "Charged hours behind low.");
  io.field("high_hours", drag.high_hours, form::amount, "Charged hours behind high.");
  io.field("load", drag.load, form::amount, "Share of the capacity behind high; may exceed 1.");
  io.computed(
      "capped", [&] { return drag.cap != GradeCap::none; }, form::truth, "The load alone would give a better grade.");
  io.added("cap", drag.cap, form::grade_cap, "Why: something is or may be critical, or much money is paid for nothing.");
  io.field("waived", drag.waived, form::points, "Points of findings waived as accepted debt; included in low.");
  io.field("without_waivers", drag.without_waivers, form::row<Report::Drag::WithoutWaivers>,
           "The score as it would be if nothing were waived as not applicable.");
}

template <class Io>
void describe(Io& io, Of<Io, Report::MoneyFigures>& money) {
  io.added("hours_per_month", money.hours_per_month, form::amount, "Hours per month that people lose; folded findings count once.");
  io.added("wasted_per_month", money.wasted_per_month, form::amount,
           "Money per month that is paid for nothing: of one tool, never more than it costs.");
  io.field("interest_per_month", money.interest_per_month, form::amount,
           "Money per month: carried hours at the hourly rate, plus carried money.");
  io.field("at_least", money.at_least, form::truth, "Some cost is unknown, so the money is a lower bound.");
  io.field("principal", money.principal, form::amount, "Money, once: the work to fix the findings.");
  io.field("principal_hours", money.principal_hours, form::amount, "Hours, once.");
  io.field("payback_months", money.payback_months, form::Nullable{form::amount.form},
           "Months until the work has paid for itself; null if there is no interest.");
  io.field("hourly_rate", money.hourly_rate, form::amount, "Money per hour.");
}

template <class Io>
void describe(Io& io, Of<Io, RelatedPlace>& related) {
  io.field("message", related.message, form::text);
  io.field("location", related.location, form::location);
}

template <class Io>
void describe(Io& io, Of<Io, Measure>& measure) {
  io.field("value", measure.value, form::number, "In the unit.");
  io.field("unit", measure.unit, form::name, "days, share, …");
  io.field("band", measure.band, form::band, "The band of the value on the rule's scale: a finding that climbs a band has worsened.");
}

template <class Io>
void describe(Io& io, Of<Io, FindingNames::Waiver>& waiver) {
  io.field("kind", waiver.not_applicable, form::waiver_kind);
  io.field("reason", waiver.reason, form::text, "Why.");
  io.field("by", waiver.by, form::text_or_null, "Who decided, or null.");
  io.field("until", waiver.until, form::date, "The last day on which it is in force.");
}

template <class Io>
void describe(Io& io, Of<Io, ReportedFinding>& finding, Of<Io, FindingNames>& names) {
  io.field("rule", names.rule, form::name, "The rule's id, a member of `rules`.");
  io.field("subject", finding.subject, form::subject, "What it is about: kind/id.");
  io.sparse("key", finding.key, form::text, "Tells apart two findings of one rule about one subject.");
  io.field("fingerprint", finding.fingerprint, form::fingerprint, "A hash of rule, subject and key: the identity across runs.");
  io.sparse("formerly", finding.formerly, form::fingerprints, "The fingerprints under ids that the item had before.");
  io.field("severity", finding.severity, form::severity);
  io.sparse("severity_alone", finding.severity_alone, form::Nullable{form::severity},
            "What it would be if nearly all items of its kind did not lack the same.");
  io.computed(
      "family", [&] { return finding.rule->family; }, form::text, "The rule's family.");
  io.sparse("owner", finding.owners, form::joined, "The owners joined with a comma.");
  io.field("owners", finding.owners, form::texts, "The owners, sorted; empty if nobody owns the subject.");
  io.field("message", finding.message, form::sentence, "What is there.");
  io.field("location", finding.location, form::location, "The narrowest text that is wrong.");
  io.sparse("related", finding.related, form::List{form::object<RelatedPlace>}, "Other places that belong to it.");
  io.sparse("source", finding.source, form::text_or_null, "Where a date is from that is not the inventory's.");
  io.sparse("measure", finding.measure, form::Nullable{form::object<Measure>}, "What the rule measured.");
  io.sparse("due", finding.due, form::Nullable{form::date}, "The day by which to act on it.");
  io.field("effort_hours", finding.effort_hours, form::amount, "Hours to fix it, once.");
  io.field("carry_hours", finding.carry_hours, form::amount, "Hours per month that it costs.");
  io.sparse("shares_hours", finding.shares_hours, form::truth, "The item states its own hours: carry_hours is the finding's part of them.");
  io.field("carry_money", finding.carry_money, form::amount,
           "Money per month that is paid for nothing: of its own claim, what larger claims on the same tool leave.");
  io.sparse("claimed_money", finding.claimed_money, form::amount,
            "Its own claim, whatever other findings claim of the same tool; where it is not carry_money.", finding.carry_money);
  io.field("charge_hours", finding.charge_hours, form::amount, "Hours per month that the score charges, after caps and folding.");
  io.field("points", finding.points, form::points, "Its share of drag.low, in points.");
  io.field("folded_into", names.folded_into, form::Nullable{form::fingerprint},
           "The fingerprint of the finding that this one is folded under, or null.");
  io.sparse("waived", names.waived, form::Nullable{form::object<FindingNames::Waiver>},
            "The active waiver. A finding waived as not applicable charges nothing and is in no total.");
  io.sparse("status", finding.novelty, form::novelty, "Whether the baseline has it; missing if there is no baseline.");
  io.sparse("cause", finding.cause, form::Nullable{form::cause}, "Why it is new.");
  io.sparse("worsened", finding.worsened, form::text_or_null, "How it has worsened since the baseline.");
  io.sparse("planned", finding.planned, form::Nullable{form::date},
            "The day by which it will be put right; the gate waits for it until then.");
  io.sparse("fails_gate", finding.fails, form::truth, "It makes the gate fail.");
}

/// A question as the first version had it.
template <class Io>
void describe(Io& io, Of<Io, ReportedUnknown>& unknown) {
  io.field("rule", unknown.rule, form::name, "The rule that could not decide.");
  io.field("subject", unknown.subject, form::subject, "What it was asked about.");
  io.field("item", unknown.item, form::name, "The item that lacks the fields: kind/id.");
  io.field("fields", unknown.fields, form::texts, "What would answer it.");
  io.field("charge_hours", unknown.charge_hours, form::amount, "Hours per month that drag.high charges for it.");
}

/// The questions of one rule that lack the same fields, as lists side by side.
struct QuestionGroup {
  std::string_view rule;
  std::span<const std::string_view> fields;
  bool any = false;
  std::vector<std::string_view> subjects, items;  ///< `items` is empty where the items are the subjects
  std::vector<Decimal> charge_hours;
};

template <class Io>
void describe(Io& io, Of<Io, QuestionGroup>& group) {
  io.field("rule", group.rule, form::name, "The rule that could not decide.");
  io.field("fields", group.fields, form::texts, "What is missing.");
  io.sparse("any", group.any, form::truth, "One of the fields is enough; else all are missing.");
  io.field("subjects", group.subjects, form::List{form::name}, "What was asked about: kind/id.");
  io.sparse("items", group.items, form::List{form::name},
            "The items that lack the fields, side by side with the subjects, where they are others.");
  io.field("charge_hours", group.charge_hours, form::List{form::amount}, "Hours per month that drag.high charges for each.");
}

template <class Io>
void describe(Io& io, Of<Io, ReportedItem>& item) {
  io.field("id", item.id, form::name, "kind/id");
  io.computed(
      "kind", [&] { return item.id.substr(0, item.id.find('/')); }, form::name, "tool, pixel, …");
  io.sparse("name", item.name, form::name, "What people call it, if that is not its id.");
  io.sparse("owners", item.owners, form::texts, "Who answers for it, sorted.");
  io.sparse("status", item.status, form::text, "active, planned, paused or retired.");
  io.sparse("external", item.external, form::truth, "A tool that somebody else pays for.");
  io.sparse("vendor", item.vendor, form::text);
  io.sparse("does", item.does, form::texts, "The capabilities of a tool.");
  io.sparse("cost_per_month", item.cost_per_month, form::Nullable{form::amount}, "Money per month; missing if it is not known.");
  io.sparse("seats", item.seats, form::Nullable{form::amount}, "Seats that are paid for.");
  io.sparse("seats_used", item.seats_used, form::Nullable{form::amount});
  io.sparse("renews", item.renews, form::Nullable{form::date}, "When the contract renews, as written.");
  io.sparse("decision", item.decision, form::text, "About the contract: keep, cancel, renegotiate or replace.");
  io.sparse("lacks", item.lacks, form::texts, "Which of cost, renews and notice nobody has answered, of a tool that has them.");
}

template <class Io>
void describe(Io& io, Of<Io, ReportedReference>& reference) {
  io.field("from", reference.from, form::name, "kind/id");
  io.field("field", reference.field, form::name, "The field of `from` that names the other.");
  io.field("to", reference.to, form::name, "kind/id");
}

template <class Io>
void describe(Io& io, Of<Io, ReportedPerson>& person) {
  io.field("id", person.id, form::name, "As owners are named: without the kind.");
  io.sparse("name", person.name, form::name, "If that is not the id.");
  io.sparse("team", person.team, form::text);
  io.sparse("left", person.left, form::Nullable{form::date}, "The last working day, past or to come.");
}

template <class Io>
void describe(Io& io, Of<Io, Deadline>& deadline) {
  io.field("day", deadline.day, form::date);
  io.field("item", deadline.item, form::name, "kind/id");
  io.field("what", deadline.what, form::name, "The field that says so; notice for the last day on which notice can be given.");
}

/// What an action refers to, by the names that JSON uses.
struct ActionNames {
  std::vector<std::uint64_t> findings;
  std::vector<std::string_view> items;  ///< dropped when read: the findings tell
};

template <class Io>
void describe(Io& io, Of<Io, Action>& action, Of<Io, ActionNames>& names) {
  io.field("text", action.text, form::sentence, "What to do, in the imperative.");
  io.field("findings", names.findings, form::fingerprints, "Fingerprints of the findings that it settles.");
  io.added("items", names.items, form::texts, "What these are about: kind/id, sorted.");
  io.field("effort_hours", action.effort_hours, form::amount, "Hours, once.");
  io.field("points_gained", action.points_gained, form::points, "Fall of drag.high, in points.");
  io.field("money_saved", action.money_saved, form::amount, "Money per month that it saves.");
  io.added("hours_freed", action.hours_freed, form::amount, "Hours per month that it frees.");
  io.added("severity", action.severity, form::severity, "The worst of its findings.");
  io.sparse("due", action.due, form::Nullable{form::date}, "The day by which to act.");
  io.added("owners", action.owners, form::texts, "Who owns what it is about and is still here, sorted.");
  io.sparse("imperative", action.imperative, form::text, "The text with {} for the names.");
}

template <class Io>
void describe(Io& io, Of<Io, Gap>& gap) {
  io.field("items", gap.items, form::texts, "The items that lack the fields: kind/id, sorted.");
  io.field("fields", gap.fields, form::texts, "What is missing on each of them.");
  io.field("lines", gap.lines, form::texts, "YAML to add to each of them, with placeholders.");
  io.field("points", gap.points, form::points, "How many points drag.high would fall at best.");
  io.field("location", gap.location, form::location, "Of the first item.");
}

template <class Io>
void describe(Io& io, Of<Io, Total>& total) {
  io.field("findings", total.findings, form::count, "How many.");
  io.field("points", total.points, form::points, "Share of drag.low, in points.");
  io.field("charge_hours", total.charge_hours, form::amount, "Hours per month that the score charges.");
}

template <class Io>
void describe(Io& io, Of<Io, Report::Totals>& totals) {
  io.field("by_severity", totals.by_severity, form::Narrower{form::sums, R"(, "propertyNames": {"$ref": "#/$defs/severity"})"},
           "By severity.");
  io.field("by_family", totals.by_family, form::sums, "By the rules' families.");
  io.field("by_owner", totals.by_owner, form::sums, "By owner; findings with several owners are split among them.");
  io.field("by_kind", totals.by_kind, form::sums, "By kind of item.");
  io.added("waived", totals.waived, form::count, "How many findings are waived.");
  io.added("planned", totals.planned, form::count, "How many findings wait for the day for which they are planned.");
}

template <class Io>
void describe(Io& io, Of<Io, Report::InOrder>& in_order) {
  io.field("asked", in_order.asked, form::count, "How often its rules were asked about something.");
  io.field("in_order", in_order.in_order, form::count, "How often all was well.");
}

template <class Io>
void describe(Io& io, Of<Io, ReportedRule>& rule) {
  io.field("title", rule.title, form::text, "Its title.");
  io.field("family", rule.family, form::name, "Its family.");
  io.field("severity", rule.severity, form::severity, "Of its findings, unless a finding has its own.");
  io.field("when", rule.when, form::text, "When it fires, a sentence.");
  io.field("why", rule.why, form::text, "What a finding costs the reader, a sentence.");
  io.field("fix", rule.fix, form::text, "What to do, a sentence.");
  io.added("profile", rule.profile, form::profile,
           "The smallest profile that asks the rule. A finding of a rule that the report's profile does not ask is one that something "
           "written is wrong.");
}

template <class Io>
void describe(Io& io, Of<Io, ReportedWaiver>& waiver) {
  io.field("rule", waiver.rule, form::text, "The rule whose findings it waives.");
  io.field("on", waiver.on, form::text, "What they are about: an item's id, or kind/id.");
  io.field("kind", waiver.not_applicable, form::waiver_kind);
  io.field("reason", waiver.reason, form::text, "Why.");
  io.field("by", waiver.by, form::text_or_null, "Who decided, or null.");
  io.field("until", waiver.until, form::Nullable{form::date}, "The last day on which it is in force; null if that could not be read.");
  io.field("state", waiver.state, form::waiver_state,
           "ending: active, and near its end. unused: it matches no finding. refused: it has no effect; note says why.");
  io.field("note", waiver.note, form::text_or_null, "A remark; null if it is simply active.");
  io.field("findings", waiver.findings, form::count, "How many findings it waives, or would waive had it not lapsed.");
  io.field("location", waiver.location, form::location, "Where it is written.");
}

template <class Io>
void describe(Io& io, Of<Io, Report::Gone>& gone) {
  io.field("rule", gone.rule, form::text);
  io.field("subject", gone.subject, form::subject);
  io.field("key", gone.key, form::text);
}

template <class Io>
void describe(Io& io, Of<Io, Report::Baseline>& baseline) {
  io.field("as_of", baseline.as_of, form::date, "The day of the audit that the baseline was made from.");
  io.field("known", baseline.known, form::count, "How many findings the baseline has.");
  io.field("improved", baseline.improved, form::count, "How many of these are less bad than recorded.");
  io.field("new", baseline.fresh, form::count, "How many findings are new, including worsened ones.");
  io.field("unanswered", baseline.unanswered, form::count,
           "How many of its findings are open questions now, because facts are missing or too old; they stay recorded.");
  io.field("gone", baseline.gone, form::List{form::row<Report::Gone>}, "Findings of the baseline that no longer exist.");
  io.added("perhaps_renamed", baseline.perhaps_renamed,
           form::Keyed{&Report::Renamed::from, form::Member{&Report::Renamed::to, form::subject}},
           "Items of findings that are gone, each with a new one that looks like it: the same item, if that has `was`.");
}

template <class Io>
void describe(Io& io, Of<Io, ReportedSource>& source) {
  io.field("id", source.id, form::name);
  io.field("kind", source.kind, form::name, "gtm, har, …");
  io.field("of", source.of, form::text, "The container, site or engine that it speaks of.");
  io.sparse("day", source.day, form::Nullable{form::date}, "The day of what it says.");
  io.field("grade", source.grade, form::name, "How it knows: seen, published, configured or listed.");
  io.sparse("consent", source.consent, form::text, "What the visitor had chosen, if somebody says so.");
}

template <class Io>
void describe(Io& io, Of<Io, ReportedShadow>& shadow) {
  io.field("id", shadow.id, form::subject, "observed/NAME, as `stackdrag show` takes it.");
  io.field("kind", shadow.kind, form::name, "Of the item that it would be.");
  io.sparse("accounts", shadow.accounts, form::texts);
  io.field("sources", shadow.sources, form::texts, "The ids of those that say so.");
  io.field("grade", shadow.grade, form::name, "The strongest of theirs.");
  io.sparse("last_seen", shadow.last_seen, form::Nullable{form::date}, "The newest day on which it was seen at work.");
}

template <class Io>
void describe(Io& io, Of<Io, Report::Evidence>& evidence) {
  io.field("sources", evidence.sources, form::List{form::row<ReportedSource>}, "The exports, by id.");
  io.field("shadow", evidence.shadow, form::List{form::row<ReportedShadow>},
           "What runs and is not declared, unless it is waived: what a vendor runs is one entry.");
  io.field("agrees", evidence.agrees, form::count, "Declared items that were observed, and are as they are declared.");
  io.field("differs", evidence.differs, form::count, "Items that are not as they are declared.");
  io.field("unseen", evidence.unseen, form::count, "Items that recorded visits should have shown, and did not.");
  io.field("filled", evidence.filled, form::count, "Facts that the exports give: what nobody wrote, and later days.");
}

template <class Io>
void describe(Io& io, Of<Io, Outlook::Step>& step) {
  io.field("text", step.text, form::text, "What to do: the text of an action.");
  io.field("gets", step.gets, form::text, "What marketing gets from it.");
  io.field("effort_hours", step.effort_hours, form::amount, "Hours, once, rounded up to quarters.");
  io.field("hours_freed", step.hours_freed, form::number, "Hours per month that it frees, beyond the steps before it.");
  io.field("money_saved", step.money_saved, form::number, "Money per month that it saves, likewise.");
  io.field("charge_hours", step.charge_hours, form::number, "Hours per month that the score no longer charges, likewise.");
  io.field("planned", step.planned, form::truth, "Whether the plan has it.");
  io.sparse("ends_on", step.ends_on, form::Nullable{form::date}, "The day from which the money is saved, if the work is done before it.");
}

template <class Io>
void describe(Io& io, Of<Io, Outlook>& outlook) {
  io.field("to", outlook.to, form::date, "The last day of the plan.");
  io.field("share", outlook.share, form::share, "Of the capacity that goes into it.");
  io.field("budget", outlook.budget, form::amount, "Hours of work; a part of the share is kept free.");
  io.field("planned", outlook.planned, form::amount, "How many of these are planned.");
  io.field("hours_freed", outlook.hours_freed, form::number, "Hours of work per month that it frees.");
  io.field("money_saved", outlook.money_saved, form::number, "Money per month that is saved by then.");
  io.field("money_saved_later", outlook.money_saved_later, form::number, "Money per month that is saved once contracts have ended.");
  io.field("low", outlook.low, form::points, "Drag from the findings alone at its end.");
  io.field("high", outlook.high, form::points, "Drag with the open questions at their worst at its end.");
  io.field("grade", outlook.grade, form::grade, "Null if less than 60 % is known.");
  io.field("late", outlook.late, form::count, "How many actions that cannot wait do not fit, or are ready only after their day.");
  io.field("steps", outlook.steps, form::List{form::row<Outlook::Step>},
           "The actions of the plan, then what a plan of a year would add, in their order.");
}

template <class Io>
void describe(Io& io, Of<Io, PastAudit>& past) {
  io.field("as_of", past.as_of, form::date, "Its day.");
  io.field("low", past.low, form::points, "As drag.low then.");
  io.field("high", past.high, form::points, "As drag.high then.");
  io.field("grade", past.grade, form::grade, "As drag.grade then.");
}

template <class Io>
void describe(Io& io, Of<Io, ReportedProblem>& problem) {
  io.field("message", problem.message, form::sentence, "What was found and what was expected.");
  io.field("location", problem.location, form::location, "Where.");
}

template <class Io>
void describe(Io& io, Of<Io, Report::Gate>& gate) {
  io.field("passed", gate.passed, form::truth, "The exit code is 0 if so; if not it is 1, or 2 if there are mistakes in the inventory.");
  io.field("reasons", gate.reasons, form::texts, "Why it failed: \"1 critical\".");
  io.field("warnings", gate.warnings, form::texts, "What it was configured only to warn about.");
  io.field("fail_on", gate.fail_on, form::fail_on, "The lowest severity that fails the gate, or never.");
}

/// The whole report. Findings and actions refer to findings, which JSON names by fingerprint, so the writer and the reader each supply
/// their own forms for these two lists: `links.findings` and `links.actions`.
template <class Io, class Links>
void describe(Io& io, Of<Io, Report>& report, const Links& links) {
  io.version("schema_version", 2, "The version of this format.");
  io.version("fingerprint_version", fingerprint_version,
             "The version of the fingerprints; those of different versions are not comparable.");
  io.group("tool", "What made the report.", [&](auto& tool) {
    tool.constant("name", "stackdrag", "Always stackdrag.");
    tool.field("version", report.version, form::text, "The version of the tool.");
  });
  io.field("model", report.model, form::Narrower{form::text, R"(, "pattern": "^[a-z]+-[0-9]+$")"},
           "The model of the score. Scores of different models are not comparable.");
  io.field("as_of", report.as_of, form::date, "The day that every age is counted to.");
  io.field("profile", report.profile, form::profile, "How much evidence was asked for. Scores of different profiles are not comparable.");
  io.sparse("next_profile", report.next_profile, form::Nullable{form::profile}, "The next profile, if the evidence is good enough for it.");
  io.field("stack", report.stack, form::object<Report::Stack>, "What was audited.");
  io.field("drag", report.drag, form::object<Report::Drag>, "The score: 0 is no drag, 100 is the limit.");
  io.field("money", report.money, form::object<Report::MoneyFigures>,
           "What the findings cost, and what fixing them would cost. Risk is not included.");
  io.sparse("filter", report.filter, form::TextOrNull{form::name},
            "How the shown findings were chosen, unless all are shown. Only `findings` and `actions` are filtered, and `gaps` is empty.");
  io.field("findings", report, links.findings,
           "Most severe first, then by place. Without a filter their points add up to drag.low and their charge_hours to drag.low_hours.");
  io.former("unknown", report.unknown, form::List{form::row<ReportedUnknown>});
  io.added("questions", report.unknown, form::questions,
           "What could not be answered. Their charge_hours and those of all findings add up to drag.high_hours.");
  io.field("actions", report, links.actions,
           "What to do: first what is critical, then what has a day within reach, then what frees most per hour of work. Behind the first "
           "thousand, what has no day, is not critical and settles one finding is left out.");
  io.field("gaps", report.gaps, form::List{form::gap},
           "Missing facts: first what may be critical, then what the headline may fall by most.");
  io.field("totals", report.totals, form::object<Report::Totals>, "Sums over all findings, including folded ones.");
  io.field("asked", report.asked, form::asked_by_family, "The rules that were asked, by family, whether they found anything or not.");
  io.field("rules", report.rules, form::Keyed{&ReportedRule::id, form::row<ReportedRule>},
           "The rules that have findings, ordered by id: what all findings of a rule have in common.");
  io.field("waivers", report.waivers, form::List{form::row<ReportedWaiver>},
           "The waivers in the inventory, in the order of the files, and their effect.");
  io.sparse("baseline", report.baseline, form::Nullable{form::object<Report::Baseline>}, "How the findings compare with a baseline.");
  io.field("items", report.items, form::items, "The items of the inventory, with the facts that tables are made of, ordered by id.");
  io.former("costs", report.items, form::OfItems{&ReportedItem::cost_per_month, form::Nullable{form::amount}});
  io.former("names", report.items, form::OfItems{&ReportedItem::name, form::name});
  io.sparse("graph", report.graph, form::List{form::row<ReportedReference>},
            "Which item names which, and in which field, apart from its owners; at the end, those that name what nobody declares.");
  io.sparse("people", report.people, form::List{form::row<ReportedPerson>}, "The people of the inventory, ordered by id.");
  io.sparse("deadlines", report.deadlines, form::List{form::row<Deadline>},
            "The days on which something ends, renews or changes, or has to be settled; past ones as well, ordered by day.");
  io.field("renamed", report.renamed, form::Keyed{&Report::Renamed::from, form::Member{&Report::Renamed::to, form::subject}},
           "Former ids of items, each with the current one: kind/id.");
  io.added("in_order", report.in_order, form::Keyed{&Report::InOrder::family, form::object<Report::InOrder>},
           "How much of what the rules of each family asked is in order.");
  io.sparse("evidence", report.evidence, form::Nullable{form::object<Report::Evidence>},
            "What exports say beside the inventory; missing if there were none.");
  io.sparse("outlook", report.outlook, form::Nullable{form::object<Outlook>},
            "What the next 30 days of work would bring; missing unless it was asked for (`--outlook`), or another format of the same run "
            "tells of it.");
  io.sparse("history", report.history, form::List{form::row<PastAudit>},
            "How the stack stood on earlier days, ordered by day; missing unless earlier reports were given (`--history`).");
  io.field("problems", report.problems, form::List{form::row<ReportedProblem>},
           "Mistakes in the inventory. The audit covers what could be read.");
  io.field("gate", report.gate, form::object<Report::Gate>, "Whether a CI job should fail.");
}

}  // namespace stackdrag::report
