// The catalogue of rules as JSON.
#include "stackdrag/rules_json.h"

#include <nlohmann/json.hpp>

namespace stackdrag {

std::string rules_json(const std::vector<const Rule*>& rules) {
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
                   {"why", rule->why},
                   {"fix", rule->fix},
                   {"options", options},
                   {"after", rule->after}});
  }
  return all.dump(2) + "\n";
}

}  // namespace stackdrag
