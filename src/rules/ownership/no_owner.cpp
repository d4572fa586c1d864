// An item that nobody answers for.
#include "rules/ownership/needs_owner.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Item& item, const Context& in) {
  if (!needs_owner(item, in)) return not_applicable();
  if (in.facts.owner_of(item.id) != nullptr) return clear();
  const Span at = item.owner->at.written() ? item.owner->at : item.at;
  Flagged finding = flag(at, "no owner is recorded for {} `{}`", name_of(item.id.kind), item.name)
                        .act("assign an owner to {}", in.inventory.stack.common.self);
  // What acts by itself needs somebody to call before anything else does.
  if (item.id.kind == Kind::agent) finding.severity = Severity::high;
  return finding;
}

}  // namespace

Rule no_owner() {
  return {
      .id = "no-owner",
      .title = "Nobody owns it",
      .when = "Nobody is recorded who answers for an item, and nobody can be inferred from what it belongs to.",
      .why = "Nobody has a reason to clean it up, to answer when it breaks, or to say no when it renews.",
      .fix = "Name one person or team. If nobody wants it, announce that it goes, wait, and remove it.",
      .severity = Severity::medium,
      .effort = 0.5,
      .carry = 0.5,
      .flagged = "tools: {surveybee: {does: [survey]}}",
      .clean = "tools: {surveybee: {does: [survey], owner: ana}}",
      .check = each<Item>(check),
      .worst = Severity::high,
  };
}

}  // namespace stackdrag::rules
