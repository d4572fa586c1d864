// The shape of the JSON of `stackdrag impact`, described once: its writer and its JSON Schema follow from it. It is never read back.
#pragma once

#include "stackdrag/impact.h"
#include "stackdrag/report_shape.h"

namespace stackdrag::report {

namespace impact_form {

using namespace form;

inline constexpr Defined tie{"tie", row<ImpactTie>, "One item is harmed when another goes."};
inline constexpr Nullable place{location};
inline constexpr Word<Harm> harm{};

}  // namespace impact_form

/// The place of a tie or a mention; none if nothing says so itself.
inline std::optional<Location> written_at(const Location& at) { return at.file.empty() ? std::nullopt : std::optional(at); }

template <class Io>
void describe(Io& io, Of<Io, ImpactTie>& tie) {
  io.field("hit", tie.hit, form::subject, "What is harmed.");
  io.field("by", tie.by, form::subject, "What has to go for that.");
  io.field("harm", tie.harm, impact_form::harm);
  io.field("field", tie.field, form::TextOrNull{}, "The field that says so; null for data that an integration has carried elsewhere.");
  io.field("told_by", tie.told_by, form::TextOrNull{}, "kind/id: whose field it is.");
  io.computed(
      "location", [&] { return written_at(tie.at); }, impact_form::place, "Where it is written; null if no field says so itself.");
}

template <class Io>
void describe(Io& io, Of<Io, ImpactHit>& hit) {
  io.field("item", hit.item, form::subject);
  io.field("harm", hit.harm, impact_form::harm, "breaks: it stops, or acts on what is wrong. degrades: it goes blind or stale.");
  io.field("steps", hit.steps, form::count, "The length of the way.");
  io.computed(
      "cut", [&] { return hit.is_cut(); }, form::truth, "Every way leads through something that has been silent for too long.");
  io.field("cut_by", hit.cut_by, form::TextOrNull{}, "kind/id: what is silent; null if nothing is.");
  io.field("cut_since", hit.cut_since, form::Nullable{form::date.form}, "The last day on which it was not; null if that is not known.");
  io.field("critical", hit.critical, form::texts, "Why it is critical; empty if it is not.");
  io.field("owners", hit.owners, form::texts, "Who answers for it and is still here.");
  io.field("external", hit.external, form::truth, "Another team's: what lies behind it is not known.");
  io.field("way", hit.way, form::List{impact_form::tie}, "From what goes to this item: the strongest way, and of several the shortest.");
}

template <class Io>
void describe(Io& io, Of<Io, ImpactMention>& mention) {
  io.field("item", mention.item, form::subject);
  io.field("field", mention.field, form::text);
  io.field("status", mention.status, form::TextOrNull{}, "planned, paused or retired; null for an item that runs.");
  io.field("instead", mention.instead, form::TextOrNull{},
           "Of an owner who leaves: who else has to do with the item, for a person; or null.");
  io.field("location", mention.at, form::location);
}

template <class Io>
void describe(Io& io, Of<Io, ImpactGap>& gap) {
  io.field("item", gap.item, form::subject);
  io.field("fields", gap.fields, form::texts);
}

template <class Io>
void describe(Io& io, Of<Io, ImpactGhost>& ghost) {
  io.field("item", ghost.item, form::subject);
  io.field("field", ghost.field, form::text);
  io.field("name", ghost.name, form::text, "What it names.");
}

template <class Io>
void describe(Io& io, Of<Io, ImpactTrust>& trust) {
  io.field("level", trust.level, form::Word<Confidence>{},
           "high from 85 % known, medium from 60 %; medium at most with a name that nothing declares.");
  io.field("known", trust.known, form::count, "How many of the facts about the items on the way are known.");
  io.field("asked", trust.asked, form::count, "Of how many.");
  io.field("missing", trust.missing, form::List{form::row<ImpactGap>}, "The others, by item.");
  io.field("undeclared", trust.ghosts, form::List{form::row<ImpactGhost>}, "Names on the way that nothing declares.");
  io.field("basis", trust.basis, form::TextOrNull{}, "What the answer is based on, for a person.");
}

template <class Io>
void describe(Io& io, Of<Io, ImpactAdvice>& advice) {
  io.field("verb", advice.verb, form::Word<ImpactVerb>{},
           "It goes, something else has to run or hold it, it uses something else, or it stays.");
  io.field("how", advice.how, form::TextOrNull{}, "For a person; null if there is no more to say.");
}

template <class Io>
void describe(Io& io, Of<Io, ImpactStep>& step) {
  io.field("items", step.items, form::texts, "kind/id: several, if they feed each other.");
  io.field("advice", step.advice, form::List{form::row<ImpactAdvice>}, "What becomes of each of them.");
  io.field("todo", step.todo, form::texts, "For a person.");
}

template <class Io>
void describe(Io& io, Of<Io, ImpactTold::About>& about) {
  io.field("item", about.item, form::name, "Its id.");
  io.field("role", about.role, form::text, "owner, backup, approver …");
}

template <class Io>
void describe(Io& io, Of<Io, ImpactTold>& told) {
  io.field("who", told.who, form::name);
  io.field("about", told.about, form::List{form::row<ImpactTold::About>});
}

template <class Io>
void describe(Io& io, Of<Io, ImpactUnasked>& unasked) {
  io.field("item", unasked.item, form::subject);
  io.field("why", unasked.why, form::text, "Why none of its owners can be asked, and who else can.");
}

template <class Io>
void describe(Io& io, Of<Io, ImpactConsumer>& consumer) {
  io.field("item", consumer.item, form::subject);
  io.field("calling", consumer.calling, form::Word<Calling>{}, "What it has to do with the other version.");
  io.field("version", consumer.version, form::TextOrNull{}, "The version that it calls now; null if that is not known.");
  io.field("back", consumer.is_back, form::truth, "It moves to an older version.");
  io.field("note", consumer.note, form::TextOrNull{}, "What is known of that version, for a person; null if nothing is.");
}

template <class Io>
void describe(Io& io, Of<Io, Impact>& impact) {
  io.version("schema_version", 1, "The version of this format.");
  io.group("tool", "What worked it out.", [](auto& tool) {
    tool.constant("name", "stackdrag", "Always stackdrag.");
    tool.field("version", std::string_view(STACKDRAG_VERSION), form::text, "The version of the tool.");
  });
  io.field("model", drag_model, form::text, "Of the score, as in the report.");
  io.field("as_of", impact.as_of, form::date.form, "The day from which every age is counted.");
  io.group("stack", "What was looked at.", [&](auto& stack) {
    stack.field("name", impact.stack, form::text, "As written in the inventory.");
    stack.field("currency", impact.currency, form::text, "The currency of all money.");
  });
  io.field("item", impact.item, form::subject, "What goes: kind/id.");
  io.field("event", impact.event, form::Word<ImpactEvent>{}, "What happens to it.");
  io.field("version", impact.version, form::TextOrNull{}, "The version to which its API moves; null for other events.");
  io.field("left", impact.left, form::Nullable{form::date.form}, "Of somebody who leaves: the last day; null if it is not known.");
  io.group("counts", "How many items are harmed, whatever --depth shows.", [&](auto& counts) {
    counts.field("breaks", impact.counts.breaks, form::count);
    counts.field("degrades", impact.counts.degrades, form::count);
    counts.field("cut", impact.counts.cut, form::count, "Harm no longer reaches them.");
    counts.field("critical", impact.counts.critical, form::count);
    counts.field("beyond", impact.beyond, form::count, "How many of all these --depth leaves out.");
  });
  io.field("confidence", impact.trust, form::object<ImpactTrust>, "How far the answer can be trusted.");
  io.field("hits", impact.hits, form::List{form::object<ImpactHit>},
           "What is harmed: what is cut off already last, then the worst, then the nearest.");
  io.field("ties", impact.ties, form::List{impact_form::tie}, "All ties between these items.");
  io.field("mentions", impact.mentions, form::List{form::row<ImpactMention>},
           "What only names the item, and what needs it and does not run.");
  io.field("order", impact.order, form::List{form::object<ImpactStep>}, "Of a removal: what to settle first. The item itself comes last.");
  io.field("tell", impact.tell, form::List{form::row<ImpactTold>}, "Whom to tell, by name: nobody who has left.");
  io.field("nobody", impact.unasked, form::List{form::row<ImpactUnasked>}, "Items none of whose owners can be asked.");
  io.field("consumers", impact.consumers, form::List{form::row<ImpactConsumer>}, "What calls the API that moves.");
  io.field("before", impact.before, form::texts, "What to do before the API moves or the person leaves, for a person.");
  io.field("after", impact.after, form::texts, "What to do after the API has moved.");
  io.field("way_back", impact.way_back, form::TextOrNull{}, "How to undo it, for a person.");
  io.field("saves_per_month", impact.saves, form::amount, "Money that is no longer paid for the item, a month.");
  io.field("assessed", impact.assessed, form::Nullable{form::date.form},
           "When its impact was assessed, as a planned change says; or null.");
  io.field("assessed_by", impact.assessed_by, form::TextOrNull{}, "kind/id of that change.");
  io.field("unassessed", impact.unassessed, form::truth,
           "Something critical is harmed and no change says so: --fail-on unassessed exits with 1.");
}

}  // namespace stackdrag::report
