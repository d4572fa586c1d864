// The plan for programs, and its JSON Schema.
#include "decide/plan_shape.h"
#include "stackdrag/json_schema.h"

namespace stackdrag {

void render_plan_json(const ReportedPlan& shown, const RenderOptions&, Output& output) {
  using namespace report;
  PlanLists lists;
  for (const PlannedAction& planned : shown.plan.actions) lists.actions.push_back({&shown, &planned});
  for (const PlannedQuestions& one : shown.plan.questions) lists.questions.push_back({&shown, &one});
  for (const UnplannedAction& left : shown.plan.left_out) lists.left_out.push_back({&shown, &left});
  for (const PlannedLeaver& one : shown.plan.leavers) lists.leavers.push_back({&one});
  for (const WeekOfPlan& week : shown.plan.weeks) lists.weeks.push_back({week.ends, week.hours, {week.score, week.toll}});
  JsonWriter out(output);
  out.open('{');
  ObjectWriter io(out);
  describe(io, &shown, lists);
  out.close('}');
}

std::string plan_schema() {
  using namespace report;
  ObjectSchema root;
  PlanLists lists;
  describe(root, static_cast<const ReportedPlan*>(nullptr), lists);
  SchemaDocument document("urn:stackdrag:plan:1", "stackdrag plan",
                          "What `stackdrag plan --format json` prints. Money is in the stack's currency. Fields are added, never renamed, "
                          "without a new schema_version.");
  document.define(form::count);
  document.define(form::amount);
  document.define(form::points);
  document.define(form::share);
  document.define(form::date);
  document.define(form::severity);
  return document.text(root);
}

}  // namespace stackdrag
