// Values as an inventory has them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stackdrag/fields.h"
#include "stackdrag/observed_file.h"

namespace stackdrag::evidence {

/// A text that no reader of YAML takes for a number, a date or a word.
std::string written_text(std::string_view text);
/// "[a, 'no']".
std::string written_list(const std::vector<std::string>& texts);
/// The fields of an item in the order of the field table, each with its value.
std::vector<std::pair<const Field*, std::string>> written_fields(const ObservedItem& item);

}  // namespace stackdrag::evidence
