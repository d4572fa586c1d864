// The forecast for programs, in the shape that `forecast_shape.h` describes, and the schema of it.
#include "decide/forecast_shape.h"
#include "decide/json_of.h"
#include "stackdrag/render_forecast.h"

namespace stackdrag {

void render_forecast_json(const Forecast& forecast, const RenderOptions&, Output& output) { decide::write_json(forecast, output); }

std::string forecast_schema() {
  using namespace report;
  return decide::schema_of<Forecast>(
      "forecast",
      "What `stackdrag forecast --format json` prints: what becomes debt if nobody does anything. Money is in the stack's currency.",
      form::count, form::amount, form::points, form::date, form::profile, form::severity, form::subject, form::location);
}

}  // namespace stackdrag
