// From the bytes of an inventory to its facts.
#include "stackdrag/workspace.h"

#include <algorithm>
#include <utility>

namespace stackdrag {

namespace {

/// Puts more problems among those that stand in the order of the files.
void put_in_order(const std::vector<Problem>& more, std::vector<Problem>& into) {
  if (more.empty()) return;
  into.insert(into.end(), more.begin(), more.end());
  std::stable_sort(into.begin(), into.end(), [](const Problem& a, const Problem& b) { return a.at.begin < b.at.begin; });
}

}  // namespace

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
  ReadInventory read = read_inventory(sources, std::move(documents), day);
  put_in_order(repeated, read.problems);
  auto inventory = std::make_unique<const Inventory>(std::move(read.inventory));
  Facts facts = gather(*inventory, read.undeclared, packs);
  loaded.workspace = Workspace{&sources, &packs, std::move(inventory), std::move(facts), std::move(read.problems)};
  return loaded;
}

}  // namespace stackdrag
