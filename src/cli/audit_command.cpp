// `stackdrag audit`: reads the inventory, audits it, writes the reports, decides the exit code.
#include <algorithm>

#include "cli/cli.h"
#include "cli/prepare.h"
#include "cli/reports.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  InventoryArguments inventory;
  ReportArguments reports;
  std::vector<std::string> select, ignore, owners;
  std::string fail_on, baseline;
  bool strict_baseline = false;
};

/// What was given on the command line goes before what the configuration says.
std::optional<Failure> set(Settings& settings, const Arguments& arguments) {
  for (const auto* list : {&arguments.select, &arguments.ignore}) {
    for (const std::string& name : *list) {
      if (const auto failure = check_rule_or_family(built_in_catalogue(), name)) return failure;
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
  const auto targets = targets_of(command, arguments.reports);
  if (!targets.ok()) return refuse(targets.failure().message);
  const auto prepared = prepare(arguments.inventory, {.path = arguments.baseline});
  if (prepared == nullptr) return wrong_input;
  if (const auto failure = set(prepared->settings, arguments)) return refuse(failure->message);
  const Outcome outcome = audit(prepared->sources, prepared->settings);
  if (!outcome.report) return report_problems(outcome.problems, arguments.reports.color);
  if (const auto failure = check_owners(*outcome.report, arguments.owners)) return refuse(failure->message);
  int exit = outcome.report->gate.passed ? passed : failed_gate;
  if (!outcome.report->problems.empty()) exit = report_problems(outcome.report->problems, arguments.reports.color);
  return write_reports(*outcome.report, targets.value(), arguments.reports, prepared->files, exit);
}

}  // namespace

Command add_audit(CLI::App& program) {
  CLI::App* command = program.add_subcommand("audit", "Audit an inventory and report its marketing drag");
  auto arguments = std::make_shared<Arguments>();
  arguments->inventory.add_to(*command);
  arguments->reports.add_targets_to(*command);
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
  command
      ->add_option("--fail-on", arguments->fail_on,
                   "Exit 1 from this severity up: critical, high,\nmedium, low, never; with a baseline from low, else from high")
      ->option_text("SEVERITY");
  command->add_option("--baseline", arguments->baseline, "Compare with this record of known debt; only new\nfindings fail then")
      ->option_text("FILE");
  command->add_flag("--strict-baseline", arguments->strict_baseline, "Fail if recorded findings are gone, too");
  arguments->reports.add_looks_to(*command);
  command->footer(
      "What is shown never changes the score or the exit code.\nExit codes: 0 gate passed, 1 gate failed, 2 something is wrong with the "
      "input, 3 a bug in stackdrag\n");
  return {command, [command, arguments] { return run(*command, *arguments); }};
}

}  // namespace stackdrag::cli
