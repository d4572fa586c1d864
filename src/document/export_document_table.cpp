// Reads tables as spreadsheets write them: a line of names, then a line for each row.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "document/builder.h"
#include "document/bytes.h"
#include "document/scalars.h"
#include "stackdrag/export_document.h"

namespace stackdrag {
namespace {

using document::is_break;

/// A cell as it is written.
struct Cell {
  std::size_t begin = 0, end = 0;
  bool quoted = false;
  bool is_last = false;  ///< of its line
};

class TableReader {
 public:
  TableReader(const Sources& sources, std::size_t source, std::size_t header)
      : text_(sources.text(source)),
        base_(sources.base(source)),
        at_(document::byte_order_mark(text_)),
        builder_(sources, source, Repeats::noted, document::Author::program) {
    for (std::size_t line = 1; line < header; ++line) at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
  }

  Document run() {
    if (!find_separator()) return {};
    do {
      names_.push_back(next());
    } while (!names_.back().is_last && !problem_);
    builder_.begin(NodeKind::sequence, offset(at_));
    while (!problem_ && pass_blank_lines() && !builder_.problem()) row();
    builder_.end(offset(text_.size()));
    if (builder_.problem()) problem_ = builder_.problem();
    if (problem_) return {{}, std::move(problem_), {}};
    return {builder_.take(), {}, builder_.repeated()};
  }

 private:
  std::uint32_t offset(std::size_t at) const { return base_ + static_cast<std::uint32_t>(at); }

  /// What parts the names: whichever of the marks stands most often in the first line. False if none does.
  bool find_separator() {
    const std::string_view line = text_.substr(at_, std::min(text_.find_first_of("\r\n", at_), text_.size()) - at_);
    std::ptrdiff_t most = 0;
    for (const char mark : {',', ';', '\t'}) {
      const auto count = std::count(line.begin(), line.end(), mark);
      if (count > most) most = count, separator_ = mark;
    }
    return most > 0;
  }

  bool pass_blank_lines() {
    while (at_ < text_.size() && is_break(text_[at_])) ++at_;
    return at_ < text_.size();
  }

  Cell next() {
    Cell cell{.begin = at_};
    if (at_ < text_.size() && text_[at_] == '"') {
      cell.quoted = true;
      for (++at_;; at_ += 2) {
        at_ = text_.find('"', at_);
        if (at_ == text_.npos) {
          problem_ = Problem{"this quote is never closed", {offset(cell.begin), offset(cell.begin) + 1}};
          at_ = text_.size();
          break;
        }
        if (text_.substr(at_ + 1, 1) != "\"") break;
      }
      at_ = std::min(at_ + 1, text_.size());
    }
    const std::array<char, 3> ends{separator_, '\r', '\n'};
    at_ = std::min(text_.find_first_of(std::string_view(ends.data(), ends.size()), at_), text_.size());
    cell.end = at_;
    cell.is_last = at_ == text_.size() || text_[at_] != separator_;
    if (!cell.is_last) ++at_;
    return cell;
  }

  void row() {
    builder_.begin(NodeKind::mapping, offset(at_));
    std::size_t column = 0;
    for (bool is_last = false; !is_last; ++column) {
      const Cell cell = next();
      if (column < names_.size()) {
        add(column, cell);
      } else if (cell.begin < cell.end && !problem_) {
        problem_ = Problem{"this row has more cells than the table has names", {offset(cell.begin), offset(cell.end)}};
      }
      is_last = cell.is_last;
    }
    // The first row tells which columns there are, even if its last cells were left out.
    for (; is_first_ && column < names_.size(); ++column) add(column, {.begin = at_, .end = at_});
    is_first_ = false;
    builder_.end(offset(at_));
  }

  void add(std::size_t column, const Cell& cell) {
    // What stands under no name is nobody's.
    if (names_[column].begin < names_[column].end) add(names_[column]), add(cell);
  }

  void add(const Cell& cell) {
    const Span at{offset(cell.begin), offset(cell.end)};
    if (!cell.quoted) {
      builder_.scalar(Style::quoted, at, cell.begin == cell.end ? Words::none : Words::span);
      return;
    }
    std::string text(text_.substr(cell.begin + 1, text_.rfind('"', cell.end - 1) - cell.begin - 1));
    for (std::size_t quote = text.find("\"\""); quote != text.npos; quote = text.find("\"\"", quote + 1)) text.erase(quote, 1);
    builder_.scalar(Style::quoted, at, std::string_view(text));
  }

  std::string_view text_;
  std::uint32_t base_;
  std::size_t at_;
  char separator_ = ',';
  bool is_first_ = true;  ///< no row has been read
  std::vector<Cell> names_;
  std::optional<Problem> problem_;
  document::TreeBuilder builder_;
};

}  // namespace

Document read_table(const Sources& sources, std::size_t source, std::size_t header) {
  if (auto problem = document::unreadable(sources.text(source), sources.base(source), document::Author::program))
    return {{}, std::move(problem), {}};
  if (sources.text(source).empty()) return {};
  return TableReader(sources, source, header).run();
}

}  // namespace stackdrag
