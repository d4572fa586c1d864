// Who answers for what a report is about.
#pragma once

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "stackdrag/facts.h"
#include "stackdrag/rule.h"
#include "stackdrag/store.h"

namespace stackdrag::report {

/// The people and teams who own what a subject is about. Each name, and each list of one name, is kept once.
class Owners {
 public:
  Owners(const Facts& facts, Store& store) : facts_(facts), store_(store) {}

  /// Sorted.
  std::span<const std::string_view> of(ItemId item) { return of(Subject{.kind = {}, .id = {}, .item = item}); }
  /// Sorted; a group belongs to the owners of all its items.
  std::span<const std::string_view> of(const Subject& subject) {
    names_.clear();
    if (subject.item) add(subject.item);
    for (const ItemId member : subject.members) add(member);
    if (names_.empty()) return {};
    if (names_.size() > 1) {
      std::sort(names_.begin(), names_.end());
      names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    }
    if (names_.size() == 1) return kept(names_.front());
    for (std::string_view& name : names_) name = kept(name).front();
    return store_.keep(names_);
  }

 private:
  void add(ItemId item) {
    if (const At<OwnerRef>* owner = facts_.owner_of(item)) names_.push_back((*owner)->text);
    if (const Common* const common = common_of(*facts_.inventory, item)) {
      for (const At<OwnerRef>& owner : common->extras().owners) names_.push_back(owner->text);
    }
  }

  std::span<const std::string_view> kept(std::string_view name) {
    if (const auto found = lists_.find(name); found != lists_.end()) return found->second;
    const std::string_view own = store_.keep(name);
    return lists_.emplace(own, store_.keep(std::span<const std::string_view>(&own, 1))).first->second;
  }

  const Facts& facts_;
  Store& store_;
  std::unordered_map<std::string_view, std::span<const std::string_view>> lists_;
  std::vector<std::string_view> names_;
};

}  // namespace stackdrag::report
