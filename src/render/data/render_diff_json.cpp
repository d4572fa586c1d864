// The difference for programs, in the shape that `diff_shape.h` describes. Each finding stands on one line.
#include "stackdrag/diff_shape.h"
#include "stackdrag/formats.h"
#include "stackdrag/render_diff.h"

namespace stackdrag {
namespace report {
namespace {

/// The differences; empty where there is nothing to compare.
DiffOfFigures change_of_figures(const Diff& diff) {
  const Report &before = *diff.before, &after = *diff.after;
  DiffOfFigures change;
  change.items = static_cast<std::int64_t>(after.stack.items) - static_cast<std::int64_t>(before.stack.items);
  if (!diff.incomparable.empty()) return change;
  change.low = after.drag.low.value() - before.drag.low.value();
  change.high = after.drag.high.value() - before.drag.high.value();
  change.evidence = after.drag.evidence - before.drag.evidence;
  if (!diff.same_currency) return change;
  change.interest_per_month = after.money.interest_per_month - before.money.interest_per_month;
  change.principal = after.money.principal - before.money.principal;
  return change;
}

}  // namespace
}  // namespace report

void render_diff_json(const Diff& diff, const RenderOptions&, Output& output) {
  report::JsonWriter out(output);
  out.open('{');
  report::ObjectWriter io(out);
  describe(io, diff, report::change_of_figures(diff));
  out.close('}');
}

}  // namespace stackdrag
