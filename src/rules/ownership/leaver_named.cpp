// Somebody who has left and is still named somewhere else than as an owner: approver, backup, lead, login.
#include <string>
#include <unordered_map>

#include "rules/leavers.h"
#include "rules/subjects.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether the item that names the person still matters: it is in use, or a waiver that holds.
bool matters(ItemId item, const Context& in) {
  if (item.kind == Kind::waiver) {
    const At<Date>& until = in.inventory.waivers[item.index].until;
    return until && in.as_of <= *until;
  }
  return item.kind == Kind::stack || in_use(in.facts.items[in.facts.place_of(item)].status);
}

/// Whether another rule is about this reference, or says the same of the item.
bool told_elsewhere(const Edge& edge, const Context& in) {
  const std::string_view field = edge.field->name;
  if (field == "owner") return has_role(edge.from.kind, role::owned);
  if (field == "runs_as") return edge.from.kind == Kind::integration;
  if (field == "owners" || field == "technical_owner") {
    const AnswersOfRule::Found* const owner = in.answers.of("owner-departed").finding(edge.from);
    return owner != nullptr && owner->at == edge.at;
  }
  const std::string_view rule = field == "approver"      ? "agent-no-oversight"
                                : field == "backup"      ? "bus-factor"
                                : field == "accountable" ? "owner-external-only"
                                                         : "";
  return !rule.empty() && in.answers.of(rule).finding(edge.from) != nullptr;
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
  if (field == "runs_as") return Severity::critical;
  if (field == "owner" || field == "accountable") return Severity::medium;
  if (field == "lead") return owned_by(edge.from, owned) > 0 ? Severity::medium : Severity::low;
  if (field != "approver") return Severity::low;
  const Agent& agent = in.inventory.agents[edge.from.index];
  const bool suggests = agent.autonomy && *agent.autonomy == Autonomy::suggest;
  return suggests || !is_running(agent.status) ? Severity::low : Severity::high;
}

Flagged finding(const Edge& edge, const Person& person, const Subject& subject, const Owned& owned, const Context& in) {
  const std::size_t count = owned_by(edge.from, owned);
  const std::string owning = count == 0 ? "" : fmt::format(", and the team owns {}", count_of(count, "item"));
  const std::string of = edge.from.kind == Kind::stack ? "the stack" : fmt::format("{} `{}`", subject.kind, subject.id);
  return flag(edge.at, "the `{}` of {} is `{}`, who left on {}{}", edge.field->name, of, *person.id, *person.left, owning)
      .also(person.left.at, "left here")
      .measure(in.as_of - *person.left)
      .keyed(std::string(edge.field->name))
      .as(severity_of(edge, owned, in))
      .act(fmt::format("hand {{}} over from `{}`", *person.id), person.common.self);
}

/// Whether the reference is to be handed over before the person leaves; `owner-departed` names who leaves among `owners`.
bool must_hand_over(const Edge& edge) {
  return edge.field->name != "owners" && edge.from.kind != Kind::waiver && edge.from.kind != Kind::proposal;
}

/// There is still time: low, but a login ends with the person.
Flagged leaving(const Edge& edge, const Person& person, const Subject& subject, const Context& in) {
  const bool is_login = edge.field->name == "runs_as";
  const std::string of = edge.from.kind == Kind::stack ? "the stack" : fmt::format("{} `{}`", subject.kind, subject.id);
  return flag(edge.at, "the `{}` of {} is `{}`, {}", edge.field->name, of, *person.id, when_leaving(person, in))
      .also(person.left.at, "leaves here")
      .measure((*person.left - in.as_of).count, "days left")
      .keyed(std::string(edge.field->name))
      .as(is_login ? Severity::high : Severity::low)
      .carrying(0.1)
      .act(fmt::format("hand {{}} over from `{}`", *person.id), person.common.self);
}

void ask(const Context& in, const Check::Take& take) {
  const Owned owned = owned_by_teams(in.facts);
  for (const Edge& edge : in.facts.edges) {
    const Person* const person = in.facts.person(edge.to);
    if (person == nullptr || !matters(edge.from, in) || told_elsewhere(edge, in)) continue;
    const Subject subject = subject_at(edge.from, in);
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
