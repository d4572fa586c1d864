// Finds, for each kind, the last day on which somebody looked at its items.
#include "stackdrag/look_days.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stackdrag/facts.h"

namespace stackdrag {
namespace {

constexpr Days week{6};                 // from its first to its last day
constexpr std::size_t few = 5;          // of fewer items, a single one is enough
constexpr double share_of_many = 0.20;  // else this share of them
constexpr std::size_t least_of_many = 2;

/// The fields of a kind that say when an item was last seen.
std::vector<const Field*> beats_of(Kind kind) {
  std::vector<const Field*> beats;
  for (const Field& field : fields_of(kind).fields) {
    if (field.dating == Dating::beat && field.date != nullptr) beats.push_back(&field);
  }
  return beats;
}

/// The days on which an item was last seen: those of its beats, and for a data object those of its fields.
template <class T>
std::vector<Date> seen_days(const T& item, const std::vector<const Field*>& beats) {
  std::vector<Date> days;
  const auto add = [&](const At<Date>& day) {
    if (day) days.push_back(*day);
  };
  for (const Field* const beat : beats) add(beat->date(&item));
  if constexpr (std::is_same_v<T, Data>) {
    for (const auto& field : item.fields) {
      if (field.value) add(field.value->last_write);
    }
  }
  return days;
}

/// Whether the item, seen on a day, shows that somebody looked at others of its kind, too. The day of the audit has no say in it: that time
/// passes is no look.
template <class T>
bool counts(const T& item, Date seen) {
  const Extras& extras = item.common.extras();
  if (extras.observed || (extras.added && seen - *extras.added <= LookDays::settling)) return false;
  if constexpr (requires { item.status; }) {
    if (item.status && *item.status != Status::active) return false;
  }
  if constexpr (requires { item.external; }) {
    if (item.external && *item.external) return false;
  }
  if constexpr (requires { item.seasonal; }) return in_season(item.seasonal, seen);
  return true;
}

/// The newest day that ends a week in which enough of the days lie; else the oldest day. Precondition: there is at least one.
Date newest_look(std::vector<Date> days) {
  std::sort(days.begin(), days.end(), std::greater<>());
  const std::size_t wanted =
      days.size() < few ? 1
                        : std::max(least_of_many, static_cast<std::size_t>(std::ceil(share_of_many * static_cast<double>(days.size()))));
  for (std::size_t at = 0; at + wanted <= days.size(); ++at) {
    if (days[at] - days[at + wanted - 1] <= week) return days[at];
  }
  return days.back();
}

}  // namespace

LookDays::LookDays(const Inventory& inventory, Date as_of) : as_of_(as_of) {
  const At<Date>& written = inventory.stack.as_of;
  const At<Date>& observed = inventory.stack.common.extras().observed;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    const std::vector<const Field*> beats = beats_of(kind);
    std::vector<Date> all, telling;
    for (const auto& item : items) {
      const std::vector<Date> days = seen_days(item, beats);
      for (const Date noted : days) {
        const Date day = std::min(noted, as_of);
        all.push_back(day);
        if (counts(item, day)) telling.push_back(day);
      }
    }
    if (all.empty()) return;
    std::optional<Date>& look = by_kind_[static_cast<std::size_t>(kind)];
    if (observed) {
      look = std::min(*observed, as_of);
      return;
    }
    look = telling.empty() ? *std::min_element(all.begin(), all.end()) : newest_look(std::move(telling));
    if (written) look = std::max(*look, std::min(*written, as_of));
  });
}

Date LookDays::of(const Common& item, Date seen) const {
  const At<Date>& own = item.extras().observed;
  const Date look = own ? *own : of(item.self.kind).value_or(seen);
  return std::min(std::max(look, seen), as_of_);
}

}  // namespace stackdrag
