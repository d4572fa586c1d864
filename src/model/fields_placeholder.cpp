// Placeholders for values that are still to be filled in. An example value would be too easy to leave in place as if it were a fact.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/fields.h"

namespace stackdrag {
namespace {

std::string words_of(const Shape& shape) {
  switch (shape.form) {
    case Shape::Form::text:
      return "text";
    case Shape::Form::number:
      return "number";
    case Shape::Form::date:
    case Shape::Form::agreement:
      return "date";
    case Shape::Form::money:
      return "amount/yr";
    case Shape::Form::duration:
    case Shape::Form::every:
      return "duration";
    case Shape::Form::rate:
      return "share";
    case Shape::Form::truth:
      return "true or false";
    case Shape::Form::choice:
      return fmt::format("{}", fmt::join(shape.choices, ", "));
    case Shape::Form::reference: {
      std::vector<std::string_view> names;
      for (const Kind kind : shape.kinds) names.push_back(name_of(kind));
      return fmt::format("{}", fmt::join(names, " or "));
    }
    case Shape::Form::record:
      return "fields";
  }
  return "…";
}

}  // namespace

std::string placeholder_of(const Shape& shape) {
  return shape.amount == Shape::Amount::list ? fmt::format("[<{}>]", words_of(shape)) : fmt::format("<{}>", words_of(shape));
}

}  // namespace stackdrag
