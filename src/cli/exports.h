// Exports in files and folders: what each is, and what it says.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/spreadsheets.h"
#include "stackdrag/evidence.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/workspace.h"

namespace stackdrag::cli {

/// An export, and what it says.
struct ExportFile {
  std::string path;
  evidence::Imported imported;
};

struct ExportFiles {
  std::vector<ExportFile> files;        ///< those that are recognised, in the order of the arguments and, in a folder, of the names
  std::vector<std::string> read;        ///< all that was opened, none of which may be written over
  std::vector<std::string> observed{};  ///< observed files among them, which are no exports
  std::uint64_t bytes = 0;              ///< of the exports
};

/// What the exports say.
std::vector<evidence::Imported> imports_of(const ExportFiles& found);

/// Says which exports were left out because they are too old.
void note_outdated(const evidence::Gathered& gathered);

/// Says which amounts were left out because the inventory counts in another currency.
void note_foreign_amounts(const Workspace& workspace);

/// What the exports and observed files that the paths name say, put together; `map` is the file that says what spreadsheets are, if any.
/// Empty if something is wrong, which has been printed.
std::optional<evidence::Observed> observed_in(const std::vector<std::string>& paths, const std::string& map);

/// The observed file, read. Empty if something is wrong with it, which has been printed.
std::optional<evidence::Observed> read_observed_file(const std::string& path, std::string bytes);

/// Adds what the paths hold to the sources of an audit: observed files as they are, and one in memory of all that the exports say. All that
/// was read is added to `files`. `map` is the file that says what spreadsheets are, if any. False if something is wrong, which has been
/// printed.
bool add_evidence(const std::vector<std::string>& paths, const std::string& map, Sources& sources, std::vector<std::string>& files);

/// Reads the exports that the paths name, but not the file `into`, which is to be written. What is wrong with a file that is named, and an
/// export that is broken, is printed; the result is empty then.
std::optional<ExportFiles> read_exports(const std::vector<std::string>& paths, const std::string& into,
                                        const evidence::Circumstances& given, const FindPeople& find_people);

}  // namespace stackdrag::cli
