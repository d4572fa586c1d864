// Items of one kind whose names are variants of each other: `Welcome Mail` and `welcome-mail`, `fb-retargeting` and `facebook-retargeting`.
#include "rules/few_names.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr std::size_t most_named = 3;

/// The item's id, followed by its `name` if it has a different one.
std::string label_of(const Item& item) {
  if (!item.common->name || *item.common->name == item.name) return fmt::format("`{}`", item.name);  // no mutant: words
  return fmt::format("`{}` (`{}`)", item.name, *item.common->name);
}

Span place_of(const Item& item) { return item.common->name ? Span(item.common->name.at) : item.at; }

Verdict check_group(const NameGroup& group, const Context& in) {
  const auto item = [&](std::size_t at) -> const Item& { return in.facts.items[in.facts.place_of(group.members[at])]; };
  const std::size_t last = group.members.size() - 1;
  std::vector<std::string> names, ids;
  for (std::size_t i = 0; i <= last; ++i) {
    names.push_back(label_of(item(i)));
    if (i < most_named) ids.emplace_back(item(i).name);  // no mutant: what to do about it, which no fixture shows
  }
  Flagged finding = flag(place_of(item(last)), "{} have names that mean the same: {}",
                         count_of(names.size(), name_of(group.kind), section_of(group.kind)), join_words(names))
                        .measure(static_cast<double>(names.size()), "names")
                        .act("keep one of " + few_of(std::move(ids), names.size()));
  for (std::size_t i = 0; i < last; ++i) finding.also(place_of(item(i)), "{} here", label_of(item(i)));
  return finding;
}

Verdict check_near(const NearName& near, const Context& in) {
  const Item& item = in.facts.items[in.facts.place_of(near.item)];
  const Item& other = in.facts.items[in.facts.place_of(near.other)];
  return flag(item.at, "`{}` is nearly the same as `{}` and may be a misspelling", item.name, other.name)
      .also(other.at, "`{}` here", other.name)
      .as(Severity::info)
      .act("check the name of {}", in.inventory.stack.common.self);
}

Verdict check_owner(const OwnerName& owner, const Context& in) {
  std::vector<std::string> names = {fmt::format("`{}`", owner.name)};
  for (const At<Text>& spelling : owner.spellings) names.push_back(fmt::format("`{}`", *spelling));
  Flagged finding = flag(owner.spellings.front().at, "one person or team is written in {} ways: {}", names.size(), join_words(names))
                        .measure(static_cast<double>(names.size()), "spellings")
                        .as(Severity::low)
                        .act("write one name for {}", in.inventory.stack.common.self);
  for (const At<Text>& spelling : owner.spellings) {
    if (spelling.at != owner.spellings.front().at) finding.also(spelling.at, "`{}` here", *spelling);
  }
  return finding;
}

}  // namespace

Rule name_variants() {
  return {
      .id = "name-variants",
      .title = "Several items under one name",
      .when =
          "Items of one kind have names that differ only in letter case, separators, word order or an alias; what vendors call theirs is "
          "compared within one vendor. Or one person or team is written in several ways (low).",
      .why = "People and automations pick the wrong one, and each of them holds only part of the history.",
      .fix =
          "Keep one, and remove the other or give it a name that tells the two apart. If one is the old name of the other, record it in "
          "`was`.",
      .gets = "Nobody picks the wrong one of two that look alike.",
      .done = "A search for the name finds one item, or several whose names say how they differ.",
      .severity = Severity::medium,
      .effort = 0.5,
      .carry = 0.25,
      .flagged = "campaigns: {spring-sale: {ends: 2026-12-31}, Spring_Sale: {ends: 2026-12-31}}",
      .clean = "campaigns: {spring-sale: {ends: 2026-12-31}, summer-sale: {ends: 2026-12-31}}",
      .check = both(both(each<NameGroup>(check_group), each<NearName>(check_near)), each<OwnerName>(check_owner)),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
