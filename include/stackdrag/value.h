// A value of an inventory: what it is, where it was written, and whether it is known at all.
#pragma once

#include <cstdint>
#include <string_view>

#include "stackdrag/kinds.h"
#include "stackdrag/source.h"
#include "stackdrag/units.h"

namespace stackdrag {

using Text = std::string_view;  ///< lives as long as the inventory

/// `unknown`, `~` and leaving a field out mean the same to a rule; `none` means "looked, there is none".
enum class State : std::uint8_t { absent, unknown, none, not_applicable, given };

template <class T>
struct At {
  T value{};
  Span at{};
  State state = State::absent;

  /// Whether there is a value to use.
  explicit operator bool() const { return state == State::given; }
  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }
  /// Nobody has said: the field is left out, or says `unknown`.
  bool unknown() const { return state <= State::unknown; }
  /// Somebody looked, and there is none.
  bool none() const { return state == State::none; }
  bool not_applicable() const { return state == State::not_applicable; }
};

/// A list of values; the elements live in the inventory's arena.
template <class T>
struct List {
  const At<T>* first = nullptr;
  std::uint32_t count = 0;
  State state = State::absent;
  Span at{};

  explicit operator bool() const { return state == State::given; }
  bool unknown() const { return state <= State::unknown; }
  /// Stated to be empty: `[]` or `none`.
  bool none() const { return state == State::none || (state == State::given && count == 0); }
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

/// A small mapping with names of the user's choice.
template <class T>
struct Map {
  const Entry<T>* first = nullptr;
  std::uint32_t count = 0;
  State state = State::absent;
  Span at{};

  explicit operator bool() const { return state == State::given; }
  const Entry<T>* begin() const { return first; }
  const Entry<T>* end() const { return first + count; }
  std::uint32_t size() const { return count; }
};

/// An id that stands for an item of one of the `allowed` kinds.
template <Kind... allowed>
struct Ref {
  Text text;      ///< as written
  ItemId target;  ///< no item if the inventory does not declare it
};
using AnyRef = Ref<Kind::tool, Kind::pixel, Kind::integration, Kind::agent, Kind::campaign, Kind::touchpoint, Kind::data, Kind::page,
                   Kind::project, Kind::proposal, Kind::person, Kind::team>;

/// How often something runs; `on-demand` has no period.
struct Every {
  Duration period;
  bool on_demand = false;
};

}  // namespace stackdrag
