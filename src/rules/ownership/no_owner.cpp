// An item without an owner.
#include <algorithm>
#include <string>
#include <vector>

#include "rules/leavers.h"
#include "rules/ownership/deserted.h"
#include "rules/ownership/needs_owner.h"

namespace stackdrag::rules {
namespace {

/// Whether the tool whose owner an item inherits has other owners, who are still here.
bool has_others(const At<OwnerRef>* owner, const Context& in) {
  const std::vector<Tool>& tools = in.inventory.tools;
  const auto tool = std::find_if(tools.begin(), tools.end(), [&](const Tool& one) { return &one.owner == owner; });
  if (tool == tools.end()) return false;
  const List<OwnerRef>& owners = tool->common.extras().owners;
  return owners.misread() || std::any_of(owners.begin(), owners.end(), [&](const auto& one) { return leaver(one, in) == nullptr; });
}

/// Who was the last to answer for the item, if it only inherits an owner, and nobody of those is left; else null.
const Person* inherited_leaver(const Item& item, const At<OwnerRef>* owner, const LastToLeave& lasts, const Context& in) {
  if (owner == nullptr || owner == item.owner) return nullptr;
  const ItemId who = (*owner)->target;
  const Person* const gone = who.kind == Kind::team ? lasts[who.index] : leaver(*owner, in);
  return gone == nullptr || has_others(owner, in) ? nullptr : gone;
}

Verdict check(const Item& item, const LastToLeave& lasts, const Context& in) {
  if (!needs_owner(item, in)) return not_applicable();
  const At<OwnerRef>* const owner = in.facts.owner_of(item.id);
  // A service account cannot be asked, nor can who has left.
  const bool by_service = owner != nullptr && is_service(*owner, in);
  const Person* const gone = inherited_leaver(item, owner, lasts, in);
  if (owner != nullptr && !by_service && gone == nullptr) return clear();
  const Span at = by_service ? Span(owner->at) : item.owner->at.written() ? Span(item.owner->at) : item.at;
  const std::string but = by_service        ? fmt::format(" but the service account `{}`", (*owner)->text)
                          : gone != nullptr ? fmt::format(" but `{}`, who left on {}", *gone->id, *gone->left)
                                            : "";
  Flagged finding = flag(at, "{} `{}` has no owner{}", name_of(item.id.kind), item.name, but)
                        .without(item.owner->unknown() && !by_service && gone == nullptr)
                        .act("assign an owner to {}", in.inventory.stack.common.self);
  if (gone != nullptr) finding.also(owner->at, "inherited from here");
  // An agent acts on its own, so it matters most to know whom to call.
  if (item.id.kind == Kind::agent) finding.severity = Severity::high;
  return finding;
}

}  // namespace

Rule no_owner() {
  return {
      .id = "no-owner",
      .title = "No owner",
      .when =
          "No owner is recorded for an item but perhaps a service account, and none who is still here can be inferred from what it "
          "belongs to.",
      .why = "Nobody has a reason to clean it up, to fix it when it breaks, or to question its renewal.",
      .fix = "Name one person or team. If nobody wants it, announce its removal, wait, and remove it.",
      .gets = "There is somebody to ask when it breaks, and somebody to decide whether it may go.",
      .done = "Whoever `owner` names has agreed, or its removal was announced and done.",
      .severity = Severity::medium,
      .effort = 0.5,
      .carry = 0.5,
      .flagged = "tools: {surveybee: {does: [survey]}}",
      .clean = "tools: {surveybee: {does: [survey], owner: ana}}",
      .check = each<Item>(last_to_leave, check),
      .worst = Severity::high,
  };
}

}  // namespace stackdrag::rules
