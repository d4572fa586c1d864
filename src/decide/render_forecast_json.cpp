// The forecast for programs, in the shape that `forecast_shape.h` describes, and the schema of it.
#include "decide/forecast_shape.h"
#include "stackdrag/json_schema.h"
#include "stackdrag/render_forecast.h"

namespace stackdrag {

void render_forecast_json(const Forecast& forecast, const RenderOptions&, Output& output) {
  report::JsonWriter out(output);
  out.open('{');
  report::ObjectWriter io(out);
  describe(io, forecast);
  out.close('}');
}

std::string forecast_schema() {
  using namespace report;
  ObjectSchema root;
  Forecast blank;
  describe(root, blank);
  SchemaDocument document(
      "urn:stackdrag:forecast:1", "stackdrag forecast",
      "What `stackdrag forecast --format json` prints: what becomes debt if nobody does anything. Money is in the stack's currency. Fields "
      "are added, never renamed, without a new schema_version.");
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
