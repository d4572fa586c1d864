// A forecast in its formats.
#pragma once

#include <string>

#include "stackdrag/forecast.h"
#include "stackdrag/formats.h"

namespace stackdrag {

void render_forecast_text(const Forecast& forecast, const RenderOptions& options, Output& out);
void render_forecast_markdown(const Forecast& forecast, const RenderOptions& options, Output& out);
void render_forecast_json(const Forecast& forecast, const RenderOptions& options, Output& out);
void render_forecast_csv(const Forecast& forecast, const RenderOptions& options, Output& out);
/// For calendars: the last day on which to act on each, as RFC 5545 has it.
void render_forecast_ics(const Forecast& forecast, const RenderOptions& options, Output& out);

/// The JSON Schema (2020-12) of the JSON forecast.
std::string forecast_schema();

}  // namespace stackdrag
