// `stackdrag gate`: whether a proposal may come in, or what a change adds.
#include <algorithm>

#include <fmt/format.h>

#include "cli/exports.h"
#include "cli/files.h"
#include "cli/prepare.h"
#include "cli/reports.h"
#include "cli/side.h"
#include "stackdrag/formats.h"
#include "stackdrag/gatekeeping.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  std::vector<std::string> words;  ///< a proposal, then paths; or paths only
  std::string against;
  bool strict = false, all = false;
  InventoryArguments inventory;
  AnswerArguments answer;
};

const AnswerFormats<Gatekeeping> gate_formats{{"text", render_gate_text}, {"markdown", render_gate_markdown}, {"json", render_gate_json}};

bool is_path(const std::string& word) { return word == "-" || exists(word); }

/// Takes the proposal off the words, if the first one is no path; the rest are paths.
std::string take_proposal(Arguments& arguments) {
  std::vector<std::string>& words = arguments.words;
  std::string proposal;
  if (arguments.against.empty() && !words.empty() && !is_path(words.front())) {
    proposal = words.front();
    words.erase(words.begin());
  }
  arguments.inventory.paths = words;
  return proposal;
}

/// What is wrong with the words; empty if nothing is.
std::string mistake_in_words(const Arguments& arguments, const std::string& proposal) {
  const std::string_view id = std::string_view(proposal).substr(proposal.starts_with("proposal/") ? 9 : 0);
  const auto is_like_a_path = [](std::string_view word) {
    return word.find('/') != std::string_view::npos || word.ends_with(".yaml") || word.ends_with(".yml") || word.ends_with(".json");
  };
  if (is_like_a_path(id)) return fmt::format("there is no file or folder `{}`", visible(proposal));
  for (const std::string& word : arguments.words) {
    if (is_path(word)) continue;
    if (is_like_a_path(word)) return fmt::format("there is no file or folder `{}`", visible(word));
    if (!arguments.against.empty())
      return fmt::format("`{}` is no file or folder; with --against all that is new is judged, so name no proposal", visible(word));
    return fmt::format("`{}` is no file or folder, and `gate` takes one proposal, as the first word; without one, it judges all",
                       visible(word));
  }
  return "";
}

/// Audits the other inventory as the new one is audited, so that only the files differ. A saved report says how it was audited; then the
/// new one is audited like that. Returns the exit code.
int audit_other(Side& side, const Arguments& arguments, Prepared& prepared) {
  const auto failure = load(arguments.against, side);
  if (failure) return refuse(failure->message);
  prepared.files.insert(prepared.files.end(), side.files.begin(), side.files.end());
  Settings& settings = prepared.settings;
  if (side.saved) {
    if (const auto part = check_whole(side)) return refuse(part->message);
    if (!settings.as_of) settings.as_of = side.report->as_of;
    if (!settings.profile) settings.profile = side.report->profile;
    return passed;
  }
  if (!add_evidence(arguments.inventory.evidence, arguments.inventory.map, side.sources, side.files)) return wrong_input;
  const Loaded now = load(prepared.sources, settings);
  if (!now.workspace) return report_problems(located(prepared.sources, now.unreadable), arguments.answer.color);
  const At<Profile>& profile = now.workspace->inventory->stack.profile;
  settings.as_of = day_of(*now.workspace, settings);
  if (!settings.profile) settings.profile = profile ? *profile : Profile::starter;
  Settings as_new = settings;
  as_new.baseline = nullptr;
  Outcome outcome = audit(side.sources, as_new);
  if (!outcome.report) return report_problems(outcome.problems, arguments.answer.color);
  side.report = std::move(outcome.report);
  return passed;
}

int exit_of(const Gatekeeping& gate, bool strict) {
  const GateVerdict fails_from = strict ? GateVerdict::ask : GateVerdict::block;
  return gate.verdict() >= fails_from ? failed_gate : passed;
}

int run(Arguments& arguments) {
  GateQuestion question{.proposal = take_proposal(arguments), .against = arguments.against};
  const std::vector<std::string>& paths = arguments.inventory.paths;
  if (const std::string mistake = mistake_in_words(arguments, question.proposal); !mistake.empty()) return refuse(mistake);
  if (arguments.against == "-" && std::find(paths.begin(), paths.end(), "-") != paths.end())
    return refuse("standard input (-) is given twice");
  const auto prepared = prepare(arguments.inventory, {.read = arguments.inventory.as_of == "baseline"});
  if (prepared == nullptr) return wrong_input;
  Side other;
  if (!arguments.against.empty()) {
    if (const int exit = audit_other(other, arguments, *prepared); exit != passed) return exit;
    question.before = &*other.report;
  }
  question.stack = prepared->settings.name;
  const Loaded loaded = load(prepared->sources, prepared->settings);
  if (!loaded.workspace) return report_problems(located(prepared->sources, loaded.unreadable), arguments.answer.color);
  const auto gate = gatekeeping_of(*loaded.workspace, prepared->settings, question);
  if (!gate.ok()) return refuse(gate.failure().message);
  int exit = exit_of(gate.value(), arguments.strict);
  if (gate.value().mistakes > 0) exit = report_problems(located(prepared->sources, loaded.workspace->problems), arguments.answer.color);
  return write_answer(gate.value(), gate_formats, arguments.answer, prepared->files, exit, arguments.all);
}

}  // namespace

Command add_gate(CommandLine program) {
  const CommandLine command = program.add_command("gate", "Say whether a proposal, or what a change adds, may come in");
  auto arguments = std::make_shared<Arguments>();
  command
      .add("proposal", arguments->words, "The proposal, by its id; without one, all are judged. Then files and folders, as for `audit`",
           " ")
      .holds(Holds::proposal);
  command.add("--against", arguments->against, "Judge everything that is new against this inventory or saved JSON report", "OLD")
      .holds(Holds::file);
  command.add_flag("--strict", arguments->strict, "Exit 1 on open questions, too");
  command.add_flag("--all", arguments->all, "Show the lists whole");
  arguments->inventory.add_options_to(command);
  arguments->answer.add_to(command, gate_formats, "text, markdown for a merge request, or json");
  command.add_examples(
      {{"stackdrag gate ai-copywriter", "may it come in, and what has to be proved?"},
       {"stackdrag gate --against main/stack/ stack/ --format markdown -o note.md", "all that a merge request adds, as a comment"}});
  command.set_exits("nothing blocks", "blocked (with --strict also open questions)");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
