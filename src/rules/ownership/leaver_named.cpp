// Somebody who has left and is still named somewhere else than as an owner: approver, backup, lead, login.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "rules/leavers.h"
#include "rules/subjects.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether the item that names the person still matters: it is in use or to come, or a waiver that holds.
bool matters(ItemId item, const Context& in) {
  if (item.kind == Kind::waiver) {
    const At<Date>& until = in.inventory.waivers[item.index].until;
    return until && in.as_of <= *until;
  }
  return item.kind == Kind::stack || in.facts.items[in.facts.place_of(item)].status != Status::retired;
}

/// Whether the item is still to come, so that there is time to name somebody else.
bool is_planned(ItemId item, const Context& in) {
  return item.kind != Kind::stack && item.kind != Kind::waiver && in.facts.items[in.facts.place_of(item)].status == Status::planned;
}

/// Whether another rule is about this reference, or says the same of the item.
bool told_elsewhere(const Edge& edge, const Context& in) {
  const std::string_view field = edge.field->name;
  if (field == "owner") return has_role(edge.from.kind, role::owned);
  if (field == "runs_as") return edge.from.kind == Kind::integration && !is_planned(edge.from, in);
  if (field == "owners" || field == "technical_owner") {
    const AnswersOfRule::Found* const owner = in.answers.of("owner-departed").told(edge.from);
    return owner != nullptr && owner->at == edge.at;
  }
  const std::string_view rule = field == "approver"      ? "agent-no-oversight"
                                : field == "backup"      ? "bus-factor"
                                : field == "accountable" ? "owner-external-only"
                                                         : "";
  return !rule.empty() && in.answers.of(rule).told(edge.from) != nullptr;
}

/// The one of several owners who is told of: of those who have left, or else are about to, the first by the alphabet.
const Person* told_of(const List<OwnerRef>& owners, const Context& in) {
  const auto comes_first = [&](const Person& a, const Person& b) {
    const bool gone = has_left(&a, in.as_of);
    if (gone != has_left(&b, in.as_of)) return gone;
    return *a.id < *b.id;  // no mutant: one id, one person
  };
  const Person* told = nullptr;
  for (const At<OwnerRef>& owner : owners) {
    const Person* const person = in.facts.person(owner->target);
    if (!has_left(person, in.as_of) && !is_leaving(person, in)) continue;
    if (told == nullptr || comes_first(*person, *told)) told = person;
  }
  return told;
}

/// The field `owner` of an item; null if it has none.
const At<OwnerRef>* owner_field(ItemId item, const Context& in) {
  if (item.kind == Kind::stack) return &in.inventory.stack.owner;
  return item.kind == Kind::waiver ? nullptr : in.facts.items[in.facts.place_of(item)].owner;
}

/// Whether `owners` are told of by this rule alone, as one matter; of other items `owner-departed` names the first.
bool is_own_list(const Edge& edge) { return edge.field->name == "owners" && !has_role(edge.from.kind, role::owned); }

/// Whether another edge of the item says the same: the reader takes its `owner` from `owners`, and of several owners one is enough.
bool repeats(const Edge& edge, const Person& person, const Subject& subject, const Context& in) {
  if (subject.common == nullptr) return false;
  const List<OwnerRef>& owners = subject.common->extras().owners;
  const auto is_at = [&](const auto& owner) { return owner.at == edge.at; };
  if (edge.field->name == "owner") return std::any_of(owners.begin(), owners.end(), is_at);
  if (!is_own_list(edge)) return false;
  // Who owns it may be the same person.
  const At<OwnerRef>* const owner = owner_field(edge.from, in);
  if (is_misread(in.inventory, edge.from, "owner")) return true;
  const bool is_owner = owner != nullptr && *owner && (*owner)->target == edge.to;
  return &person != told_of(owners, in) ||
         (is_owner && std::none_of(owners.begin(), owners.end(), [&](const auto& one) { return one.at == owner->at; }));
}

/// How many items in use each team owns, by its number.
using Owned = std::unordered_map<std::uint32_t, std::size_t>;

Owned owned_by_teams(const Facts& facts) {
  Owned owned;
  for (const Item& item : facts.items) {
    if (item.owner == nullptr || !*item.owner || !in_use(item.status)) continue;
    if (const ItemId owner = (*item.owner)->target; owner.kind == Kind::team) ++owned[owner.number()];
  }
  return owned;
}

std::size_t owned_by(ItemId team, const Owned& owned) {
  const auto found = owned.find(team.number());
  return found == owned.end() ? 0 : found->second;
}

Severity severity_of(const Edge& edge, const Owned& owned, const Context& in) {
  const std::string_view field = edge.field->name;
  if (is_planned(edge.from, in)) return Severity::low;
  if (field == "runs_as") return Severity::critical;
  if (is_own_list(edge)) {
    // While one of several is still here, somebody can answer.
    const List<OwnerRef>& owners = subject_at(edge.from, in).common->extras().owners;
    const auto is_gone = [&](const auto& owner) { return leaver(owner, in) != nullptr; };
    const At<OwnerRef>* const first = owner_field(edge.from, in);
    const bool all = (first == nullptr || !*first || is_gone(*first)) && std::all_of(owners.begin(), owners.end(), is_gone);
    return all ? Severity::medium : Severity::low;
  }
  if (field == "owner" || field == "accountable") return Severity::medium;
  if (field == "lead") return owned_by(edge.from, owned) > 0 ? Severity::medium : Severity::low;
  if (field != "approver") return Severity::low;
  const Agent& agent = in.inventory.agents[edge.from.index];
  const bool suggests = agent.autonomy && *agent.autonomy == Autonomy::suggest;
  return suggests || !is_running(agent.status) ? Severity::low : Severity::high;
}

/// Of several owners the person is one.
std::string_view verb_of(const Edge& edge) { return edge.field->name == "owners" ? "name" : "is"; }

Flagged finding(const Edge& edge, const Person& person, const Subject& subject, const Owned& owned, const Context& in) {
  const std::size_t count = owned_by(edge.from, owned);
  const std::string owning = count == 0 ? "" : fmt::format(", and the team owns {}", count_of(count, "item"));
  const std::string of = edge.from.kind == Kind::stack ? "the stack" : fmt::format("{} `{}`", subject.kind, subject.id);
  return flag(edge.at, "the `{}` of {} {} `{}`, who left on {}{}", edge.field->name, of, verb_of(edge), *person.id, *person.left, owning)
      .also(person.left.at, "left here")
      .measure(in.as_of - *person.left)
      .keyed(std::string(edge.field->name))
      .keeping_out(edge.field->name == "owner")
      .as(severity_of(edge, owned, in))
      .act(fmt::format("hand {{}} over from {}", *person.id), person.common.self);
}

/// Whether the reference is to be handed over before the person leaves; `owner-departed` names who leaves among `owners`.
bool must_hand_over(const Edge& edge) {
  return (edge.field->name != "owners" || is_own_list(edge)) && edge.from.kind != Kind::waiver && edge.from.kind != Kind::proposal;
}

/// There is still time: low, but a login ends with the person.
Flagged leaving(const Edge& edge, const Person& person, const Subject& subject, const Context& in) {
  const bool is_login = edge.field->name == "runs_as" && !is_planned(edge.from, in);
  const std::string of = edge.from.kind == Kind::stack ? "the stack" : fmt::format("{} `{}`", subject.kind, subject.id);
  return flag(edge.at, "the `{}` of {} {} `{}`, {}", edge.field->name, of, verb_of(edge), *person.id, when_leaving(person, in))
      .also(person.left.at, "leaves here")
      .measure((*person.left - in.as_of).count, "days left")
      .keyed(std::string(edge.field->name))
      .as(is_login ? Severity::high : Severity::low)
      .carrying(0.1)
      .act(fmt::format("hand {{}} over from {}", *person.id), person.common.self);
}

void ask(const Context& in, const Check::Take& take) {
  const Owned owned = owned_by_teams(in.facts);
  for (const Edge& edge : in.facts.edges) {
    const Person* const person = in.facts.person(edge.to);
    if (person == nullptr || !matters(edge.from, in) || told_elsewhere(edge, in)) continue;
    const Subject subject = subject_at(edge.from, in);
    if (repeats(edge, *person, subject, in)) continue;
    Verdict verdict = clear();
    if (has_left(person, in.as_of)) verdict = finding(edge, *person, subject, owned, in);
    if (is_leaving(person, in) && must_hand_over(edge)) verdict = leaving(edge, *person, subject, in);
    take(subject, verdict);
  }
}

}  // namespace

Rule leaver_named() {
  return {
      .id = "leaver-named",
      .title = "Leaver still named",
      .when =
          "A person who has left is still named as approver, backup or lead, as an agent's login, or as the owner of data or pages. "
          "(`owner-departed` covers other owners.) It is low while the person is only about to leave, and high for a "
          "login.",
      .why = "Whoever needs an approval, a substitute or a decision waits for somebody who no longer reads the mail.",
      .fix =
          "Name somebody who is still here, or delete the name where nobody is needed. `stackdrag show PERSON` lists everything that has "
          "to be handed over.",
      .gets = "Approvals, questions and decisions reach somebody who answers.",
      .done = "`stackdrag show` lists nothing for the leaver any more, and those who took over have agreed.",
      .severity = Severity::medium,
      .effort = 0.5,
      .carry = 0.25,
      .flagged = "people: {ben: {left: 2026-06-30}}\nteams: {growth: {lead: ben}}\ntools: {chat: {does: [chat], owner: growth}}",
      .clean = "people: {ben: {left: 2026-06-30}, ana: {}}\nteams: {growth: {lead: ana}}\ntools: {chat: {does: [chat], owner: growth}}",
      .check = {ask},
      .worst = Severity::critical,
      .options = {handover_option()},
      .after = {"agent-no-oversight", "bus-factor", "owner-departed", "owner-external-only"},
  };
}

}  // namespace stackdrag::rules
