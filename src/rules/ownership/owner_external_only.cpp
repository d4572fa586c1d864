// Something that only an outsider answers for.
#include "rules/ownership/needs_owner.h"

namespace stackdrag::rules {
namespace {

bool is_outsider(const Person& person) { return person.kind && (*person.kind == PersonKind::agency || *person.kind == PersonKind::vendor); }

/// The insider who answers for a tool beside its owner.
bool has_insider(const Tool* tool, const Facts& facts) {
  if (tool == nullptr || !tool->accountable) return false;
  const Person* insider = facts.person(tool->accountable->target);
  return insider == nullptr || !is_outsider(*insider);
}

Verdict check(const Item& item, const Context& in) {
  if (!needs_owner(item, in)) return not_applicable();
  const At<OwnerRef>* owner = in.facts.owner_of(item.id);
  // Nobody at all is for `no-owner`.
  if (owner == nullptr || !*owner) return not_applicable();
  const Person* person = in.facts.person((*owner)->target);
  if (person == nullptr || !is_outsider(*person) || has_insider(in.facts.tool(item.id), in.facts)) return clear();
  return flag(owner->at, "`{}` is owned by `{}`, who is from outside, and no insider answers for it", item.name, *person->id)
      .also(person->kind.at, "from outside")
      .act("name an insider who answers for {}");
}

}  // namespace

Rule owner_external_only() {
  return {
      .id = "owner-external-only",
      .title = "Only an outsider answers for it",
      .when = "The owner is from an agency or a vendor, and no insider is named who answers for the item.",
      .why = "When the contract ends, the knowledge and often the admin login leave with it.",
      .fix = "Name somebody of your own who can decide about it: as `accountable` on a tool, or as the owner.",
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
