// What the build generates from the files in src/packs/data.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stackdrag {

/// When a pack is read.
enum class ReadAt : std::uint8_t {
  once,       ///< it holds facts that every audit may need
  host,       ///< it contains only hosts, and is read at the first lookup of one
  vocabulary  ///< it contains only sections of the vocabulary, and is read when somebody first asks for that
};

struct PackText {
  std::string_view name;  ///< the file's name without its extension
  std::string_view text;
  ReadAt at = ReadAt::once;  ///< unless at once, the text must live as long as the packs
  bool shown = true;         ///< in messages
};

std::vector<PackText> pack_texts();

}  // namespace stackdrag
