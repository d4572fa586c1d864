// The catalogue of rules as JSON.
#include "stackdrag/rules_json.h"

#include <nlohmann/json.hpp>

namespace stackdrag {
namespace {

/// The rules whose findings are folded under this rule's on the same item.
nlohmann::ordered_json folded_under(std::string_view rule, const std::vector<Fold>& folds) {
  nlohmann::ordered_json children = nlohmann::ordered_json::array();
  for (const Fold& fold : folds) {
    if (fold.parent == rule) children.push_back(fold.child);
  }
  return children;
}

}  // namespace

std::string rules_json(const std::vector<const Rule*>& rules, const std::vector<Fold>& folds) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const Rule* rule : rules) {
    nlohmann::ordered_json options = nlohmann::ordered_json::array();
    for (const Option& option : rule->options) {
      options.push_back({{"name", option.name}, {"unit", option.unit}, {"default", option.standard}, {"description", option.description}});
    }
    all.push_back({{"id", rule->id},
                   {"title", rule->title},
                   {"family", rule->family},
                   {"profile", name_of(rule->profile)},
                   {"severity", name_of(rule->severity)},
                   {"worst_severity", name_of(rule->worst.value_or(rule->severity))},
                   {"effort_hours", rule->effort},
                   {"carry_hours", rule->carry},
                   {"when", rule->when},
                   {"why", rule->why},
                   {"fix", rule->fix},
                   {"gets", rule->gets},
                   {"done", with_options(rule->done, *rule)},
                   {"options", options},
                   {"after", rule->after},
                   {"folds", folded_under(rule->id, folds)}});
  }
  return all.dump(2) + "\n";
}

}  // namespace stackdrag
