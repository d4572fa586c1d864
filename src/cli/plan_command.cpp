// `stackdrag plan`: which of the actions to take within so many hours, in which week.
#include "cli/cli.h"
#include "cli/plan_days.h"
#include "cli/prepare.h"
#include "cli/reports.h"
#include "stackdrag/render_plan.h"
#include "stackdrag/units.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  InventoryArguments inventory;
  AnswerArguments answer;
  std::optional<std::string> days;
  std::string share, hours, slack = "10%";
  bool by_phase = false, all = false, fail_on_late = false;
};

/// A share, as `30%` or `0.3`; nothing if it is none. `30` is none: it may mean either.
std::optional<double> share_in(std::string text) {
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.pop_back();
  while (text.ends_with(' ')) text.pop_back();
  const auto number = parse_number(text);
  if (!number || *number < 0 || *number > (is_percent ? 100 : 1)) return std::nullopt;
  return is_percent ? *number / 100 : *number;
}

/// Hours of work, as `20` or `20 h`; nothing if it is none. A day of work is no unit: nobody says how long it is.
std::optional<double> hours_in(std::string text) {
  constexpr double most_hours = 10'000;
  if (text.ends_with('h')) text.pop_back();
  while (text.ends_with(' ')) text.pop_back();
  const auto hours = parse_number(text);
  return hours && *hours >= 0 && *hours <= most_hours ? hours : std::nullopt;
}

Result<PlanSettings> settings_of(const Arguments& arguments) {
  PlanSettings settings;
  if (arguments.days && arguments.by_phase) return Failure{"--days: the first 90 days are 90 days; leave out one of the two options"};
  settings.by_phase = arguments.by_phase;
  const std::string given = arguments.days.value_or(arguments.by_phase ? "90" : "30");
  const auto days = days_in(given);
  if (!days) return Failure{"--days: " + no_days(given)};
  settings.days = Days{*days};
  if (!arguments.share.empty()) {
    settings.share = share_in(arguments.share);
    if (!settings.share) return Failure{fmt::format("--share: `{}` is no share such as 30% or 0.3", arguments.share)};
  }
  const auto slack = share_in(arguments.slack);
  if (!slack) return Failure{fmt::format("--slack: `{}` is no share such as 10% or 0.1", arguments.slack)};
  settings.slack = *slack;
  if (!arguments.hours.empty()) {
    settings.hours = hours_in(arguments.hours);
    if (!settings.hours) return Failure{fmt::format("--hours: `{}` is no number of hours up to 10,000, such as 20", arguments.hours)};
  }
  return settings;
}

const AnswerFormats<ReportedPlan> plan_formats{
    {"text", render_plan_text}, {"markdown", render_plan_markdown}, {"json", render_plan_json}, {"ics", render_plan_ics}};

int run(const Arguments& arguments) {
  auto settings = settings_of(arguments);
  if (!settings.ok()) return refuse(settings.failure().message);
  const auto prepared = prepare(arguments.inventory, {.read = arguments.inventory.as_of == "baseline", .option = false});
  if (prepared == nullptr) return wrong_input;
  const Loaded loaded = load(prepared->sources, prepared->settings);
  if (!loaded.workspace) return report_problems(located(prepared->sources, loaded.unreadable), arguments.answer.color);
  const Assessment assessment = assess(*loaded.workspace, prepared->settings);
  const Report report = report_of(assessment, prepared->settings.name);
  settings.value().gaps = report.gaps;
  const WorkPlan plan = plan_work(assessment, report.actions, settings.value());
  int exit = arguments.fail_on_late && plan.late() + plan.behind() > 0 ? failed_gate : passed;
  if (!report.problems.empty()) exit = report_problems(report.problems, arguments.answer.color);
  return write_answer(ReportedPlan{report, plan}, plan_formats, arguments.answer, prepared->files, exit, arguments.all);
}

}  // namespace

Command add_plan(CommandLine program) {
  const CommandLine command = program.add_command("plan", "Plan what to do within a budget of hours, week by week");
  auto arguments = std::make_shared<Arguments>();
  arguments->inventory.add_to(command);
  command.add("--days", arguments->days, "How many days to plan: 30, 2w, 1mo", "DAYS").holds(Holds::number).otherwise("30");
  command.add_flag("--first-90-days", arguments->by_phase,
                   "Plan 90 days in phases: look, stop, repair, keep; the first begins with what is not known");
  command.add("--share", arguments->share, "Share of the capacity for this; by default the `debt_share` of the stack, else 30%", "SHARE")
      .holds(Holds::number);
  command.add("--hours", arguments->hours, "The hours for this, whatever the share", "HOURS").holds(Holds::number);
  command.add("--slack", arguments->slack, "Share of these hours to keep free", "SHARE").holds(Holds::number);
  command.add_flag("--all", arguments->all, "Show all that is not planned");
  command.add_flag("--fail-on-late", arguments->fail_on_late,
                   "Exit 1 if something that cannot wait does not fit, or is ready only after its day");
  arguments->answer.add_to(command, plan_formats, "text, markdown for a wiki, json, or ics for calendars");
  command.add_examples({{"stackdrag plan", "the next 30 days of ./stack.yaml"},
                        {"stackdrag plan stack/ --days 14 --hours 20", "two weeks, and 20 hours for it"},
                        {"stackdrag plan --first-90-days", "for whoever has just taken the stack over"}});
  command.set_exits("planned", "with --fail-on-late");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
