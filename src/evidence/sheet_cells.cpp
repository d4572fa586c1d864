// Cells are taken only where their form leaves no doubt: a wrong price or day is worse than none.
#include "evidence/sheet_cells.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "evidence/redact.h"
#include "evidence/sheet_values.h"
#include "stackdrag/sha256.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t most_problems = 20;
constexpr std::size_t most_cells_told = 5;

bool holds_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

/// What the name of a file says of what is in it. "Leavers EU 2026-11 (2).csv" is about leavers and the EU in any month.
std::set<std::string> subject_of(std::string_view file) {
  static constexpr auto others = std::to_array<std::string_view>(
      {"april",    "aug",      "august",  "copy", "current", "dec",     "december",  "dez",  "dezember", "export", "feb",
       "februar",  "february", "final",   "jan",  "januar",  "january", "jul",       "juli", "july",     "jun",    "june",
       "juni",     "kopie",    "latest",  "mai",  "mar",     "march",   "may",       "märz", "neu",      "new",    "nov",
       "november", "oct",      "october", "okt",  "oktober", "sep",     "september", "apr",  "aktuell"});
  std::set<std::string> words;
  std::string word;
  bool has_digit = false;
  for (const char c : lower_case(file.substr(0, file.rfind('.'))) + " ") {
    const bool is_part = is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (is_part) word += c, has_digit |= is_digit(c);
    if (is_part) continue;
    if (!word.empty() && !has_digit && std::find(others.begin(), others.end(), word) == others.end()) words.insert(word);
    word.clear(), has_digit = false;
  }
  return words;
}

std::string shown_column(View column) { return visible(redacted_name(column.text())); }

}  // namespace

const SheetMap& map_of(const Export& in) {
  static const SheetMap none;
  return in.given.map != nullptr ? *in.given.map : none;
}

std::string name_in(std::string_view cell) {
  std::string name;
  for (const char c : trimmed(cell)) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!is_blank || !name.ends_with(' ')) name += is_blank ? ' ' : c;
  }
  const bool may_be_told = !says_nothing(name) && !name.starts_with('=') && redacted_name(name) == name;
  return may_be_told ? name : "";
}

std::string key_from(std::string_view name) {
  std::string key = lower_case(name);
  // Letters that a key cannot hold would make one item of several.
  const bool is_plain = std::all_of(key.begin(), key.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_plain) key += "-" + sha256(name).substr(0, 8);
  return key;
}

std::string sheet_name(Sheet sheet, View rows, std::string_view file) {
  constexpr std::string_view words[] = {"tools", "people", "campaigns", "cookies"};
  std::set<std::string> columns;
  (*rows.begin()).entries([&](View column, View) { columns.insert(folded_column(column.text())); });
  std::string told;
  for (const std::string& column : columns) told += column + "\n";
  for (const std::string& word : subject_of(file)) told += "\n" + word;
  return fmt::format("{}-{}", words[static_cast<std::size_t>(sheet)], sha256(told).substr(0, 8));
}

SheetCells::SheetCells(const Export& in, Sheet sheet, Imported& out)
    : map_(map_of(in)), sheet_(sheet), is_mapped_(is_mapped(*in.root.begin(), map_)), out_(out) {}

std::string SheetCells::field_of(View column) {
  const std::string folded = folded_column(column.text());
  if (is_mapped_ && map_.ignored.count(folded) != 0) return {};
  if (const auto mapped = map_.columns.find(folded); is_mapped_ && mapped != map_.columns.end()) return mapped->second.field;
  const std::string_view field = sheet_field(sheet_, folded);
  if (field.empty()) columns_.insert(fmt::format("`{}`", shown_column(column)));
  return std::string(field);
}

std::optional<std::string> SheetCells::date(View column, View cell, std::string_view of) {
  const std::string_view text = trimmed(cell.text());
  auto date = plain_date(text, map_.dates);
  if (date) return date;
  if (holds_digit(text))
    refuse(column, cell, "a date such as `2026-11-20`; if all dates here have one form, say it with --map: `dates: DD.MM.YYYY`");
  else
    leave_out(column, of);
  return std::nullopt;
}

void SheetCells::refuse(View column, View cell, std::string_view expected) {
  if (out_.problems.size() >= most_problems) return;
  out_.problems.push_back(
      {fmt::format("this cell of `{}` may be read in several ways, or in none; expected {}", shown_column(column), expected), cell.at(),
       // Beside the day on which somebody left may stand why.
       sheet_ == Sheet::people});
}

void SheetCells::leave_out(View column, std::string_view of) {
  if (++left_out_ <= most_cells_told) cells_.push_back(fmt::format("`{}` of `{}`", shown_column(column), visible(of)));
}

void SheetCells::tell() {
  if (left_out_ > cells_.size()) cells_.push_back(fmt::format("{} more", left_out_ - cells_.size()));
  if (left_out_ > 0)
    out_.notes.push_back(fmt::format("{} that cannot be read {} left out: {}", count_of(left_out_, "cell"), left_out_ == 1 ? "is" : "are",
                                     join_words(cells_)));
  if (!columns_.empty()) out_.notes.push_back(fmt::format("columns left out: {}", join_words({columns_.begin(), columns_.end()})));
}

}  // namespace stackdrag::evidence
