// `stackdrag baseline`: records the debt that is there, removes what is fixed, adds what is accepted, shows what is left.
#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/files.h"
#include "cli/prepare.h"
#include "cli/shell_words.h"
#include "stackdrag/baseline.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  InventoryArguments inventory;
  std::string path, reason;
  std::vector<std::string> findings;
  bool force = false;
};

/// An inventory that was assessed, and compared with its baseline if that was asked for.
struct Audited {
  std::unique_ptr<Prepared> prepared;
  Loaded loaded;
  std::optional<Assessment> assessment;

  Report report() const { return report_of(*assessment, prepared->settings.name); }
};

/// If anything is wrong, prints it and returns null. Nothing is recorded of an inventory with mistakes: the rest of it may be debt, too.
std::unique_ptr<Audited> audit_for(const Arguments& arguments, BaselineChoice choice) {
  choice.path = arguments.path;
  auto audited = std::make_unique<Audited>();
  audited->prepared = prepare(arguments.inventory, choice);
  if (audited->prepared == nullptr) return nullptr;
  Prepared& prepared = *audited->prepared;
  if (prepared.baseline_path.empty()) prepared.baseline_path = default_baseline;
  audited->loaded = load(prepared.sources, prepared.settings);
  if (audited->loaded.workspace) audited->assessment.emplace(assess(*audited->loaded.workspace, prepared.settings));
  const auto& problems = audited->assessment ? audited->assessment->problems : audited->loaded.unreadable;
  if (problems.empty()) return audited;
  print_problems(located(prepared.sources, problems));
  refuse(fmt::format("{} in the inventory; the baseline is unchanged", count_of(problems.size(), "mistake")));
  return nullptr;
}

/// Writes a baseline where there is none, or an older one.
std::optional<Failure> record(const std::string& path, const std::vector<std::string>& inputs, const std::string& text) {
  std::error_code error;
  std::string existing;
  if (std::filesystem::is_regular_file(path, error)) {
    auto bytes = read_file(path);
    if (!bytes.ok()) return bytes.failure();
    existing = std::move(bytes.value());
  }
  const bool is_other = !existing.empty() && !looks_like_baseline(existing);
  const bool is_input = std::find(inputs.begin(), inputs.end(), path) != inputs.end();
  if (is_other && !is_input) return Failure{fmt::format("`{}` is not a stackdrag baseline and will not be overwritten", path)};
  const auto written = replace_file(path, inputs, existing, text);
  return written.ok() ? std::nullopt : std::optional(written.failure());
}

int create(const Arguments& arguments) {
  const auto audited = audit_for(arguments, {.read = false});
  if (!audited) return wrong_input;
  const Baseline baseline = baseline_of(audited->assessment->findings, audited->assessment->conditions);
  const std::string& path = audited->prepared->baseline_path;
  if (exists(path) && !arguments.force)
    return refuse(fmt::format("`{}` exists; `stackdrag baseline update` removes what is fixed, --force creates it again", path));
  if (const auto failure = record(path, audited->prepared->files, baseline_text(baseline))) return refuse(failure->message);
  std::string command = "stackdrag audit";
  for (const std::string& inventory : arguments.inventory.paths) command += " " + visible(shell_path(inventory));
  return print(fmt::format("recorded {} in {}, as of {}\nto fail a job on new debt only: {} --baseline {}\n",
                           count_of(baseline.findings.size(), "finding"), visible(path), baseline.made.as_of, command,
                           visible(shell_path(path))));
}

/// Writes the baseline if it has changed.
std::optional<Failure> write(const Prepared& prepared, const Baseline& after) {
  const BaselineFile& file = *prepared.baseline;
  const std::string text = edited_baseline(file.bytes, file.baseline, after);
  if (text == file.bytes) return std::nullopt;
  std::vector<std::string> inputs = prepared.files;
  std::erase(inputs, file.path);
  const auto written = replace_file(file.path, inputs, file.bytes, text);
  return written.ok() ? std::nullopt : std::optional(written.failure());
}

/// What is not recorded, as a sentence; empty if nothing is new.
std::string news_phrase(const Comparison& comparison) {
  if (comparison.fresh == 0) return "";
  return fmt::format("{} not recorded: `stackdrag baseline accept` records new findings, with a reason",
                     count_of(comparison.fresh, "new finding is", "new findings are"));
}

int update(const Arguments& arguments) {
  const auto audited = audit_for(arguments, {.needed = true});
  if (!audited) return wrong_input;
  const BaselineFile& file = *audited->prepared->baseline;
  const Assessment& now = *audited->assessment;
  const Comparison& comparison = *now.comparison;
  const Baseline after = shrunk(file.baseline, now.findings, comparison, now.conditions);
  if (const auto failure = write(*audited->prepared, after)) return refuse(failure->message);
  const std::string news = news_phrase(comparison);
  return print(fmt::format("{} removed because they are gone, {} improved, {} left in {}\n{}", comparison.gone.size(), comparison.improved,
                           after.findings.size(), visible(file.path), news.empty() ? "" : news + "\n"));
}

/// What a person may call a finding: its fingerprint, its rule, its subject, or RULE:SUBJECT.
bool is_called(const TriagedFinding& finding, std::string_view name) {
  const std::string_view rule = finding.finding->rule->id;
  if (name == fmt::format("{:016x}", finding.identity.fingerprint) || name == rule || name == finding.subject) return true;
  return name == fmt::format("{}:{}", rule, finding.subject);
}

int accept(const Arguments& arguments) {
  if (arguments.reason.find_first_not_of(' ') == std::string::npos) return refuse("--reason is empty: say why this debt is accepted");
  const auto audited = audit_for(arguments, {.needed = true});
  if (!audited) return wrong_input;
  const BaselineFile& file = *audited->prepared->baseline;
  const std::vector<TriagedFinding>& findings = audited->assessment->findings;
  std::vector<std::uint32_t> chosen;
  for (const std::string& name : arguments.findings) {
    std::size_t known = 0;
    std::size_t before = chosen.size();
    for (std::uint32_t i = 0; i < findings.size(); ++i) {
      if (!is_called(findings[i], name)) continue;
      if (findings[i].novelty == Novelty::fresh)
        chosen.push_back(i);
      else
        ++known;
    }
    if (chosen.size() > before) continue;
    if (known > 0) return refuse(fmt::format("`{}` has no new findings", name));
    return refuse(
        fmt::format("no finding is called `{}`; name a new one as RULE:KIND/ID, by its rule, its subject or its fingerprint", name));
  }
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  const Baseline after = with_accepted(file.baseline, findings, *audited->assessment->comparison, chosen, arguments.reason);
  if (const auto failure = write(*audited->prepared, after)) return refuse(failure->message);
  std::string out;
  for (const std::uint32_t at : chosen) {
    const Finding& finding = *findings[at].finding;
    out += fmt::format("accepted {} {}: {}\n", name_of(finding.severity), finding.rule->id, visible(finding.what.message));
  }
  return print(out);
}

/// The recorded findings of one owner, as things to do.
std::string to_do_list(const std::string& owner, const std::vector<std::string>& rows, double hours) {
  std::string out = fmt::format("{}: {}, {} h\n", visible(owner), count_of(rows.size(), "finding"), format_number(hours));
  for (const std::string& row : rows) out += row;
  return out + "\n";
}

int show(const Arguments& arguments) {
  const auto audited = audit_for(arguments, {.needed = true});
  if (!audited) return wrong_input;
  const BaselineFile& file = *audited->prepared->baseline;
  const Report report = audited->report();
  struct List {
    std::vector<std::pair<std::uint32_t, std::string>> rows;
    double hours = 0;
  };
  std::map<std::string, List> by_owner;
  const std::size_t columns = terminal_of(1, "never").columns;
  for (std::size_t i = 0; i < file.baseline.findings.size(); ++i) {
    const Comparison& comparison = *audited->assessment->comparison;
    const auto at = comparison.found[i] ? comparison.found[i] : comparison.succeeded[i];
    if (!at) continue;  // gone, or an open question now
    const ReportedFinding& finding = report.findings[*at];
    const std::string owner = finding.owners.empty() ? "nobody" : join_words({finding.owners.begin(), finding.owners.end()});
    const std::string indent(11, ' ');
    const std::string worsened = finding.worsened.empty() ? "" : fmt::format(", worsened: {}", visible(finding.worsened));
    std::string row = lines_of(fmt::format("  {} ", pad(name_of(finding.severity), 8)),
                               fmt::format("{} {}:{}{}", finding.rule->id, visible(finding.location.file), finding.location.line, worsened),
                               columns, indent.size());
    row += lines_of(indent, visible(finding.message), columns, indent.size());
    const std::string& reason = file.baseline.findings[i].reason;
    if (!reason.empty()) row += lines_of(indent, fmt::format("accepted: {}", visible(reason)), columns, indent.size());
    List& list = by_owner[owner];
    list.rows.emplace_back(*at, std::move(row));
    if (!finding.folded_into) list.hours += finding.effort_hours;
  }
  std::string out;
  for (auto& [owner, list] : by_owner) {
    std::sort(list.rows.begin(), list.rows.end());  // as the report has them, worst first
    std::vector<std::string> rows;
    for (auto& [at, row] : list.rows) rows.push_back(std::move(row));
    out += to_do_list(owner, rows, list.hours);
  }
  const std::size_t left = file.baseline.findings.size() - report.baseline->gone.size();
  const auto add = [&](const std::string& sentence) { out += lines_of("", sentence, columns, 2); };
  add(fmt::format("{} recorded as of {} in {}", count_of(left, "finding is", "findings are"), report.baseline->as_of, visible(file.path)));
  if (report.baseline->unanswered > 0)
    add(fmt::format("{} not fixed: facts are missing or too old to tell. Answer the questions first (`NOT KNOWN` in the report)",
                    count_of(report.baseline->unanswered, "of them is", "of them are")));
  if (!report.baseline->gone.empty())
    add(fmt::format("{} gone: `stackdrag baseline update` removes what is fixed",
                    count_of(report.baseline->gone.size(), "more is", "more are")));
  if (const std::string news = news_phrase(*audited->assessment->comparison); !news.empty()) add(news);
  return print(out);
}

}  // namespace

Command add_baseline(CommandLine program) {
  const CommandLine command = program.add_command("baseline", "Record known debt, so that a job fails on new debt only");
  command.require_command();
  using Act = int (*)(const Arguments&);
  std::vector<std::pair<CommandLine, Run>> acts;
  const auto add = [&](const char* name, const char* purpose, Act act, const std::vector<Example>& examples) {
    const CommandLine sub = command.add_command(name, purpose);
    auto arguments = std::make_shared<Arguments>();
    if (act == &accept) {
      sub.add("finding", arguments->findings, "RULE:KIND/ID as in the report, a rule, an item, or a fingerprint", " ")
          .holds(Holds::finding)
          .required();
      sub.add("--reason", arguments->reason, "Why they are accepted; recorded with them", "TEXT").holds(Holds::text).required();
      sub.add("-i,--inventory", arguments->inventory.paths, "The inventory, as PATH of `stackdrag audit`", "PATH").holds(Holds::inventory);
      arguments->inventory.add_options_to(sub);
    } else {
      arguments->inventory.add_to(sub);
    }
    sub.add("--baseline", arguments->path, fmt::format("The file; by default the one in the configuration, or {}", default_baseline),
            "FILE")
        .holds(Holds::file);
    if (act == &create) sub.add_flag("--force", arguments->force, "Replace the file if it exists");
    sub.add_examples(examples);
    sub.set_exits("done", "");
    acts.emplace_back(sub, [arguments, act] { return act(*arguments); });
  };
  add("create", "Record all current findings", &create,
      {{"stackdrag baseline create", "record what ./stack.yaml owes today"},
       {"stackdrag baseline create --force", "record it once more, with what is new"}});
  add("update", "Remove what is fixed or has improved; never adds anything new", &update,
      {{"stackdrag baseline update", "forget what is fixed"},
       {"stackdrag baseline update stack/ --baseline .stackdrag-baseline.json", "of the folder stack"}});
  add("accept", "Add new findings, with a reason", &accept,
      {{"stackdrag baseline accept tool/surveybee --reason 'ends in March'", "all that is new about one item"},
       {"stackdrag baseline accept tool-unused --reason 'ends in March' -i stack/", "all that is new of one rule"}});
  add("show", "List the recorded findings by owner", &show,
      {{"stackdrag baseline show", "the known debt of ./stack.yaml, by owner"}, {"stackdrag baseline show stack/", "of the folder stack"}});
  command.add_examples({{"stackdrag baseline create", "on the first day; commit the file"},
                        {"stackdrag audit --baseline .stackdrag-baseline.json", "the job: it fails on new debt only"},
                        {"stackdrag baseline update", "when something is fixed"}});
  return {command, [acts] {
            const auto called = std::find_if(acts.begin(), acts.end(), [](const auto& act) { return act.first.called(); });
            return called == acts.end() ? static_cast<int>(wrong_input) : called->second();
          }};
}

}  // namespace stackdrag::cli
