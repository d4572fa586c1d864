#include "cli/export_table.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/progress.h"
#include "stackdrag/kinds.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

/// Of more than `most_shown` exports of a kind, the first `first_shown` are listed.
constexpr std::size_t most_shown = 12, first_shown = 10;
constexpr std::size_t indent = 2, gap = 2;

/// A file, what it is of, its day, and what it holds.
using Row = std::array<std::string, 4>;
using Widths = std::array<std::size_t, 4>;

/// No column is squeezed into less. Days are never cut.
constexpr Widths least{16, 12, 10, 18};

/// The exports of one kind.
struct Group {
  std::string title;
  std::vector<Row> rows;
  std::string rest;  ///< "and 290 more: 12 pixels"; empty if all are shown
};

std::string what_they_hold(const ExportFile* const* begin, const ExportFile* const* end, Days keep) {
  std::vector<evidence::Imported> imports;
  for (; begin != end; ++begin) imports.push_back((*begin)->imported);
  return counts_of(evidence::gather(std::move(imports), {}, keep).observed);
}

Group group_of(evidence::ExportKind kind, const std::vector<const ExportFile*>& files, Days keep) {
  Group group{std::string(evidence::importer_of(kind).title), {}, ""};
  if (files.size() > 1) group.title += fmt::format(", {}", count_of(files.size(), "file"));
  const std::size_t shown = files.size() > most_shown ? first_shown : files.size();
  for (std::size_t i = 0; i < shown; ++i) {
    const evidence::ExportSource& source = files[i]->imported.source;
    group.rows.push_back({visible(files[i]->path), visible(source.of), source.day ? fmt::format("{}", *source.day) : "",
                          what_they_hold(&files[i], &files[i] + 1, keep)});
  }
  if (shown < files.size())
    group.rest =
        fmt::format("and {} more: {}", files.size() - shown, what_they_hold(files.data() + shown, files.data() + files.size(), keep));
  return group;
}

std::vector<Group> groups_of(const ExportFiles& found, Days keep) {
  std::map<evidence::ExportKind, std::vector<const ExportFile*>> by_kind;
  for (const ExportFile& file : found.files) by_kind[file.imported.source.kind].push_back(&file);
  std::vector<Group> groups;
  for (const auto& [kind, files] : by_kind) groups.push_back(group_of(kind, files, keep));
  return groups;
}

/// How wide the columns of a group are. What the exports are of is cut first, the names of the files last. Empty if they do not fit even
/// so.
std::optional<Widths> widths_of(const Group& group, std::size_t columns) {
  Widths widths{};
  for (const Row& row : group.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::size_t taken = indent;
  for (const std::size_t width : widths) taken += width > 0 ? width + gap : 0;
  taken -= gap;
  for (const std::size_t i : {std::size_t{1}, std::size_t{3}, std::size_t{0}}) {
    for (; taken > columns && widths[i] > least[i]; --taken) --widths[i];
  }
  return taken <= columns ? std::optional(widths) : std::nullopt;
}

/// The same one below the other.
std::string row_text(const Row& row, std::size_t columns) {
  std::string what;
  for (std::size_t i = 1; i < row.size(); ++i) what += what.empty() || row[i].empty() ? row[i] : ", " + row[i];
  return std::string(indent, ' ') + shorten(row.front(), columns - indent) + "\n" +
         lines_of(std::string(2 * indent, ' '), what, columns, 2 * indent);
}

std::string row_text(const Row& row, const Widths& widths) {
  std::string begin(indent, ' ');
  for (std::size_t i = 0; i + 1 < row.size(); ++i) {
    if (widths[i] > 0) begin += pad(shorten(row[i], widths[i]), widths[i]) + std::string(gap, ' ');
  }
  std::string out;
  for (const std::string& line : wrap(row.back(), widths.back()))
    out += fmt::format("{}{}\n", out.empty() ? begin : std::string(display_width(begin), ' '), line);
  return out;
}

}  // namespace

std::string counts_of(const evidence::Observed& observed) {
  std::map<Kind, std::size_t> counts;
  for (const evidence::ObservedItem& item : observed.items) ++counts[item.kind];
  std::vector<std::string> words;
  for (const auto& [kind, count] : counts) words.push_back(count_of(count, name_of(kind), section_of(kind)));
  return words.empty() ? "nothing" : join_words(words);
}

std::string sum_of(const ExportFiles& found, Days keep) {
  std::size_t observations = 0;
  for (const ExportFile& file : found.files) observations += file.imported.observations.size();
  const std::size_t items = evidence::gather(imports_of(found), {}, keep).observed.items.size();
  return fmt::format("{}, {}: {} of {}", count_of(found.files.size(), "file"), size_text(found.bytes),
                     count_of(observations, "observation"), count_of(items, "item"));
}

std::string table_of(const ExportFiles& found, Days keep, std::size_t columns) {
  std::string out;
  for (const Group& group : groups_of(found, keep)) {
    const std::optional<Widths> widths = widths_of(group, columns);
    out += group.title + "\n";
    for (const Row& row : group.rows) out += widths ? row_text(row, *widths) : row_text(row, columns);
    if (!group.rest.empty()) out += lines_of(std::string(indent, ' '), group.rest, columns, 2 * indent);
    out += "\n";
  }
  return out + sum_of(found, keep) + "\n";
}

}  // namespace stackdrag::cli
