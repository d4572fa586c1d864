// Everything that an audit is made of, read from files: the inventory, the configuration, its packs, the baseline.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "stackdrag/baseline.h"
#include "stackdrag/packs.h"

namespace stackdrag::cli {

/// A baseline as it was read, for those who change it.
struct BaselineFile {
  std::string path, bytes;
  Baseline baseline;
};

/// The settings point into the other members, so it must not be moved or copied.
struct Prepared {
  Sources sources;
  Settings settings;
  std::optional<Packs> packs;
  std::optional<BaselineFile> baseline;
  std::string baseline_path;       ///< as named on the command line or in the configuration; empty if nowhere
  bool baseline_shown = true;      ///< whether messages may quote it
  std::vector<std::string> files;  ///< all that was read, none of which may be written over
};

/// The settings of an audit, from the arguments and the configuration beside or above the inventory, of which nothing else is read.
/// If anything is wrong, prints it and returns null.
std::unique_ptr<Prepared> prepare_settings(const InventoryArguments& arguments, const std::vector<std::string>& inventory);

/// Which baseline to read.
struct BaselineChoice {
  std::string path;     ///< empty: the one that the configuration names
  bool read = true;     ///< false: only finds its path
  bool needed = false;  ///< if none is named, reads the default one
  bool option = true;   ///< the command has an option that names it
};

/// The same with the sources of the inventory and its baseline. If anything is wrong, prints it and returns null.
std::unique_ptr<Prepared> prepare(const InventoryArguments& arguments, const BaselineChoice& baseline = {});

}  // namespace stackdrag::cli
