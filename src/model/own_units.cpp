// Knows the units of fields such as `logs_days`, and those that turn into them.
#include "model/own_units.h"

#include <cmath>
#include <string>

#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag {
namespace {

/// A unit that the name of a field says, and those that turn into it.
struct Unit {
  std::string_view field;  ///< how the name ends
  std::string_view written;
  double factor;
};
constexpr Unit units[] = {{"_days", "d", 1},
                          {"_days", "day", 1},
                          {"_days", "days", 1},
                          {"_days", "w", 7},
                          {"_days", "week", 7},
                          {"_days", "weeks", 7},
                          {"_days", "mo", 30.4375},
                          {"_days", "month", 30.4375},
                          {"_days", "months", 30.4375},
                          {"_days", "y", 365.25},
                          {"_days", "year", 365.25},
                          {"_days", "years", 365.25},
                          {"_ms", "ms", 1},
                          {"_ms", "s", 1000},
                          {"_ms", "sec", 1000},
                          {"_ms", "seconds", 1000},
                          {"kb", "kb", 1},
                          {"kb", "mb", 1000},
                          {"hours", "h", 1},
                          {"hours", "hour", 1},
                          {"hours", "hours", 1},
                          {"hours", "hrs", 1},
                          {"effort", "h", 1},
                          {"effort", "hour", 1},
                          {"effort", "hours", 1},
                          {"carry", "h", 1},
                          {"carry", "hour", 1},
                          {"carry", "hours", 1},
                          {"seats", "seats", 1},
                          {"seats", "seat", 1},
                          {"seats", "users", 1},
                          {"seats_used", "seats", 1},
                          {"seats_used", "users", 1}};

}  // namespace

std::optional<double> number_in_unit(std::string_view field, std::string_view text) {
  const std::size_t last = text.find_last_of("0123456789");
  if (last == text.npos || last + 1 == text.size()) return std::nullopt;
  const auto number = parse_written_number(text.substr(0, last + 1));
  std::string unit = lower_case(text.substr(last + 1));
  unit.erase(0, unit.find_first_not_of(' '));
  if (!number || number->thousands) return std::nullopt;
  for (const Unit& known : units) {
    if (!field.ends_with(known.field) || known.written != unit) continue;
    const double value = number->value * known.factor;
    return known.field == "_days" ? std::round(value) : value;
  }
  return std::nullopt;
}

}  // namespace stackdrag
