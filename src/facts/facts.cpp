// Gathers the facts in one pass over every collection, without comparing items in pairs.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "facts/gather.h"
#include "stackdrag/facts.h"
#include "stackdrag/text.h"

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
    if (!is_referable(kind)) return;
    facts.first_places[static_cast<std::size_t>(kind)] = facts.items.size();
    for (const auto& item : items) facts.items.push_back(view_of(item));
  });
}

/// Groups tools by capability and audience: two survey tools that serve different regions do not overlap. A tool that declares no audience
/// is in the group of every audience.
class CapabilityGroups {
 public:
  CapabilityGroups(Facts& facts, const Packs& packs) : facts_(facts), packs_(packs) {}

  void gather() {
    each_use([&](const Tool& tool, Word& word) {
      ++word.meaning->spellings[word.spelling];
      for (const At<Text>& audience : tool.serves) {
        Text& name = word.meaning->audiences.try_emplace(folded_name(*audience), *audience).first->second;
        name = std::min(name, *audience);
      }
    });
    each_use([&](const Tool& tool, Word& word) {
      for (const At<Text>& audience : tool.serves) add(tool, *word.meaning, folded_name(*audience));
      if (tool.serves.size() > 0) return;
      if (word.meaning->audiences.empty()) return add(tool, *word.meaning, {});
      for (const auto& [audience, name] : word.meaning->audiences) add(tool, *word.meaning, audience);
    });
    for (const Tool& tool : facts_.inventory->tools) {
      if (in_use(tool.status) && tool.does.unknown()) tools_.add(new_group({}), &tool);
    }
    fill();
  }

 private:
  /// A capability, whatever it is called.
  struct Meaning {
    std::string key;
    std::map<Text, std::size_t> spellings;        // and how often each is used
    std::map<std::string, Text> audiences;        // by folded name
    std::map<std::string, std::uint32_t> groups;  // by folded audience
  };
  struct Word {
    Text spelling;
    Meaning* meaning;
  };

  template <class Use>
  void each_use(Use use) {
    for (const Tool& tool : facts_.inventory->tools) {
      if (!in_use(tool.status)) continue;
      for (const At<Text>& capability : tool.does) {
        if (Word& written = word(*capability); !written.meaning->key.empty()) use(tool, written);
      }
    }
  }

  Word& word(Text spelling) {
    const auto [known, added] = words_.try_emplace(spelling, Word{spelling, nullptr});
    if (added) {
      const std::string key = packs_.capability(spelling);
      known->second.meaning = &meanings_.try_emplace(key, Meaning{.key = key}).first->second;
    }
    return known->second;
  }

  void add(const Tool& tool, Meaning& meaning, const std::string& audience) {
    const auto [group, added] = meaning.groups.try_emplace(audience);
    if (added) {
      group->second = new_group(meaning.key);
      facts_.capabilities.back().id = name_of(meaning);
      if (!audience.empty()) facts_.capabilities.back().audience = meaning.audiences.at(audience);
    }
    tools_.add(group->second, &tool);
  }

  /// The usual name if anybody writes it, else the most used.
  Text name_of(const Meaning& meaning) const {
    const CapabilityName* const usual = packs_.find<CapabilityName>(meaning.key);
    return usual != nullptr && meaning.spellings.contains(*usual->id) ? *usual->id : most_used(meaning.spellings);
  }

  std::uint32_t new_group(std::string key) {
    facts_.capabilities.push_back({.key = std::move(key)});
    return static_cast<std::uint32_t>(facts_.capabilities.size() - 1);
  }

  void fill() {
    facts_.tools_by_capability = tools_.lists(facts_.capabilities.size());
    facts_.members_by_capability.reserve(facts_.tools_by_capability.all.size());
    for (const Tool* tool : facts_.tools_by_capability.all) facts_.members_by_capability.push_back(tool->common.self);
    const std::span<const ItemId> members = facts_.members_by_capability;
    for (std::size_t i = 0; i < facts_.capabilities.size(); ++i) {
      Capability& group = facts_.capabilities[i];
      group.tools = facts_.tools_by_capability[i];
      group.members = members.subspan(facts_.tools_by_capability.begins[i], group.tools.size());
    }
  }

  Facts& facts_;
  const Packs& packs_;
  Sorting<const Tool*> tools_;                         // by group
  std::unordered_map<Text, Word> words_;               // by spelling
  std::unordered_map<std::string, Meaning> meanings_;  // by key
};

void gather_utm_values(Facts& facts) {
  std::map<std::pair<std::string_view, std::string>, std::size_t> places;
  const auto add = [&](std::string_view field, const At<Text>& value, const Campaign& campaign) {
    const auto [place, fresh] = places.try_emplace({field, folded_name(*value)}, facts.utm_values.size());
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
    for (const auto& value : campaign.utm->content) add("utm_content", value, campaign);
    for (const auto& value : campaign.utm->term) add("utm_term", value, campaign);
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

/// What one vendor runs is one shadow, however many accounts it has; so is each workflow, with the agent in it.
void gather_shadows(Facts& facts) {
  std::map<std::string_view, Shadow> shadows;
  for (const evidence::Sighting& sighting : facts.evidence->sightings) {
    // A page or an event that nobody has declared does not run.
    if (!has_role(sighting.item.kind, role::owned)) continue;
    if (sighting.is_declared() || !sighting.runs || facts.evidence->has_stopped(sighting)) continue;
    const std::string_view vendor = sighting.item.kind == Kind::pixel ? sighting.item.value("vendor") : "";
    const std::string_view id = vendor.empty() ? std::string_view(sighting.item.key) : vendor;
    Shadow& shadow = shadows.try_emplace(id, Shadow{id}).first->second;
    shadow.sightings.push_back(&sighting);
    shadow.members.insert(shadow.members.end(), sighting.declared.begin(), sighting.declared.end());
  }
  for (auto& [about, shadow] : shadows) {
    std::sort(shadow.members.begin(), shadow.members.end());
    shadow.members.erase(std::unique(shadow.members.begin(), shadow.members.end()), shadow.members.end());
    facts.shadows.push_back(std::move(shadow));
  }
}

void gather_stages(Facts& facts) {
  std::map<std::string, std::size_t> places;  // by the folded name
  for (const At<Text>& stage : facts.inventory->stack.stages) {
    if (places.try_emplace(folded_name(*stage), facts.stages.size()).second) facts.stages.push_back({stage, {}});
  }
  for (const Touchpoint& touchpoint : facts.inventory->touchpoints) {
    if (!in_use(touchpoint.status) || !touchpoint.stage) continue;
    const auto stage = places.find(folded_name(*touchpoint.stage));
    if (stage != places.end()) facts.stages[stage->second].touchpoints.push_back(touchpoint.common.self);
  }
}

void gather_logins(Facts& facts) {
  std::map<Text, Login> logins;
  for (const Integration& integration : facts.inventory->integrations) {
    if (!in_use(integration.status) || !integration.runs_as) continue;
    const Person* const person = facts.person(integration.runs_as->target);
    if (person != nullptr && !is_service(*person)) continue;
    const Text name = integration.runs_as->text;
    logins.try_emplace(name, Login{name, integration.runs_as.at, {}}).first->second.members.push_back(integration.common.self);
  }
  for (auto& [name, login] : logins) facts.logins.push_back(std::move(login));
}

/// Compiles each pattern once for all names. One that does not compile was reported when the inventory was read.
void gather_patterns(Facts& facts) {
  std::string problem;
  for (const Convention& convention : facts.inventory->conventions) {
    facts.patterns.push_back(convention.pattern ? Pattern::compile(*convention.pattern, problem) : std::nullopt);
  }
}

}  // namespace

Facts gather(const Inventory& inventory, const std::vector<Undeclared>& undeclared, const Packs& packs,
             const evidence::Evidence& evidence) {
  Facts facts;
  facts.inventory = &inventory;
  facts.evidence = &evidence;
  gather_items(facts);
  CapabilityGroups(facts, packs).gather();
  gather_utm_values(facts);
  gather_ghosts(facts, undeclared);
  gather_shadows(facts);
  gather_stages(facts);
  gather_logins(facts);
  gather_graph(facts);
  gather_names(facts, packs);
  gather_patterns(facts);
  return facts;
}

}  // namespace stackdrag
