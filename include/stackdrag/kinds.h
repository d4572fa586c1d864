// The kinds of things in an inventory, and how one is named.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace stackdrag {

enum class Kind : std::uint8_t {
  none,
  stack,
  person,
  team,
  convention,
  limits,
  tool,
  pixel,
  integration,
  agent,
  campaign,
  touchpoint,
  data,
  page,
  project,
  proposal,
  change,
  waiver
};

/// How a kind is written down.
struct KindNames {
  Kind kind;
  std::string_view singular;  ///< as in `tool/hubspot`
  std::string_view section;   ///< the key of the inventory: `tools`
  std::string_view purpose;   ///< one line, for the reference page
  bool always_kept = true;    ///< names of this kind must be declared, even if the files declare none at all
};

/// Every kind but `none`, in the order of the reference page.
std::span<const KindNames> kinds();
std::string_view name_of(Kind kind);
std::string_view section_of(Kind kind);
/// Whether a name of this kind must be declared even while the files declare none of the kind.
bool is_always_kept(Kind kind);
std::optional<Kind> kind_named(std::string_view singular);
std::optional<Kind> kind_of_section(std::string_view section);

/// An item of an inventory: its kind and its place among the items of that kind, in four bytes. A default `ItemId` is no item.
struct ItemId {
  Kind kind : 5 = Kind::none;
  std::uint32_t index : 27 = 0;

  constexpr ItemId() = default;
  constexpr ItemId(Kind of, std::uint32_t at) : kind(of), index(at & most_items) {}
  constexpr explicit operator bool() const { return kind != Kind::none; }
  /// A number that no other item has.
  constexpr std::uint32_t number() const { return static_cast<std::uint32_t>(kind) << 27 | index; }
  friend constexpr bool operator==(ItemId a, ItemId b) { return a.number() == b.number(); }
  /// By kind, then by place.
  friend constexpr auto operator<=>(ItemId a, ItemId b) { return a.number() <=> b.number(); }

  /// More than a document has values.
  static constexpr std::uint32_t most_items = (std::uint32_t{1} << 27) - 1;
};
static_assert(sizeof(ItemId) == 4);

}  // namespace stackdrag
