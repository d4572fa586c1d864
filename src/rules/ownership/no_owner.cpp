// An item without an owner.
#include "rules/ownership/needs_owner.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Item& item, const Context& in) {
  if (!needs_owner(item, in)) return not_applicable();
  if (in.facts.owner_of(item.id) != nullptr) return clear();
  const Span at = item.owner->at.written() ? item.owner->at : item.at;
  Flagged finding =
      flag(at, "{} `{}` has no owner", name_of(item.id.kind), item.name).act("assign an owner to {}", in.inventory.stack.common.self);
  // An agent acts on its own, so it matters most to know whom to call.
  if (item.id.kind == Kind::agent) finding.severity = Severity::high;
  return finding;
}

}  // namespace

Rule no_owner() {
  return {
      .id = "no-owner",
      .title = "No owner",
      .when = "No owner is recorded for an item, and none can be inferred from what it belongs to.",
      .why = "Nobody has a reason to clean it up, to fix it when it breaks, or to question its renewal.",
      .fix = "Name one person or team. If nobody wants it, announce its removal, wait, and remove it.",
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
