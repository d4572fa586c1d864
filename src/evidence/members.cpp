// Looks into the mappings of an export.
#include "evidence/members.h"

#include <optional>

namespace stackdrag::evidence {

std::string_view text_at(View element, std::string_view key) {
  const auto found = element.find(key);
  return found && found->is_scalar() ? found->text() : std::string_view();
}

std::vector<View> elements_of(View element, std::string_view key) {
  std::vector<View> elements;
  const auto list = element.find(key);
  if (!list || !list->is_sequence()) return elements;
  for (const View item : *list) elements.push_back(item);
  return elements;
}

}  // namespace stackdrag::evidence
