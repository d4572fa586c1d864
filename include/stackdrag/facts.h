// Facts that involve several items: joins, groups and dependencies. They are computed once; rules only look them up.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stackdrag/fields.h"
#include "stackdrag/kinds.h"
#include "stackdrag/overlay.h"
#include "stackdrag/packs.h"
#include "stackdrag/pattern.h"
#include "stackdrag/read_inventory.h"

namespace stackdrag {

/// Any item that has an id, in a form common to all kinds: what it is, who owns it, whether it is in use.
struct Item {
  ItemId id;
  Text name;  ///< its id, as written
  Span at;    ///< of its id
  const Common* common = nullptr;
  const At<OwnerRef>* owner = nullptr;  ///< the field of the item; null for kinds that have none
  Status status = Status::active;
  double count = 1;  ///< how many identical things it represents
};

/// Numbered lists, stored one after another in one vector.
template <class T>
struct Lists {
  std::vector<std::uint32_t> begins;  ///< of each list, followed by the end of the last one
  std::vector<T> all;

  std::span<const T> operator[](std::size_t number) const { return {all.data() + begins[number], begins[number + 1] - begins[number]}; }
};

/// Tools in use that share a capability, however they spell it. Tools that serve different audiences never share one.
struct Capability {
  std::string key;                     ///< as the packs have it (`Packs::capability`); empty for a tool that declares no capability
  Text id;                             ///< the usual spelling if it is in use, else the most used: `survey`
  Text audience;                       ///< whom they serve; empty for everybody
  std::span<const Tool* const> tools;  ///< in order of the inventory; at least one
  std::span<const ItemId> members;
};

/// The spellings of one UTM value that differ only in letter case or separators.
struct UtmValue {
  std::string_view field;  ///< `utm_source`, `utm_medium`, `utm_campaign`
  std::string folded;      ///< lower case, without separators
  struct Use {
    At<Text> value;
    const Campaign* campaign;
  };
  std::vector<Use> uses;  ///< in order of the inventory; at least one
  std::vector<ItemId> members;
  Text shown;  ///< the spelling to call it by: the agreed or usual one if it is in use, else the most used
};

/// The spellings of one event, or of one property of events, which differ in letter case, separators, the order of words or the tense.
struct EventName {
  std::string_view kind;  ///< `event` or `property`
  std::string folded;     ///< the first of its spellings by the alphabet, in lower case and without separators
  struct Use {
    At<Text> value;
    ItemId item;           ///< the pixel that sends it, or the data object that lists it
    std::uint32_t vendor;  ///< of the pixel, as a number; 0 if it is not known
    bool prescribed;       ///< the vendor prescribes the spelling
  };
  std::vector<Use> uses;  ///< in order of the inventory; at least one
  std::vector<ItemId> members;
  Text shown;  ///< the most used of its spellings
};

/// Items of one kind whose names mean the same: they differ only in letter case, separators, word order or by an alias.
struct NameGroup {
  Kind kind;
  std::string key;              ///< what they have in common, in lower case
  std::vector<ItemId> members;  ///< in order of the inventory; at least two
};

/// An item whose name differs by one letter from another's of its kind.
struct NearName {
  ItemId item, other;  ///< `other` comes first in the inventory
};

/// A kind of name that a team can agree on.
struct NameKind {
  std::string_view convention;  ///< the id of the convention: `pixel`, `event`, `utm_source`
  std::size_t count = 0;        ///< the number of names in use; at least one
  Span first;                   ///< the first of these names
};

/// What integrations in use run as: a service account, or a name that nobody declares. People's own logins are none.
struct Login {
  Text name;
  Span at;                      ///< where the first integration names it
  std::vector<ItemId> members;  ///< the integrations, in order of the inventory; at least one
};

/// A person or team that fields name in several spellings.
struct OwnerName {
  Text name;                        ///< as the inventory has it
  std::vector<At<Text>> spellings;  ///< the others, each once; at least one
  std::vector<ItemId> members;      ///< the items that use them
};

/// A stage of the customer journey that the stack declares.
struct Stage {
  At<Text> name;
  std::vector<ItemId> touchpoints;
};

/// A name that items refer to but that is declared nowhere.
struct Ghost {
  Kind expected;
  Text name;
  std::vector<Undeclared> uses;  ///< at least one
  std::vector<ItemId> members;   ///< the items that refer to it
};

/// What runs and is not declared: all that a vendor runs, or one workflow.
struct Shadow {
  Text id;                                             ///< the vendor, else the key of the sighting
  std::vector<const evidence::Sighting*> sightings{};  ///< at least one
  std::vector<ItemId> members{};                       ///< the declared items that it may be
};

/// One item names another.
struct Edge {
  ItemId from, to;
  const Field* field;  ///< of `from`
  Span at;             ///< where it names the other
};
/// Every reference of every item to an item that the inventory declares: by the item, then by the field (see `Record::referring`), then as
/// written.
std::vector<Edge> edges_of(const Inventory& inventory);

/// One thing that an item depends on, and the path to it.
struct Dependency {
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

  ItemId on;
  std::uint32_t through = none;  ///< index of the previous dependency on the path; none if the item itself names it
  std::uint32_t steps = 1;       ///< the length of the path
};

struct Facts {
  const Inventory* inventory = nullptr;
  std::vector<Item> items;
  std::vector<Edge> edges;  ///< see `edges_of`
  std::vector<Capability> capabilities;
  std::vector<UtmValue> utm_values;
  std::vector<EventName> events;
  std::vector<NameGroup> name_groups;
  std::vector<NearName> near_names;
  std::vector<NameKind> name_kinds;
  std::vector<Stage> stages;
  std::vector<Login> logins;           ///< by name
  std::vector<OwnerName> owner_names;  ///< by name
  std::vector<Ghost> ghosts;
  const evidence::Evidence* evidence = &evidence::no_evidence();
  std::vector<Shadow> shadows;  ///< by id

  const Tool* tool(ItemId item) const { return item.kind == Kind::tool ? &inventory->tools[item.index] : nullptr; }
  const Person* person(ItemId item) const { return item.kind == Kind::person ? &inventory->people[item.index] : nullptr; }
  const Campaign* campaign(ItemId item) const { return item.kind == Kind::campaign ? &inventory->campaigns[item.index] : nullptr; }
  const Integration* integration(ItemId item) const {
    return item.kind == Kind::integration ? &inventory->integrations[item.index] : nullptr;
  }
  const Convention* convention(std::string_view of) const;
  /// Every name in use that a convention is about, each spelling of a UTM value or event once, without what vendors prescribe.
  void each_name(std::string_view convention, const std::function<void(Text)>& visit) const;
  /// The compiled pattern of a convention; null if it has none, or one that does not compile.
  const Pattern* pattern_of(const Convention& convention) const {
    const std::optional<Pattern>& pattern = patterns[convention.common.self.index];
    return pattern ? &*pattern : nullptr;
  }

  /// Who is responsible for an item: its own owner; else, for a pixel, the owner of the tools it feeds; for an integration, the owner of
  /// both its ends, if they have the same one; for a touchpoint, that of the tool that runs it. Null if nobody is.
  const At<OwnerRef>* owner_of(ItemId item) const;
  /// What an item depends on, nearest first, each once: an agent on what it uses and reads, data on the integrations that move it, an
  /// integration on its ends. Does not follow other data any further: many items read the same data, so query its dependencies once.
  std::vector<Dependency> dependencies_of(ItemId start) const;
  /// What an item depends on directly, each once: what it names in fields that say `Dependence::on_target`, and what names it in fields
  /// that say `Dependence::of_target`.
  std::span<const ItemId> dependencies(ItemId item) const { return dependencies_by_item[place_of(item)]; }
  /// The reverse: what depends on an item directly. Items that do not run depend on nothing.
  std::span<const ItemId> dependents(ItemId item) const { return dependents_by_item[place_of(item)]; }
  /// What depends on an item, directly or indirectly, nearest first, each once. Stops after `most` items, or at the first for which
  /// `enough` holds.
  std::vector<Dependency> dependents_of(ItemId start, std::size_t most, const std::function<bool(ItemId)>& enough = {}) const;
  /// The path from an item to one of the dependencies or dependents found from it, for messages: "salesforce → hs-sf → lead".
  std::string way(ItemId start, const std::vector<Dependency>& found, std::uint32_t place) const;

  /// The live pixels of a page, each once, without those that run on all pages.
  std::span<const Pixel* const> pixels_on(const Page& page) const { return pixels_by_page[page.common.self.index]; }
  /// Whether data can flow between two tools over any number of integrations, whatever their direction.
  bool connected(ItemId tool, ItemId other) const { return components[tool.index] == components[other.index]; }

  /// The index of an item in `items`. Precondition: `items` holds items of its kind.
  std::size_t place_of(ItemId item) const { return first_places[static_cast<std::size_t>(item.kind)] + item.index; }

  /// The integrations that start or end at a tool.
  std::span<const Integration* const> integrations_at(ItemId tool) const { return integrations_by_tool[tool.index]; }

  Lists<const Integration*> integrations_by_tool;  ///< by the tool's index
  std::vector<std::optional<Pattern>> patterns;    ///< by the convention's index
  Lists<ItemId> dependencies_by_item;              ///< adjacency lists, by the item's index in `items`
  Lists<ItemId> dependents_by_item;
  std::array<std::size_t, kind_count> first_places{};
  Lists<const Pixel*> pixels_by_page;           ///< by the page's index
  std::vector<const Pixel*> pixels_everywhere;  ///< the live ones that run on all pages
  std::vector<std::uint32_t> components;        ///< connected components of the graph of tools and integrations, by the tool's index
  Lists<const Tool*> tools_by_capability;       ///< the storage behind `Capability::tools`
  std::vector<ItemId> members_by_capability;
};

/// Gathers the facts, without comparing items in pairs. The inventory and the evidence must outlive them and must not be moved.
Facts gather(const Inventory& inventory, const std::vector<Undeclared>& undeclared, const Packs& packs = Packs::built_in(),
             const evidence::Evidence& evidence = evidence::no_evidence());

/// Everyone who could own something: people, teams, and anyone named as an owner. Sorted, without duplicates.
std::vector<std::string_view> known_owners(const Facts& facts);

/// Whether the item is in use as far as its status says: neither planned nor retired. If that could not be read, nobody can tell, and the
/// item is left alone.
inline bool in_use(Status status) { return status != Status::planned && status != Status::retired; }
inline bool in_use(const At<Status>& status) { return status ? in_use(*status) : !status.misread(); }
inline bool is_retired(const At<Status>& status) { return status && *status == Status::retired; }
/// Whether a tool belongs to another team and is declared only so that items can refer to it; or may do so, if that could not be read.
inline bool is_external(const Tool& tool) { return tool.external ? *tool.external : tool.external.misread(); }
/// Whether it is an account that programs sign in with: it neither leaves nor answers.
inline bool is_service(const Person& person) { return person.kind && *person.kind == PersonKind::service; }
/// Whether the person has left: on the last working day they are still here. Null is nobody.
inline bool has_left(const Person* person, Date as_of) {
  return person != nullptr && person->left && !is_service(*person) && *person->left < as_of;
}
/// Whether the team has built the tool itself: it says so, or has no vendor.
inline bool is_in_house(const Tool& tool) { return tool.in_house ? *tool.in_house : tool.vendor.none(); }
/// Whether somebody would have to find out what the tool costs. Nobody bills what the team has built itself.
inline bool lacks_cost(const Tool& tool) { return tool.cost.left_out() && !is_in_house(tool); }
/// The reference by which a pixel runs on all pages; null if it does not.
inline const At<Ref<Kind::page>>* on_all_pages(const Pixel& pixel) {
  const auto* const all = std::find_if(pixel.on.begin(), pixel.on.end(), [](const auto& page) { return page->text == Text("all"); });
  return all == pixel.on.end() ? nullptr : all;
}
/// Whether an item that is used only in some months is in season; always, if it names none.
bool in_season(const List<Month>& months, Date day);
/// Whether an item does anything: in use and not paused.
inline bool is_running(Status status) { return in_use(status) && status != Status::paused; }
inline bool is_running(const At<Status>& status) { return status ? is_running(*status) : !status.misread(); }
/// Whether a pixel loads anything.
inline bool is_live(const Pixel& pixel) { return is_running(pixel.status); }

}  // namespace stackdrag
