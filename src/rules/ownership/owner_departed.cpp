// An item whose owner has left.
#include "rules/ownership/needs_owner.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Item& item, const Context& in) {
  // Nobody can have left while no people are recorded.
  if (in.inventory.people.empty() || !needs_owner(item, in)) return not_applicable();
  const At<OwnerRef>& owner = *item.owner;
  if (!owner) {
    // An inherited owner is asked about where it is written.
    if (in.facts.owner_of(item.id) != nullptr) return not_applicable();
    return unknown(item.id, {"owner"});
  }
  // An owner that is not declared is for `ghost-reference` to report.
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
      .when = "The person who answers for an item has left.",
      .why = "It is an orphan that looks owned: questions, alerts and renewal notices go to somebody who no longer reads them.",
      .fix = "Give it to somebody who is here, at least for the time being, and hand over everything else that the leaver owned.",
      .severity = Severity::high,
      .effort = 0.5,
      .carry = 0.5,
      .flagged = "people: {ben: {left: 2026-06-30}}\ntools: {surveybee: {does: [survey], owner: ben}}",
      .clean = "people: {ben: {left: 2026-06-30}, ana: {}}\ntools: {surveybee: {does: [survey], owner: ana}}",
      .check = each<Item>(check),
  };
}

}  // namespace stackdrag::rules
