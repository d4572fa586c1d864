// Reads what other programs export: JSON, YAML and tables, taken as they come.
#pragma once

#include "stackdrag/tree.h"

namespace stackdrag {

/// As `read_document`, but for texts of any characters and up to 64 MiB, JSON that is indented with tabs or passed to a function (JSONP),
/// and keys that stand twice: the last counts. Of several YAML documents, the root is a list of them.
Document read_export(const Sources& sources, std::size_t source);

/// The same for a table with a line of names: the root is a list of rows, each a mapping from the names to the cells. Commas, semicolons or
/// tabs part the cells; quotes work as in RFC 4180. `header` is the line of names, and what stands above it is passed over. An empty tree
/// if the text is no table.
Document read_table(const Sources& sources, std::size_t source, std::size_t header = 1);

}  // namespace stackdrag
