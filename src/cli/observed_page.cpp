// What there is to say of observed items: which declared ones they are, and how they get into the inventory.
#include "cli/observed_page.h"

#include <optional>
#include <vector>

#include <fmt/format.h>

#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

/// A section of the files that people write.
struct Section {
  View name, items;
};

std::optional<Section> section_of_kind(Kind kind, const Inventory& inventory) {
  std::optional<Section> found;
  for (const Tree& tree : inventory.trees) {
    if (tree.empty() || !tree.root().is_mapping() || evidence::is_observed(tree.root())) continue;
    tree.root().entries([&](View name, View items) {
      if (!found && name.text() == section_of(kind)) found = Section{name, items};
    });
  }
  return found;
}

/// The lines without that of the section, indented as its items are.
std::string lines_within(std::string_view lines, std::size_t indent) {
  std::string out;
  for (std::size_t at = lines.find('\n') + 1; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    constexpr std::size_t written_indent = 2;
    out += std::string(indent, ' ').append(lines.substr(at + written_indent, end + 1 - at - written_indent));
    at = end + 1;
  }
  return out;
}

/// The lines that declare an item, and where they belong: a section must not stand twice in a file.
std::string declaration(const evidence::ObservedItem& item, const Inventory& inventory, const Sources& sources) {
  const std::string lines = evidence::adoption_text(item);
  const auto section = section_of_kind(item.kind, inventory);
  if (!section || section->items.is_null()) return fmt::format("TO DECLARE {}\n{}", item.key, lines);
  const Location place = sources.locate(section->name.at());
  const bool is_block = section->items.is_mapping() && section->items.size() > 0 && !sources.text(section->items.at()).starts_with('{');
  if (!is_block)
    return fmt::format("TO DECLARE {}, in another file than {}, which has `{}` in brackets or as a list\n{}", item.key, visible(place.file),
                       section_of(item.kind), lines);
  const std::size_t indent = sources.locate((*section->items.begin()).at()).column - 1;
  return fmt::format("TO DECLARE {}, below `{}:` of {}:{}\n{}", item.key, section_of(item.kind), visible(place.file), place.line,
                     lines_within(lines, indent));
}

std::string adoption(const evidence::Sighting& sighting, const Inventory& inventory, const Sources& sources) {
  std::vector<std::string> labels;
  for (const ItemId declared : sighting.declared) labels.push_back(label_of(inventory, declared));
  const std::string& key = sighting.item.key;
  if (sighting.is_declared()) return fmt::format("\n{} IS DECLARED AS\n  {}\n", key, fmt::join(labels, ", "));
  const std::string perhaps = labels.empty() ? "" : fmt::format("\n{} IS PERHAPS DECLARED AS\n  {}\n", key, fmt::join(labels, ", "));
  return fmt::format("{}\n{}", perhaps, declaration(sighting.item, inventory, sources));
}

}  // namespace

std::string adoption_page(std::string_view name, const evidence::Evidence& evidence, const Inventory& inventory, const Sources& sources) {
  constexpr std::string_view prefix = "observed/";
  if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  std::string out;
  for (const evidence::Sighting& sighting : evidence.sightings) {
    if (sighting.item.key == name || sighting.item.value("vendor") == name) out += adoption(sighting, inventory, sources);
  }
  return out;
}

}  // namespace stackdrag::cli
