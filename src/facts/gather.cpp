// Gathers the facts: one pass over every collection, no pair of items is ever compared.
#include <algorithm>
#include <map>
#include <set>

#include "stackdrag/facts.h"
#include "stackdrag/text.h"
#include "text/name_table.h"

namespace stackdrag {
namespace {

template <class T>
Item view_of(const T& item) {
  Item view{.id = item.common.self, .name = *item.id, .at = item.id.at, .common = &item.common};
  if constexpr (requires { item.owner; }) view.owner = &item.owner;
  if constexpr (requires { item.count; }) view.count = item.count ? std::max(1.0, *item.count) : 1;
  if constexpr (requires { item.status; }) view.status = item.status ? *item.status : Status::active;
  return view;
}

void gather_items(Facts& facts) {
  facts.items.reserve(item_count(*facts.inventory));
  each_collection(*facts.inventory, [&](Kind kind, const auto& items) {
    if (kind == Kind::convention || kind == Kind::waiver || kind == Kind::change) return;
    for (const auto& item : items) facts.items.push_back(view_of(item));
  });
}

/// Tools group by capability and audience: two survey tools that serve different regions do not overlap, and a tool that does not say
/// whom it serves stands beside all that do.
class CapabilityGroups {
 public:
  explicit CapabilityGroups(Facts& facts) : facts_(facts) {}

  void gather() {
    each_use([&](const Tool& tool, std::uint32_t capability) {
      for (const At<Text>& audience : tool.serves) audiences_[capability].insert(*audience);
    });
    for_everybody_.assign(names_.size(), NameTable::none);
    each_use([&](const Tool& tool, std::uint32_t capability) {
      for (const At<Text>& audience : tool.serves) add(tool, capability, *audience);
      if (tool.serves.size() > 0) return;
      const auto known = audiences_.find(capability);
      if (known == audiences_.end()) return add(tool, capability, {});
      for (const Text audience : known->second) add(tool, capability, audience);
    });
  }

 private:
  template <class Use>
  void each_use(Use use) {
    for (const Tool& tool : facts_.inventory->tools) {
      if (!in_use(tool.status)) continue;
      for (const At<Text>& capability : tool.does) use(tool, names_.add(*capability));
    }
  }

  void add(const Tool& tool, std::uint32_t capability, Text audience) {
    std::uint32_t& place =
        audience.empty() ? for_everybody_[capability] : for_some_.try_emplace({capability, audience}, NameTable::none).first->second;
    if (place == NameTable::none) {
      place = static_cast<std::uint32_t>(facts_.capabilities.size());
      facts_.capabilities.push_back({.id = names_.name(capability), .audience = audience});
    }
    Capability& group = facts_.capabilities[place];
    if (!group.tools.empty() && group.tools.back() == &tool) return;
    group.tools.push_back(&tool);
    group.members.push_back(tool.common.self);
  }

  Facts& facts_;
  NameTable names_;  // of the capabilities
  std::map<std::uint32_t, std::set<Text>> audiences_;
  std::vector<std::uint32_t> for_everybody_;                          // the group of each capability
  std::map<std::pair<std::uint32_t, Text>, std::uint32_t> for_some_;  // its groups by audience
};

void gather_capabilities(Facts& facts) {
  CapabilityGroups(facts).gather();
  for (const Tool& tool : facts.inventory->tools) {
    if (in_use(tool.status) && tool.does.unknown()) facts.capabilities.push_back({.tools = {&tool}, .members = {tool.common.self}});
  }
}

std::string folded(Text value) {
  std::string key = lower_case(value);
  std::erase_if(key, [](char c) { return c == '-' || c == '_' || c == ' ' || c == '.' || c == '+'; });
  return key;
}

void gather_utm_values(Facts& facts) {
  std::map<std::pair<std::string_view, std::string>, std::size_t> places;
  const auto add = [&](std::string_view field, const At<Text>& value, const Campaign& campaign) {
    const auto [place, fresh] = places.try_emplace({field, folded(*value)}, facts.utm_values.size());
    if (fresh) facts.utm_values.push_back({.field = field, .folded = place->first.second});
    UtmValue& group = facts.utm_values[place->second];
    group.uses.push_back({value, &campaign});
    if (group.members.empty() || group.members.back() != campaign.common.self) group.members.push_back(campaign.common.self);
  };
  for (const Campaign& campaign : facts.inventory->campaigns) {
    if (!campaign.utm) continue;
    for (const auto& value : campaign.utm->source) add("utm_source", value, campaign);
    for (const auto& value : campaign.utm->medium) add("utm_medium", value, campaign);
    for (const auto& value : campaign.utm->campaign) add("utm_campaign", value, campaign);
    if (campaign.utm->campaign.absent()) add("utm_campaign", campaign.id, campaign);
  }
}

void gather_ghosts(Facts& facts, const std::vector<Undeclared>& undeclared) {
  std::map<std::pair<Kind, Text>, std::size_t> places;
  std::set<std::pair<std::size_t, ItemId>> members;
  for (const Undeclared& use : undeclared) {
    const auto [place, fresh] = places.try_emplace({use.expected, use.name}, facts.ghosts.size());
    if (fresh) facts.ghosts.push_back({.expected = use.expected, .name = use.name});
    Ghost& ghost = facts.ghosts[place->second];
    ghost.uses.push_back(use);
    if (members.emplace(place->second, use.from).second) ghost.members.push_back(use.from);
  }
}

/// A pattern is compiled once for all the names that it covers. One that does not compile was reported when it was read.
void gather_patterns(Facts& facts) {
  std::string problem;
  for (const Convention& convention : facts.inventory->conventions) {
    facts.patterns.push_back(convention.pattern ? Pattern::compile(*convention.pattern, problem) : std::nullopt);
  }
}

void gather_integrations(Facts& facts) {
  facts.integrations_by_tool.resize(facts.inventory->tools.size());
  facts.integrations_by_data.resize(facts.inventory->data.size());
  for (const Integration& integration : facts.inventory->integrations) {
    const auto join = [&](ItemId item, auto& lists) {
      if (item && (lists[item.index].empty() || lists[item.index].back() != &integration)) lists[item.index].push_back(&integration);
    };
    join(integration.from->target, facts.integrations_by_tool);
    join(integration.to->target, facts.integrations_by_tool);
    for (const auto& data : integration.moves) join(data->target, facts.integrations_by_data);
  }
}

}  // namespace

Facts gather(const Inventory& inventory, const std::vector<Undeclared>& undeclared) {
  Facts facts;
  facts.inventory = &inventory;
  gather_items(facts);
  gather_capabilities(facts);
  gather_utm_values(facts);
  gather_ghosts(facts, undeclared);
  gather_integrations(facts);
  gather_patterns(facts);
  return facts;
}

bool in_use(const At<Status>& status) { return !status || (*status != Status::planned && *status != Status::retired); }

bool is_live(const Pixel& pixel) { return in_use(pixel.status) && !(pixel.status && *pixel.status == Status::paused); }

}  // namespace stackdrag
