// What stands on an item, for programs, and the schema of that.
#include "decide/impact_shape.h"
#include "decide/json_of.h"
#include "stackdrag/render_impact.h"

namespace stackdrag {

void render_impact_json(const Impact& impact, const RenderOptions&, Output& output) { decide::write_json(impact, output); }

std::string impact_schema() {
  using namespace report;
  return decide::schema_of<Impact>(
      "impact", "What `stackdrag impact ITEM --format json` prints: what breaks, degrades or has to be rewritten when an item goes.",
      form::count, form::amount, form::location, form::subject, impact_form::tie);
}

}  // namespace stackdrag
