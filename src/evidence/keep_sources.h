// Which sources stay when new ones come, and what they are called.
#pragma once

#include <vector>

#include "stackdrag/evidence.h"

namespace stackdrag::evidence {

/// Whether the source records what happened at one time, so that an older one is not replaced but adds to it.
inline bool is_capture(const ExportSource& source) { return source.grade == Grade::seen; }

/// Of the sources that are known and those that were just read, those that stay: the first vector keeps its ids, the others get theirs.
struct KeptSources {
  std::vector<ExportSource> before;
  std::vector<const Imported*> read;
  std::vector<ExportSource> read_sources;  ///< of `read`, with their ids
};
KeptSources keep_sources(const std::vector<ExportSource>& before, const std::vector<Imported>& imports, Days keep);

}  // namespace stackdrag::evidence
