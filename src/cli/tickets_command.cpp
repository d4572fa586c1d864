// `stackdrag tickets`: the planned work and the open questions, as an issue tracker takes them.
#include <algorithm>

#include "cli/files.h"
#include "cli/plan_days.h"
#include "cli/prepare.h"
#include "cli/reports.h"
#include "stackdrag/text.h"
#include "stackdrag/tickets.h"
#include "stackdrag/units.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  InventoryArguments inventory;
  AnswerArguments answer;
  std::string days = "30", most = "20";
  std::optional<std::string> known;
};

constexpr double most_tickets = 1000;

const AnswerFormats<Tickets> trackers{
    {"text", render_tickets_text}, {"github", render_tickets_github},     {"jira", render_tickets_jira}, {"linear", render_tickets_linear},
    {"csv", render_tickets_csv},   {"markdown", render_tickets_markdown}, {"json", render_tickets_json}};

/// What the tracker has; null if nobody has named its export.
Result<std::optional<KnownTickets>> known_of(const Arguments& arguments) {
  if (!arguments.known) return std::optional<KnownTickets>();
  const auto& paths = arguments.inventory.paths;
  if (*arguments.known == "-" && std::find(paths.begin(), paths.end(), "-") != paths.end())
    return Failure{"standard input is the inventory or what the tracker has; name a file for one of them"};
  auto text = read_file(*arguments.known);
  if (!text.ok()) return text.failure();
  constexpr std::size_t most_bytes = 64U << 20U;
  if (text.value().size() > most_bytes) return Failure{fmt::format("`{}` is larger than 64 MiB", *arguments.known)};
  auto known = known_tickets_in(*arguments.known, std::move(text.value()));
  if (!known.ok()) return known.failure();
  return std::optional(std::move(known.value()));
}

/// Beside what is written for a program, people are told what became of the rest.
void tell_people(const Arguments& arguments, const Tickets& tickets, bool has_problems) {
  if (arguments.answer.format == "text" || arguments.answer.format == "json") return;
  for (const std::string& sentence : ticket_account(tickets)) note(sentence);
  if (has_problems && tickets.is_compared) note("only what could be read was looked at, so nothing that is filed is called done");
  if (tickets.is_compared && tickets.news.empty() && tickets.count(TicketState::fresh) == tickets.all.size())
    note(fmt::format("`{}` holds no ticket of these; if there should be some, export all issues, closed ones too, with their descriptions",
                     *arguments.known));
}

int run(const Arguments& arguments) {
  const auto days = days_in(arguments.days);
  if (!days) return refuse("--days: " + no_days(arguments.days));
  const auto most = parse_number(arguments.most);
  if (!most || *most < 1 || *most > most_tickets || *most != std::floor(*most))
    return refuse(fmt::format("--max: `{}` is no number of tickets from 1 to {}", arguments.most, most_tickets));
  const auto known = known_of(arguments);
  if (!known.ok()) return refuse(known.failure().message);
  const auto prepared = prepare(arguments.inventory, {.read = arguments.inventory.as_of == "baseline"});
  if (prepared == nullptr) return wrong_input;
  const Loaded loaded = load(prepared->sources, prepared->settings);
  if (!loaded.workspace) return report_problems(located(prepared->sources, loaded.unreadable), arguments.answer.color);
  const Assessment assessment = assess(*loaded.workspace, prepared->settings);
  const Report report = report_of(assessment, prepared->settings.name);
  const WorkPlan plan = plan_work(assessment, report.actions, {.days = Days{*days}});
  const Tickets tickets = tickets_of(assessment, report, plan, static_cast<std::size_t>(*most), known.value() ? &*known.value() : nullptr);
  int exit = passed;
  if (!report.problems.empty()) exit = report_problems(report.problems, arguments.answer.color);
  std::vector<std::string> inputs = prepared->files;
  if (arguments.known) inputs.push_back(*arguments.known);
  const int written = write_answer(tickets, trackers, arguments.answer, inputs, exit);
  if (written == exit) tell_people(arguments, tickets, !report.problems.empty());
  return written;
}

}  // namespace

Command add_tickets(CommandLine program) {
  const CommandLine command = program.add_command("tickets", "Turn the planned work into tickets for an issue tracker");
  auto arguments = std::make_shared<Arguments>();
  arguments->inventory.add_to(command);
  std::vector<std::string> names;
  for (const auto& tracker : trackers) names.emplace_back(tracker.name);
  command.add("--to", arguments->answer.format, "github, jira, linear, csv, markdown or json; text shows what would be filed", "TRACKER")
      .one_of(names);
  command
      .add("--known", arguments->known,
           "What the tracker has: its export as CSV or JSON, as `gh issue list --json` prints it; only what is new is written", "FILE")
      .holds(Holds::file);
  command.add("--days", arguments->days, "How many days to plan: 30, 2w, 1mo", "DAYS").holds(Holds::number);
  command.add("--max", arguments->most, "At most so many new tickets", "N").holds(Holds::number);
  command.add("-o,--output", arguments->answer.output, "Write to a file", "FILE").holds(Holds::file);
  add_color_to(command, arguments->answer.color);
  command.add_examples({{"stackdrag tickets", "what would be filed, from ./stack.yaml"},
                        {"stackdrag tickets stack/ --to jira --known export.csv -o new.csv", "only what Jira does not have yet"}});
  command.set_exits("written", "");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
