// The items of an inventory as they stand in its files.
#include "cli/written_items.h"

#include <fmt/format.h>

#include "stackdrag/evidence.h"

namespace stackdrag::cli {

std::vector<WrittenItem> written_items(const std::deque<Tree>& trees) {
  std::vector<WrittenItem> items;
  for (const Tree& tree : trees) {
    if (tree.empty() || !tree.root().is_mapping()) continue;
    const bool observed = evidence::is_observed(tree.root());
    tree.root().entries([&](View section, View value) {
      const auto kind = kind_of_section(section.text());
      if (!kind || has_role(*kind, role::single)) return;
      const auto add = [&](View id, View fields) {
        items.push_back(
            {fmt::format("{}/{}", observed ? "observed" : name_of(*kind), id.text()), *kind, id.text(), id.at(), fields, observed});
      };
      if (value.is_mapping()) value.entries(add);
      if (!value.is_sequence()) return;
      for (const View element : value) {
        if (const auto id = element.find("id")) add(*id, element);
      }
    });
  }
  return items;
}

}  // namespace stackdrag::cli
