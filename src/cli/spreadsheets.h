// What spreadsheets need to be read: the map that the user gives, and whom the inventory declares.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "stackdrag/sheet_map.h"
#include "stackdrag/source.h"

namespace stackdrag::cli {

/// The map in a file; one that says nothing if no file is named. Empty if it cannot be read, which has been printed.
std::optional<evidence::SheetMap> read_map(const std::string& path);

/// Those whom the inventory declares; empty if there is none, or it cannot be read.
using People = std::optional<std::vector<evidence::DeclaredPerson>>;
/// Asked for only once a spreadsheet is met.
using FindPeople = std::function<People()>;

/// Those whom these sources declare.
People people_in(const Sources& inventory);
/// Those whom the inventory of the working directory declares.
People people_here();

}  // namespace stackdrag::cli
