// The judgement for programs, and its JSON Schema.
#include "decide/gatekeeping_shape.h"
#include "stackdrag/gatekeeping.h"
#include "stackdrag/json_schema.h"

namespace stackdrag {

void render_gate_json(const Gatekeeping& gate, const RenderOptions&, Output& output) {
  report::JsonWriter out(output);
  out.open('{');
  report::ObjectWriter io(out);
  describe(io, gate);
  out.close('}');
}

std::string gate_schema() {
  using namespace report;
  ObjectSchema root;
  Gatekeeping blank;
  describe(root, blank);
  SchemaDocument document(
      "urn:stackdrag:gate:1", "stackdrag gate",
      "What `stackdrag gate --format json` prints: whether something may come into the stack, and what has to be proved "
      "first. Fields are added, never renamed, without a new schema_version.");
  document.define(form::count);
  document.define(form::amount);
  document.define(form::points);
  document.define(form::date);
  document.define(form::profile);
  document.define(form::severity);
  document.define(form::subject);
  document.define(form::location);
  return document.text(root);
}

}  // namespace stackdrag
