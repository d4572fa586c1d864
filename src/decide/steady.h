// Which items are seen at work, so that they are taken to go on.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "stackdrag/assess.h"

namespace stackdrag {

/// Asks the rules, whatever the profile and the settings, as each may look at beats.
class Steady {
 public:
  explicit Steady(const Assessment& now);

  /// The items of the kind about which a rule would find something else if they had all been seen today, as they are in `fresh`: they have
  /// stopped, or are said to.
  std::set<ItemId> stopped(Kind kind, const Inventory& fresh, const Facts& facts_of_fresh) const;

 private:
  /// A finding about an item.
  struct Found {
    ItemId item;
    const Rule* rule;
    std::string key;

    bool operator<(const Found& other) const;
  };
  std::vector<Found> found_in(const Inventory& inventory, const Facts& facts) const;

  const Assessment& now_;
  std::vector<Rule> rules_;
  std::vector<Found> found_;
};

}  // namespace stackdrag
