// Finds our tickets in what a tracker exports: in the column that holds the body, else on any line.
#include "stackdrag/known_tickets.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "stackdrag/export_document.h"
#include "stackdrag/source.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::string_view mark_begin = "stackdrag:";
constexpr std::size_t id_digits = 8, fingerprint_digits = 16;

bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

/// What trackers put between words, or before signs that mean something to them.
bool is_between(char c) { return std::string_view(" \t\r\n\\*_`{}[]|,").find(c) != std::string_view::npos; }

/// Reads what stands behind `stackdrag:`.
class MarkReader {
 public:
  explicit MarkReader(std::string_view text) : text_(text) {}

  /// Nothing if no id follows.
  std::optional<KnownTicket> run() {
    KnownTicket known;
    if (!pass("S") || !pass("D") || !pass("-")) return std::nullopt;
    const auto digits = hexadecimal(id_digits);
    if (!digits) return std::nullopt;
    known.id = fmt::format("SD-{:08x}", *digits);
    while (const auto fingerprint = hexadecimal(fingerprint_digits)) known.findings.push_back(*fingerprint);
    std::sort(known.findings.begin(), known.findings.end());
    return known;
  }

 private:
  bool pass(std::string_view expected) {
    while (at_ < text_.size() && is_between(text_[at_])) ++at_;
    if (!text_.substr(at_).starts_with(expected)) return false;
    return at_ += expected.size(), true;
  }

  /// A number of so many digits, no more and no fewer.
  std::optional<std::uint64_t> hexadecimal(std::size_t digits) {
    pass("");
    std::size_t end = at_;
    std::uint64_t value = 0;
    for (; end < text_.size() && is_hexadecimal(text_[end]); ++end)
      value = value * 16 + static_cast<std::uint64_t>(is_digit(text_[end]) ? text_[end] - '0' : text_[end] - 'a' + 10);
    if (end - at_ != digits) return std::nullopt;
    return at_ = end, value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// What the last of our lines in a text says.
std::optional<KnownTicket> mark_in(std::string_view text) {
  for (std::size_t at = text.rfind(mark_begin); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : text.rfind(mark_begin, at - 1)) {
    if (auto known = MarkReader(text.substr(at + mark_begin.size())).run()) return known;
  }
  return std::nullopt;
}

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What the columns of a row mean, by their names.
class Row {
 public:
  explicit Row(View row) {
    row.entries([&](View column, View cell) {
      if (cell.is_scalar()) take(lower_case(column.text()), cell.text());
    });
  }

  bool has_body = false;

  std::optional<KnownTicket> known() const {
    auto found = mark_in(body_);
    if (!found) return std::nullopt;
    found->key = is_number_ ? "#" + key_ : key_;
    found->title = title_;
    found->is_closed = is_closed_;
    return found;
  }

 private:
  void take(const std::string& column, std::string_view cell) {
    if (is_one_of(column, {"description", "body"})) has_body = true, body_ = cell;
    if (is_one_of(column, {"summary", "title"})) title_ = cell;
    if (is_one_of(column, {"issue key", "key", "id", "number"}) && !cell.empty()) key_ = cell, is_number_ = column == "number";
    if (is_one_of(column, {"resolved", "completed", "canceled", "archived"})) is_closed_ |= !cell.empty();
    if (is_one_of(column, {"resolution"})) is_closed_ |= !cell.empty() && lower_case(cell) != "unresolved";
    if (is_one_of(column, {"state", "status", "status category"}))
      is_closed_ |=
          is_one_of(lower_case(cell), {"closed", "done", "resolved", "completed", "canceled", "cancelled", "duplicate", "won't do"});
  }

  std::string body_, title_, key_;
  bool is_number_ = false, is_closed_ = false;
};

/// The tickets in any text: of a list of boxes, what is ticked is closed.
std::vector<KnownTicket> in_lines(std::string_view text) {
  std::vector<KnownTicket> all;
  bool is_ticked = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (line.starts_with("- [")) is_ticked = line.starts_with("- [x]") || line.starts_with("- [X]");
    if (auto known = mark_in(line)) {
      known->is_closed = is_ticked;
      all.push_back(std::move(*known));
    }
    begin = end + 1;
  }
  return all;
}

bool is_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return first != std::string_view::npos && text[first] == '[';
}

Failure not_read(const Sources& sources, const Problem& problem) {
  const Location place = sources.locate(problem.at);
  return {fmt::format("{}:{}:{}: {}", place.file, place.line, place.column, problem.message)};
}

}  // namespace

Result<std::vector<KnownTicket>> known_tickets_in(std::string name, std::string text) {
  Sources sources;
  const std::size_t source = sources.add(name, std::move(text));
  const bool json = is_json(sources.text(source));
  const Document document = json ? read_export(sources, source) : read_table(sources, source);
  if (document.problem && json) return not_read(sources, *document.problem);
  const bool has_rows = !document.problem && !document.tree.nodes.empty();
  std::vector<KnownTicket> all;
  bool has_body = false, is_empty = true;
  if (has_rows) {
    const View root(document.tree, document.tree.nodes.data());
    for (const View row : root) {
      if (!row.is_mapping()) continue;
      is_empty = false;
      const Row read(row);
      has_body |= read.has_body;
      if (auto known = read.known()) all.push_back(std::move(*known));
    }
  }
  if (has_body || (json && is_empty)) return all;
  if (json)
    return Failure{fmt::format("{}: no issue has a `body`; ask `gh issue list` for it: --json number,title,body,state,labels", name)};
  all = in_lines(sources.text(source));
  if (!all.empty() || sources.text(source).find_first_not_of(" \t\r\n") == std::string_view::npos) return all;
  if (has_rows) return Failure{fmt::format("{}: this table has no column `Description`; export all fields", name)};
  return Failure{fmt::format("{}: this is no table, no list of issues in JSON, and nothing in it is from stackdrag", name)};
}

std::string ticket_mark(std::string_view id, const std::vector<std::uint64_t>& findings) {
  std::string mark = fmt::format("{} {}", mark_begin, id);
  constexpr std::size_t most = 200;
  for (std::size_t i = 0; i < std::min(most, findings.size()); ++i) mark += fmt::format(" {:016x}", findings[i]);
  if (findings.size() > most) mark += fmt::format(" +{}", findings.size() - most);
  return mark;
}

}  // namespace stackdrag
