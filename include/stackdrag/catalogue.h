// The catalogue: all rules, their families, and which findings fold under which. It is a value, so a process can hold several.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/rule.h"

namespace stackdrag {

struct Family {
  std::string id, title;
};

/// When `parent` fires on an item, `child` adds nothing new about it.
struct Fold {
  std::string parent, child;
};

struct Catalogue {
  std::vector<Rule> rules;       ///< ordered by family and id
  std::vector<Family> families;  ///< in the order in which they are shown
  std::vector<Fold> folds;

  /// Null if there is no such rule.
  const Rule* find(std::string_view id) const;
  /// The ids of the rules, in their order; views of the catalogue.
  std::vector<std::string_view> rule_ids() const;
  std::vector<std::string_view> family_ids() const;
};

/// The rules that are built into the program, as they are without settings. Built once.
const Catalogue& built_in_catalogue();

/// Whether a finding of the rule `later` says of an item that what the rule `earlier` warned of has come about. The earlier one is gone
/// then, but nobody has fixed it.
bool takes_over(std::string_view later, std::string_view earlier);

/// The catalogue with a team's settings applied. Precondition: the settings name only rules and options that exist.
Catalogue with_settings(Catalogue catalogue, const RuleSettings& settings);

}  // namespace stackdrag
