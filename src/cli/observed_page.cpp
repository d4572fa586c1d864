// What there is to say of observed items: which declared ones they are, and how they get into the inventory.
#include "cli/observed_page.h"

#include <vector>

#include <fmt/format.h>

#include "stackdrag/read_inventory.h"

namespace stackdrag::cli {
namespace {

std::string adoption(const evidence::Sighting& sighting, const Inventory& inventory) {
  std::vector<std::string> labels;
  for (const ItemId declared : sighting.declared) labels.push_back(label_of(inventory, declared));
  const std::string& key = sighting.item.key;
  if (sighting.is_declared()) return fmt::format("\n{} IS DECLARED AS\n  {}\n", key, fmt::join(labels, ", "));
  const std::string perhaps = labels.empty() ? "" : fmt::format("\n{} IS PERHAPS DECLARED AS\n  {}\n", key, fmt::join(labels, ", "));
  return fmt::format("{}\nTO DECLARE {}\n{}", perhaps, key, evidence::adoption_text(sighting.item));
}

}  // namespace

std::string adoption_page(std::string_view name, const evidence::Evidence& evidence, const Inventory& inventory) {
  constexpr std::string_view prefix = "observed/";
  if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  std::string out;
  for (const evidence::Sighting& sighting : evidence.sightings) {
    if (sighting.item.key == name || sighting.item.value("vendor") == name) out += adoption(sighting, inventory);
  }
  return out;
}

}  // namespace stackdrag::cli
