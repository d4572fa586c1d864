// Pairs formats with files, and writes each report whole.
#include "cli/reports.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include <fmt/ranges.h>

#include "cli/files.h"
#include "cli/folder.h"
#include "stackdrag/formats.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag::cli {
namespace {

/// The command line takes no other names.
const Format& format_named(const std::string& name) {
  return *std::find_if(formats().begin(), formats().end(), [&](const Format& format) { return format.name == name; });
}

/// The format that a file's name speaks of, for whoever gives no --format; empty if it speaks of text, or of nothing.
std::string_view format_named_by(const std::string& path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> endings{
      {{".csv", "csv"}, {".html", "html"}, {".json", "json"}, {".md", "markdown"}, {".sarif", "sarif"}, {".xml", "junit"}}};
  const auto* const found = std::find_if(endings.begin(), endings.end(), [&](const auto& row) { return path.ends_with(row.first); });
  return found == endings.end() ? "" : found->second;
}

/// The same for all spellings of a path, whether or not the file is there; a link stands for what it leads to.
std::string file_meant_by(std::filesystem::path path) {
  std::error_code error;
  if (const std::filesystem::path target = std::filesystem::read_symlink(path, error); !error) path = path.parent_path() / target;
  const std::filesystem::path whole = std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  return error ? path.string() : whole.string();
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return names;
}

}  // namespace

void ReportArguments::add_targets_to(CommandLine command) {
  const std::vector<std::string> names = format_names();
  command.add("--format", formats, fmt::format("{}; repeat with -o for several reports in one run", fmt::join(names, ", ")), "FORMAT")
      .one_of(names)
      .one_at_a_time()
      .otherwise("text");
  command.add("-o,--output", outputs, "Write the report of that --format to a file", "FILE").holds(Holds::file).one_at_a_time();
  command
      .add("--history", history, "Earlier JSON reports, or folders of them, to tell how the drag has moved: brief, html, json",
           "FILE|FOLDER")
      .holds(Holds::file)
      .one_at_a_time();
}

void ReportArguments::add_looks_to(CommandLine command) {
  add_color_to(command, color);
  command.add("--top", top, "Show at most so many actions, and so many findings one by one", "N").positive_number();
  command.add("--by", by, "Show the findings by severity, owner, item or family, the worst first", "WHAT")
      .one_of({names_of<Grouping>.begin(), names_of<Grouping>.end()})
      .otherwise("severity");
  command.add_flag("--all", all, "Show everything, without grouping or cutting lists");
  command.add_flag("-q,--quiet", quiet, "Show only the score and the gate");
  command.add_flag("-v,--verbose", verbose, "Show the source line below each finding");
}

void add_color_to(CommandLine command, std::string& color) {
  command.add("--color", color, "When to colour the output", "WHEN").one_of({"auto", "always", "never"});
}

void AnswerArguments::add_to(CommandLine command, const std::vector<std::string>& formats, const std::string& purpose) {
  command.add("--format", format, purpose, "FORMAT").one_of(formats);
  command.add("-o,--output", output, "Write to a file", "FILE").holds(Holds::file);
  add_color_to(command, color);
}

int write_answer(const AnswerArguments& arguments, const std::vector<std::string>& inputs, int exit,
                 const std::function<void(const RenderOptions&, Output&)>& render) {
  const bool to_file = arguments.output && *arguments.output != "-";
  const Terminal terminal = terminal_of(1, arguments.color);
  const RenderOptions options{.columns = terminal.columns, .color = terminal.color && !to_file};
  const auto put = [&](Output& out) { render(options, out); };
  if (!to_file) return print(put, exit);
  const auto written = write_file(*arguments.output, inputs, put, looks_like_inventory);
  return written.ok() ? exit : refuse(written.failure().message);
}

int report_problems(const std::vector<ReportedProblem>& problems, const std::string& color) {
  print_problems(problems, color);
  return refuse(fmt::format("{} in the inventory", count_of(problems.size(), "mistake")));
}

Result<std::vector<Target>> targets_of(CommandLine command, const ReportArguments& arguments) {
  if (arguments.all && !arguments.top.empty()) return Failure{"--all shows everything, --top only the first; give one of them"};
  std::vector<Target> targets;
  std::size_t next_format = 0;
  std::size_t next_output = 0;
  for (const std::string& option : command.given()) {
    if (option == "--format") {
      targets.push_back({&format_named(arguments.formats[next_format++]), {}});
    } else if (option == "--output") {
      const std::string& path = arguments.outputs[next_output++];
      if (targets.empty() && !arguments.formats.empty())
        return Failure{fmt::format("-o {0} stands before --format {1}; write --format {1} -o {0}", path, arguments.formats.front())};
      if (const std::string_view other = targets.empty() ? format_named_by(path) : ""; !other.empty())
        return Failure{fmt::format("`{0}` would hold text; for what its name says, write --format {1} -o {0}", path, other)};
      if (targets.empty()) targets.push_back({&formats().front(), {}});
      if (!targets.back().path.empty()) return Failure{fmt::format("-o {} has no --format of its own", path)};
      targets.back().path = path;
    }
  }
  if (targets.empty()) targets.push_back({&formats().front(), {}});
  if (std::count_if(targets.begin(), targets.end(), [](const Target& t) { return t.path.empty() || t.path == "-"; }) > 1) {
    return Failure{"only one report can go to standard output; give the others a file with -o"};
  }
  std::set<std::string> files;
  for (const Target& target : targets) {
    if (!target.path.empty() && !files.insert(file_meant_by(target.path)).second)
      return Failure{fmt::format("`{}` is named by two -o; give each report a file of its own", target.path)};
  }
  return targets;
}

int write_reports(const Report& report, const std::vector<Target>& targets, const ReportArguments& arguments,
                  const std::vector<std::string>& inputs, int exit) {
  const Terminal terminal = terminal_of(1, arguments.color);
  const auto top = parse_number(arguments.top);
  for (const Target& target : targets) {
    const bool to_file = !target.path.empty() && target.path != "-";
    const RenderOptions options{.columns = terminal.columns,
                                .color = terminal.color && !to_file,
                                .all = arguments.all,
                                .quiet = arguments.quiet,
                                .verbose = arguments.verbose,
                                .top = top ? std::optional(static_cast<std::size_t>(*top)) : std::nullopt,
                                .by = enum_named<Grouping>(arguments.by).value_or(Grouping::severity),
                                .files = arguments.files};
    const auto write = [&](Output& out) { target.format->render(report, options, out); };
    if (!to_file) {
      exit = print(write, exit);
    } else if (const auto written = write_file(target.path, inputs, write, looks_like_inventory); !written.ok()) {
      exit = refuse(written.failure().message);
    }
  }
  return exit;
}

}  // namespace stackdrag::cli
