// An item whose owner is from outside the company.
#include "rules/leavers.h"
#include "rules/ownership/needs_owner.h"

namespace stackdrag::rules {
namespace {

bool is_external_person(const Person& person) {
  return person.kind && (*person.kind == PersonKind::agency || *person.kind == PersonKind::vendor);
}

/// Whether somebody in-house is accountable for the tool besides its owner.
bool has_insider(const Tool* tool, const Context& in) {
  if (tool != nullptr && tool->accountable.misread()) return true;
  if (tool == nullptr || !tool->accountable || leaver(tool->accountable, in) != nullptr) return false;
  const Person* insider = in.facts.person(tool->accountable->target);
  return insider == nullptr || !is_external_person(*insider);
}

/// Whether the inventory says that nobody in-house is accountable, instead of leaving it out.
Known accountable_of(const Item& item, const Context& in) {
  const Tool* const tool = in.facts.tool(item.id);
  return tool == nullptr ? Known() : Known(tool->accountable.at);
}

Verdict check(const Item& item, const Context& in) {
  if (!needs_owner(item, in)) return not_applicable();
  const At<OwnerRef>* owner = in.facts.owner_of(item.id);
  // `no-owner` reports an item without any owner.
  if (owner == nullptr || !*owner) return not_applicable();
  const Person* person = in.facts.person((*owner)->target);
  if (person == nullptr || !is_external_person(*person) || has_insider(in.facts.tool(item.id), in)) return clear();
  return flag(owner->at, "`{}` is owned by `{}`, who is external, and nobody in-house is accountable", item.name, *person->id)
      .also(person->kind.at, "external")
      .lacking(accountable_of(item, in))
      .act("name someone in-house who is accountable for {}");
}

}  // namespace

Rule owner_external_only() {
  return {
      .id = "owner-external-only",
      .title = "External owner only",
      .when = "The owner works for an agency or a vendor, and nobody in-house is accountable for the item.",
      .why = "When the contract ends, the knowledge leaves with it, and often the admin login too.",
      .fix = "Name someone in-house who can decide about it: as `accountable` on a tool, or as the owner.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.5,
      .flagged = "people: {ada: {kind: agency}}\ntools: {ads: {owner: ada}}",
      .clean = "people: {ada: {kind: agency}, raj: {}}\ntools: {ads: {owner: ada, accountable: raj}}",
      .check = each<Item>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
