// The readers of spreadsheets, one for each thing that rows may be.
#pragma once

#include "stackdrag/evidence.h"

namespace stackdrag::evidence {

// Precondition of all: the root has rows, and the first is a mapping.
void read_tools(const Export& in, Imported& out);
void read_campaigns(const Export& in, Imported& out);
/// Those who left, if the inventory declares them; nobody else leaves the spreadsheet.
void read_people(const Export& in, Imported& out);

}  // namespace stackdrag::evidence
