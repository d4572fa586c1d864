// Lookups for rules: owners, conventions and dependencies.
#include <algorithm>
#include <set>
#include <unordered_set>

#include "stackdrag/facts.h"

namespace stackdrag {
namespace {

/// The owner field of the item itself; null if items of its kind have none.
const At<OwnerRef>* owner_field(const Inventory& inventory, ItemId item) {
  return visit_item(inventory, item, [](const auto& found) -> const At<OwnerRef>* {
    if constexpr (HasOwner<std::decay_t<decltype(found)>>) {
      return &found.owner;
    } else {
      return nullptr;
    }
  });
}

/// Who owns all of the tools that the references name; null if they have several owners, or nobody knows one. Another team's tool does not
/// count unless it says who owns it.
class CommonOwner {
 public:
  explicit CommonOwner(const Facts& facts) : facts_(facts) {}

  void add(const List<ToolRef>& tools) {
    for (const auto& named : tools) {
      const Tool* const tool = facts_.tool(named->target);
      if (tool != nullptr && !tool->owner && is_external(*tool)) continue;
      if (tool == nullptr || !tool->owner || (owner_ != nullptr && (*owner_)->text != tool->owner->text)) {
        differ_ = true;
        return;
      }
      owner_ = &tool->owner;
    }
  }
  const At<OwnerRef>* get() const { return differ_ ? nullptr : owner_; }

 private:
  const Facts& facts_;
  const At<OwnerRef>* owner_ = nullptr;
  bool differ_ = false;
};

const At<OwnerRef>* owner_of_fed_tools(const Facts& facts, const Pixel& pixel) {
  CommonOwner common(facts);
  common.add(pixel.feeds);
  return common.get();
}

const At<OwnerRef>* owner_of_all_ends(const Facts& facts, const Integration& integration) {
  if (integration.from.size() == 0 || integration.to.size() == 0) return nullptr;
  CommonOwner common(facts);
  common.add(integration.from);
  common.add(integration.to);
  return common.get();
}

/// The items already reached. Most items depend on so few that a linear search is faster than a table.
class Seen {
 public:
  /// Enters the item and returns whether it is new. `found` holds the items entered so far.
  bool enter(ItemId item, const std::vector<Dependency>& found) {
    if (found.size() < few) return std::none_of(found.begin(), found.end(), [&](const Dependency& d) { return d.on == item; });
    if (table_.empty()) {
      for (const Dependency& dependency : found) table_.insert(key_of(dependency.on));
    }
    return table_.insert(key_of(item)).second;
  }

 private:
  static constexpr std::size_t few = 16;
  static std::uint64_t key_of(ItemId item) { return (static_cast<std::uint64_t>(item.kind) << 32) | item.index; }

  std::unordered_set<std::uint64_t> table_;
};

}  // namespace

bool in_season(const List<Month>& months, Date day) {
  const auto month = static_cast<Month>(month_of(day) - 1);
  return months.size() == 0 || std::any_of(months.begin(), months.end(), [&](const At<Month>& of) { return *of == month; });
}

const Convention* Facts::convention(std::string_view of) const {
  const auto found =
      std::find_if(inventory->conventions.begin(), inventory->conventions.end(), [&](const Convention& c) { return *c.id == of; });
  return found == inventory->conventions.end() ? nullptr : &*found;
}

const At<OwnerRef>* Facts::owner_of(ItemId item) const {
  const At<OwnerRef>* owner = owner_field(*inventory, item);
  if (owner == nullptr || *owner) return owner;
  if (owner->misread()) return nullptr;
  // `none` means that somebody looked and there is no owner, so none is inherited either.
  if (item.kind == Kind::pixel && !inventory->pixels[item.index].owner.none())
    return owner_of_fed_tools(*this, inventory->pixels[item.index]);
  if (item.kind == Kind::integration && !inventory->integrations[item.index].owner.none()) {
    return owner_of_all_ends(*this, inventory->integrations[item.index]);
  }
  if (item.kind == Kind::touchpoint && !inventory->touchpoints[item.index].owner.none()) {
    const At<ToolRef>& run_by = inventory->touchpoints[item.index].tool;
    const Tool* const found = run_by ? tool(run_by->target) : nullptr;
    return found != nullptr && found->owner ? &found->owner : nullptr;
  }
  return nullptr;
}

std::vector<Dependency> Facts::dependencies_of(ItemId start) const {
  std::vector<Dependency> found;
  found.reserve(8);
  Seen seen;
  Dependency here{.on = start, .steps = 0};
  std::uint32_t place = Dependency::none;
  const auto reach = [&](ItemId item) {
    if (item != start && seen.enter(item, found)) found.push_back({item, place, here.steps + 1});
  };
  // Does not follow other data any further.
  const auto expand = [&] {
    if (here.on.kind == Kind::data && here.on != start) return;
    for (const ItemId item : dependencies(here.on)) reach(item);
  };
  expand();
  for (place = 0; place < found.size(); ++place) {
    here = found[place];
    expand();
  }
  return found;
}

std::vector<Dependency> Facts::dependents_of(ItemId start, std::size_t most, const std::function<bool(ItemId)>& enough) const {
  std::vector<Dependency> found;
  Seen seen;
  Dependency here{.on = start, .steps = 0};
  std::uint32_t place = Dependency::none;
  const auto done = [&] { return found.size() == most || (enough && !found.empty() && enough(found.back().on)); };
  const auto expand = [&] {
    for (const ItemId item : dependents(here.on)) {
      if (item != start && seen.enter(item, found)) found.push_back({item, place, here.steps + 1});
      if (done()) return true;
    }
    return false;
  };
  bool over = expand();
  for (place = 0; !over && place < found.size(); ++place) {
    here = found[place];
    over = expand();
  }
  return found;
}

std::vector<std::string_view> known_owners(const Facts& facts) {
  std::set<std::string_view> names;
  for (const Person& person : facts.inventory->people) names.insert(*person.id);
  for (const Team& team : facts.inventory->teams) names.insert(*team.id);
  for (const Item& item : facts.items) {
    if (item.owner != nullptr && *item.owner) names.insert((*item.owner)->text);
  }
  return {names.begin(), names.end()};
}

std::string Facts::way(ItemId start, const std::vector<Dependency>& found, std::uint32_t place) const {
  std::string text;
  for (; place != Dependency::none; place = found[place].through) text.insert(0, " → " + std::string(*id_of(*inventory, found[place].on)));
  return text.insert(0, *id_of(*inventory, start));
}

void Facts::each_name(std::string_view convention, const std::function<void(Text)>& visit) const {
  const auto visit_spellings = [&](const auto& uses) {
    std::unordered_set<Text> seen;
    for (const auto& use : uses) {
      if (seen.insert(*use.value).second) visit(*use.value);
    }
  };
  if (convention == "event" || convention == "property") {
    for (const EventName& event : events) {
      if (event.kind != convention) continue;
      std::vector<EventName::Use> own;
      std::copy_if(event.uses.begin(), event.uses.end(), std::back_inserter(own), [](const auto& use) { return !use.prescribed; });
      visit_spellings(own);
    }
  } else if (convention.starts_with("utm_")) {
    for (const UtmValue& value : utm_values) {
      if (value.field == convention) visit_spellings(value.uses);
    }
  } else {
    for (const Item& item : items) {
      if (name_of(item.id.kind) == convention && in_use(item.status)) visit(item.name);
    }
  }
}

}  // namespace stackdrag
