// Finds our tickets in what a tracker exports: in the column that holds the body, else on any line.
#include "stackdrag/known_tickets.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "decide/ticket_mark.h"
#include "decide/tracker_rows.h"
#include "stackdrag/export_document.h"
#include "stackdrag/source.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

using namespace decide;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return text;
}

/// Whether the text begins as JSON does, and not as a link in Markdown: `[` or `{` with what may stand behind it.
bool is_json(std::string_view text) {
  text = without_mark(text);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (text[first] != '[' && text[first] != '{')) return false;
  const std::size_t second = text.find_first_not_of(" \t\r\n", first + 1);
  if (second == std::string_view::npos) return true;
  return std::string_view(text[first] == '[' ? "{[]\"" : "}\"").find(text[second]) != std::string_view::npos ||
         (text[first] == '[' && is_digit(text[second]));
}

/// The values of a text that follow one another, as in NDJSON and in the pages of `gh api --paginate`.
struct Values {
  std::vector<std::size_t> ends{};     ///< of all but the last: there a comma is missing
  std::optional<std::size_t> stray{};  ///< a bracket that closes nothing
};

Values values_in(std::string_view text) {
  Values values;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) at += text[at] == '\\' ? 1 : 0;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if ((c == ']' || c == '}') && depth == 0) {
      values.stray = at;
      return values;
    } else if ((c == ']' || c == '}') && --depth == 0) {
      const std::size_t next = text.find_first_not_of(" \t\r\n", at + 1);
      if (next != std::string_view::npos && (text[next] == '[' || text[next] == '{')) values.ends.push_back(at + 1);
    }
  }
  return values;
}

/// The text of one list of all values, which begins on the second line.
std::string as_one_list(std::string_view text, const std::vector<std::size_t>& ends) {
  std::string list = "[\n";
  std::size_t begin = 0;
  for (const std::size_t end : ends) list.append(text.substr(begin, end - begin)).append(","), begin = end;
  return list.append(text.substr(begin)).append("\n]");
}

class Finder {
 public:
  /// What one issue says; without our line it is not ours.
  void take(const TrackerRow& row, std::string_view body) {
    auto known = mark_in(body);
    if (!known) return found_.unmarked_titles.push_back(row.title);
    known->key = row.key;
    known->title = row.title;
    const std::optional<bool> is_closed = row.state.is_closed();
    known->is_closed = is_closed.value_or(false);
    is_told_ |= row.state.is_told();
    if (!is_closed) note(row.state.word());
    found_.all.push_back(std::move(*known));
  }

  /// In any text: of a list of boxes, what is ticked is closed.
  void take_lines(std::string_view text) {
    bool is_ticked = false;
    is_told_ = true;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = text.substr(begin, end - begin);
      if (line.size() > 3 && (line.starts_with("- [") || line.starts_with("* ["))) is_ticked = line[3] == 'x' || line[3] == 'X';
      if (auto known = mark_in(line)) {
        known->is_closed = is_ticked;
        found_.all.push_back(std::move(*known));
      }
      begin = end + 1;
    }
  }

  bool empty() const { return found_.all.empty(); }
  KnownTickets take() {
    found_.has_states = is_told_ || found_.all.empty();
    return std::move(found_);
  }

 private:
  void note(const std::string& word) {
    auto& states = found_.unknown_states;
    const auto same = std::find_if(states.begin(), states.end(), [&](const UnknownState& one) { return one.word == word; });
    if (same == states.end())
      states.push_back({word, 1});
    else
      ++same->count;
  }

  KnownTickets found_{};
  bool is_told_ = false;
};

/// The file, and how to say that it is another than was meant.
struct Export {
  Sources sources{};
  std::size_t source = 0;
  std::size_t lines_before = 0;  ///< that are ours

  std::string_view text() const { return sources.text(source); }
  Failure refused(Span at, std::string_view why) const {
    const Location place = sources.locate(at);
    return {fmt::format("{}:{}:{}: {}", place.file, place.line - lines_before, place.column, why)};
  }
  Failure refused(std::string_view why) const { return refused(span_of(0), why); }
  Span span_of(std::size_t offset) const {
    const auto begin = sources.base(source) + static_cast<std::uint32_t>(offset);
    return {begin, begin + 1};
  }
};

Result<KnownTickets> in_json(const std::string& name, std::string text) {
  Export file;
  const Values values = values_in(text);
  if (values.stray) {
    file.source = file.sources.add(name, std::move(text));
    return file.refused(file.span_of(*values.stray), "this bracket closes nothing");
  }
  file.lines_before = values.ends.empty() ? 0 : 1;
  file.source = file.sources.add(name, values.ends.empty() ? std::move(text) : as_one_list(text, values.ends));
  const Document document = read_export(file.sources, file.source);
  if (document.problem) return file.refused(document.problem->at, document.problem->message);
  const TrackerIssues issues = issues_in_json(View(document.tree, document.tree.nodes.data()));
  if (!issues.has_list)
    return file.refused("there is no list of issues in this JSON; ask for one: gh issue list --state all --json number,title,body,state");
  Finder finder;
  for (const TrackerRow& row : issues.rows) {
    if (row.body) finder.take(row, *row.body);
  }
  if (issues.rows.empty() ||
      std::any_of(issues.rows.begin(), issues.rows.end(), [](const TrackerRow& row) { return row.body.has_value(); }))
    return finder.take();
  return file.refused(issues.rows.front().at, "no issue has a `body` or a `description`; ask for it, as gh issue list does by --json body");
}

/// The number of the line that has the names of the columns; 0 if none of the first lines looks so. Programs for tables write `sep=;` above
/// it, or blank lines.
std::size_t line_of_names(std::string_view text) {
  constexpr std::size_t most_above = 10;
  std::size_t begin = text.size() - without_mark(text).size();
  for (std::size_t line = 1; line <= most_above && begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (names_issues(text.substr(begin, end - begin))) return line;
    begin = end + 1;
  }
  return 0;
}

Result<KnownTickets> in_table(const Export& file, std::size_t names) {
  const Document document = read_table(file.sources, file.source, names);
  if (document.problem) return file.refused(document.problem->at, document.problem->message);
  Finder finder;
  if (document.tree.nodes.empty()) return finder.take();
  const View table(document.tree, document.tree.nodes.data());
  const std::vector<TrackerRow> rows = rows_of_table(table);
  const bool has_body = std::any_of(rows.begin(), rows.end(), [](const TrackerRow& row) { return row.body.has_value(); });
  std::size_t place = 0;
  for (const View row : table) {
    if (!row.is_mapping()) continue;
    const TrackerRow& read = rows[place++];
    finder.take(read, has_body ? read.body.value_or("") : all_of_row(row));
  }
  if (has_body || rows.empty() || !finder.empty()) return finder.take();
  return file.refused(rows.front().at, "this table has no column `Description`; export all fields");
}

Result<KnownTickets> in_text(const Export& file) {
  const std::string_view text = without_mark(file.text());
  if (text.starts_with("PK\x03\x04")) return file.refused("this is a workbook or an archive; save the sheet of issues as CSV");
  Finder finder;
  finder.take_lines(text);
  if (!finder.empty() || text.find_first_not_of(" \t\r\n") == std::string_view::npos) return finder.take();
  if (const auto problem = read_table(file.sources, file.source).problem) return file.refused(problem->at, problem->message);
  if (text[text.find_first_not_of(" \t\r\n")] == '<') return file.refused("this is HTML or XML; export the issues as CSV or JSON");
  return file.refused("this is no table of issues, no JSON, and nothing in it is from stackdrag; export the issues as CSV or JSON");
}

}  // namespace

Result<KnownTickets> known_tickets_in(const std::string& name, std::string text) {
  if (is_json(text)) return in_json(name, std::string(without_mark(text)));
  Export file;
  file.source = file.sources.add(name, std::move(text));
  const std::size_t names = line_of_names(file.text());
  return names > 0 ? in_table(file, names) : in_text(file);
}

}  // namespace stackdrag
