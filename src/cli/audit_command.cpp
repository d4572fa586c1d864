// `stackdrag audit`: reads the inventory, audits it, writes the reports, decides the exit code.
#include <algorithm>

#include "cli/cli.h"
#include "cli/exports.h"
#include "cli/history.h"
#include "cli/prepare.h"
#include "cli/reports.h"
#include "stackdrag/outlook.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  InventoryArguments inventory;
  ReportArguments reports;
  std::vector<std::string> select, ignore, owners;
  std::string fail_on, baseline, severity;
  bool strict_baseline = false, outlook = false;
};

/// The command line overrides the configuration.
std::optional<Failure> set(Settings& settings, const Arguments& arguments) {
  for (const auto* list : {&arguments.select, &arguments.ignore}) {
    for (const std::string& name : *list) {
      if (auto failure = check_rule_or_family(built_in_catalogue(), name)) return failure;
    }
  }
  settings.gate.strict_baseline |= arguments.strict_baseline;
  if (arguments.fail_on.empty()) return std::nullopt;
  settings.gate.fail_on = enum_named<Severity>(arguments.fail_on);
  settings.gate.never = arguments.fail_on == "never";
  return std::nullopt;
}

/// The person whose `name` or `email` this is, by their id; the text itself if it is nobody's, or several people's.
std::string person_meant(const std::string& text, const Inventory& inventory) {
  const std::string folded = folded_name(text);
  std::string found;
  for (const Person& person : inventory.people) {
    const At<Text>& name = person.common.name;
    const bool is_meant = (person.email && folded_name(*person.email) == folded) || (name && folded_name(*name) == folded);
    if (!is_meant) continue;
    if (!found.empty()) return text;
    found = *person.id;
  }
  return found.empty() ? text : found;
}

/// The ids of the people and teams that `--owner` names.
std::vector<std::string> owners_meant(const Facts& facts, std::vector<std::string> owners) {
  const std::vector<std::string_view> known = known_owners(facts);
  for (std::string& owner : owners) {
    if (std::find(known.begin(), known.end(), owner) == known.end()) owner = person_meant(owner, *facts.inventory);
  }
  return owners;
}

/// Without this check, a misspelt name would show an empty report, which looks like good news.
std::optional<Failure> check_owners(const Facts& facts, const std::vector<std::string>& owners) {
  std::vector<std::string_view> known = known_owners(facts);
  known.push_back(unowned);
  for (const std::string& owner : owners) {
    if (std::find(known.begin(), known.end(), owner) != known.end()) continue;
    const std::string near = did_you_mean(owner, known);
    return Failure{fmt::format("nobody is called `{}`{}", owner, near.empty() ? " in this inventory" : near)};
  }
  return std::nullopt;
}

int run(CommandLine command, Arguments arguments) {
  arguments.reports.files = arguments.inventory.words();
  const auto targets = targets_of(command, arguments.reports);
  if (!targets.ok()) return refuse(targets.failure().message);
  const auto prepared = prepare(arguments.inventory, {.path = arguments.baseline});
  if (prepared == nullptr) return wrong_input;
  if (const auto failure = set(prepared->settings, arguments)) return refuse(failure->message);
  if (arguments.strict_baseline && !prepared->baseline) return refuse("--strict-baseline: no baseline is given; add --baseline FILE");
  const std::optional<Severity> severity = enum_named<Severity>(arguments.severity);
  const Loaded loaded = load(prepared->sources, prepared->settings);
  if (!loaded.workspace) return report_problems(located(prepared->sources, loaded.unreadable), arguments.reports.color);
  note_foreign_amounts(*loaded.workspace);
  const std::vector<std::string> owners = owners_meant(loaded.workspace->facts, arguments.owners);
  if (const auto failure = check_owners(loaded.workspace->facts, owners)) return refuse(failure->message);
  const Assessment assessment = assess(*loaded.workspace, prepared->settings);
  Report whole = report_of(assessment, prepared->settings.name);
  const auto looks_ahead = [](const Target& target) { return target.format->looks_ahead; };
  if (arguments.outlook || std::any_of(targets.value().begin(), targets.value().end(), looks_ahead))
    whole.outlook = outlook_of(assessment, whole.actions, *whole.store);
  const auto past = add_history(whole, arguments.reports.history);
  if (!past.ok()) return refuse(past.failure().message);
  std::vector<std::string> inputs = prepared->files;
  inputs.insert(inputs.end(), past.value().begin(), past.value().end());
  const Report report = filtered(std::move(whole), {arguments.select, arguments.ignore, owners, severity});
  int exit = report.gate.passed ? passed : failed_gate;
  if (!report.problems.empty()) exit = report_problems(report.problems, arguments.reports.color);
  return write_reports(report, targets.value(), arguments.reports, inputs, exit);
}

}  // namespace

Command add_audit(CommandLine program) {
  const CommandLine command = program.add_command("audit", "Audit an inventory and report its marketing drag");
  auto arguments = std::make_shared<Arguments>();
  arguments->inventory.add_to(command);
  arguments->reports.add_targets_to(command);
  command.add("--select", arguments->select, "Show only these rules or families", "RULE")
      .holds(Holds::rule_or_family)
      .separated_by_commas()
      .one_at_a_time();
  command.add("--ignore", arguments->ignore, "Do not show these rules or families", "RULE")
      .holds(Holds::rule_or_family)
      .separated_by_commas()
      .one_at_a_time();
  command.add("--owner", arguments->owners, "Show only what these people or teams own; or `unowned`", "NAME")
      .holds(Holds::owner)
      .separated_by_commas()
      .one_at_a_time();
  command.add("--severity", arguments->severity, "Show only what is at least so severe", "SEVERITY").one_of(falling_names<Severity>());
  command
      .add("--fail-on", arguments->fail_on,
           "Exit 1 from this severity up: critical, high, medium, low or never; by default high, with a baseline low", "SEVERITY")
      .one_of({"critical", "high", "medium", "low", "never"});
  command.add("--baseline", arguments->baseline, "Compare with this record of known debt, so that only new findings fail", "FILE")
      .holds(Holds::file);
  command.add_flag("--strict-baseline", arguments->strict_baseline, "Also fail if recorded findings are gone");
  command.add_flag("--outlook", arguments->outlook, "Also plan the next 30 days for JSON; brief and html have them anyway");
  arguments->reports.add_looks_to(command);
  command.add_examples({{"stackdrag audit", "audit ./stack.yaml and ./stack"},
                        {"stackdrag audit stack/ --fail-on critical", "a nightly job, for a start"},
                        {"stackdrag audit --owner ana --top 3", "what ana has to do first"},
                        {"stackdrag audit --format html -o page.html", "a page to forward"}});
  command.set_remark("What is shown changes neither the score nor the exit code.");
  command.set_exits("gate passed", "gate failed");
  return {command, [command, arguments] { return run(command, *arguments); }};
}

}  // namespace stackdrag::cli
