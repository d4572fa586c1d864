// An item whose owner has left.
#include "rules/ownership/needs_owner.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Item& item, const Context& in) {
  // If no people are declared, nobody can have left.
  if (in.inventory.people.empty() || !needs_owner(item, in)) return not_applicable();
  const At<OwnerRef>& owner = *item.owner;
  if (!owner) {
    // An inherited owner is checked on the item that states it.
    if (in.facts.owner_of(item.id) != nullptr) return not_applicable();
    return unknown(item.id, {"owner"});
  }
  // `ghost-reference` reports an owner that is not declared.
  if (!owner->target) return not_applicable();
  const Person* person = in.facts.person(owner->target);
  if (person == nullptr || !person->left || *person->left > in.as_of) return clear();
  return flag(owner.at, "{} `{}` is owned by `{}`, who left on {}", name_of(item.id.kind), item.name, *person->id, *person->left)
      .also(person->left.at, "left here")
      .measure(in.as_of - *person->left)
      .act(fmt::format("hand {{}} over from `{}`", *person->id), person->common.self);
}

}  // namespace

Rule owner_departed() {
  return {
      .id = "owner-departed",
      .title = "Owner has left",
      .when = "The person who owns an item has left.",
      .why = "It looks owned but is not: questions, alerts and renewal notices go to someone who no longer reads them.",
      .fix = "Give it to someone who is still here, at least for now, and hand over everything else that the leaver owned.",
      .severity = Severity::high,
      .effort = 0.5,
      .carry = 0.5,
      .flagged = "people: {ben: {left: 2026-06-30}}\ntools: {surveybee: {does: [survey], owner: ben}}",
      .clean = "people: {ben: {left: 2026-06-30}, ana: {}}\ntools: {surveybee: {does: [survey], owner: ana}}",
      .check = each<Item>(check),
  };
}

}  // namespace stackdrag::rules
