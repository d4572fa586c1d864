// A plan of work in its formats.
#pragma once

#include <string>

#include "stackdrag/formats.h"
#include "stackdrag/report.h"
#include "stackdrag/work_plan.h"

namespace stackdrag {

/// A plan and the report whose actions it plans. Both must outlive it.
struct ReportedPlan {
  const Report& report;
  const WorkPlan& plan;
};

void render_plan_text(const ReportedPlan& plan, const RenderOptions& options, Output& out);
void render_plan_markdown(const ReportedPlan& plan, const RenderOptions& options, Output& out);
void render_plan_json(const ReportedPlan& plan, const RenderOptions& options, Output& out);
/// For calendars: each week and each deadline, as RFC 5545 has it.
void render_plan_ics(const ReportedPlan& plan, const RenderOptions& options, Output& out);

/// The JSON Schema of the plan.
std::string plan_schema();

}  // namespace stackdrag
