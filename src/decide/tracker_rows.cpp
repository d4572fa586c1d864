// Reads issues by the names of their columns and members, as GitHub, Jira, Linear and their like call them.
#include "decide/tracker_rows.h"

#include <algorithm>
#include <array>
#include <span>

namespace stackdrag::decide {
namespace {

using Names = std::span<const std::string_view>;

// Folded, as tables have them in the languages of Jira; the first that is there counts.
constexpr auto bodies = std::to_array<std::string_view>(
    {"description", "body", "beschreibung", "descripcion", "descrizione", "beschrijving", "descricao", "notes"});
constexpr auto titles = std::to_array<std::string_view>({"summary", "title", "zusammenfassung", "titel", "resume", "titre", "resumen",
                                                         "titulo", "riepilogo", "titolo", "samenvatting", "resumo"});
constexpr auto keys =
    std::to_array<std::string_view>({"issuekey", "key", "identifier", "vorgangsschlussel", "schlussel", "clededemande", "cledeticket",
                                     "cle", "clavedeincidencia", "clave", "chiave", "sleutel", "chave", "number", "iid", "id"});
constexpr auto numbers = std::to_array<std::string_view>({"number", "iid"});
/// What lists of issues are wrapped in.
constexpr auto lists = std::to_array<std::string_view>({"issues", "nodes", "edges", "items", "values", "data", "results"});

std::size_t place_in(Names names, std::string_view name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}
bool holds(Names names, std::string_view name) { return place_in(names, name) < names.size(); }

/// The text of a value: of Atlassian's document format the words of all its parts, each block on a line of its own.
void add_text(View value, std::string& text) {
  if (value.is_scalar()) text += value.text();
  if (value.is_sequence()) {
    for (const View part : value) add_text(part, text);
  }
  if (!value.is_mapping()) return;
  if (const auto words = value.find("text"); words && words->is_scalar()) text += words->text();
  if (const auto kind = value.find("type"); kind && kind->is_scalar() && kind->text() == "hardBreak") text += '\n';
  if (const auto content = value.find("content")) {
    add_text(*content, text);
    text += '\n';
  }
}

class RowReader {
 public:
  explicit RowReader(View row) { row_.at = row.at(), add(row); }

  TrackerRow take() { return std::move(row_); }

 private:
  void add(View row) {
    row.entries([&](View name, View value) { add(folded_state(name.text()), value); });
  }

  void add(const std::string& name, View value) {
    // Jira keeps everything but the key in `fields`.
    if (name == "fields" && value.is_mapping()) return add(value);
    if ((name == "state" || name == "status") && value.is_mapping()) return add_state(value);
    if (holds(bodies, name)) add_body(name, value);
    if (value.is_mapping()) {
      // `resolution: {name: Done}`
      if (const auto word = value.find("name"); word && word->is_scalar()) row_.state.take(name, word->text());
      return;
    }
    if (value.is_sequence()) return;
    const std::string_view text = value.is_scalar() ? value.text() : std::string_view();
    row_.state.take(name, text);
    choose(titles, name, text, title_, row_.title);
    const std::size_t before = key_;
    choose(keys, name, text, key_, row_.key);
    if (key_ != before && holds(numbers, name)) row_.key.insert(0, "#");
  }

  void add_body(const std::string& name, View value) {
    std::string text, kept = row_.body.value_or("");
    add_text(value, text);
    choose(bodies, name, text, body_, kept);
    row_.body = kept;
  }

  /// Jira: `{name, statusCategory: {key}}`; Linear: `{name, type}`.
  void add_state(View state) {
    state.entries([&](View name, View value) {
      const std::string folded = folded_state(name.text());
      if (folded == "name" && value.is_scalar()) row_.state.take("status", value.text());
      if (folded == "type" && value.is_scalar()) row_.state.take("statetype", value.text());
      if (const auto key = value.find("key"); folded == "statuscategory" && key && key->is_scalar()) row_.state.take(folded, key->text());
    });
  }

  /// Of several columns that may hold it, the first of the list that holds anything.
  static void choose(Names names, std::string_view name, std::string_view text, std::size_t& best, std::string& into) {
    const std::size_t place = place_in(names, name);
    if (place < best && !text.empty()) best = place, into = text;
  }

  static constexpr std::size_t none = 100;
  TrackerRow row_{};
  std::size_t body_ = none, title_ = none, key_ = none;
};

/// Whether this is an issue, and nothing that holds issues.
bool is_issue(View value) {
  bool has_body = false, has_list = false;
  value.entries([&](View name, View member) {
    const std::string folded = folded_state(name.text());
    has_body |= folded == "fields" || holds(bodies, folded) || holds(titles, folded);
    has_list |= holds(lists, folded) && (member.is_mapping() || member.is_sequence());
  });
  return has_body && !has_list;
}

void find_issues(View value, TrackerIssues& found, int depth) {
  constexpr int deepest = 12;
  if (depth > deepest) return;
  if (value.is_sequence()) {
    found.has_list |= value.size() == 0;
    for (const View part : value) find_issues(part, found, depth + 1);
  } else if (value.is_mapping() && is_issue(value)) {
    found.rows.push_back(RowReader(value).take());
  } else if (value.is_mapping()) {
    value.entries([&](View name, View member) {
      if (member.is_mapping() || (member.is_sequence() && holds(lists, folded_state(name.text())))) find_issues(member, found, depth + 1);
    });
  }
}

}  // namespace

std::vector<TrackerRow> rows_of_table(View table) {
  std::vector<TrackerRow> rows;
  for (const View row : table) {
    if (row.is_mapping()) rows.push_back(RowReader(row).take());
  }
  return rows;
}

std::string all_of_row(View row) {
  std::string text;
  row.entries([&](View name, View cell) {
    if (cell.is_scalar() && !folded_state(name.text()).starts_with("comment")) text.append(cell.text()).append("\n\n");
  });
  return text;
}

TrackerIssues issues_in_json(View root) {
  TrackerIssues found;
  find_issues(root, found, 0);
  found.has_list |= !found.rows.empty();
  return found;
}

bool names_issues(std::string_view line) {
  if (line.find_first_of(",;\t") == std::string_view::npos) return false;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find_first_of(",;\t", begin), line.size());
    const std::string name = folded_state(line.substr(begin, end - begin));
    if (holds(bodies, name) || holds(titles, name) || holds(keys, name)) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace stackdrag::decide
