// What the build generates from the files in src/packs/data.
#pragma once

#include <string_view>
#include <vector>

namespace stackdrag {

struct PackText {
  std::string_view name;  ///< the file's name without its extension
  std::string_view text;
  /// Contains only hosts, and is read at the first lookup of a host; the text must live as long as the packs.
  bool postponed = false;
  bool shown = true;  ///< in messages
};

std::vector<PackText> pack_texts();

}  // namespace stackdrag
