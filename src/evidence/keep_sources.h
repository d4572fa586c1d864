// Which sources stay when new ones come, and what they are called.
#pragma once

#include <optional>
#include <vector>

#include "stackdrag/evidence.h"

namespace stackdrag::evidence {

/// Whether the source records what happened at one time, so that an older one is not replaced but adds to it.
inline bool is_capture(const ExportSource& source) { return source.grade == Grade::seen; }

/// Whether the source lists the workflows of an engine, of which few exports say their day.
inline bool is_of_workflows(const ExportSource& source) {
  return source.kind == ExportKind::n8n || source.kind == ExportKind::make || source.kind == ExportKind::zapier;
}

/// The day of an export; of workflows without one, that of the newest edit. An export is no older than that, and may be much younger.
std::optional<Date> no_older_than(const ExportSource& source);

/// Whether an export that was just read is newer than a known one of the same. Where neither has a day, it is.
bool is_newer(const ExportSource& read, const ExportSource& known);

/// Of the sources that are known and those that were just read, those that stay: the first vector keeps its ids, the others get theirs.
struct KeptSources {
  std::vector<ExportSource> before;
  std::vector<const Imported*> read;
  std::vector<ExportSource> read_sources;  ///< of `read`, with their ids
};
KeptSources keep_sources(const std::vector<ExportSource>& before, const std::vector<Imported>& imports, Days keep);

}  // namespace stackdrag::evidence
