// Importing an export for a test, as the program does it with a file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stackdrag/evidence.h"

namespace stackdrag::tests {

/// What the importer of its kind makes of a text; empty if the text is no document, or no kind of exports that is imported. Unless a map
/// says otherwise, the inventory declares Lena (lena.leavermark@acme.example), Ben Miller and somebody called Cem.
std::optional<evidence::Imported> import_text(std::string_view text, std::string_view file, const evidence::Circumstances& given = {});

/// The observed file of one export, without its first lines and the hash, and what the importer says besides.
std::string observed_of(evidence::Imported imported);

}  // namespace stackdrag::tests
