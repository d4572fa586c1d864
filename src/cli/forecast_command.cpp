// `stackdrag forecast`: what becomes debt if nobody does anything.
#include "cli/prepare.h"
#include "cli/reports.h"
#include "stackdrag/render_forecast.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  InventoryArguments inventory;
  AnswerArguments answer;
  std::string until = "90d", fail_on;
  bool assume_nothing = false, all = false;
};

const AnswerFormats<Forecast> forecast_formats{{"text", render_forecast_text},
                                               {"markdown", render_forecast_markdown},
                                               {"json", render_forecast_json},
                                               {"csv", render_forecast_csv},
                                               {"ics", render_forecast_ics}};

int run(const Arguments& arguments) {
  const auto prepared = prepare(arguments.inventory, {.read = arguments.inventory.as_of == "baseline", .option = false});
  if (prepared == nullptr) return wrong_input;
  const Loaded loaded = load(prepared->sources, prepared->settings);
  if (!loaded.workspace) return report_problems(located(prepared->sources, loaded.unreadable), arguments.answer.color);
  const auto end = forecast_end(arguments.until, day_of(*loaded.workspace, prepared->settings));
  if (!end.ok()) return refuse(end.failure().message);
  ForecastQuestion question{.until = end.value(), .assume_nothing = arguments.assume_nothing, .fail_on = {}};
  if (!arguments.fail_on.empty()) question.fail_on = enum_named<Severity>(arguments.fail_on);
  const Forecast forecast = forecast_of(*loaded.workspace, prepared->settings, question);
  const auto& problems = loaded.workspace->problems;
  const int mistakes = problems.empty() ? passed : report_problems(located(prepared->sources, problems), arguments.answer.color);
  return write_answer(forecast, forecast_formats, arguments.answer, prepared->files,
                      mistakes != passed     ? mistakes
                      : forecast.failing > 0 ? failed_gate
                                             : passed,
                      arguments.all);
}

}  // namespace

Command add_forecast(CommandLine program) {
  const CommandLine command = program.add_command("forecast", "Say what becomes debt if nobody does anything");
  auto arguments = std::make_shared<Arguments>();
  arguments->inventory.add_to(command);
  command.add("--until", arguments->until, "Look ahead to this day, or so far: 2027-02-19, 90d, 1y", "DATE").holds(Holds::date);
  command.add("--fail-on", arguments->fail_on, "Exit 1 if a finding at least so severe will come", "SEVERITY")
      .one_of(falling_names<Severity>());
  command.add_flag("--assume-nothing", arguments->assume_nothing,
                   "Do not take it that what is seen at work today goes on: say what a plain audit would say on each day");
  command.add_flag("--all", arguments->all, "Show what is low as well, one by one");
  arguments->answer.add_to(command, forecast_formats, "text, markdown, json, csv, or ics for calendars");
  command.add_examples({{"stackdrag forecast --until 1y", "what comes within a year"},
                        {"stackdrag forecast stack/ --format ics -o debt.ics", "the days on which to act, for a calendar"}});
  command.set_exits("looked ahead", "a finding of --fail-on will come");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
