// Tickets for programs, and their JSON Schema.
#include "decide/json_of.h"
#include "decide/tickets_shape.h"

namespace stackdrag {

void render_tickets_json(const Tickets& tickets, const RenderOptions&, Output& output) { decide::write_json(tickets, output); }

std::string tickets_schema() {
  using namespace report;
  return decide::schema_of<Tickets>("tickets", "What `stackdrag tickets --to json` prints.", form::count, form::amount, form::severity);
}

}  // namespace stackdrag
