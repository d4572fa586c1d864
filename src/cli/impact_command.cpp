// `stackdrag impact`: what breaks when an item goes, and whom to tell.
#include "cli/prepare.h"
#include "cli/reports.h"
#include "stackdrag/render_impact.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  std::string item, depth, fail_on;
  std::optional<std::string> version;
  AnswerArguments answer;
  bool removal = false, outage = false, leaving = false;
  InventoryArguments inventory;
};

/// What is asked; a failure if the options contradict each other.
Result<ImpactQuestion> question_of(const Arguments& arguments, const std::string& stack) {
  ImpactQuestion question{.item = arguments.item, .version = arguments.version.value_or(""), .stack = stack};
  const int given = (arguments.removal ? 1 : 0) + (arguments.outage ? 1 : 0) + (arguments.leaving ? 1 : 0) + (arguments.version ? 1 : 0);
  if (given > 1) return Failure{"--remove, --outage, --api and --leaves are different questions: ask one"};
  if (arguments.removal) question.event = ImpactEvent::removal;
  if (arguments.outage) question.event = ImpactEvent::outage;
  if (arguments.leaving) question.event = ImpactEvent::leaving;
  if (arguments.version) question.event = ImpactEvent::api;
  if (const auto depth = parse_number(arguments.depth)) question.depth = static_cast<std::size_t>(*depth);
  return question;
}

const AnswerFormats<Impact> impact_formats{{"text", render_impact_text},
                                           {"markdown", render_impact_markdown},
                                           {"json", render_impact_json},
                                           {"mermaid", render_impact_mermaid},
                                           {"dot", render_impact_dot}};

int run(const Arguments& arguments) {
  if (arguments.item.empty()) {
    return refuse(arguments.version ? "impact: say which tool's API moves: `stackdrag impact salesforce --api v62.0`"
                                    : "impact: say what goes: `stackdrag impact salesforce`, or the id of a person or team");
  }
  const auto prepared = prepare(arguments.inventory, {.read = arguments.inventory.as_of == "baseline", .option = false});
  if (prepared == nullptr) return wrong_input;
  const auto question = question_of(arguments, prepared->settings.name);
  if (!question.ok()) return refuse(question.failure().message);
  const Loaded loaded = load(prepared->sources, prepared->settings);
  if (!loaded.workspace) return report_problems(located(prepared->sources, loaded.unreadable), arguments.answer.color);
  const Assessment assessment = assess(*loaded.workspace, prepared->settings);
  const auto impact = impact_of(assessment, question.value());
  if (!impact.ok()) return refuse(impact.failure().message);
  int exit = passed;
  if (arguments.fail_on == "unassessed" && impact.value().unassessed) {
    refuse(fmt::format("the impact on `{}` is not assessed, and something critical is harmed", impact.value().item));
    exit = failed_gate;
  }
  if (!assessment.problems.empty()) exit = report_problems(located(prepared->sources, assessment.problems), arguments.answer.color);
  return write_answer(impact.value(), impact_formats, arguments.answer, prepared->files, exit);
}

}  // namespace

Command add_impact(CommandLine program) {
  const CommandLine command = program.add_command("impact", "Show what breaks when an item goes, and whom to tell");
  auto arguments = std::make_shared<Arguments>();
  command.add("item", arguments->item, "What goes: its id, or kind/id", " ").holds(Holds::item);
  command.add_flag("--remove", arguments->removal, "It is taken out for good (the default)");
  command.add_flag("--outage", arguments->outage, "It does not answer for a while");
  command.add("--api", arguments->version, "What calls the API of the tool moves to this version", "VERSION").holds(Holds::text);
  command.add_flag("--leaves", arguments->leaving, "The person leaves, or the team is dissolved (the default for people and teams)");
  command.add("--depth", arguments->depth, "Show only what is at most so many steps away", "N").positive_number();
  command
      .add("--fail-on", arguments->fail_on,
           "unassessed: exit 1 if something critical is harmed and no planned change says when that was assessed", "WHAT")
      .one_of({"unassessed", "never"});
  arguments->inventory.add_to(command);
  arguments->answer.add_to(command, impact_formats, "text, markdown (of a removal: a dossier to tick off), json, mermaid or dot");
  command.add_examples(
      {{"stackdrag impact salesforce", "what stands on it, and how to take it out"},
       {"stackdrag impact salesforce --api v62.0 --fail-on unassessed", "a job that fails until somebody has looked at it"}});
  command.set_exits("done", "--fail-on");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
