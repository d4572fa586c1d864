// `stackdrag rules` lists the catalogue; `stackdrag explain` says everything about one rule.
#include <algorithm>

#include <fmt/ranges.h>

#include "cli/cli.h"
#include "cli/rule_page.h"
#include "stackdrag/rules_json.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct ListArguments {
  std::string family, profile, format = "text";
};

/// The rules of a family that a profile asks, as a table of at most `columns`.
std::string rules_text(const std::vector<const Rule*>& chosen, const std::vector<Family>& families, std::size_t columns) {
  std::size_t widest = 0;
  for (const Rule* rule : chosen) widest = std::max(widest, rule->id.size());
  std::string out;
  for (const Family& family : families) {
    std::string rows;
    for (const Rule* rule : chosen) {
      if (rule->family != family.id) continue;
      const std::string row =
          fmt::format("  {}  {}  {}  ", pad(rule->id, widest), pad(name_of(rule->severity), 8), pad(name_of(rule->profile), 8));
      // On a narrow terminal the title goes below.
      const bool beside = row.size() + 20 <= columns;
      rows += beside ? lines_of(row, rule->title, columns, row.size())
                     : row.substr(0, row.find_last_not_of(' ') + 1) + "\n" + lines_of("    ", rule->title, columns, 4);
    }
    if (!rows.empty()) out += fmt::format("{}{} ({})\n{}", out.empty() ? "" : "\n", family.title, family.id, rows);
  }
  const std::string sentence = fmt::format("{}; `stackdrag explain RULE` says everything about one", count_of(chosen.size(), "rule"));
  return out + "\n" + lines_of("", sentence, columns, 2);
}

int list(const Catalogue& catalogue, const ListArguments& arguments) {
  const std::vector<std::string_view> names = catalogue.family_ids();
  if (!arguments.family.empty() && std::find(names.begin(), names.end(), arguments.family) == names.end()) {
    const std::string near = did_you_mean(arguments.family, names);
    return refuse(fmt::format("no family is called `{}`{}", arguments.family,
                              near.empty() ? fmt::format("; there are {}", fmt::join(names, ", ")) : near));
  }
  const Profile profile = enum_named<Profile>(arguments.profile).value_or(Profile::full);
  std::vector<const Rule*> chosen;
  for (const Rule& rule : catalogue.rules) {
    if ((arguments.family.empty() || rule.family == arguments.family) && rule.profile <= profile) chosen.push_back(&rule);
  }
  return print(arguments.format == "json" ? rules_json(chosen, catalogue.folds)
                                          : rules_text(chosen, catalogue.families, terminal_of(1, "never").columns));
}

int explain(const Catalogue& catalogue, const std::string& id, const std::string& format) {
  const Rule* rule = catalogue.find(id);
  if (rule == nullptr) {
    const std::vector<std::string_view> families = catalogue.family_ids();
    if (std::find(families.begin(), families.end(), id) != families.end())
      return refuse(fmt::format("`{}` is a family of rules; `stackdrag rules --family {}` lists them", id, id));
    const std::string near = did_you_mean(id, catalogue.rule_ids());
    return refuse(fmt::format("no rule is called `{}`{}", id, near.empty() ? "; `stackdrag rules` lists them" : near));
  }
  if (format == "markdown") return print(rule_markdown(catalogue, *rule));
  return print(format == "json" ? rules_json({rule}, catalogue.folds)
                                : rule_text(catalogue, *rule, std::min<std::size_t>(terminal_of(1, "never").columns, 100)));
}

}  // namespace

Command add_rules(CommandLine program) {
  const CommandLine command = program.add_command("rules", "List the rules");
  auto arguments = std::make_shared<ListArguments>();
  command.add("--family", arguments->family, "Only this family", "FAMILY").holds(Holds::family);
  command.add("--profile", arguments->profile, "Only the rules of this profile", "PROFILE").one_of(profile_names());
  command.add("--format", arguments->format, "The format", "FORMAT").one_of({"text", "json"});
  command.add_examples({{"stackdrag rules --family zombies", "what is still there and no longer used"},
                        {"stackdrag rules --profile starter", "what is asked at first"}});
  command.set_exits("printed", "", "wrong command line");
  return {command, [arguments] { return list(built_in_catalogue(), *arguments); }};
}

Command add_explain(CommandLine program) {
  const CommandLine command = program.add_command("explain", "Explain a rule: why it matters, when it fires, how to fix it");
  auto id = std::make_shared<std::string>();
  auto format = std::make_shared<std::string>("text");
  command.add("rule", *id, "The rule's id, as in the report", " ").holds(Holds::rule).required();
  command.add("--format", *format, "The format", "FORMAT").one_of({"text", "markdown", "json"});
  command.add_examples({{"stackdrag explain tool-unused", "why it matters, and how to fix it"},
                        {"stackdrag explain no-owner --format markdown", "the same for a wiki"}});
  command.set_exits("printed", "", "no such rule");
  return {command, [id, format] { return explain(built_in_catalogue(), *id, *format); }};
}

}  // namespace stackdrag::cli
