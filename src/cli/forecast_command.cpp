// `stackdrag forecast`: what becomes debt if nobody does anything.
#include <algorithm>
#include <iterator>

#include "cli/files.h"
#include "cli/folder.h"
#include "cli/prepare.h"
#include "cli/reports.h"
#include "stackdrag/forecast.h"
#include "stackdrag/formats.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  InventoryArguments inventory;
  std::string until = "90d", format = "text", color = "auto", fail_on;
  std::optional<std::string> output;
  bool assume_nothing = false;
};

struct ForecastFormat {
  std::string_view name;
  void (*render)(const Forecast&, const RenderOptions&, Output&);
};
constexpr ForecastFormat forecast_formats[] = {{"text", render_forecast_text},
                                               {"markdown", render_forecast_markdown},
                                               {"json", render_forecast_json},
                                               {"csv", render_forecast_csv},
                                               {"ics", render_forecast_ics}};

int write(const Forecast& forecast, const Arguments& arguments, const std::vector<std::string>& inputs, int exit) {
  const bool to_file = arguments.output && *arguments.output != "-";
  const Terminal terminal = terminal_of(1, arguments.color);
  const RenderOptions options{.columns = terminal.columns, .color = terminal.color && !to_file};
  const auto* const format = std::find_if(std::begin(forecast_formats), std::end(forecast_formats),
                                          [&](const ForecastFormat& one) { return one.name == arguments.format; });
  const auto put = [&](Output& out) { format->render(forecast, options, out); };
  if (!to_file) return print(put, exit);
  const auto written = write_file(*arguments.output, inputs, put, looks_like_inventory);
  return written.ok() ? exit : refuse(written.failure().message);
}

int run(const Arguments& arguments) {
  const auto prepared = prepare(arguments.inventory, {.read = arguments.inventory.as_of == "baseline"});
  if (prepared == nullptr) return wrong_input;
  const Loaded loaded = load(prepared->sources, prepared->settings);
  if (!loaded.workspace) return report_problems(located(prepared->sources, loaded.unreadable), arguments.color);
  const auto end = forecast_end(arguments.until, day_of(*loaded.workspace, prepared->settings));
  if (!end.ok()) return refuse(end.failure().message);
  ForecastQuestion question{.until = end.value(), .assume_nothing = arguments.assume_nothing, .fail_on = {}};
  if (!arguments.fail_on.empty()) question.fail_on = enum_named<Severity>(arguments.fail_on);
  const Forecast forecast = forecast_of(*loaded.workspace, prepared->settings, question);
  const auto& problems = loaded.workspace->problems;
  const int mistakes = problems.empty() ? passed : report_problems(located(prepared->sources, problems), arguments.color);
  return write(forecast, arguments, prepared->files, mistakes != passed ? mistakes : forecast.failing > 0 ? failed_gate : passed);
}

}  // namespace

Command add_forecast(CommandLine program) {
  const CommandLine command = program.add_command("forecast", "Say what becomes debt if nobody does anything");
  auto arguments = std::make_shared<Arguments>();
  arguments->inventory.add_to(command);
  command.add("--until", arguments->until, "Look ahead to this day, or so far: 2027-02-19, 90d, 1y", "DATE [90d]");
  command.add("--format", arguments->format, "text, markdown, json, csv, or ics for calendars", "FORMAT [text]")
      .one_of({"text", "markdown", "json", "csv", "ics"});
  command.add("-o,--output", arguments->output, "Write to a file", "FILE");
  command.add("--fail-on", arguments->fail_on, "Exit 1 if a finding at least so severe will come", "SEVERITY")
      .one_of(falling_names<Severity>());
  command.add_flag("--assume-nothing", arguments->assume_nothing,
                   "Do not take it that what is seen at work today goes on:\nsay what a plain audit would say on each day");
  add_color_to(command, arguments->color);
  command.set_footer(
      "Examples:\n"
      "  stackdrag forecast --until 1y                          what comes within a year\n"
      "  stackdrag forecast stack/ --format ics -o debt.ics     the days on which to act, for a calendar\n\n"
      "Exit codes: 0 looked ahead, 1 a finding of --fail-on will come, 2 wrong command line, file or inventory,\n"
      "3 a bug in stackdrag\n");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
