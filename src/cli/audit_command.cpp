// `stackdrag audit`: reads the inventory, audits it, writes the reports, decides the exit code.
#include <algorithm>
#include <cstdio>

#include "cli/cli.h"
#include "cli/files.h"
#include "cli/prepare.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  InventoryArguments inventory;
  std::vector<std::string> formats, outputs, select, ignore, owners;
  std::string fail_on, baseline, color = "auto";
  bool strict_baseline = false, quiet = false, verbose = false, all = false;
};

/// A report to be written: in which format, and where to; empty for standard output.
struct Target {
  const Format* format;
  std::string path;
};

Result<const Format*> format_named(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Format& format : formats()) {
    if (format.name == name) return &format;
    names.push_back(format.name);
  }
  const std::string near = did_you_mean(name, names);
  return Failure{
      fmt::format("no format is called `{}`{}", name, near.empty() ? fmt::format("; there are {}", fmt::join(names, ", ")) : near)};
}

/// Pairs each `-o` with the `--format` before it. At most one report goes to standard output.
Result<std::vector<Target>> targets_of(const CLI::App& command, const Arguments& arguments) {
  std::vector<Target> targets;
  std::size_t next_format = 0;
  std::size_t next_output = 0;
  for (const CLI::Option* option : command.parse_order()) {
    if (option->check_name("--format")) {
      const auto format = format_named(arguments.formats[next_format++]);
      if (!format.ok()) return format.failure();
      targets.push_back({format.value(), {}});
    } else if (option->check_name("--output")) {
      const std::string& path = arguments.outputs[next_output++];
      if (path.empty()) return Failure{"-o needs a file name"};
      if (targets.empty()) targets.push_back({&formats().front(), {}});
      if (!targets.back().path.empty()) return Failure{fmt::format("-o {} has no --format of its own", path)};
      targets.back().path = path;
    }
  }
  if (targets.empty()) targets.push_back({&formats().front(), {}});
  if (std::count_if(targets.begin(), targets.end(), [](const Target& t) { return t.path.empty() || t.path == "-"; }) > 1) {
    return Failure{"only one report can go to standard output; give the others a file with -o"};
  }
  return targets;
}

/// What was given on the command line goes before what the configuration says.
std::optional<Failure> set(Settings& settings, const Arguments& arguments) {
  for (const auto* list : {&arguments.select, &arguments.ignore}) {
    for (const std::string& name : *list) {
      if (const auto failure = check_rule_or_family(name)) return failure;
    }
  }
  settings.select = arguments.select;
  settings.ignore = arguments.ignore;
  settings.owners = arguments.owners;
  settings.gate.strict_baseline |= arguments.strict_baseline;
  if (arguments.fail_on.empty()) return std::nullopt;
  settings.gate.fail_on = severity_named(arguments.fail_on);
  settings.gate.never = arguments.fail_on == "never";
  if (settings.gate.never || (settings.gate.fail_on && *settings.gate.fail_on > Severity::info)) return std::nullopt;
  return Failure{fmt::format("--fail-on: expected critical, high, medium, low or never, found `{}`", arguments.fail_on)};
}

int report_problems(const std::vector<ReportedProblem>& problems, const Arguments& arguments) {
  std::fputs(render_problems(problems, terminal_of(2, arguments.color).color).c_str(), stderr);
  std::fprintf(stderr, "stackdrag: %s in the inventory\n", count_of(problems.size(), "mistake").c_str());
  return wrong_input;
}

int write_reports(const Report& report, const std::vector<Target>& targets, const Arguments& arguments,
                  const std::vector<std::string>& inputs, int exit) {
  const Terminal terminal = terminal_of(1, arguments.color);
  for (const Target& target : targets) {
    const bool to_file = !target.path.empty() && target.path != "-";
    const RenderOptions options{.columns = terminal.columns,
                                .color = terminal.color && !to_file,
                                .all = arguments.all,
                                .quiet = arguments.quiet,
                                .verbose = arguments.verbose};
    const auto write = [&](Output& out) { target.format->render(report, options, out); };
    if (!to_file) {
      exit = print(write, exit);
    } else if (const auto written = write_file(target.path, inputs, write); !written.ok()) {
      exit = refuse(written.failure().message);
    }
  }
  return exit;
}

/// A name that nobody has would show an empty report, and look like good news.
std::optional<Failure> check_owners(const Report& report, const std::vector<std::string>& owners) {
  std::vector<std::string_view> known(report.known_owners.begin(), report.known_owners.end());
  known.push_back("unowned");
  for (const std::string& owner : owners) {
    if (std::find(known.begin(), known.end(), owner) != known.end()) continue;
    const std::string near = did_you_mean(owner, known);
    return Failure{fmt::format("nobody is called `{}`{}", owner, near.empty() ? " in this inventory" : near)};
  }
  return std::nullopt;
}

int run(const CLI::App& command, const Arguments& arguments) {
  const auto targets = targets_of(command, arguments);
  if (!targets.ok()) return refuse(targets.failure().message);
  const auto prepared = prepare(arguments.inventory, {.path = arguments.baseline});
  if (prepared == nullptr) return wrong_input;
  if (const auto failure = set(prepared->settings, arguments)) return refuse(failure->message);
  const Outcome outcome = audit(prepared->sources, prepared->settings);
  if (!outcome.report) return report_problems(outcome.problems, arguments);
  if (const auto failure = check_owners(*outcome.report, arguments.owners)) return refuse(failure->message);
  int exit = outcome.report->gate.passed ? passed : failed_gate;
  if (!outcome.report->problems.empty()) exit = report_problems(outcome.report->problems, arguments);
  return write_reports(*outcome.report, targets.value(), arguments, prepared->files, exit);
}

std::string format_help() {
  std::vector<std::string_view> names;
  for (const Format& format : formats()) names.push_back(format.name);
  return fmt::format("{}; repeat with -o\nfor several reports in one run", fmt::join(names, ", "));
}

}  // namespace

Command add_audit(CLI::App& program) {
  CLI::App* command = program.add_subcommand("audit", "Audit an inventory and report its marketing drag");
  auto arguments = std::make_shared<Arguments>();
  arguments->inventory.add_to(*command);
  command->add_option("--format", arguments->formats, format_help())->option_text("FORMAT")->allow_extra_args(false);
  command->add_option("-o,--output", arguments->outputs, "Write the report of that --format to a file")
      ->option_text("FILE")
      ->allow_extra_args(false);
  command->add_option("--select", arguments->select, "Show only these rules or families")
      ->option_text("RULE")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--ignore", arguments->ignore, "Do not show these rules or families")
      ->option_text("RULE")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--owner", arguments->owners, "Show only what these own; or `unowned`")
      ->option_text("NAME")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--fail-on", arguments->fail_on, "Exit 1 from this severity up: critical, high,\nmedium, low, never; with a baseline from low, else from high")
      ->option_text("SEVERITY");
  command->add_option("--baseline", arguments->baseline, "Compare with this record of known debt; only new\nfindings fail then")->option_text("FILE");
  command->add_flag("--strict-baseline", arguments->strict_baseline, "Fail if recorded findings are gone, too");
  command->add_option("--color", arguments->color, "auto, always or never")
      ->option_text("WHEN [auto]")
      ->check(one_of({"auto", "always", "never"}));
  command->add_flag("--all", arguments->all, "Show repeats one by one");
  command->add_flag("-q,--quiet", arguments->quiet, "The score and the gate only");
  command->add_flag("-v,--verbose", arguments->verbose, "Show the line of each finding");
  command->footer(
      "What is shown never changes the score or the exit code.\nExit codes: 0 gate passed, 1 gate failed, 2 something is wrong with the "
      "input, 3 a bug in stackdrag\n");
  return {command, [command, arguments] { return run(*command, *arguments); }};
}

}  // namespace stackdrag::cli
