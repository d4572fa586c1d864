// What can be asked of an item whatever its kind: its id, its label, its common fields.
#include "stackdrag/read_inventory.h"

namespace stackdrag {

const At<Text>& id_of(const Inventory& inventory, ItemId item) {
  return visit_item(inventory, item, [](const auto& found) -> const At<Text>& { return found.id; });
}

const Common* common_of(const Inventory& inventory, ItemId item) {
  return visit_item(inventory, item, [](const auto& found) -> const Common* {
    if constexpr (requires { found.common; }) {
      return &found.common;
    } else {
      return nullptr;
    }
  });
}

std::string label_of(const Inventory& inventory, ItemId item) { return label_of(name_of(item.kind), *id_of(inventory, item)); }

std::size_t item_count(const Inventory& inventory) {
  std::size_t count = 0;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    if (has_role(kind, role::item)) count += items.size();
  });
  return count;
}

}  // namespace stackdrag
