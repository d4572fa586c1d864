// The table of contents: bytes are loaded into a workspace, the workspace is assessed, the assessment is written down as a report.
#include "stackdrag/audit.h"

namespace stackdrag {

Outcome audit(const Sources& sources, const Settings& settings) {
  const Loaded loaded = load(sources, settings);
  if (!loaded.workspace) return {.problems = located(sources, loaded.unreadable)};
  return {.report = report_of(assess(*loaded.workspace, settings), settings.name)};
}

}  // namespace stackdrag
