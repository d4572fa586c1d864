// Whoever has left is never to be told. Somebody else who has to do with the item stands in, or else the lead of their team.
#include "decide/impact_people.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

OwnerRef as_owner(const PersonRef& person) { return {person.text, person.target}; }
OwnerRef as_owner(const OwnerRef& owner) { return owner; }

}  // namespace

struct People::Gathering {
  const People& people;
  Involvement found;
  std::vector<std::string> gone;  ///< the owners who cannot be asked: "`ben` has left (2026-06-30)"
  std::vector<OwnerRef> gone_owners;

  /// Returns whether they can be asked.
  bool add(const OwnerRef& who, std::string role) {
    if (!people.why_gone(who).empty()) return false;
    const std::string name(who.text.view());
    const auto same = [&](const Involved& one) { return one.who == name; };
    if (std::none_of(found.people.begin(), found.people.end(), same)) found.people.push_back({name, std::move(role)});
    return true;
  }
  void add_owner(const OwnerRef& who, const std::string& role) {
    if (add(who, role)) {
      found.owners.emplace_back(who.text.view());
    } else {
      gone.push_back(fmt::format("`{}` {}", who.text, people.why_gone(who)));
      gone_owners.push_back(who);
    }
  }
  template <class Reference>
  void add_other(const At<Reference>& who, std::string_view role) {
    if (who) add(as_owner(*who), std::string(role));
  }
  /// The leads of the teams of those who have left.
  void add_leads() {
    for (const OwnerRef& owner : gone_owners) {
      const Person* const person = people.facts_.person(owner.target);
      if (person == nullptr || !person->team || !person->team->target) continue;
      const Team& team = people.facts_.inventory->teams[person->team->target.index];
      add_other(team.lead, fmt::format("leads the team of {}", owner.text));
    }
  }
};

std::string People::why_gone(const OwnerRef& who) const {
  const Person* const person = facts_.person(who.target);
  if (person != nullptr && is_service(*person)) return "is a service account";
  if (has_left(person, as_of_)) return fmt::format("has left ({})", *person->left);
  if (!leaving_ || who.target != leaving_) return "";
  return leaving_.kind == Kind::team ? "is dissolved" : "leaves";
}

bool is_handed_over(const Facts& facts, ItemId item) {
  if (item.kind == Kind::stack || item.kind == Kind::waiver || has_role(item.kind, role::owner)) return false;
  return facts.items[facts.place_of(item)].status != Status::retired;
}

std::vector<Colleague> People::colleagues(ItemId leaving) const {
  const Person* const person = facts_.person(leaving);
  ItemId home = leaving;
  if (person != nullptr) home = person->team ? person->team->target : ItemId();
  if (!home || home.kind != Kind::team) return {};
  const Team& team = facts_.inventory->teams[home.index];
  std::vector<Colleague> all;
  const auto add = [&](const OwnerRef& who, const char* role) {
    if (who.target != leaving && why_gone(who).empty()) all.push_back({std::string(who.text.view()), std::string(*team.id), role});
  };
  if (team.lead) add(as_owner(*team.lead), "lead of the team");
  for (const Person& member : facts_.inventory->people) {
    const bool is_lead = team.lead && team.lead->target == member.common.self;
    if (person == nullptr && !is_lead && member.team && member.team->target == home)
      add({*member.id, member.common.self}, "member of the team");
  }
  return all;
}

Involvement People::of(ItemId item) const {
  Gathering gathering{*this, {}, {}, {}};
  const At<OwnerRef>* const owner = facts_.owner_of(item);
  const At<OwnerRef>* const own = facts_.items[facts_.place_of(item)].owner;
  if (owner != nullptr && *owner) gathering.add_owner(**owner, owner == own ? "owner" : "owner of the tool behind it");
  const Common* const common = common_of(*facts_.inventory, item);
  if (common != nullptr) {
    for (const At<OwnerRef>& other : common->extras().owners) {
      if (owner == nullptr || other->text.view() != (*owner)->text.view()) gathering.add_owner(*other, "owner");
    }
    gathering.add_other(common->extras().technical_owner, "technical owner");
  }
  if (const Tool* const tool = facts_.tool(item)) {
    gathering.add_other(tool->accountable, "accountable");
    gathering.add_other(tool->backup, "backup");
  }
  if (item.kind == Kind::agent) gathering.add_other(facts_.inventory->agents[item.index].approver, "approver");
  Involvement& found = gathering.found;
  if (found.people.empty()) gathering.add_leads();
  if (found.owners.empty()) found.why_nobody = gathering.gone.empty() ? "nobody owns it" : join_words(gathering.gone);
  return std::move(found);
}

}  // namespace stackdrag
