// The judgement for programs, and its JSON Schema.
#include "decide/gatekeeping_shape.h"
#include "decide/json_of.h"
#include "stackdrag/gatekeeping.h"

namespace stackdrag {

void render_gate_json(const Gatekeeping& gate, const RenderOptions&, Output& output) { decide::write_json(gate, output); }

std::string gate_schema() {
  using namespace report;
  return decide::schema_of<Gatekeeping>(
      "gate", "What `stackdrag gate --format json` prints: whether something may come into the stack, and what has to be proved first.",
      form::count, form::amount, form::points, form::date, form::profile, form::severity, form::subject, form::location);
}

}  // namespace stackdrag
