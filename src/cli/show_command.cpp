// `stackdrag show`: everything that is known about one item, where it stands, what refers to it, and what is wrong with it.
#include <algorithm>

#include "cli/prepare.h"
#include "stackdrag/fields.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  std::string item;
  InventoryArguments inventory;
};

/// An item as it stands in a file.
struct Written {
  std::string label;  ///< `tool/hubspot`
  Kind kind;
  std::string_view id;
  Span at;
  View fields;
};

std::vector<Written> items_of(const std::vector<Document>& documents) {
  std::vector<Written> items;
  for (const Document& document : documents) {
    if (document.tree.empty() || !document.tree.root().is_mapping()) continue;
    document.tree.root().entries([&](View section, View value) {
      const auto kind = kind_of_section(section.text());
      if (!kind || is_single(*kind)) return;
      const auto add = [&](View id, View fields) {
        items.push_back({fmt::format("{}/{}", name_of(*kind), id.text()), *kind, id.text(), id.at(), fields});
      };
      if (value.is_mapping()) value.entries(add);
      if (!value.is_sequence()) return;
      for (const View element : value) {
        if (const auto id = element.find("id")) add(*id, element);
      }
    });
  }
  return items;
}

/// The fields of `item` that name `target`: "from", "uses".
std::vector<std::string> references(const Written& item, const Written& target) {
  std::vector<std::string> found;
  if (!item.fields.is_mapping()) return found;
  const auto names = [&](View value) { return value.is_scalar() && (value.text() == target.id || value.text() == target.label); };
  item.fields.entries([&](View key, View value) {
    const Field* field = find_field(item.kind, key.text());
    if (field == nullptr || field->shape.form != Shape::Form::reference) return;
    if (std::find(field->shape.kinds.begin(), field->shape.kinds.end(), target.kind) == field->shape.kinds.end()) return;
    const bool listed = value.is_sequence() && std::any_of(value.begin(), value.end(), names);
    if (names(value) || listed) found.emplace_back(field->name);
  });
  return found;
}

Result<Written> find_item(const std::vector<Written>& items, const std::string& name) {
  std::vector<const Written*> found;
  for (const Written& item : items) {
    if (item.id == name || item.label == name) found.push_back(&item);
  }
  if (found.size() == 1) return *found.front();
  std::vector<std::string> labels;
  for (const Written* item : found) labels.push_back(item->label);
  if (found.size() > 1) return Failure{fmt::format("`{}` is the id of several items; say which: {}", name, fmt::join(labels, ", "))};
  std::vector<std::string_view> names;
  for (const Written& item : items) names.push_back(item.id);
  for (const Written& item : items) names.push_back(item.label);
  return Failure{fmt::format("no item is called `{}`{}", name, did_you_mean(name, names))};
}

std::string fields_text(const Written& item, const Sources& sources) {
  if (!item.fields.is_mapping()) return "";
  std::string out;
  std::size_t widest = 0;
  item.fields.entries([&](View key, View) { widest = std::max(widest, display_width(visible(key.text()))); });
  item.fields.entries([&](View key, View value) {
    std::string text = visible(value.at().written() && value.at() != key.at() ? sources.text(value.at()) : "");
    out += fmt::format("  {}  {}\n", pad(visible(key.text()), widest), shorten(text, 200));
  });
  return out;
}

std::string findings_text(const Report& report, std::string_view label) {
  std::string out;
  const auto about = [&](const ReportedFinding& finding) { return finding.subject == label; };
  for (const ReportedFinding& finding : report.findings) {
    if (!about(finding)) continue;
    const std::string folded = finding.folded_into ? fmt::format(", folds under {}", report.findings[*finding.folded_into].rule->id) : "";
    out += fmt::format("  {} {}: {} ({} points{})\n", name_of(finding.severity), finding.rule->id, visible(finding.message),
                       format_number(finding.points.value()), folded);
  }
  return out.empty() ? "  nothing is wrong with it\n" : out;
}

/// The findings about something that is no item: a capability, a UTM value, a name that nothing declares, the stack.
std::string subjects_text(const Report& report, const std::string& name) {
  std::vector<std::string_view> labels;
  for (const ReportedFinding& finding : report.findings) {
    const bool named = finding.subject == name || finding.subject.substr(finding.subject.find('/') + 1) == name;
    if (named && std::find(labels.begin(), labels.end(), finding.subject) == labels.end()) labels.push_back(finding.subject);
  }
  std::string out;
  for (const std::string_view label : labels)
    out += fmt::format("{}{}\n\nFINDINGS\n{}", out.empty() ? "" : "\n", visible(label), findings_text(report, label));
  return out;
}

std::string missing_text(const Report& report, const std::string& label) {
  std::string out;
  for (const ReportedUnknown& unknown : report.unknown) {
    if (unknown.item != label || unknown.charge_hours == Decimal{}) continue;
    out += fmt::format("  {} would answer {}\n", fmt::join(unknown.fields, ", "), unknown.rule);
  }
  return out;
}

int run(const Arguments& arguments) {
  const auto prepared = prepare(arguments.inventory, {.read = arguments.inventory.as_of == "baseline"});
  if (prepared == nullptr) return wrong_input;
  const Sources& sources = prepared->sources;
  const Outcome outcome = audit(sources, prepared->settings);
  if (!outcome.report) {
    std::fputs(render_problems(outcome.problems, terminal_of(2, "auto").color).c_str(), stderr);
    return wrong_input;
  }
  std::vector<Document> documents;
  for (std::size_t i = 0; i < sources.count(); ++i) documents.push_back(read_document(sources, i));
  const std::vector<Written> items = items_of(documents);
  const auto found = find_item(items, arguments.item);
  if (!found.ok()) {
    const std::string about = subjects_text(*outcome.report, arguments.item);
    return about.empty() ? refuse(found.failure().message) : print(about);
  }
  const Written& item = found.value();
  const Location place = sources.locate(item.at);
  std::string out = fmt::format("{}  {}:{}:{}\n{}\nFINDINGS\n{}", item.label, visible(place.file), place.line, place.column,
                                fields_text(item, sources), findings_text(*outcome.report, item.label));
  if (const std::string missing = missing_text(*outcome.report, item.label); !missing.empty()) out += "\nNOT KNOWN\n" + missing;
  std::string used;
  for (const Written& other : items) {
    if (const auto fields = references(other, item); !fields.empty())
      used += fmt::format("  {}  {}\n", other.label, fmt::join(fields, ", "));
  }
  return print(out + (used.empty() ? "\nNothing refers to it.\n" : "\nREFERRED TO BY\n" + used));
}

}  // namespace

Command add_show(CommandLine program) {
  const CommandLine command = program.add_command("show", "Show one item: what is known, what is wrong, what refers to it");
  auto arguments = std::make_shared<Arguments>();
  command.add("item", arguments->item, "Its id, or kind/id", " ").required();
  arguments->inventory.add_to(command);
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace stackdrag::cli
