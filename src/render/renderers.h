// The renderers behind `formats()`, one per file.
#pragma once

#include "stackdrag/formats.h"
#include "stackdrag/report.h"

namespace stackdrag::report {

void render_text(const Report& report, const RenderOptions& options, Output& out);
void render_json(const Report& report, const RenderOptions& options, Output& out);
void render_markdown(const Report& report, const RenderOptions& options, Output& out);
void render_sarif(const Report& report, const RenderOptions& options, Output& out);
void render_junit(const Report& report, const RenderOptions& options, Output& out);
void render_github(const Report& report, const RenderOptions& options, Output& out);
void render_gitlab(const Report& report, const RenderOptions& options, Output& out);
void render_csv(const Report& report, const RenderOptions& options, Output& out);
void render_prometheus(const Report& report, const RenderOptions& options, Output& out);

}  // namespace stackdrag::report
