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

/// What the settings point to lives here, so it stays where it is.
struct Prepared {
  Sources sources;
  Settings settings;
  std::optional<Packs> packs;
  std::optional<BaselineFile> baseline;
  std::string baseline_path;       ///< as named on the command line or in the configuration; empty if nowhere
  bool baseline_shown = true;      ///< whether messages may quote it
  std::vector<std::string> files;  ///< all that was read, none of which may be written over
};

/// The settings of an audit, and the configuration that they come from, which stands beside or above `inventory`; nothing is read of the
/// inventory itself. Null if something is wrong, which was printed then.
std::unique_ptr<Prepared> prepare_settings(const InventoryArguments& arguments, const std::vector<std::string>& inventory);

/// Which baseline to read.
struct BaselineChoice {
  std::string path;  ///< empty: the one that the configuration names
  bool read = true;  ///< false: the path alone is wanted
  bool needed = false;
};

/// Null if something is wrong, which was printed then.
std::unique_ptr<Prepared> prepare(const InventoryArguments& arguments, const BaselineChoice& baseline = {});

}  // namespace stackdrag::cli
