// A name that strays from what the team has agreed on for its kind.
#include "rules/naming/agreed.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// By kind.
std::vector<Agreed> prepare(const Context& in) {
  std::vector<Agreed> all;
  for (const KindNames& kind : kinds()) {
    const auto place = static_cast<std::size_t>(kind.kind);
    if (all.size() <= place) all.resize(place + 1);
    all[place] = agreed_for(kind.singular, in.facts);
  }
  return all;
}

/// A campaign that began before the convention is as old as one that was recorded before it.
bool keeps_its_name(const Item& item, const Convention& agreed, const Facts& facts) {
  if (!agreed.since) return false;
  const Campaign* campaign = facts.campaign(item.id);
  const bool began_before = campaign != nullptr && campaign->starts && *campaign->starts < *agreed.since;
  return began_before || (item.common->extras().added && *item.common->extras().added < *agreed.since);
}

Verdict check(const Item& item, const std::vector<Agreed>& by_kind, const Context& in) {
  const Agreed& of_kind = by_kind[static_cast<std::size_t>(item.id.kind)];
  const Convention* agreed = of_kind.convention;
  if (agreed == nullptr || !in_use(item.status)) return not_applicable();
  if (keeps_its_name(item, *agreed, in.facts)) return not_applicable();
  const std::vector<std::string> missed = misses(item.name, of_kind, in.facts);
  if (missed.empty()) return clear();
  // The id may be a handle of the inventory's own; then it is the name that people see.
  const At<Text>& seen = item.common->name;
  if (seen && misses(*seen, of_kind, in.facts).empty()) return clear();
  return flag(item.at, "`{}` {}, as agreed for {}", item.name, join_words(missed), section_of(item.id.kind))
      .also(agreed->id.at, "agreed here")
      .act("rename {} as agreed", in.inventory.stack.common.self);
}

}  // namespace

Rule name_off_pattern() {
  return {
      .id = "name-off-pattern",
      .title = "Name is off the agreed pattern",
      .when = "An id, or the name beside it, fails the pattern, case or list of its kind's convention.",
      .why = "Reports, filters and automations that go by the name miss this one, and nobody notices what they leave out.",
      .fix =
          "Rename it as agreed and redirect what still uses the old name. If only new names are to follow, give the convention a `since` "
          "date.",
      .severity = Severity::low,
      .effort = 0.25,
      .carry = 0.1,
      .flagged = "conventions: {campaign: {pattern: '^[0-9]{4}q[1-4]_[a-z0-9-]+$'}}\ncampaigns: {Spring-Launch: {ends: 2026-12-31}}",
      .clean = "conventions: {campaign: {pattern: '^[0-9]{4}q[1-4]_[a-z0-9-]+$'}}\ncampaigns: {2026q4_launch: {ends: 2026-12-31}}",
      .check = each<Item>(prepare, check),
  };
}

}  // namespace stackdrag::rules
