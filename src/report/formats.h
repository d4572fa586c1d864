// The renderers behind `formats()`, one per file.
#pragma once

#include <string>

#include "stackdrag/report.h"

namespace stackdrag::report {

std::string render_text(const Report& report, const RenderOptions& options);
std::string render_json(const Report& report, const RenderOptions& options);
std::string render_markdown(const Report& report, const RenderOptions& options);

}  // namespace stackdrag::report
