// A name that breaks the naming convention for its kind.
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

Verdict check(const Item& item, const std::vector<Agreed>& by_kind, const Context& in) {
  const Agreed& of_kind = by_kind[static_cast<std::size_t>(item.id.kind)];
  const Convention* agreed = of_kind.convention;
  if (agreed == nullptr || !in_use(item.status)) return not_applicable();
  const Campaign* const campaign = in.facts.campaign(item.id);
  if (is_older(*item.common, campaign != nullptr ? &campaign->starts : nullptr, *agreed)) return not_applicable();
  const std::vector<std::string> broken = violations(item.name, of_kind, in.facts);
  if (broken.empty()) return clear();
  // The id may be internal to the inventory; then the `name` is what people see.
  const At<Text>& seen = item.common->name;
  if (seen && violations(*seen, of_kind, in.facts).empty()) return clear();
  return flag(item.at, "`{}` {}, as the convention for {} requires", item.name, join_words(broken), section_of(item.id.kind))
      .also(agreed->id.at, "convention here")
      .act("rename {} to fit the convention", in.inventory.stack.common.self);
}

}  // namespace

Rule name_off_pattern() {
  return {
      .id = "name-off-pattern",
      .title = "Name breaks the convention",
      .when = "An item's id, and its `name` if it has one, breaks the naming convention for its kind.",
      .why = "Reports, filters and automations that go by the name miss this item, and nobody notices the gap.",
      .fix =
          "Rename it to fit the convention and redirect whatever still uses the old name. If only new names must comply, give the "
          "convention a `since` date: items that were `added` earlier, or of which nobody knows the day, keep their names.",
      .gets = "Filters, reports and automations that go by the name find this one, too.",
      .done = "The name fits the pattern, what used the old one works with the new one, and `was` holds the old one.",
      .severity = Severity::low,
      .effort = 0.25,
      .carry = 0.1,
      .flagged = "conventions: {campaign: {pattern: '^[0-9]{4}q[1-4]_[a-z0-9-]+$'}}\ncampaigns: {Spring-Launch: {ends: 2026-12-31}}",
      .clean = "conventions: {campaign: {pattern: '^[0-9]{4}q[1-4]_[a-z0-9-]+$'}}\ncampaigns: {2026q4_launch: {ends: 2026-12-31}}",
      .check = each<Item>(prepare, check),
  };
}

}  // namespace stackdrag::rules
