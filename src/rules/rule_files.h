// What the build generates from the folder of rules.
#pragma once

#include <string_view>
#include <vector>

#include "stackdrag/rule.h"

namespace stackdrag {

/// A source file under src/rules: its folder, its name without ending, and the function that it defines.
struct RuleFile {
  std::string_view family;
  std::string_view name;
  Rule (*make)();
  std::string_view version;             ///< a digest of the file
  std::string_view version_with_packs;  ///< a digest of the file and the packs
};

std::vector<RuleFile> rule_files();

}  // namespace stackdrag
