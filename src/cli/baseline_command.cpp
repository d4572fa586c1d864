// `stackdrag baseline`: writes down the debt that is there, shrinks the record as it is paid, takes in what is accepted, shows what is
// left.
#include <algorithm>
#include <map>

#include "cli/files.h"
#include "cli/prepare.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  InventoryArguments inventory;
  std::string path, reason;
  std::vector<std::string> findings;
  bool force = false;
};

/// An audit with its baseline, if that was asked for. Nothing is recorded of an inventory with mistakes: the rest of it may be debt, too.
struct Audited {
  std::unique_ptr<Prepared> prepared;
  Outcome outcome;
};

std::optional<Audited> audit_for(const Arguments& arguments, BaselineChoice choice) {
  choice.path = arguments.path;
  Audited audited{prepare(arguments.inventory, choice), {}};
  if (audited.prepared == nullptr) return std::nullopt;
  if (audited.prepared->baseline_path.empty()) audited.prepared->baseline_path = default_baseline;
  audited.outcome = audit(audited.prepared->sources, audited.prepared->settings);
  const auto& problems = audited.outcome.report ? audited.outcome.report->problems : audited.outcome.problems;
  if (problems.empty()) return audited;
  std::fputs(render_problems(problems, terminal_of(2, "auto").color).c_str(), stderr);
  refuse(fmt::format("{} in the inventory; the baseline is as it was", count_of(problems.size(), "mistake")));
  return std::nullopt;
}

int create(const Arguments& arguments) {
  auto audited = audit_for(arguments, {.read = false});
  if (!audited) return wrong_input;
  const Baseline baseline = baseline_of(*audited->outcome.report, audited->outcome.conditions);
  const std::string& path = audited->prepared->baseline_path;
  const auto existing = exists(path) ? read_file(path) : Result<std::string>(std::string());
  if (!existing.ok()) return refuse(existing.failure().message);
  if (exists(path) && !arguments.force)
    return refuse(fmt::format("`{}` exists; `stackdrag baseline update` takes out what is fixed, --force makes it anew", path));
  const auto written = replace_file(path, existing.value(), baseline_text(baseline));
  if (!written.ok()) return refuse(written.failure().message);
  std::string command = "stackdrag audit";
  for (const std::string& inventory : arguments.inventory.paths) command += " " + visible(inventory);
  return print(fmt::format("recorded {} in {}, as of {}\nfail a job on new debt only: {} --baseline {}\n",
                           count_of(baseline.findings.size(), "finding"), visible(path), baseline.made.as_of, command, visible(path)));
}

/// Writes the baseline if it is another than before.
std::optional<Failure> write(const BaselineFile& file, const Baseline& after) {
  const std::string text = edited_baseline(file.bytes, file.baseline, after);
  if (text == file.bytes) return std::nullopt;
  const auto written = replace_file(file.path, file.bytes, text);
  return written.ok() ? std::nullopt : std::optional(written.failure());
}

std::string news_phrase(const Report& report) {
  if (report.baseline->fresh == 0) return "";
  return fmt::format("{} not taken in: `stackdrag baseline accept` does that, with a reason\n",
                     count_of(report.baseline->fresh, "new finding is", "new findings are"));
}

int update(const Arguments& arguments) {
  const auto audited = audit_for(arguments, {.needed = true});
  if (!audited) return wrong_input;
  const BaselineFile& file = *audited->prepared->baseline;
  const Report& report = *audited->outcome.report;
  const Baseline after = shrunk(file.baseline, report, audited->outcome.of_baseline, audited->outcome.conditions);
  if (const auto failure = write(file, after)) return refuse(failure->message);
  return print(fmt::format("{} gone and taken out, {} improved, {} left in {}\n{}", report.baseline->gone.size(), report.baseline->improved,
                           after.findings.size(), visible(file.path), news_phrase(report)));
}

/// What a person may call a finding: its fingerprint, its rule, its subject, or RULE:SUBJECT.
bool is_called(const ReportedFinding& finding, std::string_view name) {
  if (name == fmt::format("{:016x}", finding.fingerprint) || name == finding.rule->id || name == finding.subject) return true;
  return name == fmt::format("{}:{}", finding.rule->id, finding.subject);
}

int accept(const Arguments& arguments) {
  if (arguments.reason.find_first_not_of(' ') == std::string::npos) return refuse("--reason is empty: say why this debt is accepted");
  const auto audited = audit_for(arguments, {.needed = true});
  if (!audited) return wrong_input;
  const BaselineFile& file = *audited->prepared->baseline;
  const Report& report = *audited->outcome.report;
  std::vector<std::uint32_t> chosen;
  for (const std::string& name : arguments.findings) {
    std::size_t known = 0;
    std::size_t before = chosen.size();
    for (std::uint32_t i = 0; i < report.findings.size(); ++i) {
      const ReportedFinding& finding = report.findings[i];
      if (!is_called(finding, name)) continue;
      if (finding.novelty == Novelty::fresh)
        chosen.push_back(i);
      else
        ++known;
    }
    if (chosen.size() > before) continue;
    if (known > 0) return refuse(fmt::format("nothing of `{}` is new", name));
    return refuse(
        fmt::format("no finding is called `{}`; name a new one as RULE:KIND/ID, by its rule, its subject or its fingerprint", name));
  }
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  const Baseline after = with_accepted(file.baseline, report, chosen, audited->outcome.of_baseline, arguments.reason);
  if (const auto failure = write(file, after)) return refuse(failure->message);
  std::string out;
  for (const std::uint32_t at : chosen) {
    const ReportedFinding& finding = report.findings[at];
    out += fmt::format("accepted {} {}: {}\n", name_of(finding.severity), finding.rule->id, visible(finding.message));
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
  const Report& report = *audited->outcome.report;
  struct List {
    std::vector<std::pair<std::uint32_t, std::string>> rows;
    double hours = 0;
  };
  std::map<std::string, List> by_owner;
  const std::size_t columns = terminal_of(1, "never").columns;
  for (std::size_t i = 0; i < file.baseline.findings.size(); ++i) {
    const auto at = audited->outcome.of_baseline[i];
    if (!at) continue;  // gone, or an open question now
    const ReportedFinding& finding = report.findings[*at];
    const std::string owner = finding.owners.empty() ? "nobody" : join_words({finding.owners.begin(), finding.owners.end()});
    std::string row = fmt::format("  {} {} {}:{}{}\n", pad(name_of(finding.severity), 8), finding.rule->id, visible(finding.location.file),
                                  finding.location.line, finding.cause ? ", worsened" : "");
    for (const std::string& line : wrap(visible(finding.message), columns > 20 ? columns - 11 : 10)) row += "           " + line + "\n";
    const std::string& reason = file.baseline.findings[i].reason;
    if (!reason.empty()) row += fmt::format("           accepted: {}\n", visible(reason));
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
  out +=
      fmt::format("{} recorded as of {} in {}\n", count_of(left, "finding is", "findings are"), report.baseline->as_of, visible(file.path));
  if (report.baseline->unanswered > 0)
    out += fmt::format("{} not known any more: answer the questions first (`NOT KNOWN` in the report)\n",
                       count_of(report.baseline->unanswered, "of them is", "of them are"));
  if (!report.baseline->gone.empty())
    out += fmt::format("{} gone: `stackdrag baseline update` takes out what is fixed\n",
                       count_of(report.baseline->gone.size(), "more is", "more are"));
  return print(out + news_phrase(report));
}

}  // namespace

Command add_baseline(CommandLine program) {
  const CommandLine command = program.add_command("baseline", "Record known debt, so that a job fails on new debt only");
  command.require_command();
  using Act = int (*)(const Arguments&);
  std::vector<std::pair<CommandLine, Run>> acts;
  const auto add = [&](const char* name, const char* purpose, Act act) {
    const CommandLine sub = command.add_command(name, purpose);
    auto arguments = std::make_shared<Arguments>();
    if (act == &accept) {
      sub.add("finding", arguments->findings, "RULE:KIND/ID as in the report, a rule, an item,\nor a fingerprint", " ").required();
      sub.add("--reason", arguments->reason, "Why; recorded with it", "TEXT").required();
      sub.add("-i,--inventory", arguments->inventory.paths, "As `path` elsewhere", "PATH");
      arguments->inventory.add_options_to(sub);
    } else {
      arguments->inventory.add_to(sub);
    }
    sub.add("--baseline", arguments->path, fmt::format("The file; else the one of the configuration, else\n{}", default_baseline), "FILE");
    if (act == &create) sub.add_flag("--force", arguments->force, "Make it anew if it exists");
    acts.emplace_back(sub, [arguments, act] { return act(*arguments); });
  };
  add("create", "Write down all debt that is there", &create);
  add("update", "Take out what is fixed or better; never takes in anything new", &update);
  add("accept", "Take in new findings, with a reason", &accept);
  add("show", "List what is recorded, by owner", &show);
  return {command, [acts] {
            const auto called = std::find_if(acts.begin(), acts.end(), [](const auto& act) { return act.first.called(); });
            return called == acts.end() ? static_cast<int>(wrong_input) : called->second();
          }};
}

}  // namespace stackdrag::cli
