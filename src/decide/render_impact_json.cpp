// What stands on an item, for programs, and the schema of that.
#include "decide/impact_shape.h"
#include "stackdrag/json_schema.h"
#include "stackdrag/render_impact.h"

namespace stackdrag {

void render_impact_json(const Impact& impact, const RenderOptions&, Output& output) {
  report::JsonWriter out(output);
  out.open('{');
  report::ObjectWriter io(out);
  describe(io, impact);
  out.close('}');
}

std::string impact_schema() {
  using namespace report;
  ObjectSchema root;
  Impact blank;
  describe(root, blank);
  SchemaDocument document(
      "urn:stackdrag:impact:1", "stackdrag impact",
      "What `stackdrag impact ITEM --format json` prints: what breaks, degrades or has to be rewritten when an item goes. "
      "Fields are added, never renamed, without a new schema_version.");
  document.define(form::count);
  document.define(form::amount);
  document.define(form::location);
  document.define(form::subject);
  document.define(impact_form::tie);
  return document.text(root);
}

}  // namespace stackdrag
