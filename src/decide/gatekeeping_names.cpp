// What speaks against the names that something brings along: people who have left or soon will, and what nobody has declared.
#include <algorithm>

#include <fmt/format.h>

#include "decide/gatekeeping_parts.h"
#include "stackdrag/proposals.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// Whether the person is here, but not much longer.
bool is_leaving(const Person* person, const GateInput& in) {
  if (person == nullptr || !person->left || is_service(*person) || *person->left < in.now.as_of) return false;
  const Rule* const rule = in.now.catalogue.find("owner-departed");
  constexpr double days = 30;
  return static_cast<double>((*person->left - in.now.as_of).count) <= (rule != nullptr ? option_of(*rule, "handover", in) : days);
}

/// Who left last of a team, if nobody of it is still here; null if somebody is, or if it has no members.
const Person* last_of_team(ItemId team, const GateInput& in) {
  const Person* last = nullptr;
  if (team.kind != Kind::team) return last;
  for (const Person& person : in.now.workspace.inventory->people) {
    if (person.team.misread()) return nullptr;
    if (!person.team || person.team->target != team) continue;
    if (!has_left(&person, in.now.as_of)) return nullptr;
    if (last == nullptr || *last->left < *person.left) last = &person;
  }
  return last;
}

/// The undeclared name that stands at this place; null if there is none.
const Ghost* ghost_at(Span place, const Facts& facts) {
  for (const Ghost& ghost : facts.ghosts) {
    if (std::any_of(ghost.uses.begin(), ghost.uses.end(), [&](const Undeclared& use) { return use.at == place; })) return &ghost;
  }
  return nullptr;
}

/// "; did you mean `kim`?", or nothing.
std::string nearest_to(const Ghost& ghost, const Inventory& inventory) {
  std::vector<std::string_view> ids;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    const bool may_own = has_role(ghost.expected, role::owner) && has_role(kind, role::owner);
    if (kind != ghost.expected && !may_own) return;
    for (const auto& item : items) ids.push_back(*item.id);
  });
  return did_you_mean(ghost.name, ids);
}

/// Who accepts that the name is not declared, in words; empty if nobody does.
std::string acceptance_of(const Ghost& ghost, const GateInput& in) {
  const Rule* const rule = in.now.catalogue.find("ghost-reference");
  if (rule == nullptr) return "";
  const Subject subject = subject_of(in.now.workspace.facts, ghost);
  return acceptance_of(*rule, &subject, in);
}

GateReason undeclared(ItemId item, std::string_view field, const Ghost& ghost, Span place, const GateInput& in) {
  const Inventory& inventory = *in.now.workspace.inventory;
  const std::string then = field == "replaces" ? ", so it replaces nothing" : "";
  return {.verdict = field == "owner" ? GateVerdict::block : GateVerdict::ask,
          .item = label_of(inventory, item),
          .rule = "ghost-reference",
          .text = fmt::format("the `{}` of `{}` is `{}`, which is not declared{}{}", field, *id_of(inventory, item), ghost.name, then,
                              nearest_to(ghost, inventory)),
          .todo = fmt::format("correct the name, or declare the {}", name_of(ghost.expected)),
          .accepted = acceptance_of(ghost, in),
          .at = in.now.workspace.sources->locate(place)};
}

/// The person named in the field of a proposal leaves soon. Who has left is told of by a rule.
void add_leaving(std::vector<GateReason>& into, const Proposal& proposal, const At<OwnerRef>& who, std::string_view field,
                 const GateInput& in) {
  const Person* const person = who ? in.now.workspace.facts.person(who->target) : nullptr;
  if (!is_leaving(person, in)) return;
  into.push_back({.item = label_of(*in.now.workspace.inventory, proposal.common.self),
                  .text = fmt::format("the `{}` of `{}` is `{}`, who leaves on {}", field, *proposal.id, *person->id, *person->left),
                  .todo = "name who takes over",
                  .at = in.now.workspace.sources->locate(who.at)});
}

/// Nobody would answer for the proposal: all of the team that would own it have left.
std::optional<GateReason> deserted(const Proposal& proposal, const GateInput& in) {
  const Person* const last = proposal.owner ? last_of_team(proposal.owner->target, in) : nullptr;
  if (last == nullptr) return std::nullopt;
  return GateReason{.verdict = GateVerdict::block,
                    .item = label_of(*in.now.workspace.inventory, proposal.common.self),
                    .text = fmt::format("the `owner` of `{}` is the team `{}`, whose last member, `{}`, left on {}", *proposal.id,
                                        proposal.owner->text.view(), *last->id, *last->left),
                    .todo = "name somebody who stays",
                    .at = in.now.workspace.sources->locate(proposal.owner.at)};
}

/// It would replace something that is declared and is no tool in use, so nothing goes in return.
std::optional<GateReason> replaces_nothing(const Proposal& proposal, const GateInput& in) {
  const Tool* const tool = proposal.replaces ? in.now.workspace.facts.tool(proposal.replaces->target) : nullptr;
  if (tool == nullptr || replaced_tool(proposal, in.now.workspace.facts) != nullptr) return std::nullopt;
  const std::string_view why = is_external(*tool)         ? "belongs to another team"
                               : is_retired(tool->status) ? "is retired already"
                                                          : "is not in use";
  return GateReason{.item = label_of(*in.now.workspace.inventory, proposal.common.self),
                    .text = fmt::format("`{}` is to replace `{}`, which {}, so it replaces nothing", *proposal.id, *tool->id, why),
                    .todo = "name in `replaces` a tool that is in use, or delete it",
                    .at = in.now.workspace.sources->locate(proposal.replaces.at)};
}

}  // namespace

std::vector<GateReason> name_reasons(const Proposal& proposal, const GateInput& in) {
  std::vector<GateReason> reasons;
  const ItemId itself = proposal.common.self;
  for (const Ghost& ghost : in.now.workspace.facts.ghosts) {
    for (const Undeclared& use : ghost.uses) {
      // `proposal-integration-unproven` tells of what it must work with.
      if (use.from == itself && use.field != "integrates_with") reasons.push_back(undeclared(itself, use.field, ghost, use.at, in));
    }
  }
  if (auto nobody = deserted(proposal, in)) reasons.push_back(std::move(*nobody));
  add_leaving(reasons, proposal, proposal.owner, "owner", in);
  add_leaving(reasons, proposal, proposal.requested_by, "requested_by", in);
  if (auto nothing = replaces_nothing(proposal, in)) reasons.push_back(std::move(*nothing));
  return reasons;
}

std::optional<GateReason> owner_reason(ItemId item, const GateInput& in) {
  const Workspace& workspace = in.now.workspace;
  const At<OwnerRef>* const owner = workspace.facts.owner_of(item);
  if (owner == nullptr || !*owner) return std::nullopt;
  if (const Ghost* const ghost = ghost_at(owner->at, workspace.facts); ghost != nullptr && !(*owner)->target)
    return undeclared(item, "owner", *ghost, owner->at, in);
  const Person* const last = last_of_team((*owner)->target, in);
  const Person* const person = last != nullptr ? last : workspace.facts.person((*owner)->target);
  const bool is_gone = has_left(person, in.now.as_of);
  if (!is_gone && !is_leaving(person, in)) return std::nullopt;
  // While one of several is still here, somebody can answer.
  const List<OwnerRef>& others = workspace.facts.items[workspace.facts.place_of(item)].common->extras().owners;
  const auto is_here = [&](const At<OwnerRef>& one) {
    return one->target && one->target != (*owner)->target && !has_left(workspace.facts.person(one->target), in.now.as_of);
  };
  if (std::any_of(others.begin(), others.end(), is_here)) return std::nullopt;
  const std::string id(*id_of(*workspace.inventory, item));
  const std::string who = last != nullptr ? fmt::format("the last of the team `{}` that owns it, `{}`,", (*owner)->text.view(), *last->id)
                                          : fmt::format("its owner `{}`", *person->id);
  return GateReason{.verdict = is_gone ? GateVerdict::block : GateVerdict::ask,
                    .item = label_of(*workspace.inventory, item),
                    .rule = "owner-departed",
                    .text = fmt::format("`{}` is new, and {} {} on {}", id, who, is_gone ? "left" : "leaves", *person->left),
                    .todo = fmt::format("give `{}` to somebody who stays", id),
                    .at = workspace.sources->locate(owner->at)};
}

}  // namespace stackdrag
