// What rules look up: owners, conventions, and what an item depends on.
#include <algorithm>
#include <unordered_set>

#include "stackdrag/facts.h"

namespace stackdrag {
namespace {

const At<OwnerRef>* own_owner(const At<OwnerRef>& owner) { return owner ? &owner : nullptr; }

const At<OwnerRef>* owner_of_fed_tools(const Facts& facts, const Pixel& pixel) {
  const At<OwnerRef>* common = nullptr;
  for (const auto& fed : pixel.feeds) {
    const Tool* tool = facts.tool(fed->target);
    if (tool == nullptr || !tool->owner || (common != nullptr && (*common)->text != tool->owner->text)) return nullptr;
    common = &tool->owner;
  }
  return common;
}

const At<OwnerRef>* owner_of_both_ends(const Facts& facts, const Integration& integration) {
  const Tool* from = facts.tool(integration.from->target);
  const Tool* to = facts.tool(integration.to->target);
  if (from == nullptr || to == nullptr || !from->owner || !to->owner) return nullptr;
  return from->owner->text == to->owner->text ? &from->owner : nullptr;
}

}  // namespace

const Convention* Facts::convention(std::string_view of) const {
  const auto found =
      std::find_if(inventory->conventions.begin(), inventory->conventions.end(), [&](const Convention& c) { return *c.id == of; });
  return found == inventory->conventions.end() ? nullptr : &*found;
}

const At<OwnerRef>* Facts::owner_of(ItemId item) const {
  const At<OwnerRef>* owner = nullptr;
  if (item.kind == Kind::stack) return own_owner(inventory->stack.owner);
  each_collection(*inventory, [&](Kind kind, const auto& all) {
    if (kind != item.kind) return;
    if constexpr (requires { all[0].owner; }) owner = own_owner(all[item.index].owner);
  });
  if (owner != nullptr) return owner;
  // Somebody looked and there is nobody: then nobody is inherited either.
  if (item.kind == Kind::pixel && !inventory->pixels[item.index].owner.none())
    return owner_of_fed_tools(*this, inventory->pixels[item.index]);
  if (item.kind == Kind::integration && !inventory->integrations[item.index].owner.none()) {
    return owner_of_both_ends(*this, inventory->integrations[item.index]);
  }
  return nullptr;
}

const std::vector<const Integration*>& Facts::integrations_at(ItemId tool) const { return integrations_by_tool[tool.index]; }

std::vector<Dependency> Facts::dependencies_of(ItemId start) const {
  std::vector<Dependency> found;
  std::unordered_set<std::uint64_t> seen;
  const auto reach = [&](ItemId item, const std::vector<ItemId>& path) {
    const std::uint64_t key = (static_cast<std::uint64_t>(item.kind) << 32) | item.index;
    if (!item || item == start || !seen.insert(key).second) return;
    found.push_back({item, path});
    found.back().path.push_back(item);
  };
  const auto expand = [&](ItemId item, const std::vector<ItemId>& path) {
    if (item.kind == Kind::agent) {
      for (const auto& used : inventory->agents[item.index].uses) reach(used->target, path);
      for (const auto& read : inventory->agents[item.index].reads) reach(read->target, path);
    } else if (item.kind == Kind::integration) {
      reach(inventory->integrations[item.index].from->target, path);
      reach(inventory->integrations[item.index].to->target, path);
    } else if (item.kind == Kind::data && item == start) {
      for (const Integration* integration : integrations_by_data[item.index]) reach(integration->common.self, path);
    }
  };
  expand(start, {});
  for (std::size_t next = 0; next < found.size(); ++next) {
    const Dependency here = found[next];
    expand(here.on, here.path);
  }
  return found;
}

}  // namespace stackdrag
