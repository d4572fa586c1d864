// The kinds of things in an inventory, and how one is named.
#pragma once

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

/// An item of an inventory: its kind and its place among the items of that kind. A default `ItemId` is no item.
struct ItemId {
  Kind kind = Kind::none;
  std::uint32_t index = 0;

  explicit operator bool() const { return kind != Kind::none; }
  friend auto operator<=>(ItemId, ItemId) = default;
};

}  // namespace stackdrag
