// An item without an owner.
#include <string>

#include "rules/leavers.h"
#include "rules/ownership/needs_owner.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Item& item, const Context& in) {
  if (!needs_owner(item, in)) return not_applicable();
  const At<OwnerRef>* const owner = in.facts.owner_of(item.id);
  // A service account cannot be asked.
  const bool by_service = owner != nullptr && is_service(*owner, in);
  if (owner != nullptr && !by_service) return clear();
  const Span at = by_service ? Span(owner->at) : item.owner->at.written() ? Span(item.owner->at) : item.at;
  const std::string but = by_service ? fmt::format(" but the service account `{}`", (*owner)->text) : "";
  Flagged finding = flag(at, "{} `{}` has no owner{}", name_of(item.id.kind), item.name, but)
                        .act("assign an owner to {}", in.inventory.stack.common.self);
  // An agent acts on its own, so it matters most to know whom to call.
  if (item.id.kind == Kind::agent) finding.severity = Severity::high;
  return finding;
}

}  // namespace

Rule no_owner() {
  return {
      .id = "no-owner",
      .title = "No owner",
      .when = "No owner is recorded for an item but perhaps a service account, and none can be inferred from what it belongs to.",
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
