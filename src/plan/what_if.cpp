// What an audit would charge after something has been done: the items are retired on a copy of the inventory, and the rules are asked
// again.
//
// Adding up what the findings charge is not enough. Whoever retires a tool also settles the overlap with another one, takes its open
// questions along, and may leave an integration at something that is retired now. Only asking again tells all that.
#include "stackdrag/what_if.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <unordered_set>
#include <vector>

#include "stackdrag/ask.h"
#include "stackdrag/facts.h"

namespace stackdrag {

Inventory copy_of(const Inventory& original) {
  Inventory copy;
#define STACKDRAG_COPY(T, kind, section, ...) copy.section = original.section;
  STACKDRAG_KINDS(STACKDRAG_COPY)
#undef STACKDRAG_COPY
  copy.other_spellings = original.other_spellings;
  copy.misread = original.misread;
  return copy;
}

std::vector<Undeclared> undeclared_of(const Facts& facts) {
  std::vector<Undeclared> all;
  for (const Ghost& ghost : facts.ghosts) all.insert(all.end(), ghost.uses.begin(), ghost.uses.end());
  return all;
}

namespace {

/// Retires the item today, and cancels its contract.
template <class T>
void retire(T& item, Date today) {
  if constexpr (requires { item.status; }) item.status = At<Status>(Status::retired, item.id.at);
  if constexpr (requires { item.retire_on; }) item.retire_on = At<Date>(today, item.id.at);
  if constexpr (requires { item.decision; }) item.decision = At<Decision>(Decision::cancel, item.id.at);
  // What was seen until today has not gone on since.
  if constexpr (
      requires {
        item.ends;
        item.last_seen;
      } ||
      requires {
        item.ends;
        item.last_ok;
      })
    item.ends = At<Date>(today, item.id.at);
}

/// Takes the pixels that are gone off the pages. Owns the lists of the pages, which the inventory then points to.
class Pages {
 public:
  void take_off(Inventory& inventory, std::span<const ItemId> gone) {
    for (Page& page : inventory.pages) {
      std::vector<At<Ref<Kind::pixel>>>& kept = lists_.emplace_back();
      for (const auto& pixel : page.pixels) {
        if (std::find(gone.begin(), gone.end(), pixel->target) == gone.end()) kept.push_back(pixel);
      }
      page.pixels.first = kept.data();
      page.pixels.count = static_cast<std::uint32_t>(kept.size());
    }
  }

 private:
  std::deque<std::vector<At<Ref<Kind::pixel>>>> lists_;
};

/// Which findings of today are not among those of then. Several may share a fingerprint.
std::vector<std::uint32_t> gone(const Assessment& now, const Tally& then) {
  std::unordered_multiset<std::uint64_t> left;
  for (const Finding& finding : then.findings()) left.insert(fingerprint_of(finding.rule->id, finding.subject.label(), finding.what.key));
  std::vector<std::uint32_t> gone;
  for (std::uint32_t i = 0; i < now.findings.size(); ++i) {
    if (now.findings[i].excused) continue;
    const auto same = left.find(now.findings[i].identity.fingerprint);
    if (same == left.end())
      gone.push_back(i);
    else
      left.erase(same);
  }
  return gone;
}

/// The findings of today that are put right with these: they themselves, and what is folded into them.
std::unordered_set<std::uint64_t> answered_with(const Assessment& now, std::span<const std::uint32_t> places) {
  std::vector<bool> is_settled(now.findings.size());
  for (const std::uint32_t place : places) is_settled[place] = true;
  std::unordered_set<std::uint64_t> answered;
  for (std::uint32_t i = 0; i < now.findings.size(); ++i) {
    std::optional<std::uint32_t> at = i;
    while (at && !is_settled[*at]) at = now.findings[*at].folded_into;
    if (at) answered.insert(now.findings[i].identity.fingerprint);
  }
  return answered;
}

}  // namespace

void retire(Inventory& copy, ItemId which, Date today) {
  each_collection(copy, [&](Kind kind, auto& items) {
    if (kind == which.kind) retire(items.at(which.index), today);
  });
}

std::vector<ItemId> ended_by(const Action& action, const Assessment& assessment) {
  std::vector<ItemId> ended;
  for (const std::uint32_t place : action.findings) {
    const Finding& finding = *assessment.findings[place].finding;
    if (finding.what.ends_subject && finding.subject.item) ended.push_back(finding.subject.item);
  }
  std::sort(ended.begin(), ended.end());
  ended.erase(std::unique(ended.begin(), ended.end()), ended.end());
  return ended;
}

Afterwards what_if(const Assessment& now, const Settled& settled) {
  Inventory inventory = copy_of(*now.workspace.inventory);
  for (const ItemId item : settled.ended) retire(inventory, item, now.as_of);
  Pages pages;
  pages.take_off(inventory, settled.ended);
  const Facts facts = gather(inventory, undeclared_of(now.workspace.facts), *now.workspace.packs, *now.workspace.evidence);
  const std::unordered_set<std::uint64_t> answered = answered_with(now, settled.findings);
  const Question question{inventory, facts, *now.workspace.packs, now.profile, now.as_of};
  Waivers waivers(inventory, now.catalogue.rules, now.profile, now.as_of, now.waiver_settings);
  const Answered then = answer(now.catalogue, question, waivers, [&](const Rule& rule, const Subject& subject, const Flagged& flagged) {
    return answered.contains(fingerprint_of(rule.id, subject.label(), flagged.key));
  });
  return {then.score, toll_of(then.tally, then.charges), gone(now, then.tally)};
}

}  // namespace stackdrag
