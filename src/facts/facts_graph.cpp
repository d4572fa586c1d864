// Builds the edges, the adjacency lists of dependencies, the pixels of each page and the integrations of each tool.
#include <algorithm>

#include "facts/gather.h"
#include "stackdrag/disjoint_sets.h"

namespace stackdrag {
namespace {

void gather_integrations(Facts& facts) {
  Sorting<const Integration*> by_tool;
  for (const Integration& integration : facts.inventory->integrations) {
    std::vector<ItemId> tools;
    for (const List<ToolRef>* const side : {&integration.from, &integration.to}) {
      for (const auto& end : *side) {
        const bool known = std::find(tools.begin(), tools.end(), end->target) != tools.end();
        if (end->target && !known) tools.push_back(end->target);
      }
    }
    for (const ItemId tool : tools) by_tool.add(tool.index, &integration);
  }
  facts.integrations_by_tool = by_tool.lists(facts.inventory->tools.size());
}

/// Whether the integration only carries the data away from where it is kept: who reads it there does not depend on that.
bool carries_away(const Integration& integration, const Data& data) {
  const ItemId kept = data.system_of_record ? data.system_of_record->target : ItemId{};
  const bool two_way = integration.direction && *integration.direction == Direction::two_way;
  const auto is_kept_there = [&](const auto& source) { return source->target == kept; };
  const bool only_from_there = std::all_of(integration.from.begin(), integration.from.end(), is_kept_there);
  if (!kept || integration.from.size() == 0 || !only_from_there || two_way) return false;
  return std::none_of(data.written_by.begin(), data.written_by.end(),
                      [&](const auto& writer) { return writer->target == integration.common.self; });
}

bool carries_away(const Edge& edge, const Inventory& inventory) {
  return edge.from.kind == Kind::integration && edge.to.kind == Kind::data &&
         carries_away(inventory.integrations[edge.from.index], inventory.data[edge.to.index]);
}

/// How the edge makes one item depend on the other. Data depends on the integrations that write it, whether they say what they move or not.
Dependence dependence_of(const Edge& edge, const Inventory& inventory) {
  if (edge.from.kind == Kind::data && edge.to.kind == Kind::integration) {
    const auto& moved = inventory.integrations[edge.to.index].moves;
    const bool says_so = std::any_of(moved.begin(), moved.end(), [&](const auto& data) { return data->target == edge.from; });
    return says_so ? Dependence::none : Dependence::on_target;
  }
  return carries_away(edge, inventory) ? Dependence::none : edge.field->dependence;
}

/// An agent that reads data in a tool to which an integration has carried it depends on that integration.
void add_copies(const Facts& facts, Sorting<ItemId>& dependencies) {
  const Inventory& inventory = *facts.inventory;
  Sorting<ItemId> away;
  for (const Edge& edge : facts.edges) {
    if (carries_away(edge, inventory)) away.add(edge.to.index, edge.from);
  }
  const Lists<ItemId> carriers = away.lists(inventory.data.size());
  for (const Agent& agent : inventory.agents) {
    const auto uses = [&](ItemId item) {
      return std::any_of(agent.uses.begin(), agent.uses.end(), [&](const auto& use) { return use->target == item; });
    };
    for (const auto& read : agent.reads) {
      if (!read->target) continue;
      for (const ItemId carrier : carriers[read->target.index]) {
        const List<ToolRef>& to = inventory.integrations[carrier.index].to;
        const bool used = std::any_of(to.begin(), to.end(), [&](const auto& copy) { return copy->target && uses(copy->target); });
        if (used && !uses(carrier)) dependencies.add(facts.place_of(agent.common.self), carrier);
      }
    }
  }
}

void gather_dependencies(Facts& facts) {
  // An item may name another more than once. As its edges are adjacent, a stamp on the target shows a repetition, and the long list of a
  // hub is never searched.
  std::vector<std::uint64_t> stamps(facts.items.size());
  Sorting<ItemId> dependencies;
  for (const Edge& edge : facts.edges) {
    const Dependence dependence = dependence_of(edge, *facts.inventory);
    if (dependence == Dependence::none) continue;
    const bool on_target = dependence == Dependence::on_target;
    const std::uint64_t stamp = std::uint64_t{edge.from.number()} << 1 | (on_target ? 1 : 0);
    if (std::exchange(stamps[facts.place_of(edge.to)], stamp) == stamp) continue;
    const ItemId on = on_target ? edge.to : edge.from;
    dependencies.add(facts.place_of(on_target ? edge.from : edge.to), on);
  }
  add_copies(facts, dependencies);
  facts.dependencies_by_item = dependencies.lists(facts.items.size());
}

void gather_dependents(Facts& facts) {
  Sorting<ItemId> dependents;
  for (const Item& item : facts.items) {
    if (!is_running(item.status)) continue;
    for (const ItemId on : facts.dependencies(item.id)) dependents.add(facts.place_of(on), item.id);
  }
  facts.dependents_by_item = dependents.lists(facts.items.size());
}

void gather_pages(Facts& facts) {
  Sorting<const Pixel*> by_page;
  std::vector<bool> everywhere(facts.inventory->pixels.size());
  for (const Pixel& pixel : facts.inventory->pixels) {
    if (!is_live(pixel) || on_all_pages(pixel) == nullptr) continue;
    everywhere[pixel.common.self.index] = true;
    facts.pixels_everywhere.push_back(&pixel);
  }
  std::vector<std::pair<std::uint32_t, const Pixel*>> uses;
  for (const Pixel& pixel : facts.inventory->pixels) {
    if (!is_live(pixel) || everywhere[pixel.common.self.index]) continue;
    for (const auto& page : pixel.on) {
      if (page->target) uses.emplace_back(page->target.index, &pixel);
    }
  }
  for (const Page& page : facts.inventory->pages) {
    for (const auto& pixel : page.pixels) {
      if (!pixel->target || everywhere[pixel->target.index]) continue;
      const Pixel& named = facts.inventory->pixels[pixel->target.index];
      if (is_live(named)) uses.emplace_back(page.common.self.index, &named);
    }
  }
  // A page and a pixel may name each other; sorting makes the duplicates adjacent.
  std::sort(uses.begin(), uses.end());
  for (const auto& [page, pixel] : uses) by_page.add(page, pixel);
  facts.pixels_by_page = by_page.lists(facts.inventory->pages.size());
}

void gather_components(Facts& facts) {
  DisjointSets connected(facts.inventory->tools.size());
  for (const Integration& integration : facts.inventory->integrations) {
    if (!in_use(integration.status)) continue;
    // One after the other is enough: whatever is joined to the same tool is connected.
    ItemId source, target;
    for (const auto& from : integration.from) {
      if (from->target && source) connected.join(source.index, from->target.index);
      if (from->target) source = from->target;
    }
    for (const auto& to : integration.to) {
      if (to->target && target) connected.join(target.index, to->target.index);
      if (to->target) target = to->target;
    }
    if (source && target) connected.join(source.index, target.index);
  }
  facts.components.resize(facts.inventory->tools.size());
  for (std::uint32_t tool = 0; tool < facts.components.size(); ++tool) facts.components[tool] = connected.find(tool);
}

}  // namespace

std::vector<Edge> edges_of(const Inventory& inventory) {
  std::vector<Edge> edges;
  std::vector<Reference> references;
  const auto add_of = [&](const Record& fields, ItemId from, const void* record) {
    for (const Field* const field : fields.referring) {
      references.clear();
      field->references(record, references);
      for (const Reference& reference : references) edges.push_back({from, reference.target, field, reference.at});
    }
  };
  const auto add = [&](ItemId from, const auto& item) {
    add_of(fields_of(from.kind), from, &item);
    if constexpr (requires { item.common; }) {
      if (item.common.given != nullptr) add_of(common_fields(), from, &item.common);
    }
  };
  for (const KindNames& kind : kinds()) {
    if (!has_role(kind.kind, role::single)) continue;
    visit_item(inventory, {kind.kind, 0}, [&](const auto& item) { add({kind.kind, 0}, item); });
  }
  each_collection(inventory, [&](Kind kind, const auto& items) {
    for (std::uint32_t index = 0; index < items.size(); ++index) add({kind, index}, items[index]);
  });
  return edges;
}

void gather_graph(Facts& facts) {
  facts.edges = edges_of(*facts.inventory);
  gather_integrations(facts);
  gather_dependencies(facts);
  gather_dependents(facts);
  gather_pages(facts);
  gather_components(facts);
}

}  // namespace stackdrag
