// Tickets for programs, and their JSON Schema.
#include "decide/tickets_shape.h"
#include "stackdrag/json_schema.h"

namespace stackdrag {

void render_tickets_json(const Tickets& tickets, const RenderOptions&, Output& output) {
  report::JsonWriter out(output);
  out.open('{');
  report::ObjectWriter io(out);
  describe(io, tickets);
  out.close('}');
}

std::string tickets_schema() {
  using namespace report;
  ObjectSchema root;
  Tickets blank;
  describe(root, blank);
  SchemaDocument document("urn:stackdrag:tickets:1", "stackdrag tickets",
                          "What `stackdrag tickets --to json` prints. Fields are added, never renamed, without a new schema_version.");
  document.define(form::count);
  document.define(form::amount);
  document.define(form::severity);
  return document.text(root);
}

}  // namespace stackdrag
