// Knows the words that put an answer off, and those that name nobody.
#include "model/evasions.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// Words that stand where nobody has been named.
bool names_nobody(Text text) {
  static constexpr std::string_view words[] = {"nobody",    "noone",  "unassigned", "unowned", "vacant",   "nn",         "everyone",
                                               "everybody", "anyone", "anybody",    "someone", "somebody", "notassigned"};
  const std::string folded = folded_name(text);
  if (std::find(std::begin(words), std::end(words), folded) != std::end(words)) return true;
  return folded.ends_with("(left)") || folded.ends_with("(gone)");
}

/// Words that put the answer off, or say that there is one without giving it.
bool puts_off(Text text) {
  static constexpr std::string_view words[] = {"no",         "yes",           "notyet",      "later",       "inprogress", "na",
                                               "comingsoon", "soon",          "exists",      "tobedefined", "pending",    "planned",
                                               "tobedone",   "tobeconfirmed", "tobedecided", "true",        "false",      "maybe",
                                               "ongoing",    "available",     "nil",         "missing"};
  return std::find(std::begin(words), std::end(words), folded_name(text)) != std::end(words);
}

}  // namespace

bool is_evasive(const Field& field, Text text, const Ids& ids) {
  if (field.shape.form == Shape::Form::reference) {
    const std::span<const Kind> kinds = field.shape.kinds;
    return names_owners(kinds) && names_nobody(text) &&
           std::none_of(kinds.begin(), kinds.end(), [&](Kind kind) { return ids.find(kind, text) || ids.find_folded(kind, text); });
  }
  static constexpr std::string_view questions[] = {"off_switch", "metric", "exit", "experience", "proof", "kpi"};
  return std::find(std::begin(questions), std::end(questions), field.name) != std::end(questions) && puts_off(text);
}

}  // namespace stackdrag
