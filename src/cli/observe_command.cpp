// `stackdrag observe`: says what exports are, and keeps what they say in an observed file.
#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/cli.h"
#include "cli/export_table.h"
#include "cli/exports.h"
#include "cli/files.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  std::vector<std::string> paths, first_party;
  std::string output, seen, consent, keep, map;

  Days days_kept() const { return keep.empty() ? evidence::usual_keep : Days{static_cast<int>(*parse_number(keep))}; }
};

/// The observed file that is there already.
struct Known {
  std::string bytes;
  evidence::Observed observed;
};

/// Empty if it cannot be read, which has been printed.
std::optional<Known> read_known(const std::string& path) {
  Known known;
  if (path.empty() || !exists(path)) return known;
  auto bytes = read_file(path);
  if (!bytes.ok()) return refuse(bytes.failure().message), std::nullopt;
  known.bytes = std::move(bytes.value());
  if (known.bytes.empty()) return known;
  auto observed = read_observed_file(path, known.bytes);
  if (!observed) return std::nullopt;
  known.observed = std::move(*observed);
  return known;
}

int write(const Arguments& arguments, const ExportFiles& files, const Known& known, const evidence::Gathered& gathered) {
  for (const std::string& item : gathered.dropped) note(fmt::format("no source speaks of `{}` any more; it is dropped", item));
  note_outdated(gathered);
  const std::string text = evidence::observed_text(gathered.observed);
  if (text != known.bytes) {
    const auto written = replace_file(arguments.output, files.read, known.bytes, text);
    if (!written.ok()) return refuse(written.failure().message);
  }
  const std::string read = files.files.empty() ? "" : fmt::format("read {}\n", sum_of(files, arguments.days_kept()));
  return print(fmt::format("{}{} {}: {} from {}\n", read, text == known.bytes ? "nothing new for" : "wrote", visible(arguments.output),
                           counts_of(gathered.observed), count_of(gathered.observed.sources.size(), "source")));
}

std::optional<evidence::Circumstances> circumstances_of(const Arguments& arguments) {
  evidence::Circumstances given{.first_party = arguments.first_party};
  if (!arguments.consent.empty()) given.choice = *enum_named<evidence::Choice>(arguments.consent);
  if (!arguments.seen.empty()) given.day = parse_date(arguments.seen);
  if (arguments.seen.empty() || given.day) return given;
  refuse(fmt::format("--seen: `{}` is not a date such as 2026-11-21", arguments.seen));
  return std::nullopt;
}

/// A visit that is known, and was recorded after another choice than is said now. Nobody chooses twice in one recording.
const ExportFile* chosen_otherwise(const ExportFiles& files, const evidence::Observed& known, evidence::Choice& before) {
  for (const ExportFile& file : files.files) {
    const evidence::ExportSource& now = file.imported.source;
    for (const evidence::ExportSource& source : known.sources) {
      if (source.sha256 != now.sha256 || source.choice == evidence::Choice::unsaid || source.choice == now.choice) continue;
      before = source.choice;
      return &file;
    }
  }
  return nullptr;
}

int run(const Arguments& arguments) {
  auto given = circumstances_of(arguments);
  if (!given) return wrong_input;
  const auto map = read_map(arguments.map);
  if (!map) return wrong_input;
  given->map = &*map;
  const auto known = read_known(arguments.output);
  if (!known) return wrong_input;
  const auto files = read_exports(arguments.paths, arguments.output, *given, people_here);
  if (!files) return wrong_input;
  for (const std::string& path : files->observed) {
    const std::string sentence = fmt::format("`{}` is an observed file; name it with `-o` to merge into it", path);
    if (std::find(arguments.paths.begin(), arguments.paths.end(), path) != arguments.paths.end()) return refuse(sentence);
    note(sentence + "; it is skipped");
  }
  evidence::Choice before{};
  if (const auto* const file = chosen_otherwise(*files, known->observed, before))
    return refuse(fmt::format("`{}` is known as a visit with --consent {}; observe it by itself, as each choice is a run of its own",
                              file->path, name_of(before)));
  const Days keep = arguments.days_kept();
  if (arguments.output.empty())
    return print(files->files.empty() ? "no export in what was named\n" : table_of(*files, keep, terminal_of(1, "never").columns));
  return write(arguments, *files, *known, evidence::gather(imports_of(*files), known->observed, keep));
}

}  // namespace

Command add_observe(CommandLine program) {
  const CommandLine command = program.add_command("observe", "Read the exports of other programs, and keep what they say");
  auto arguments = std::make_shared<Arguments>();
  command.add("path", arguments->paths, "Exports, or folders of them", " ").holds(Holds::file).required();
  command
      .add("-o,--output", arguments->output, "The observed file to write, or to merge into; without it, says what the exports are and hold",
           "FILE")
      .holds(Holds::file);
  command.add("--seen", arguments->seen, "The day of exports that do not say theirs", "DATE").holds(Holds::date);
  command.add("--consent", arguments->consent, "What was chosen before visits were recorded", "CHOICE")
      .one_of({"none", "denied", "granted"});
  command.add("--first-party", arguments->first_party, "Another domain of the same house", "HOST")
      .holds(Holds::text)
      .separated_by_commas()
      .one_at_a_time();
  command.add("--map", arguments->map, "What the columns of a spreadsheet are, and how it writes money and dates", "FILE")
      .holds(Holds::file);
  command.add("--keep", arguments->keep, "Drop sources that are so many days older than the newest", "DAYS")
      .positive_number()
      .otherwise("400");
  command.add_examples({{"stackdrag observe exports/", "what each file is, and what it holds"},
                        {"stackdrag observe exports/ -o observed.yaml", "keep what they say"}});
  command.set_exits("read", "", "wrong command line or export");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
