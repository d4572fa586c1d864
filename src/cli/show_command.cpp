// `stackdrag show`: everything that is known about one item, where it stands, what refers to it, and what is wrong with it.
#include <algorithm>
#include <map>

#include <fmt/ranges.h>

#include "cli/observed_page.h"
#include "cli/prepare.h"
#include "cli/shell_words.h"
#include "cli/written_items.h"
#include "stackdrag/facts.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/source_lines.h"
#include "stackdrag/tables.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  std::string item;
  bool spend = false, renewals = false;
  std::string by = "tool", format = "text";
  InventoryArguments inventory;
};

Result<WrittenItem> find_item(const std::vector<WrittenItem>& items, const std::string& name) {
  std::vector<const WrittenItem*> found;
  for (const WrittenItem& item : items) {
    if (item.id == name || item.label == name) found.push_back(&item);
  }
  // What was observed of a declared item often has its id.
  const auto declared = std::stable_partition(found.begin(), found.end(), [](const WrittenItem* item) { return !item->observed; });
  if (declared != found.begin()) found.erase(declared, found.end());
  if (found.size() == 1) return *found.front();
  std::vector<std::string> labels;
  for (const WrittenItem* item : found) labels.push_back(item->label);
  if (found.size() > 1) return Failure{fmt::format("`{}` is the id of several items; say which: {}", name, fmt::join(labels, ", "))};
  std::vector<std::string_view> names;
  for (const WrittenItem& item : items) names.push_back(item.id);
  for (const WrittenItem& item : items) names.push_back(item.label);
  return Failure{fmt::format("no item is called `{}`{}", name, did_you_mean(name, names))};
}

/// The text with every run of white space as one space.
std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// A value as people read it: a text whichever way it is written, a list with commas; else as it stands in the file, on one line.
std::string value_text(View value, const Sources& sources) {
  if (value.is_scalar()) return on_one_line(value.text());
  if (!value.is_sequence()) return on_one_line(sources.text(value.at()));
  std::vector<std::string> parts;
  for (const View part : value) parts.push_back(part.is_scalar() ? on_one_line(part.text()) : on_one_line(sources.text(part.at())));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string fields_text(const WrittenItem& item, const Sources& sources, std::size_t columns) {
  if (!item.fields.is_mapping()) return "";
  std::string out;
  std::size_t widest = 0;
  Disclosure disclosure(sources);
  item.fields.entries([&](View key, View) { widest = std::max(widest, display_width(visible(key.text()))); });
  item.fields.entries([&](View key, View value) {
    const bool written = value.at().written() && value.at() != key.at();
    const bool shown = !written || disclosure.shows(value.at());
    const std::string text = shown ? visible(written ? value_text(value, sources) : "") : "(not shown: it looks like a secret)";
    out += lines_of(fmt::format("  {}  ", pad(visible(key.text()), widest)), shorten(text, 200), columns, widest + 4);
  });
  return out;
}

std::string findings_text(const Report& report, std::string_view label, std::size_t columns) {
  std::string out;
  const auto about = [&](const ReportedFinding& finding) { return finding.subject == label; };
  for (const ReportedFinding& finding : report.findings) {
    if (!about(finding)) continue;
    const std::string folded = finding.folded_into ? fmt::format(", folded under {}", report.findings[*finding.folded_into].rule->id) : "";
    const std::string points = format_number(finding.points.value());
    const std::string waived = finding.waiver != nullptr ? ", waived" : "";
    out += lines_of("  ",
                    fmt::format("{} {}: {} ({} {}{}{})", name_of(finding.severity), finding.rule->id, visible(finding.message), points,
                                points == "1" ? "point" : "points", folded, waived),
                    columns, 4);
  }
  return out.empty() ? "  no findings\n" : out;
}

/// The findings about something that is not an item: a capability, a UTM value, a name that nothing declares, the stack.
std::string subjects_text(const Report& report, const std::string& name, std::size_t columns) {
  std::vector<std::string_view> labels;
  for (const ReportedFinding& finding : report.findings) {
    const bool named = finding.subject == name || finding.subject.substr(finding.subject.find('/') + 1) == name;
    if (named && std::find(labels.begin(), labels.end(), finding.subject) == labels.end()) labels.push_back(finding.subject);
  }
  std::string out;
  for (const std::string_view label : labels)
    out += fmt::format("{}{}\n\nFINDINGS\n{}", out.empty() ? "" : "\n", visible(label), findings_text(report, label, columns));
  return out;
}

std::string missing_text(const Report& report, const std::string& label, std::size_t columns) {
  std::string out;
  for (const ReportedUnknown& unknown : report.unknown) {
    if (unknown.item != label || unknown.charge_hours == Decimal{}) continue;
    const char* const what = unknown.any ? "one of them" : unknown.fields.size() > 1 ? "them" : "it";
    out +=
        lines_of("  ", fmt::format("{}: {} cannot be decided without {}", fmt::join(unknown.fields, ", "), unknown.rule, what), columns, 4);
  }
  return out;
}

/// Which items refer to one, and in which of their fields, in the order of the files.
std::string references_text(const std::vector<WrittenItem>& items, const std::string& label, const Facts& facts, std::size_t columns) {
  const Inventory& inventory = *facts.inventory;
  std::vector<Edge> edges = facts.edges;
  std::erase_if(edges, [&](const Edge& edge) { return label_of(inventory, edge.to) != label; });
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.at.begin < b.at.begin; });
  std::map<std::string, std::vector<std::string_view>> fields;
  for (const Edge& edge : edges) {
    std::vector<std::string_view>& names = fields[label_of(inventory, edge.from)];
    if (std::find(names.begin(), names.end(), edge.field->name) == names.end()) names.push_back(edge.field->name);
  }
  std::string out;
  for (const WrittenItem& item : items) {
    if (const auto found = fields.find(item.label); found != fields.end())
      out += lines_of(fmt::format("  {}  ", item.label), fmt::format("{}", fmt::join(found->second, ", ")), columns, 4);
  }
  return out;
}

/// The findings whose messages name a person.
std::string findings_naming(const Report& report, std::string_view person, std::size_t columns) {
  const std::string quoted = fmt::format("`{}`", person);
  std::string out;
  for (const ReportedFinding& finding : report.findings) {
    if (finding.message.find(quoted) == std::string_view::npos) continue;
    const std::string text =
        fmt::format("{} {} {}: {}", name_of(finding.severity), visible(finding.subject), finding.rule->id, visible(finding.message));
    out += lines_of("  ", text, columns, 4);
  }
  return out;
}

/// What the teams that a person leads own: "  tool/hubspot  owned by team/growth".
std::string led_text(const WrittenItem& person, const Facts& facts) {
  std::string out;
  for (const Team& team : facts.inventory->teams) {
    if (!team.lead || team.lead->text != Text(person.id)) continue;
    for (const Item& item : facts.items) {
      const bool owned = item.owner != nullptr && *item.owner && (*item.owner)->target == team.common.self;
      if (owned) out += fmt::format("  {}/{}  owned by team/{}\n", name_of(item.id.kind), item.name, *team.id);
    }
  }
  return out;
}

/// Whether a person owns the stack, as a line of what is to be handed over.
std::string stack_text(const WrittenItem& person, const Facts& facts) {
  const At<OwnerRef>& owner = facts.inventory->stack.owner;
  return owner && owner->target && label_of(*facts.inventory, owner->target) == person.label ? "  stack  owner\n" : "";
}

/// The end of a person's page: what somebody else has to take over when they leave.
std::string hand_over_text(const WrittenItem& person, const std::string& used, const Report& report, const Facts& facts,
                           std::size_t columns) {
  std::string out;
  if (const std::string named = findings_naming(report, person.id, columns); !named.empty()) out += "\nFINDINGS THAT NAME THEM\n" + named;
  const std::string all = stack_text(person, facts) + used + led_text(person, facts);
  return out + (all.empty() ? "\nNothing to hand over.\n" : "\nTO HAND OVER\n" + all);
}

/// Prints the table that was asked for, and the mistakes in the inventory, which may be missing in it.
int show_table(const Arguments& arguments, const Report& report, const Packs& packs) {
  if (!report.problems.empty()) print_problems(report.problems);
  const int exit = report.problems.empty() ? 0 : wrong_input;
  const Table table = arguments.spend ? spend_table(report, *enum_named<SpendBy>(arguments.by), packs) : renewals_table(report);
  const std::string& currency = report.stack.currency;
  // A sheet has no place for what it leaves out.
  if (arguments.format == "csv" && !table.unknown.empty())
    note(fmt::format("not in the table, as nothing is on record: {}", fmt::join(table.unknown, ", ")));
  if (arguments.format == "csv") return print(table_csv(table), exit);
  return print(arguments.format == "json" ? table_json(table, currency) : table_text(table, currency, terminal_of(1, "never").columns),
               exit);
}

/// What is wrong with the combination of arguments; empty if nothing is.
std::string wrong_combination(const Arguments& arguments, const std::vector<std::string>& given) {
  const auto is_given = [&](std::string_view option) { return std::find(given.begin(), given.end(), option) != given.end(); };
  if (arguments.spend && arguments.renewals) return "--spend and --renewals are two tables: ask for one";
  if (!arguments.spend && is_given("--by")) return "--by goes with --spend";
  if (!arguments.spend && !arguments.renewals && is_given("--format")) return "--format goes with --spend and --renewals";
  if (!arguments.spend && !arguments.renewals && arguments.item.empty())
    return "which item? give its id, or --spend or --renewals for a table of all";
  return "";
}

int run(Arguments arguments, const std::vector<std::string>& given) {
  if (const std::string wrong = wrong_combination(arguments, given); !wrong.empty()) return refuse(wrong);
  // A table is of the whole stack, so what stands first is a path, not an item.
  const bool is_table = arguments.spend || arguments.renewals;
  if (is_table && !arguments.item.empty()) arguments.inventory.paths.insert(arguments.inventory.paths.begin(), arguments.item);
  const auto prepared = prepare(arguments.inventory, {.read = arguments.inventory.as_of == "baseline", .option = false});
  if (prepared == nullptr) return wrong_input;
  const Sources& sources = prepared->sources;
  const Loaded loaded = load(sources, prepared->settings);
  if (!loaded.workspace) {
    print_problems(located(sources, loaded.unreadable));
    return wrong_input;
  }
  const Report report = report_of(assess(*loaded.workspace, prepared->settings), prepared->settings.name);
  if (is_table) return show_table(arguments, report, *loaded.workspace->packs);
  const std::size_t columns = terminal_of(1, "never").columns;
  const std::vector<WrittenItem> items = written_items(loaded.workspace->inventory->trees);
  const auto found = find_item(items, arguments.item);
  if (!found.ok()) {
    const bool ambiguous = std::any_of(items.begin(), items.end(), [&](const WrittenItem& item) { return item.id == arguments.item; });
    const std::string about = ambiguous ? "" : subjects_text(report, arguments.item, columns);
    if (!about.empty())
      return print(about + adoption_page(arguments.item, *loaded.workspace->evidence, *loaded.workspace->inventory, sources));
    const std::vector<std::string_view> owners = known_owners(loaded.workspace->facts);
    const bool owns = std::find(owners.begin(), owners.end(), arguments.item) != owners.end();
    if (arguments.item.starts_with("observed/") && loaded.workspace->evidence->sources.empty())
      return refuse(found.failure().message + "; what exports say is known with `--evidence`, as for the audit");
    return refuse(found.failure().message +
                  (owns ? fmt::format("; `stackdrag audit --owner {}` shows what they own", shell_word(arguments.item)) : ""));
  }
  const WrittenItem& item = found.value();
  const Location place = sources.locate(item.at);
  const std::string path = fmt::format("{}:{}:{}", visible(place.file), place.line, place.column);
  const bool fits = display_width(item.label) + 2 + display_width(path) <= columns;
  std::string out = fmt::format("{}{}{}\n{}\nFINDINGS\n{}", item.label, fits ? "  " : "\n  ", path, fields_text(item, sources, columns),
                                findings_text(report, item.label, columns));
  if (const std::string missing = missing_text(report, item.label, columns); !missing.empty()) out += "\nNOT KNOWN\n" + missing;
  if (item.observed) return print(out + adoption_page(item.id, *loaded.workspace->evidence, *loaded.workspace->inventory, sources));
  const std::string used = references_text(items, item.label, loaded.workspace->facts, columns);
  if (item.kind == Kind::person) return print(out + hand_over_text(item, used, report, loaded.workspace->facts, columns));
  return print(out + (used.empty() ? "\nNothing refers to it.\n" : "\nREFERRED TO BY\n" + used));
}

}  // namespace

Command add_show(CommandLine program) {
  const CommandLine command = program.add_command("show", "Show one item, or what the stack costs and when contracts renew");
  auto arguments = std::make_shared<Arguments>();
  command.add("item", arguments->item, "Its id, or kind/id", " ").holds(Holds::item_or_sight);
  command.add_flag("--spend", arguments->spend, "What the tools in use cost");
  command.add_flag("--renewals", arguments->renewals, "When contracts renew, and by when notice has to be given");
  command.add("--by", arguments->by, "What to add spend up by", "WHAT").one_of({names_of<SpendBy>.begin(), names_of<SpendBy>.end()});
  command.add("--format", arguments->format, "The format of --spend and --renewals", "FORMAT").one_of({"text", "csv", "json"});
  arguments->inventory.add_to(command);
  command.add_examples({{"stackdrag show surveybee", "one item: fields, findings, what refers to it"},
                        {"stackdrag show --spend --by owner", "what the tools cost, by owner"},
                        {"stackdrag show --renewals --format csv", "when contracts renew, as a sheet"}});
  command.set_exits("shown", "");
  return {command, [arguments, command] { return run(*arguments, command.given()); }};
}

}  // namespace stackdrag::cli
