// What stands on an item, for programs.
#include "stackdrag/impact_shape.h"
#include "stackdrag/render_impact.h"

namespace stackdrag {

void render_impact_json(const Impact& impact, const RenderOptions&, Output& output) {
  report::JsonWriter out(output);
  out.open('{');
  report::ObjectWriter io(out);
  describe(io, impact);
  out.close('}');
}

}  // namespace stackdrag
