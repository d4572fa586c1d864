// Looks into the members of an export.
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

std::optional<Date> day_of(std::string_view time) {
  constexpr std::size_t digits = 10;
  const bool is_longer = time.size() > digits && time[digits] != 'T' && time[digits] != ' ';
  return is_longer ? std::nullopt : parse_date(time.substr(0, digits));
}

}  // namespace stackdrag::evidence
