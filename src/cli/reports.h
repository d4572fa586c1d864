// Where reports go and how they look: what every command that writes reports shares.
#pragma once

#include <string>
#include <vector>

#include "cli/cli.h"
#include "stackdrag/formats.h"

namespace stackdrag::cli {

/// The arguments that say in which formats a report is written, where to, and how it looks.
struct ReportArguments {
  std::vector<std::string> formats, outputs;
  std::string color = "auto", top, by;
  bool quiet = false, verbose = false, all = false;
  std::string files;  ///< as in `RenderOptions`

  /// `--format` and `-o`.
  void add_targets_to(CommandLine command);
  /// `--color`, `--top`, `--by`, `--all`, `-q` and `-v`.
  void add_looks_to(CommandLine command);
};

/// A report to be written: in which format, and where to; empty for standard output.
struct Target {
  const Format* format;
  std::string path;
};

/// Pairs each `-o` with the `--format` before it. At most one report goes to standard output.
Result<std::vector<Target>> targets_of(CommandLine command, const ReportArguments& arguments);

/// Writes the report to all targets, but never over one of `inputs`. Returns `exit`, or `wrong_input` if something could not be written.
int write_reports(const Report& report, const std::vector<Target>& targets, const ReportArguments& arguments,
                  const std::vector<std::string>& inputs, int exit);

/// Prints mistakes in an inventory to standard error, and returns `wrong_input`. `color` is what `--color` says.
int report_problems(const std::vector<ReportedProblem>& problems, const std::string& color);

/// Adds `--color`.
void add_color_to(CommandLine command, std::string& color);

}  // namespace stackdrag::cli
