// What to make of a text that cannot be read as an export: a broken one, or something else.
#pragma once

#include <string>
#include <string_view>

#include "stackdrag/sheet_map.h"
#include "stackdrag/source.h"

namespace stackdrag::evidence {

/// Whether a text bears the words without which it is no export. A guess that is cheap, before a text is read or if it cannot be: what does
/// not bear them is certainly none.
bool bears_marks(std::string_view text);

/// Whether the first line names the columns of a table that we know.
bool begins_table(std::string_view text);

/// Why a table is not read whose names of columns, or some of them, are known or stand in the map: "has no rows". Empty if none are.
std::string lacking_in_table(const Sources& sources, std::size_t source, const SheetMap& map);

/// What bytes are that are no text: "is a binary file". Empty if they may be one.
std::string_view other_than_text(std::string_view bytes);

}  // namespace stackdrag::evidence
