// What is derived from the list of kinds: their names, and ways to visit the items of an inventory whatever their type.
#pragma once

#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/inventory.h"

namespace stackdrag {

/// The names of a kind in inventories and documentation.
struct KindNames {
  Kind kind;
  std::string_view singular;    ///< as in `tool/hubspot`
  std::string_view section;     ///< the key of the inventory: `tools`
  std::string_view example_id;  ///< empty for a kind that has no ids
  std::string_view purpose;     ///< one line, for the reference page
};

/// Every kind but `none`, in the order of the reference page.
std::span<const KindNames> kinds();
std::string_view name_of(Kind kind);
/// How a subject is always printed: `tool/hubspot`; the stack is just `stack`.
std::string label_of(std::string_view kind, std::string_view id);
std::string_view section_of(Kind kind);
std::optional<Kind> kind_named(std::string_view singular);
std::optional<Kind> kind_of_section(std::string_view section);

/// A type whose values are items of an inventory that rules ask about.
template <class T>
concept ItemType = has_role(kind_of<T>, role::item);

/// Calls `visit(kind, items)` for every collection of items.
template <class AnyInventory, class Visit>
void each_collection(AnyInventory& inventory, Visit visit) {
#define STACKDRAG_VISIT(T, kind, section, ...) \
  if constexpr (!has_role(Kind::kind, role::single)) visit(Kind::kind, inventory.section);
  STACKDRAG_KINDS(STACKDRAG_VISIT)
#undef STACKDRAG_VISIT
}

/// Calls `visit` with one item, whatever its type, and returns the result; `stack` and `limits` count as items. Precondition: it exists.
template <class AnyInventory, class Visit>
auto visit_item(AnyInventory& inventory, ItemId item, Visit visit) -> decltype(visit(inventory.stack)) {
  switch (item.kind) {
#define STACKDRAG_VISIT(T, kind, section, ...)          \
  case Kind::kind:                                      \
    if constexpr (has_role(Kind::kind, role::single)) { \
      return visit(inventory.section);                  \
    } else {                                            \
      return visit(inventory.section[item.index]);      \
    }
    STACKDRAG_KINDS(STACKDRAG_VISIT)
#undef STACKDRAG_VISIT
    case Kind::none:
      break;
  }
  std::abort();
}

/// The inventory's items of type `T`: `items_of<Tool>(inventory)`.
template <ItemType T>
const std::vector<T>& items_of(const Inventory& inventory) {
  const std::vector<T>* found = nullptr;
  each_collection(inventory, [&](Kind, const auto& items) {
    if constexpr (std::is_same_v<decltype(items), const std::vector<T>&>) found = &items;
  });
  return *found;
}

}  // namespace stackdrag
