// An item whose owner is from outside the company.
#include <algorithm>
#include <string>

#include "rules/leavers.h"
#include "rules/ownership/needs_owner.h"

namespace stackdrag::rules {
namespace {

bool is_external_person(const Person& person) {
  return person.kind && (*person.kind == PersonKind::agency || *person.kind == PersonKind::vendor);
}

/// Whether the reference means somebody of ours who is still here.
bool is_insider(const At<OwnerRef>& who, const Context& in) {
  if (who.misread()) return true;
  if (!who || leaver(who, in) != nullptr || is_service(who, in)) return false;
  const Person* const person = in.facts.person(who->target);
  return person == nullptr || !is_external_person(*person);
}

/// Whether somebody in-house shares the ownership, keeps it running, or owns what a pixel is for.
bool shares_ownership(const Item& item, const Context& in) {
  const Extras& extras = item.common->extras();
  const auto inside = [&](const At<OwnerRef>& who) { return is_insider(who, in); };
  if (std::any_of(extras.owners.begin(), extras.owners.end(), inside) || inside(extras.technical_owner)) return true;
  if (item.id.kind != Kind::pixel) return false;
  const auto& cause = in.inventory.pixels[item.id.index].campaign;
  if (cause && is_misread(in.inventory, cause->target, "owner")) return true;
  const At<OwnerRef>* const owner = cause && cause->target ? in.facts.owner_of(cause->target) : nullptr;
  return owner != nullptr && inside(*owner);
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
  if (person == nullptr || !is_external_person(*person) || has_insider(in.facts.tool(item.id), in) || shares_ownership(item, in))
    return clear();
  const Tool* const tool = in.facts.tool(item.id);
  const Person* const gone = tool == nullptr ? nullptr : leaver(tool->accountable, in);
  const std::string nobody =
      gone == nullptr ? "nobody in-house is accountable" : fmt::format("`{}`, who was accountable, left on {}", *gone->id, *gone->left);
  return flag(owner->at, "`{}` is owned by `{}`, who is external, and {}", item.name, *person->id, nobody)
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
      .gets = "The knowledge and the admin login stay in the house when the agency goes.",
      .done = "The person in-house has signed in as an administrator and has notes on what the agency does there.",
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
