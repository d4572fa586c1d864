// Escapes cells, and keeps them from being taken for formulas.
#include "stackdrag/csv_cells.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "stackdrag/decimal.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

/// Spaces and invisible characters, which spreadsheets skip before a formula, or may skip one day.
bool is_blank(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x205F || c == 0x3000 ||
         (c >= 0xFE00 && c <= 0xFE0F);
}

/// `=`, `+`, `-`, `@` and their variants in Unicode.
bool begins_formula(char32_t c) {
  static constexpr std::array<char32_t, 13> signs = {'=',    '+',    '-',    '@',    0x2212, 0xFE62, 0xFE63,
                                                     0xFE66, 0xFE6B, 0xFF0B, 0xFF0D, 0xFF1D, 0xFF20};
  return std::find(signs.begin(), signs.end(), c) != signs.end();
}

bool could_be_formula(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_blank(c)) return begins_formula(c);
  }
  return false;
}

}  // namespace

std::string csv_cell(std::string_view raw) {
  const std::string text = visible(raw);
  std::string out = could_be_formula(text) ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string csv_cell(double number) {
  if (!std::isfinite(number)) return "";
  return fmt::format("{}", std::abs(number) < 1e11 ? Decimal::of(number).value() : number);
}

}  // namespace stackdrag::report
