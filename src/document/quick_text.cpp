// Finds the end of a scalar with a table of the bytes at which it may end.
#include "document/quick_text.h"

#include <array>
#include <string_view>

#include "document/scalars.h"

namespace stackdrag::document {
namespace {

constexpr unsigned char in_block = static_cast<unsigned char>(Around::block);
constexpr unsigned char in_flow = static_cast<unsigned char>(Around::flow);
constexpr unsigned char in_double_quotes = 4;
constexpr unsigned char in_single_quotes = 8;
constexpr unsigned char ends_line = 16;
/// Bytes with which no plain text begins, or none that all parsers read alike.
constexpr unsigned char begins_no_text = 32;

constexpr std::array<unsigned char, 256> stops = [] {
  std::array<unsigned char, 256> table{};
  const auto set = [&table](std::string_view bytes, unsigned stop) {
    for (const char byte : bytes) table[static_cast<unsigned char>(byte)] |= static_cast<unsigned char>(stop);
  };
  set(std::string_view("\0\n\r", 3), in_block | in_flow | in_double_quotes | in_single_quotes | ends_line | begins_no_text);
  set("\t:#", in_block | in_flow | begins_no_text);
  set(",[]{}?", in_flow | begins_no_text);
  set("\"\\", in_double_quotes);
  set("'", in_single_quotes);
  set("&*!|>%@` ", begins_no_text);
  return table;
}();

bool stops_at(char c, unsigned char in) { return (stops[static_cast<unsigned char>(c)] & in) != 0; }

const char* next_stop(const char* at, unsigned char in) {
  while (!stops_at(*at, in)) ++at;
  return at;
}

bool find_plain(const char* at, Around around, QuickText& text) {
  const auto in = static_cast<unsigned char>(around);
  const bool flow = around == Around::flow;
  if (stops_at(*at, begins_no_text) || (*at == '-' && (is_quick_gap(at[1]) || (flow && is_flow_mark(at[1]))))) return false;
  text = {.begin = at};
  for (;; ++at) {
    at = next_stop(at, in);
    if (*at == ':') {
      if (is_quick_gap(at[1])) break;
      if (flow && (is_flow_mark(at[1]) || at[1] == '"' || at[1] == '\'')) return false;
    } else if (*at == '#') {
      if (at[-1] == ' ') break;
    } else if (*at == '\t' || *at == '?' || *at == '[' || *at == '{') {
      return false;
    } else {
      break;
    }
  }
  while (at[-1] == ' ') --at;
  text.end = at;
  return true;
}

bool find_quoted(const char* at, QuickText& text) {
  const bool is_double = *at == '"';
  text = {.begin = at, .form = is_double ? QuickText::Form::double_quoted : QuickText::Form::single_quoted};
  for (++at;; at += 2) {
    at = next_stop(at, is_double ? in_double_quotes : in_single_quotes);
    const bool closes = is_double ? *at == '"' : *at == '\'' && at[1] != '\'';
    if (closes) break;
    if (is_quick_line_end(*at) || is_quick_line_end(at[1])) return false;
    text.changes = true;
  }
  text.end = at + 1;
  return true;
}

}  // namespace

bool find_quick_text(const char* at, Around around, QuickText& text) {
  return *at == '"' || *at == '\'' ? find_quoted(at, text) : find_plain(at, around, text);
}

const char* quick_line_end(const char* at) { return next_stop(at, ends_line); }

}  // namespace stackdrag::document
