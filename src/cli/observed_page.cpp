// What there is to say of observed items: which declared ones they are, and how they get into the inventory.
#include "cli/observed_page.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/adoption.h"
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

/// The lines that declare something, and where they belong: a section must not stand twice in a file.
std::string declaration(std::string_view name, Kind kind, const std::string& lines, const Inventory& inventory, const Sources& sources) {
  const auto section = section_of_kind(kind, inventory);
  if (!section || section->items.is_null()) return fmt::format("TO DECLARE {}\n{}", name, lines);
  const Location place = sources.locate(section->name.at());
  const bool is_block = section->items.is_mapping() && section->items.size() > 0 && !sources.text(section->items.at()).starts_with('{');
  if (!is_block)
    return fmt::format("TO DECLARE {}, in another file than {}, which has `{}` in brackets or as a list\n{}", name, visible(place.file),
                       section_of(kind), lines);
  const std::size_t indent = sources.locate((*section->items.begin()).at()).column - 1;
  return fmt::format("TO DECLARE {}, below `{}:` of {}:{}\n{}", name, section_of(kind), visible(place.file), place.line,
                     lines_within(lines, indent));
}

bool declares(const Inventory& inventory, Kind of, std::string_view id) {
  bool found = false;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    if (kind == of) found = std::any_of(items.begin(), items.end(), [&](const auto& item) { return *item.id == id; });
  });
  return found;
}

/// The lines that declare what others name and nobody has declared.
std::string declarations_of(const std::map<Kind, std::set<std::string>>& names, const Inventory& inventory, const Sources& sources) {
  std::string out;
  for (const auto& [kind, ids] : names) {
    std::string lines;
    std::vector<std::string> missing;
    for (const std::string& id : ids) {
      if (declares(inventory, kind, id)) continue;
      missing.push_back(id);
      lines += fmt::format("  {}: {{}}\n", id);
    }
    if (!missing.empty())
      out += "\n" + declaration(join_words(missing), kind, fmt::format("{}:\n{}", section_of(kind), lines), inventory, sources);
  }
  return out;
}

std::string adoption(const evidence::Sighting& sighting, const evidence::Observed& all, std::map<Kind, std::set<std::string>>& names,
                     const Inventory& inventory, const Sources& sources) {
  std::vector<std::string> labels;
  for (const ItemId declared : sighting.declared) labels.push_back(label_of(inventory, declared));
  const std::string& key = sighting.item.key;
  if (sighting.is_declared()) return fmt::format("\n{} IS DECLARED AS\n  {}\n", key, fmt::join(labels, ", "));
  const std::string perhaps = labels.empty() ? "" : fmt::format("\n{} IS PERHAPS DECLARED AS\n  {}\n", key, fmt::join(labels, ", "));
  const evidence::Adoption adoption = evidence::adoption_of(sighting.item, all);
  for (const auto& [kind, ids] : adoption.names) names[kind].insert(ids.begin(), ids.end());
  return fmt::format("{}\n{}", perhaps, declaration(key, sighting.item.kind, adoption.lines, inventory, sources));
}

/// All that was observed, as a draft has it.
evidence::Observed observed_of(const evidence::Evidence& evidence) {
  evidence::Observed all;
  for (const evidence::Sighting& sighting : evidence.sightings) all.items.push_back(sighting.item);
  std::sort(all.items.begin(), all.items.end(), [](const evidence::ObservedItem& a, const evidence::ObservedItem& b) {
    return std::tie(a.kind, a.key) < std::tie(b.kind, b.key);
  });
  return all;
}

}  // namespace

std::string adoption_page(std::string_view name, const evidence::Evidence& evidence, const Inventory& inventory, const Sources& sources) {
  constexpr std::string_view prefix = "observed/";
  if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  const evidence::Observed all = observed_of(evidence);
  std::map<Kind, std::set<std::string>> names;
  std::string out;
  for (const evidence::Sighting& sighting : evidence.sightings) {
    if (sighting.item.key == name || sighting.item.value("vendor") == name) out += adoption(sighting, all, names, inventory, sources);
  }
  return out + declarations_of(names, inventory, sources);
}

}  // namespace stackdrag::cli
