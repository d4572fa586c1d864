// What stands on an item, in five formats.
#pragma once

#include <string>

#include "stackdrag/formats.h"
#include "stackdrag/impact.h"

namespace stackdrag {

/// For a terminal; as a dossier for those who do it; for programs; and as a picture that Mermaid or Graphviz draws.
void render_impact_text(const Impact& impact, const RenderOptions& options, Output& out);
void render_impact_markdown(const Impact& impact, const RenderOptions& options, Output& out);
void render_impact_json(const Impact& impact, const RenderOptions& options, Output& out);
void render_impact_mermaid(const Impact& impact, const RenderOptions& options, Output& out);
void render_impact_dot(const Impact& impact, const RenderOptions& options, Output& out);

/// The JSON Schema (2020-12) of its JSON.
std::string impact_schema();

}  // namespace stackdrag
