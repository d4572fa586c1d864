// Where words belong that people write into another field.
#include "model/better_fields.h"

#include <string>

#include "stackdrag/text.h"

namespace stackdrag {

std::string_view hint_for_field(const Field& field, Text text) {
  const std::string folded = folded_name(text);
  const auto holds = [&](std::string_view part) { return folded.find(part) != std::string::npos; };
  if (field.name == "seats" && (folded == "unlimited" || folded == "nolimit")) return "; write `licence: flat` if there is no limit";
  if (field.name == "renews" && (folded == "monthly" || folded == "everymonth" || folded == "monthtomonth"))
    return "; write `billing: monthly` if it can be left each month";
  if (field.name == "cost" && (holds("/seat") || holds("/user") || holds("perseat") || holds("peruser")))
    return "; write what all seats cost together";
  return "";
}

}  // namespace stackdrag
