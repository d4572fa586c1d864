// An item whose owner has left.
#include <algorithm>
#include <string_view>
#include <vector>

#include "rules/leavers.h"
#include "rules/ownership/deserted.h"
#include "rules/ownership/needs_owner.h"

namespace stackdrag::rules {
namespace {

/// A team owns the item, and nobody of it is left.
Flagged deserted(const Item& item, const At<OwnerRef>& owner, const Person& last) {
  return flag(owner.at, "{} `{}` is owned by the team `{}`, whose last member, `{}`, left on {}", name_of(item.id.kind), item.name,
              owner->text.view(), *last.id, *last.left)
      .also(last.left.at, "left here")
      .act(fmt::format("hand {{}} over from {}", owner->text.view()), owner->target);
}

/// Everybody who is named as an owner, whatever the order of the list.
std::vector<const At<OwnerRef>*> owners_of(const Item& item) {
  std::vector<const At<OwnerRef>*> owners{item.owner};
  for (const At<OwnerRef>& owner : item.common->extras().owners) {
    if (owner->text != (*item.owner)->text) owners.push_back(&owner);
  }
  const auto by_name = [](const auto* a, const auto* b) { return (*a)->text.view() < (*b)->text.view(); };  // no mutant: an order
  std::sort(owners.begin() + 1, owners.end(), by_name);
  return owners;
}

Flagged departed(const Item& item, const At<OwnerRef>& owner, std::string_view as, const Context& in) {
  const Person& person = *leaver(owner, in);
  return flag(owner.at, "{} `{}` is {} `{}`, who left on {}", name_of(item.id.kind), item.name, as, *person.id, *person.left)
      .also(person.left.at, "left here")
      .measure(in.as_of - *person.left)
      .act(fmt::format("hand {{}} over from {}", *person.id), person.common.self);
}

/// There is still time to hand the item over.
Flagged leaving(const Item& item, const At<OwnerRef>& owner, const Person& person, const Context& in) {
  return flag(owner.at, "{} `{}` is owned by `{}`, {}", name_of(item.id.kind), item.name, *person.id, when_leaving(person, in))
      .also(person.left.at, "leaves here")
      .measure((*person.left - in.as_of).count, "days left")
      .as(Severity::low)
      .carrying(0.1)
      .act(fmt::format("hand {{}} over from {}", *person.id), person.common.self);
}

/// Whether the item is still to come, and will need an owner.
bool is_to_come(const Item& item, const Context& in) {
  Item begun = item;
  begun.status = Status::active;
  return item.status == Status::planned && needs_owner(begun, in);
}

/// What is about to start has nobody: there is still time to find somebody.
Verdict check_planned(const Item& item, const Context& in) {
  if (in.inventory.people.empty() || !is_to_come(item, in) || !*item.owner) return not_applicable();
  const std::vector<const At<OwnerRef>*> owners = owners_of(item);
  const auto left = std::find_if(owners.begin(), owners.end(), [&](const auto* one) { return leaver(*one, in) != nullptr; });
  if (left == owners.end()) return clear();
  return departed(item, **left, "to be owned by", in).as(Severity::low).carrying(0.1);
}

Verdict check(const Item& item, const LastToLeave& lasts, const Context& in) {
  // If no people are declared, nobody can have left.
  if (item.status == Status::planned) return check_planned(item, in);
  if (in.inventory.people.empty() || !needs_owner(item, in)) return not_applicable();
  const At<OwnerRef>& owner = *item.owner;
  if (!owner) {
    // An inherited owner is checked on the item that states it.
    if (in.facts.owner_of(item.id) != nullptr) return not_applicable();
    return unknown(item.id, {"owner"});
  }
  const std::vector<const At<OwnerRef>*> owners = owners_of(item);
  const auto has_left = [&](const At<OwnerRef>* one) { return leaver(*one, in) != nullptr; };
  const auto left = std::find_if(owners.begin(), owners.end(), has_left);
  const At<OwnerRef>& technical = item.common->extras().technical_owner;
  if (left != owners.end()) {
    // While one of several is still here, somebody can answer.
    const bool all = std::all_of(owners.begin(), owners.end(), has_left);
    Flagged finding = departed(item, **left, all ? "owned by" : "also owned by", in);
    return all ? std::move(finding) : std::move(finding).as(Severity::low).carrying(0.1);
  }
  if (leaver(technical, in) != nullptr) return departed(item, technical, "kept running by", in).as(Severity::medium);
  if (owner->target.kind == Kind::team) {
    const Person* const last = lasts[owner->target.index];
    if (last != nullptr && owners.size() == 1) return deserted(item, owner, *last);
  }
  for (const At<OwnerRef>* const one : owners) {
    const Person* const person = in.facts.person((*one)->target);
    if (is_leaving(person, in)) return leaving(item, *one, *person, in);
  }
  // `ghost-reference` reports an owner that is not declared.
  return owner->target ? clear() : not_applicable();
}

}  // namespace

Rule owner_departed() {
  return {
      .id = "owner-departed",
      .title = "Owner has left",
      .when =
          "The person who owns an item has left, or everybody of the team that does, the one who keeps it running (medium), or one of "
          "several owners (low); or one is about to leave, or owns what is only planned (low).",
      .why = "It looks owned but is not: questions, alerts and renewal notices go to someone who no longer reads them.",
      .fix = "Give it to someone who is still here, at least for now, and hand over everything else that the leaver owned.",
      .gets = "Questions, alerts and renewal notices reach somebody who acts on them.",
      .done = "`owner` names somebody still here who has agreed, and has the admin rights, the alerts and the vendor's mail.",
      .severity = Severity::high,
      .effort = 0.5,
      .carry = 0.5,
      .flagged = "people: {ben: {left: 2026-06-30}}\ntools: {surveybee: {does: [survey], owner: ben}}",
      .clean = "people: {ben: {left: 2026-06-30}, ana: {}}\ntools: {surveybee: {does: [survey], owner: ana}}",
      .check = each<Item>(last_to_leave, check),
      .options = {handover_option()},
  };
}

}  // namespace stackdrag::rules
