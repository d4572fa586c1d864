// Where reports go and how they look: what every command that writes reports shares.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cli.h"
#include "stackdrag/formats.h"

namespace stackdrag::cli {

/// The arguments that say in which formats a report is written, where to, and how it looks.
struct ReportArguments {
  std::vector<std::string> formats, outputs, history;
  std::string color = "auto", top, by;
  bool quiet = false, verbose = false, all = false;
  std::string files;  ///< as in `RenderOptions`

  /// `--format`, `-o` and `--history`.
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

/// One of the formats in which a command answers.
template <class Answer>
struct AnswerFormat {
  std::string_view name;
  void (*render)(const Answer&, const RenderOptions&, Output&);
};
template <class Answer>
using AnswerFormats = std::vector<AnswerFormat<Answer>>;

/// The arguments that say how a command that answers one question writes its answer.
struct AnswerArguments {
  std::string format = "text", color = "auto";
  std::optional<std::string> output;

  /// `--format`, `-o` and `--color`.
  template <class Answer>
  void add_to(CommandLine command, const AnswerFormats<Answer>& formats, const std::string& purpose) {
    std::vector<std::string> names;
    for (const AnswerFormat<Answer>& one : formats) names.emplace_back(one.name);
    add_to(command, names, purpose);
  }
  void add_to(CommandLine command, const std::vector<std::string>& formats, const std::string& purpose);
};

/// Writes an answer where the arguments say, but never over one of `inputs`. Returns `exit`, or `wrong_input` if it could not be written.
int write_answer(const AnswerArguments& arguments, const std::vector<std::string>& inputs, int exit,
                 const std::function<void(const RenderOptions&, Output&)>& render);
template <class Answer>
int write_answer(const Answer& answer, const AnswerFormats<Answer>& formats, const AnswerArguments& arguments,
                 const std::vector<std::string>& inputs, int exit, bool all = false) {
  const auto format = std::find_if(formats.begin(), formats.end(), [&](const auto& one) { return one.name == arguments.format; });
  return write_answer(arguments, inputs, exit, [&](RenderOptions options, Output& out) {
    options.all = all;
    format->render(answer, options, out);
  });
}

/// Writes the report to all targets, but never over one of `inputs`. Returns `exit`, or `wrong_input` if something could not be written.
int write_reports(const Report& report, const std::vector<Target>& targets, const ReportArguments& arguments,
                  const std::vector<std::string>& inputs, int exit);

/// Prints mistakes in an inventory to standard error, and returns `wrong_input`. `color` is what `--color` says.
int report_problems(const std::vector<ReportedProblem>& problems, const std::string& color);

/// Adds `--color`.
void add_color_to(CommandLine command, std::string& color);

}  // namespace stackdrag::cli
