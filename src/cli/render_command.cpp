// `stackdrag render`: writes a saved JSON report in other formats.
#include "cli/cli.h"
#include "cli/files.h"
#include "cli/history.h"
#include "cli/reports.h"
#include "stackdrag/saved_report.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  std::string path;
  ReportArguments reports;
};

int run(CommandLine command, const Arguments& arguments) {
  const auto targets = targets_of(command, arguments.reports);
  if (!targets.ok()) return refuse(targets.failure().message);
  auto bytes = read_file(arguments.path);
  if (!bytes.ok()) return refuse(bytes.failure().message);
  auto report = read_report(std::move(bytes.value()), arguments.path == "-" ? "stdin" : arguments.path);
  if (!report.ok()) return refuse(report.failure().message);
  const auto past = add_history(report.value(), arguments.reports.history);
  if (!past.ok()) return refuse(past.failure().message);
  std::vector<std::string> inputs = past.value();
  inputs.push_back(arguments.path);
  return write_reports(report.value(), targets.value(), arguments.reports, inputs, passed);
}

}  // namespace

Command add_render(CommandLine program) {
  const CommandLine command = program.add_command("render", "Write a saved JSON report in other formats");
  auto arguments = std::make_shared<Arguments>();
  command.add("report", arguments->path, "What `stackdrag audit --format json` wrote, or - for standard input", " ")
      .holds(Holds::file)
      .required();
  arguments->reports.add_targets_to(command);
  arguments->reports.add_looks_to(command);
  command.add_examples({{"stackdrag render drag.json", "the report of last night, in the terminal"},
                        {"stackdrag render drag.json --format html -o page.html", "the same as a page"}});
  command.set_remark("A saved report contains no lines of the inventory, so none are shown; its figures have four decimals.");
  command.set_exits("rendered, whatever the gate said", "", "wrong command line or report");
  return {command, [command, arguments] { return run(command, *arguments); }};
}

}  // namespace stackdrag::cli
