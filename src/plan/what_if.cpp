// What an audit would charge after something has been done: the items are retired on a copy of the inventory, and the rules are asked
// again.
//
// Adding up what the findings charge is not enough. Whoever retires a tool also settles the overlap with another one, takes its open
// questions along, and may leave an integration at something that is retired now. Only asking again tells all that.
#include "stackdrag/what_if.h"

#include <unordered_set>
#include <vector>

#include "stackdrag/ask.h"
#include "stackdrag/facts.h"

namespace stackdrag {
namespace {

/// The items, without the texts and lists that they point to: those stay with the original, which must outlive the copy.
Inventory copy_of(const Inventory& original) {
  Inventory copy;
#define STACKDRAG_COPY(T, kind, section, ...) copy.section = original.section;
  STACKDRAG_KINDS(STACKDRAG_COPY)
#undef STACKDRAG_COPY
  copy.other_spellings = original.other_spellings;
  copy.misread = original.misread;
  return copy;
}

/// Retires the item today, and cancels its contract.
template <class T>
void retire(T& item, Date today) {
  if constexpr (requires { item.status; }) item.status = At<Status>(Status::retired, item.id.at);
  if constexpr (requires { item.retire_on; }) item.retire_on = At<Date>(today, item.id.at);
  if constexpr (requires { item.decision; }) item.decision = At<Decision>(Decision::cancel, item.id.at);
}

void retire(Inventory& inventory, ItemId which, Date today) {
  each_collection(inventory, [&](Kind kind, auto& items) {
    if (kind == which.kind) retire(items.at(which.index), today);
  });
}

std::vector<Undeclared> undeclared_of(const Facts& facts) {
  std::vector<Undeclared> all;
  for (const Ghost& ghost : facts.ghosts) all.insert(all.end(), ghost.uses.begin(), ghost.uses.end());
  return all;
}

}  // namespace

Decimal high_hours_after(const Assessment& now, const Settled& settled) {
  Inventory inventory = copy_of(*now.workspace.inventory);
  for (const ItemId item : settled.ended) retire(inventory, item, now.as_of);
  const Facts facts = gather(inventory, undeclared_of(now.workspace.facts), *now.workspace.packs, *now.workspace.evidence);
  std::unordered_set<std::uint64_t> answered;
  for (const std::uint32_t place : settled.findings) answered.insert(now.findings[place].identity.fingerprint);

  const std::vector<Rule>& rules = now.catalogue.rules;
  const Question question{inventory, facts, *now.workspace.packs, now.profile, now.as_of};
  Waivers waivers(inventory, rules, now.profile, now.as_of, now.waiver_settings);
  Tally tally(inventory, now.tally.tariff(), now.profile);
  Tally excused(inventory, now.tally.tariff(), now.profile);
  ask(rules, question, [&](const Rule& rule, const Subject& subject, const Verdict& verdict) {
    const Flagged* const flagged = verdict.finding();
    const bool is_done = flagged != nullptr && answered.contains(fingerprint_of(rule.id, subject.label(), flagged->key));
    return is_done ? Standing::excused : waivers.take(rule, subject, verdict, tally, excused);
  });
  return Charges(now.catalogue.folds, tally).high();
}

}  // namespace stackdrag
