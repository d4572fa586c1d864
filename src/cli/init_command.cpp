// `stackdrag init`: writes an inventory to start from, one that audits without mistakes and teaches the format.
#include <filesystem>

#include "cli/cli.h"
#include "cli/exports.h"
#include "cli/files.h"
#include "cli/folder.h"
#include "stackdrag/kinds.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

/// `@today`, `@soon` and `@renewal` are replaced by dates, so that the starter is as fresh as the day on which it is written; `@more` by
/// the sections that it does not show.
constexpr std::string_view starter = R"(# yaml-language-server: $schema=stackdrag.schema.json
# ^ editors check and complete this file if you run: stackdrag schema inventory > stackdrag.schema.json
#
# The inventory of a marketing stack. Replace the examples with your own stack, then run: stackdrag audit
# Leave out what you do not know yet: the report lists the missing facts that matter most.
version: 1

stack:
  name: My company
  currency: EUR
  capacity_hours: 160        # hours of work a month that keep this stack running
  hourly_rate: 75            # turns hours into money
  consent_platform: onetrust # the tool that asks visitors for consent
  # as_of: @today    # fixes "today"; by default ages are counted to the day of the audit
  # profile: standard        # stricter than `starter`, the default

people:                      # while nobody is listed here, any owner's name is accepted
  ana: {role: marketing operations}
  raj: {role: crm engineer}
  # ben: {role: paid media, left: 2026-06-30}    # what ben still owns is reported

conventions:                 # how things are named
  campaign: {pattern: '^[0-9]{4}q[1-4]_[a-z0-9-]+$'}
  utm_source: {case: lower}

tools:                       # what you pay for or rely on
  hubspot:
    does: [marketing-automation, forms]   # capabilities: two tools with the same one overlap
    owner: ana
    cost: 42000/yr           # or 3500/mo
    seats: 25
    seats_used: 23
    renews: @renewal
    notice: 30d              # how long before the renewal it must be cancelled
  salesforce:
    {does: [crm], owner: raj, cost: 96000/yr, seats: 40, seats_used: 37, renews: @renewal, notice: 90d}
  onetrust:
    {does: [consent], owner: raj, cost: 300/mo, billing: monthly, seats: 2, seats_used: 2, last_used: @today}

campaigns:
  @campaign_launch:
    starts: @today
    ends: @soon
    owner: ana
    utm: {source: [linkedin], medium: [paid-social]}

pixels:                      # what runs on your pages
  linkedin-insight:
    vendor: linkedin
    for: @campaign_launch   # the campaign it was placed for; or say its `purpose`
    on: [/launch]            # its pages, or `all`
    consent: marketing       # waits for marketing consent
    last_seen: @today
    owner: ana

integrations:                # what carries data from one tool to another
  hs-sf:
    from: hubspot
    to: salesforce
    moves: [lead]
    via: native
    api: v62.0
    every: 15m
    last_ok: @today
    alerts: true             # somebody is told when it fails
    runs_as: svc-hubspot     # a service account, or one of `people`
    owner: raj

agents:                      # what decides or acts by itself
  lead-scorer:
    does: scores inbound leads
    owner: raj
    autonomy: act            # suggest, approve or act
    approver: ana            # the human in the loop
    off_switch: 'Setup > Flows > Lead scoring > Deactivate'
    reads: [lead]
    writes: [lead]
    uses: [hs-sf]
    metric: precision at top 100
    last_eval: @today

data:
  lead: {system_of_record: salesforce, written_by: [salesforce, hs-sf, lead-scorer], completeness: 96%, duplicates: 1%}

# There is more: @more.
# `stackdrag schema inventory --format markdown` prints every field.
)";

std::string replaced(std::string text, std::string_view mark, const std::string& value) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
    text.replace(at, mark.size(), value);
  return text;
}

std::string sections_not_shown() {
  std::vector<std::string_view> names;
  for (const KindNames& kind : kinds()) {
    if (starter.find(fmt::format("\n{}:", kind.section)) == std::string_view::npos) names.push_back(kind.section);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string starter_as_of(Date today) {
  const std::string day = fmt::format("{}", today);
  const std::string campaign = fmt::format("{}q{}_", day.substr(0, 4), (month_of(today) + 2) / 3);
  std::string text = replaced(std::string(starter), "@campaign_", campaign);
  text = replaced(std::move(text), "@more", sections_not_shown());
  text = replaced(std::move(text), "@today", day);
  text = replaced(std::move(text), "@soon", fmt::format("{}", today + Days{60}));
  return replaced(std::move(text), "@renewal", fmt::format("{}", today + Days{330}));
}

struct Arguments {
  std::vector<std::string> words, from;
  std::string map;
  bool force = false;
};

/// Whether a word behind `--from` is one more export, and not the file to write: it is there, and no inventory.
bool is_more(const std::string& word) {
  if (!exists(word)) return false;
  std::error_code error;
  if (std::filesystem::is_directory(word, error) || !looks_like_inventory(word)) return true;
  const auto bytes = read_file(word);
  return bytes.ok() && bytes.value().starts_with("observed:");
}

/// Moves the exports among the words to the others, and returns the file to write. Empty if there are several, which has been printed.
std::optional<std::string> file_to_write(Arguments& arguments) {
  std::vector<std::string> files;
  for (const std::string& word : arguments.words) (!arguments.from.empty() && is_more(word) ? arguments.from : files).push_back(word);
  if (files.size() > 1)
    return refuse(fmt::format("`{}` is not expected here: `{}` is the file to write", files[1], files[0])), std::nullopt;
  if (files.empty()) return "stack.yaml";
  // A misspelt export would become the name of the draft.
  const std::string ending = std::filesystem::path(files[0]).extension().string();
  if (arguments.from.empty() || files[0] == "-" || ending == ".yaml" || ending == ".yml") return files[0];
  const auto there = read_file(files[0]);
  const std::string why = there.ok() ? fmt::format("`{}` exists already", files[0]) : there.failure().message;
  refuse("the name of a draft ends in .yaml, and " + why);
  return std::nullopt;
}

/// A draft of what the exports say. Empty if something is wrong with them, which has been printed.
std::optional<std::string> draft_from(const std::vector<std::string>& exports, const std::string& map) {
  const auto observed = observed_in(exports, map);
  if (!observed) return std::nullopt;
  if (!observed->items.empty()) return evidence::draft_text(*observed);
  refuse("the exports hold nothing that an inventory could begin with");
  return std::nullopt;
}

int run(Arguments arguments) {
  const auto named = file_to_write(arguments);
  if (!named) return wrong_input;
  const std::string& path = *named;
  const bool force = arguments.force;
  const auto day = today();
  if (!day.ok()) return refuse(day.failure().message);
  if (arguments.from.empty() && !arguments.map.empty()) return refuse("--map: no spreadsheet is given; add --from FILE");
  const auto drafted = arguments.from.empty() ? starter_as_of(day.value()) : draft_from(arguments.from, arguments.map);
  if (!drafted) return wrong_input;
  const std::string& text = *drafted;
  if (path == "-") return print(text);
  std::error_code error;
  if (!arguments.from.empty() && std::filesystem::exists(path, error))
    return refuse(fmt::format("`{}` exists already, and a draft goes over no file; name another", path));
  if (!force && std::filesystem::exists(path, error)) return refuse(fmt::format("`{}` exists already; --force overwrites it", path));
  const auto written = write_file(path, {}, [&](Output& out) { out.put(text); });
  if (!written.ok()) return refuse(written.failure().message);
  const std::string argument = path == "stack.yaml" ? "" : " " + path;
  return print(fmt::format("wrote {}; now fill it in and run: stackdrag audit{}\n", visible(path), visible(argument)));
}

}  // namespace

Command add_init(CommandLine program) {
  const CommandLine command = program.add_command("init", "Write a commented inventory to start from");
  auto arguments = std::make_shared<Arguments>();
  command.add("file", arguments->words, "The file to write; - for standard output", " ");
  command
      .add("--from", arguments->from, "Draft it from exports, folders of them, or an observed file;\nmore of them may follow",
           "FILE|FOLDER")
      .one_at_a_time();
  command.add("--map", arguments->map, "What the columns of a spreadsheet of --from are", "FILE");
  command.add_flag("--force", arguments->force, "Overwrite the file if it exists");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
