// A value of an inventory: what it is, where it was written, and whether it is known at all.
#pragma once

#include <compare>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "stackdrag/source.h"
#include "stackdrag/units.h"

namespace stackdrag {

using Text = std::string_view;  ///< lives as long as the inventory

/// `unknown`, `~` and leaving a field out mean the same to a rule; `none` means "looked, there is none". What is `misread` stands in the
/// file and could not be read: that is a mistake, told once in its place, and nothing else may be said to be missing there.
enum class State : std::uint8_t { absent, unknown, misread, none, not_applicable, given };

/// Where a value was written, and what is known of it: a span and a state in eight bytes. An inventory holds millions of them.
struct Place {
  std::uint32_t begin = 0;
  std::uint32_t size : 29 = 0;
  State state : 3 = State::absent;

  Place() = default;
  Place(Span span, State known) : begin(span.begin), size((span.end - span.begin) & longest), state(known) {}
  Place& operator=(Span span) { return begin = span.begin, size = (span.end - span.begin) & longest, *this; }
  operator Span() const { return {begin, begin + size}; }
  bool written() const { return begin != 0; }
  friend bool operator==(Place a, Place b) { return Span(a) == Span(b); }

 private:
  static constexpr std::uint32_t longest = (std::uint32_t{1} << 29) - 1;
};

/// What is known of a value.
struct Known {
  Place at;

  Known() = default;
  explicit Known(Place place) : at(place) {}

  /// Whether there is a value to use.
  explicit operator bool() const { return at.state == State::given; }
  /// Nobody has said: the field is left out, or says `unknown`; or nobody can tell what it says. A rule may ask for it in either case:
  /// questions about what was misread are dropped before they are counted.
  bool unknown() const { return at.state <= State::misread; }
  /// Nobody has said, and nothing stands there that could not be read: a rule may blame somebody for it.
  bool left_out() const { return unknown() && !misread(); }
  /// Something is written that could not be read.
  bool misread() const { return at.state == State::misread; }
  bool absent() const { return at.state == State::absent; }
  /// Somebody looked, and there is none.
  bool none() const { return at.state == State::none; }
  /// The question does not arise; or nobody can tell what was answered, which is no reason to blame anybody.
  bool not_applicable() const { return at.state == State::not_applicable || misread(); }
};

/// A pointer with an alignment of four bytes, so that values pack without padding.
template <class T>
class Packed {
 public:
  Packed() = default;
  Packed(T* pointer) { std::memcpy(bytes_, &pointer, sizeof pointer); }
  operator T*() const {
    T* pointer = nullptr;
    std::memcpy(&pointer, bytes_, sizeof pointer);
    return pointer;
  }
  T* operator->() const { return *this; }

 private:
  static_assert(sizeof(T*) <= 8);
  std::uint32_t bytes_[2] = {};
};

/// A string view in twelve bytes; converts to `std::string_view`.
class PackedText {
 public:
  PackedText() = default;
  PackedText(Text text) : first_(text.data()), size_(static_cast<std::uint32_t>(text.size())) {}
  operator Text() const { return {first_, size_}; }
  Text view() const { return *this; }
  friend bool operator==(PackedText a, PackedText b) { return a.view() == b.view(); }
  friend bool operator==(PackedText a, Text b) { return a.view() == b; }

 private:
  Packed<const char> first_;
  std::uint32_t size_ = 0;
};

template <class T>
struct At : Known {
  T value{};

  At() = default;
  At(T given, Span span) : Known({span, State::given}), value(given) {}

  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }
};

template <>
struct At<Text> : Known {
  PackedText value;

  At() = default;
  At(Text given, Span span) : Known({span, State::given}), value(given) {}

  Text operator*() const { return value; }
  struct Arrow {
    Text text;
    const Text* operator->() const { return &text; }
  };
  Arrow operator->() const { return {value}; }
};

/// A list of values; the elements live in the inventory's arena.
template <class T>
struct List : Known {
  Packed<const At<T>> first;
  std::uint32_t count = 0;

  /// Stated to be empty: `[]` or `none`.
  bool none() const { return Known::none() || (*this && count == 0); }
  const At<T>* begin() const { return first; }
  const At<T>* end() const { return first + count; }
  std::uint32_t size() const { return count; }
};

/// A named value inside an item: `aliases: {fb: facebook}`.
template <class T>
struct Entry {
  At<Text> key;
  T value{};
};

/// A small mapping whose keys the user chooses.
template <class T>
struct Map : Known {
  Packed<const Entry<T>> first;
  std::uint32_t count = 0;

  const Entry<T>* begin() const { return first; }
  const Entry<T>* end() const { return first + count; }
  std::uint32_t size() const { return count; }
};

enum class Kind : std::uint8_t;  // inventory.h lists them; the first is none

/// An item of an inventory: its kind and its place among the items of that kind, in four bytes. A default `ItemId` means no item.
struct ItemId {
  Kind kind : 5 = Kind{};
  std::uint32_t index : 27 = 0;

  constexpr ItemId() = default;
  constexpr ItemId(Kind of, std::uint32_t at) : kind(of), index(at & most_items) {}
  constexpr explicit operator bool() const { return kind != Kind{}; }
  /// A number that is unique among the items.
  constexpr std::uint32_t number() const { return static_cast<std::uint32_t>(kind) << 27 | index; }
  friend constexpr bool operator==(ItemId a, ItemId b) { return a.number() == b.number(); }
  /// Ordered by kind, then by place.
  friend constexpr auto operator<=>(ItemId a, ItemId b) { return a.number() <=> b.number(); }

  /// More than the number of values in any document.
  static constexpr std::uint32_t most_items = (std::uint32_t{1} << 27) - 1;
};
static_assert(sizeof(ItemId) == 4);

/// An id that stands for an item of one of the `allowed` kinds.
template <Kind... allowed>
struct Ref {
  PackedText text;  ///< as written
  ItemId target;    ///< no item if the inventory does not declare it
};

/// A reference to a declared item, and where it is written.
struct Reference {
  ItemId target;
  Span at;
};

/// When an agreement was signed; `signed` tells no day.
struct Agreement {
  Date day;
  bool undated = false;
};

/// How often something runs; `on-demand` has no period.
struct Every {
  Duration period;
  bool on_demand = false;
};

}  // namespace stackdrag

template <>
struct fmt::formatter<stackdrag::PackedText> : fmt::formatter<std::string_view> {
  auto format(stackdrag::PackedText text, fmt::format_context& context) const {
    return fmt::formatter<std::string_view>::format(text.view(), context);
  }
};
