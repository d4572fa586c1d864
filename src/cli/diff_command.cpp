// `stackdrag diff`: what changed between two audits, saved or made on the spot.
#include "cli/reports.h"
#include "cli/side.h"
#include "stackdrag/diff.h"
#include "stackdrag/formats.h"
#include "stackdrag/render_diff.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  std::string before, after, as_of, profile, config;
  std::optional<std::string> max_increase;
  AnswerArguments answer;
};

/// Audits as of the day and with the profile of the other side, and with the configuration of the new one, so that only the files differ;
/// what the user says goes first. If anything is wrong, prints it and returns null.
std::unique_ptr<Prepared> settings_for(const Side& side, const Report* other, const Arguments& arguments) {
  InventoryArguments inventory;
  inventory.paths = {side.path};
  inventory.as_of = arguments.as_of;
  inventory.profile = arguments.profile;
  inventory.config = arguments.config;
  auto prepared = prepare_settings(inventory, {arguments.after});
  if (prepared == nullptr || other == nullptr) return prepared;
  Settings& settings = prepared->settings;
  if (!settings.as_of) settings.as_of = other->as_of;
  if (!settings.profile) settings.profile = other->profile;
  return prepared;
}

/// Audits an inventory. Returns the exit code: mistakes in the new inventory fail, but those in the old one can no longer be corrected.
int audit_side(Side& side, const Report* other, const Arguments& arguments, bool is_new) {
  if (side.report) return passed;
  const auto prepared = settings_for(side, other, arguments);
  if (prepared == nullptr) return wrong_input;
  side.files.insert(side.files.end(), prepared->files.begin(), prepared->files.end());
  Outcome outcome = audit(side.sources, prepared->settings);
  if (!outcome.report) return report_problems(outcome.problems, arguments.answer.color);
  side.report = std::move(outcome.report);
  return is_new && !side.report->problems.empty() ? report_problems(side.report->problems, arguments.answer.color) : passed;
}

const AnswerFormats<Diff> diff_formats{{"text", render_diff_text}, {"markdown", render_diff_markdown}, {"json", render_diff_json}};

/// Reads and audits both sides. Returns the exit code so far; empty if there is nothing to compare.
std::optional<int> read_both(Side& before, Side& after, const Arguments& arguments) {
  if (arguments.before == "-" && arguments.after == "-") return refuse("standard input (-) is given twice"), std::nullopt;
  for (Side* side : {&before, &after}) {
    const auto failure = load(side == &before ? arguments.before : arguments.after, *side);
    if (failure) return refuse(failure->message), std::nullopt;
  }
  if (before.saved && after.saved && !(arguments.as_of + arguments.profile).empty())
    return refuse("--as-of and --profile say how an inventory is audited; both of these are saved reports"), std::nullopt;
  const int exit = audit_side(after, before.report ? &*before.report : nullptr, arguments, true);
  if (!after.report || audit_side(before, &*after.report, arguments, false) != passed) return std::nullopt;
  for (const Side* side : {&before, &after}) {
    if (const auto failure = check_whole(*side)) return refuse(failure->message), std::nullopt;
  }
  return exit;
}

int run(const Arguments& arguments) {
  std::optional<DiffLimit> limit;
  if (arguments.as_of == "baseline") return refuse("--as-of: a difference has no baseline; write the day, as 2026-11-21");
  if (arguments.max_increase) {
    auto read = diff_limit(*arguments.max_increase);
    if (!read.ok()) return refuse(read.failure().message);
    limit = std::move(read.value());
  }
  Side before, after;
  const auto compared = read_both(before, after, arguments);
  if (!compared) return wrong_input;
  int exit = *compared;
  Diff diff = diff_of(*before.report, *after.report);
  if (limit) {
    auto outcome = limit_outcome(diff, *limit);
    if (!outcome.ok()) return refuse(outcome.failure().message);
    diff.limit = std::move(outcome.value());
    if (diff.limit->exceeded) {
      refuse(diff.limit->sentence);
      if (exit == passed) exit = failed_gate;
    }
  }
  std::vector<std::string> inputs = before.files;
  inputs.insert(inputs.end(), after.files.begin(), after.files.end());
  return write_answer(diff, diff_formats, arguments.answer, inputs, exit);
}

}  // namespace

Command add_diff(CommandLine program) {
  const CommandLine command = program.add_command("diff", "Compare two inventories or saved JSON reports");
  auto arguments = std::make_shared<Arguments>();
  const auto add = [&](const char* name, auto& into, const char* purpose, const char* value) {
    return command.add(name, into, purpose, value);
  };
  add("old", arguments->before, "Before: a JSON report, or an inventory (a file, a folder, or - for standard input)", " ")
      .holds(Holds::file)
      .required();
  add("new", arguments->after, "After: likewise", " ").holds(Holds::file).required();
  add("--as-of", arguments->as_of, "Audit inventories as of this day", "DATE").holds(Holds::date);
  add("--profile", arguments->profile, "Audit inventories with this profile", "PROFILE").one_of(profile_names());
  add("--config", arguments->config, "Use this configuration for both, instead of the one beside or above the new inventory", "FILE")
      .holds(Holds::file);
  add("--max-increase", arguments->max_increase, "Exit 1 if drag or its monthly cost rises by more: 5pt, 10%, 500/mo, €500/mo", "LIMIT")
      .holds(Holds::text);
  arguments->answer.add_to(command, diff_formats, "text, markdown for a merge request, or json");
  command.add_examples({{"stackdrag diff old.json stack.yaml", "what changed since a saved report"},
                        {"stackdrag diff main/stack/ stack/ --format markdown", "what a merge request changes, as a comment"}});
  command.set_remark("Two inventories are audited as of the same day and with the same profile, so that only the files differ.");
  command.set_exits("compared", "more than --max-increase");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
