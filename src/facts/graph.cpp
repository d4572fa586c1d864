// What stands on what, as lists that are built once: each item's dependents, a page's pixels, a tool's integrations.
#include <algorithm>
#include <numeric>

#include "base/disjoint_sets.h"
#include "facts/gather.h"

namespace stackdrag {
namespace {

void gather_integrations(Facts& facts) {
  Sorting<Integration> by_tool, by_data;
  for (const Integration& integration : facts.inventory->integrations) {
    for (const ItemId tool : {integration.from->target, integration.to->target}) {
      if (tool) by_tool.add(tool.index, integration);
    }
    for (const auto& data : integration.moves) {
      if (data->target) by_data.add(data->target.index, integration);
    }
  }
  facts.integrations_by_tool = by_tool.lists(facts.inventory->tools.size());
  facts.integrations_by_data = by_data.lists(facts.inventory->data.size());
}

/// What is not in use stands on nothing.
void gather_dependents(Facts& facts) {
  Lists<ItemId>& lists = facts.dependents_by_item;
  std::vector<ItemId> needs;  // of one item; few
  const auto each_edge = [&](const auto& visit) {
    for (const Item& item : facts.items) {
      if (!in_use(item.status)) continue;
      needs.clear();
      facts.each_need(item.id, [&](ItemId on) {
        if (on && std::find(needs.begin(), needs.end(), on) == needs.end()) needs.push_back(on);
      });
      for (const ItemId on : needs) visit(facts.place_of(on), item.id);
    }
  };
  lists.begins.assign(facts.items.size() + 2, 0);
  each_edge([&](std::size_t on, ItemId) { ++lists.begins[on + 2]; });
  std::partial_sum(lists.begins.begin(), lists.begins.end(), lists.begins.begin());
  lists.all.resize(lists.begins.back());
  // Until a list is full, its begin stands one place further on, and moves.
  each_edge([&](std::size_t on, ItemId item) { lists.all[lists.begins[on + 1]++] = item; });
}

void gather_pages(Facts& facts) {
  Sorting<Pixel> by_page;
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
  // A page may name a pixel that names the page.
  std::sort(uses.begin(), uses.end());
  for (const auto& [page, pixel] : uses) by_page.add(page, *pixel);
  facts.pixels_by_page = by_page.lists(facts.inventory->pages.size());
}

void gather_components(Facts& facts) {
  DisjointSets connected(facts.inventory->tools.size());
  for (const Integration& integration : facts.inventory->integrations) {
    const ItemId from = integration.from->target;
    const ItemId to = integration.to->target;
    if (from && to && in_use(integration.status)) connected.join(from.index, to.index);
  }
  facts.components.resize(facts.inventory->tools.size());
  for (std::uint32_t tool = 0; tool < facts.components.size(); ++tool) facts.components[tool] = connected.find(tool);
}

}  // namespace

void gather_graph(Facts& facts) {
  gather_integrations(facts);
  gather_dependents(facts);
  gather_pages(facts);
  gather_components(facts);
}

}  // namespace stackdrag
