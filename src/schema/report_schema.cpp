// The JSON Schema of the JSON report, from the description of its shape.
#include "stackdrag/report_schema.h"
#include "stackdrag/json_schema.h"
#include "stackdrag/report_shape.h"

namespace stackdrag {
namespace report {
namespace {

/// The form of a row that refers to findings.
template <class T, class Names>
struct Row {
  std::string schema() const {
    ObjectSchema io;
    T blank{};
    Names names{};
    describe(io, blank, names);
    return io.text();
  }
};

constexpr form::Defined finding{"finding", Row<ReportedFinding, FindingNames>{}};
constexpr form::Defined action{"action", Row<Action, ActionNames>{}};

struct Links {
  form::List<decltype(finding)> findings{finding};
  form::List<decltype(action)> actions{action};
};

}  // namespace
}  // namespace report

std::string report_schema() {
  using namespace report;
  ObjectSchema root;
  Report blank;
  describe(root, blank, Links{});
  SchemaDocument document(
      "urn:stackdrag:report:2", "stackdrag report",
      "What `stackdrag audit --format json` prints; each finding, group of questions, action, gap, item and mistake is on a line of its "
      "own. "
      "What has no value is left out. Hours and money are per month unless a description says otherwise; money is in the stack's currency. "
      "Fields are added, never renamed, without a new schema_version.");
  document.define(form::date);
  document.define(form::profile);
  document.define(form::severity);
  document.define(form::waiver_kind);
  document.define(form::sentence);
  document.define(form::subject);
  document.define(form::count);
  document.define(form::amount);
  document.define(form::points);
  document.define(form::share);
  document.define(form::location);
  document.define(finding);
  document.define(form::item);
  document.define(action);
  document.define(form::gap);
  document.define(form::sums);
  return document.text(root);
}

}  // namespace stackdrag
