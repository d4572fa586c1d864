// The JSON report: everything, written as it goes, in the shape that `report_shape.h` describes. Entries of long lists take one line each,
// so that the report can be searched and compared line by line.
#include <algorithm>

#include "render/outline.h"
#include "stackdrag/formats.h"
#include "stackdrag/report_shape.h"

namespace stackdrag::report {
namespace {

FindingNames names_of(const Report& report, const ReportedFinding& finding) {
  FindingNames names;
  names.rule = finding.rule->id;
  if (finding.folded_into) names.folded_into = report.findings[*finding.folded_into].fingerprint;
  if (const ReportedWaiver* const waiver = finding.waiver)
    names.waived = {waiver->not_applicable, waiver->reason, waiver->by, waiver->until.value_or(Date{})};
  return names;
}

/// One row, which the two values describe together.
template <class T, class Names>
void write_row(JsonWriter& out, const T& value, const Names& names) {
  out.open_row('{');
  ObjectWriter io(out);
  describe(io, value, names);
  out.close('}');
}

struct ShownFindings {
  void write(JsonWriter& out, const Report& report) const {
    out.open('[');
    for (const std::size_t at : report.shown) write_row(out, report.findings[at], names_of(report, report.findings[at]));
    out.close(']');
  }
};

/// Behind these, what has no day, is not critical and settles one finding says no more than that finding.
constexpr std::size_t always_written = 1'000;

bool is_written(const Action& action, std::size_t index) {
  return index < always_written || action.severity == Severity::critical || action.due || action.findings.size() > 1;
}

struct Actions {
  void write(JsonWriter& out, const Report& report) const {
    ActionNames names;
    out.open('[');
    for (std::size_t i = 0; i < report.actions.size(); ++i) {
      const Action& action = report.actions[i];
      if (!is_written(action, i)) continue;
      names.findings.clear();
      names.items.clear();
      for (const std::uint32_t at : action.findings) {
        names.findings.push_back(report.findings[at].fingerprint);
        names.items.push_back(report.findings[at].subject);
      }
      std::sort(names.items.begin(), names.items.end());
      names.items.erase(std::unique(names.items.begin(), names.items.end()), names.items.end());
      write_row(out, action, names);
    }
    out.close(']');
  }
};

struct Links {
  ShownFindings findings;
  Actions actions;
};

}  // namespace

void render_json(const Report& report, const RenderOptions&, Output& output) {
  JsonWriter out(output, true);
  out.open('{');
  ObjectWriter io(out);
  describe(io, report, Links{});
  out.close('}');
}

}  // namespace stackdrag::report
