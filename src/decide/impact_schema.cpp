// The JSON Schema of the JSON of an impact, from the description of its shape.
#include "stackdrag/impact.h"
#include "stackdrag/impact_shape.h"
#include "stackdrag/json_schema.h"

namespace stackdrag {

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
