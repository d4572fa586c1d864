// From the bytes of an inventory to its facts.
#include "stackdrag/workspace.h"

#include <utility>

#include "stackdrag/read_inventory.h"

namespace stackdrag {

Loaded load(const Sources& sources, const Packs& packs, Lane lane) {
  Loaded loaded;
  std::vector<Tree> documents;
  for (std::size_t source = 0; source < sources.count(); ++source) {
    Document document = read_document(sources, source, lane);
    if (document.problem) loaded.unreadable.push_back(*document.problem);
    documents.push_back(std::move(document.tree));
  }
  if (!loaded.unreadable.empty()) return loaded;
  ReadInventory read = read_inventory(sources, std::move(documents));
  auto inventory = std::make_unique<const Inventory>(std::move(read.inventory));
  Facts facts = gather(*inventory, read.undeclared, packs);
  loaded.workspace = Workspace{&sources, &packs, std::move(inventory), std::move(facts), std::move(read.problems)};
  return loaded;
}

}  // namespace stackdrag
