// From the bytes of an inventory to its facts.
#include "stackdrag/workspace.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// Words that a rule would have to know. A region that nobody knows must not switch off the rules about consent.
void find_unknown_words(const Inventory& inventory, const Packs& packs, std::vector<Problem>& problems) {
  std::vector<std::string_view> known;
  for (const At<Text>& region : inventory.stack.regions) {
    if (packs.find<Region>(*region) != nullptr) continue;
    if (known.empty()) {
      for (const Region& row : packs.rows<Region>()) {
        known.push_back(*row.id);
        for (const At<Text>& alias : row.aliases) known.push_back(*alias);
      }
    }
    const std::string near = did_you_mean(*region, known);
    problems.push_back(
        {fmt::format("`regions`: no region is called `{}`{}", shorten(visible(*region), 60),
                     near.empty() ? "; write a country such as `de`, a state such as `us-ca`, a group such as `eu`, or `all`" : near),
         region.at});
  }
}

bool is_observed(const Tree& tree) { return !tree.empty() && evidence::is_observed(tree.root()); }

/// Puts more problems among those that stand in the order of the files.
void put_in_order(const std::vector<Problem>& more, std::vector<Problem>& into) {
  if (more.empty()) return;
  into.insert(into.end(), more.begin(), more.end());
  std::stable_sort(into.begin(), into.end(), [](const Problem& a, const Problem& b) { return a.at.begin < b.at.begin; });
}

}  // namespace

std::optional<Sources> without_evidence_after(const Sources& sources, Date day) {
  Sources older;
  bool any_newer = false;
  for (std::size_t source = 0; source < sources.count(); ++source) {
    std::string text(sources.text(source));
    const Document document = read_document(sources, source);
    if (!document.problem && is_observed(document.tree)) {
      std::vector<Problem> ignored;  // told when the files were read
      const evidence::Observed observed = evidence::read_observed(document.tree.root(), ignored);
      const evidence::Observed known = evidence::known_on(observed, day);
      if (known.sources.size() < observed.sources.size()) {
        text = evidence::observed_text(known);
        any_newer = true;
      }
    }
    older.add(std::string(sources.name(source)), std::move(text));
  }
  if (!any_newer) return std::nullopt;
  return older;
}

Loaded load(const Sources& sources, const Packs& packs, Lane lane, const std::optional<AuditDay>& day) {
  Loaded loaded;
  std::vector<Tree> documents;
  std::vector<Problem> repeated;
  for (std::size_t source = 0; source < sources.count(); ++source) {
    Document document = read_document(sources, source, lane, Repeats::noted);
    if (document.problem) loaded.unreadable.push_back(*document.problem);
    repeated.insert(repeated.end(), document.repeated.begin(), document.repeated.end());
    documents.push_back(std::move(document.tree));
  }
  if (!loaded.unreadable.empty()) {
    put_in_order(repeated, loaded.unreadable);
    return loaded;
  }
  std::vector<Tree> observed;
  const auto first = std::stable_partition(documents.begin(), documents.end(), [&](const Tree& tree) { return !is_observed(tree); });
  std::move(first, documents.end(), std::back_inserter(observed));
  documents.erase(first, documents.end());
  ReadInventory read = read_inventory(sources, std::move(documents), day);
  auto seen = std::make_shared<const evidence::Evidence>(evidence::lay_over(read.inventory, sources, std::move(observed), packs, repeated));
  find_unknown_words(read.inventory, packs, repeated);
  put_in_order(repeated, read.problems);
  auto inventory = std::make_unique<const Inventory>(std::move(read.inventory));
  Facts facts = gather(*inventory, read.undeclared, packs, *seen);
  loaded.workspace = Workspace{&sources, &packs, std::move(inventory), std::move(seen), std::move(facts), std::move(read.problems)};
  return loaded;
}

}  // namespace stackdrag
