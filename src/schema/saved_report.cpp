// Reads a JSON report, in the shape that `report_shape.h` describes.
#include "stackdrag/saved_report.h"

#include <fmt/format.h>

#include "schema/saved_links.h"
#include "stackdrag/json_tree.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace report {
namespace {

bool is_ours(View root) {
  const auto tool = root.find("tool");
  if (!tool || !root.find("schema_version")) return false;
  const auto name = tool->find("name");
  return name && name->is_scalar() && name->text() == "stackdrag";
}

constexpr std::string_view no_report = "this is not a stackdrag report; `stackdrag audit --format json` writes one";

/// If a text does not even begin like a report, a message about JSON would not help.
bool begins_like_a_report(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first == std::string_view::npos || text[first] == '{';
}

/// Refuses other kinds of files before anything else is checked.
void check_kind(JsonReader& in, View root) {
  if (!is_ours(root)) return in.fail({root.at().begin, root.at().begin}, std::string(no_report));
  if (root.find("before") && root.find("after") && !root.find("drag"))
    in.fail({root.at().begin, root.at().begin}, "this was written by `stackdrag diff`; it is not the report of an audit");
}

/// If a filter has left out every finding, adds a hidden one, so that the report does not look as if nothing was found.
void remember_left_out(Report& report, Store& store) {
  if (report.filter.empty() || !report.findings.empty() || report.totals.by_severity.empty()) return;
  report.findings.emplace_back().rule = store.list<ReportedRule>(1).data();
}

void read_all(JsonReader& in, View root, Report& report) {
  SavedLinks links(in, report);
  ObjectReader io(JsonValue{in, root, "report"});
  describe(io, report, links);
  // What is added below to stand for findings that were left out is not shown.
  show_all(report);
  if (in.failed()) return;
  links.resolve();
  remember_left_out(report, in.store);
}

}  // namespace
}  // namespace report

Result<Report> read_report(std::string bytes, std::string name) {
  Sources sources;
  if (!sources.fits(bytes.size())) return Failure{fmt::format("{}: this file is larger than stackdrag reads", visible(name))};
  sources.add(std::move(name), std::move(bytes));
  const Document document = report::read_json(sources, 0);
  Report report;
  report::JsonReader in(sources, *report.store);
  if (!report::begins_like_a_report(sources.text(0)))
    in.fail({sources.base(0), sources.base(0)}, std::string(report::no_report));
  else if (document.problem)
    in.fail(document.problem->at, document.problem->message);
  else
    report::check_kind(in, document.tree.root());
  if (!in.failed()) report::read_all(in, document.tree.root(), report);
  if (in.failed()) return in.failure();
  return report;
}

}  // namespace stackdrag
