// Packs of the user's own, laid over the built-in ones.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "stackdrag/packs.h"
#include "stackdrag/source.h"

namespace stackdrag {

struct PackFile {
  std::string name, text;
};

struct OwnPacks {
  Packs packs;
  std::vector<Problem> problems;           ///< with any, the packs must not be used
  std::shared_ptr<const Sources> sources;  ///< in which the problems are
};

/// The built-in packs with these laid over them, in this order: a row replaces the one with its id. The packs keep the texts.
OwnPacks lay_over_built_in(const std::vector<PackFile>& files);

}  // namespace stackdrag
