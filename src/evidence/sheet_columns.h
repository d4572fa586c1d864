// What a table is about, by the names of its columns.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "stackdrag/tree.h"

namespace stackdrag::evidence {

enum class Sheet : std::uint8_t { tools, people, campaigns, cookies };

/// A name of a column as it is compared: in lower case, words parted by one space, without what stands in brackets.
/// "Annual_Spend (EUR)" is "annual spend".
std::string folded_column(std::string_view name);

/// The field of a tool that a column holds: `id`, `cost per year`, `renews`. Empty if the name of the column does not tell.
std::string_view tool_field(std::string_view folded);
/// All such fields.
std::span<const std::string_view> tool_fields();

/// What the rows are, of which this is one; empty unless the columns leave no doubt.
std::optional<Sheet> sheet_of(View row);

}  // namespace stackdrag::evidence
