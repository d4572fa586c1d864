// A difference in three formats.
#pragma once

#include "stackdrag/diff.h"
#include "stackdrag/formats.h"

namespace stackdrag {

/// The difference for a terminal, for a merge request, and for programs.
void render_diff_text(const Diff& diff, const RenderOptions& options, Output& out);
void render_diff_markdown(const Diff& diff, const RenderOptions& options, Output& out);
void render_diff_json(const Diff& diff, const RenderOptions& options, Output& out);

}  // namespace stackdrag
