// What the commands share: messages, the terminal, the clock, the arguments that name an inventory.
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>

#include <spdlog/spdlog.h>

#include "cli/cli.h"
#include "cli/files.h"
#include "cli/folder.h"
#include "cli/shell_words.h"
#include "stackdrag/evidence.h"
#include "stackdrag/render_problems.h"
#include "stackdrag/rule.h"
#include "stackdrag/saved_report.h"
#include "stackdrag/text.h"
#include "stackdrag/workflow_log.h"

namespace stackdrag::cli {
namespace {

constexpr std::size_t standard_columns = 80;
constexpr std::size_t most_columns = 160;
constexpr std::size_t least_columns = 40;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The width of the terminal; else what the environment says; else, as messages may be read by programs, they are not broken.
std::size_t columns_of(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::clamp<std::size_t>(size.ws_col, least_columns, most_columns);
  const auto stated = parse_number(environment("COLUMNS"));
  if (stated && *stated >= 1) return std::clamp<std::size_t>(static_cast<std::size_t>(*stated), least_columns, most_columns);
  return descriptor == STDERR_FILENO ? unbroken : standard_columns;
}

Date today_by_the_clock() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return Date{static_cast<std::int32_t>(days.time_since_epoch().count())};
}

/// A sentence as it is printed to standard error, without the last line break.
std::string message_of(const std::string& sentence) {
  std::string lines = message_lines("stackdrag:", sentence, columns_of(STDERR_FILENO));
  lines.pop_back();
  return lines;
}

}  // namespace

int refuse(const std::string& sentence) {
  spdlog::error("{}", message_of(sentence));
  return wrong_input;
}

void note(const std::string& sentence) { spdlog::info("{}", message_of(sentence)); }

void print_problems(const std::vector<ReportedProblem>& problems, const std::string& color) {
  const Terminal terminal = terminal_of(STDERR_FILENO, color);
  std::fputs(render_problems(problems, terminal.color, terminal.columns).c_str(), stderr);
}

int print(const std::string& text, int exit) {
  const auto write = [&](Output& out) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
      out.put(report::without_commands(text.substr(begin, end - begin)));
      begin = end;
    }
  };
  return print(write, exit);
}

int print(const std::function<void(Output&)>& write, int exit) {
  const int error = write_to(STDOUT_FILENO, without_old_commands(write));
  if (error == 0 || error == EPIPE) return exit;
  if (error == EBADF) return refuse("cannot write to standard output: it is closed");
  return refuse(fmt::format("cannot write to standard output: {}", reason_of(error)));
}

Terminal terminal_of(int descriptor, const std::string& color) {
  const bool terminal = ::isatty(descriptor) == 1;
  const bool wanted = terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  return {columns_of(descriptor), color == "always" || (color == "auto" && wanted)};
}

std::string lines_of(std::string_view begin, std::string_view text, std::size_t columns, std::size_t hanging) {
  constexpr std::size_t fewest = 16;
  const std::size_t indent = std::max(hanging, display_width(begin));
  std::string out;
  for (const std::string& line : wrap(text, columns > indent + fewest ? columns - indent : fewest))
    out += fmt::format("{}{}\n", out.empty() ? std::string(begin) : std::string(hanging, ' '), line);
  return out;
}

Result<Date> today() {
  if (const std::string epoch = environment("SOURCE_DATE_EPOCH"); !epoch.empty()) {
    const auto seconds = parse_number(epoch);
    if (!seconds || *seconds < 0 || *seconds > 253402300799.0) return Failure{"SOURCE_DATE_EPOCH is not a number of seconds since 1970"};
    return Date{static_cast<std::int32_t>(*seconds / 86400)};
  }
  return today_by_the_clock();
}

void InventoryArguments::add_to(CommandLine command) {
  command
      .add("path", paths,
           "Files, folders (each *.yaml, *.yml, *.json, also in subfolders) or - for standard input; by default stack.yaml and stack/", " ")
      .holds(Holds::inventory);
  add_options_to(command);
}

void InventoryArguments::add_options_to(CommandLine command) {
  command.add("--as-of", as_of, "Audit as of this day, or as of `baseline`", "DATE").holds(Holds::date);
  command
      .add("--profile", profile, "Evidence to ask for: starter, standard or full; by default that of the inventory, else starter",
           "PROFILE")
      .one_of(profile_names());
  command.add("--stdin-filename", stdin_filename, "What to call standard input in messages", "NAME").holds(Holds::text);
  command.add("--evidence", evidence, "Lay exports, folders of them, or observed files over the inventory", "FILE|FOLDER")
      .holds(Holds::file)
      .one_at_a_time();
  command.add("--map", map, "What the columns of a spreadsheet of --evidence are", "FILE").holds(Holds::file);
  command.add("--config", config, "Use this configuration instead of the .stackdrag.yaml beside or above the inventory", "FILE")
      .holds(Holds::file);
  command.add_flag("--no-waivers", no_waivers, "Audit as if nothing were waived");
  // For tests that compare the two readers, which give the same result.
  command.add("--reader", reader, "", " ").one_of({"automatic", "reference"}).hidden();
}

namespace {

/// Whether ./observed.yaml is what `stackdrag observe` writes. One that is broken is, so that its mistake is told.
bool is_observed_beside() {
  auto bytes = exists("observed.yaml") ? read_file("observed.yaml") : Result<std::string>(std::string());
  if (!bytes.ok() || bytes.value().empty()) return false;
  Sources sources;
  const Document document = read_document(sources, sources.add("observed.yaml", std::move(bytes.value())));
  return document.problem || (!document.tree.empty() && evidence::is_observed(document.tree.root()));
}

/// Names the parts of an inventory that lie beside ./stack.yaml and are not read.
void note_siblings() {
  std::error_code error;
  std::vector<std::string> names;
  for (auto entry = std::filesystem::directory_iterator(".", error); !error && entry != std::filesystem::directory_iterator();
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const bool is_other =
        name != "stack.yaml" && (name != "observed.yaml" || !is_observed_beside()) && !name.starts_with('.') && !name.ends_with("json");
    if (is_other && entry->is_regular_file(error) && looks_like_inventory(name)) names.push_back(fmt::format("`{}`", name));
  }
  std::sort(names.begin(), names.end());
  if (!names.empty())
    note(fmt::format("{} {} beside stack.yaml and {} not read; name the folder (`.`) to read all", join_words(names),
                     names.size() == 1 ? "lies" : "lie", names.size() == 1 ? "is" : "are"));
}

}  // namespace

std::vector<std::string> InventoryArguments::found() const {
  std::error_code error;
  if (!paths.empty()) return paths;
  if (std::filesystem::exists("stack.yaml", error)) {
    std::vector<std::string> all{"stack.yaml"};
    if (is_observed_beside()) all.emplace_back("observed.yaml");
    if (std::filesystem::is_directory("stack", error)) all.emplace_back("stack");
    return all;
  }
  if (std::filesystem::is_directory("stack", error)) return {"stack"};
  return {};
}

Result<Sources> InventoryArguments::read() const {
  const std::vector<std::string> named = found();
  if (named.empty()) return Failure{"no inventory here: neither stack.yaml nor stack/; name one, or write one with `stackdrag init`"};
  if (paths.empty() && named.front() == "stack.yaml") note_siblings();
  const auto piped = std::count(named.begin(), named.end(), "-");
  if (piped > 1) return Failure{"standard input (-) is given twice"};
  if (stdin_filename && piped == 0) return Failure{"--stdin-filename names standard input, which is not read; add - to read it"};
  Sources sources;
  std::set<std::string> seen;
  for (const std::string& path : named) {
    auto files = read_inventory_files(path, seen);
    if (!files.ok()) return files.failure();
    for (InventoryFile& file : files.value()) {
      if (file.name == path && file.bytes.starts_with('{') && looks_like_report(file.bytes))
        return Failure{fmt::format("`{}` is a report, not an inventory; `stackdrag render` shows it, `stackdrag diff` compares it", path)};
      if (file.name == path && path != "-" && is_export(path, file.bytes))
        return Failure{fmt::format("`{0}` is an export, not an inventory; `--evidence {0}` lays it over one", visible(path))};
      if (!sources.fits(file.bytes.size())) return Failure{"the inventory is larger than 4 GiB in total"};
      sources.add(file.name == "-" ? stdin_filename.value_or("stdin") : file.name, std::move(file.bytes), file.shown);
    }
  }
  return sources;
}

std::string InventoryArguments::words() const {
  std::string words;
  for (const std::string& path : paths) words += " " + shell_path(path);
  for (const std::string& path : evidence) words += " --evidence " + shell_path(path);
  if (!map.empty()) words += " --map " + shell_path(map);
  if (!config.empty()) words += " --config " + shell_path(config);
  return words;
}

Result<Settings> InventoryArguments::settings() const {
  Settings settings;
  const auto day = today();
  if (!day.ok()) return day.failure();
  settings.today = day.value();
  // The term of a waiver counts from the day on which it is written, even if the audit is as of an earlier day.
  settings.waivers.written_by = std::max(today_by_the_clock(), settings.today);
  settings.lane = reader == "reference" ? Lane::reference : Lane::automatic;
  if (!as_of.empty() && as_of != "baseline") {
    settings.as_of = parse_date(as_of);
    if (!settings.as_of) {
      const auto near = nearest_date(as_of);
      return Failure{fmt::format("--as-of: `{}` is not a date; {}", as_of,
                                 near ? fmt::format("did you mean {}?", *near) : "write it as 2026-11-21, or `baseline`")};
    }
  }
  settings.profile = enum_named<Profile>(profile);
  if (!paths.empty() && paths.front() != "-") {
    std::error_code error;
    const std::filesystem::path whole = std::filesystem::path(paths.front()).lexically_normal();
    const std::string stem = whole.has_filename() ? whole.stem().string() : whole.parent_path().filename().string();
    if (!stem.empty() && stem != "." && stem != "..") settings.name = stem;
  }
  return settings;
}

std::optional<Failure> check_rule_or_family(const Catalogue& catalogue, const std::string& name) {
  std::vector<std::string_view> known = catalogue.family_ids();
  const std::vector<std::string_view> rules = catalogue.rule_ids();
  known.insert(known.end(), rules.begin(), rules.end());
  if (std::find(known.begin(), known.end(), name) != known.end()) return std::nullopt;
  const std::string near = did_you_mean(name, known);
  return Failure{fmt::format("no rule or family is called `{}`{}", name, near.empty() ? "; `stackdrag rules` lists them" : near)};
}

}  // namespace stackdrag::cli
