// Makes any text inert in GitHub-flavoured Markdown.
#include "stackdrag/markdown_escape.h"

#include <algorithm>
#include <vector>

#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_name_columns = 120;
constexpr std::size_t most_prose_columns = 300;

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

/// Visible, and cut in columns as well as in bytes: marks that take no column must not fill a comment.
std::string brief(std::string_view raw, std::size_t columns) {
  std::string text = shorten(visible(raw), columns);
  if (text.size() <= 4 * columns) return text;
  std::size_t end = 0;
  for (std::size_t next = 0; next <= 4 * columns; next_code_point(text, next)) end = next;
  return text.substr(0, end) + "…";
}

/// `text` is visible already.
std::string fenced(std::string_view text, bool in_table) {
  if (text.find_first_not_of(' ') == std::string_view::npos) return "(empty)";
  const std::string fence(longest_run_of_backticks(text) + 1, '`');
  // Spaces are needed beside a backtick, and a span that begins and ends with a space would lose both.
  const bool spaced = text.front() == '`' || text.back() == '`' || (text.front() == ' ' && text.back() == ' ');
  std::string out = fence + (spaced ? " " : "");
  for (const char c : text) {
    if (in_table && c == '|') out += '\\';
    out += c;
  }
  return out + (spaced ? " " : "") + fence;
}

bool is_word(char c) { return is_letter(c) || is_digit(c); }

bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// Whether a service could take a word of the text for the abbreviated name of a commit.
bool holds_commit(std::string_view text) {
  std::size_t run = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_hexadecimal(text[at]))
      ++run;
    else if (run >= 7)
      return true;
    else
      run = 0;
  }
  return false;
}

/// Whether a character outside of a name has no meaning in Markdown here. `before` and `after` are its neighbours, or spaces.
bool is_harmless(char before, char c, char after) {
  if (is_word(c) || static_cast<unsigned char>(c) >= 0x80) return true;
  switch (c) {
    case ' ':
    case ',':
    case '(':
    case ')':
    case ';':
    case '\'':
    case '"':
    case '?':
    case '+':
    case '=':
    case '/':
      return true;
    case '&':
      return after == ' ';
    case '.':
      return after == ' ' || (is_digit(before) && is_digit(after));
    case ':':
      return after == ' ';
    case '%':
      return before == ' ' || is_digit(before) ? !is_word(after) && after != '"' : false;
    case '$':
      return is_digit(after);
    case '-':
      return true;
    case '_':
      return is_word(before) && is_word(after);
    default:
      return false;
  }
}

/// Whether the hyphen makes a reference to an issue of what stands around it: `GH-12`, `gh-12`, `SHOP-7`.
bool makes_reference(std::string_view text, std::size_t hyphen) {
  std::size_t begin = hyphen;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin, hyphen - begin);
  if (word.empty() || hyphen + 1 == text.size() || !is_digit(text[hyphen + 1])) return false;
  return lower_case(word) == "gh" || std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_harmless(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '-' && makes_reference(text, at)) return false;
    const char before = at == 0 ? ' ' : text[at - 1];
    const char after = at + 1 == text.size() ? ' ' : text[at + 1];
    if (!is_harmless(before, text[at], after)) return false;
  }
  return !holds_commit(text);
}

/// The parts between backticks: every second one is a name.
std::vector<std::string_view> split_at_backticks(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t tick = text.find('`');
    parts.push_back(text.substr(0, tick));
    if (tick == std::string_view::npos) return parts;
    text.remove_prefix(tick + 1);
  }
}

/// Words that mean something in Markdown become code spans, those that follow each other one; the rest stays as it is.
std::string with_fenced_words(std::string_view text, bool in_table) {
  std::string out, harmful;
  const auto end_span = [&] {
    if (harmful.empty()) return;
    // What parts words and ends a sentence stays outside behind the last of them.
    const bool is_bracketed = harmful.find('(') != std::string::npos;
    const std::size_t last = harmful.find_last_not_of(is_bracketed ? " ,;." : " ,;.)");
    const std::size_t end = last == std::string::npos ? harmful.size() : last + 1;
    out += fenced(std::string_view(harmful).substr(0, end), in_table) + harmful.substr(end);
    harmful.clear();
  };
  while (!text.empty()) {
    std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    while (end < text.size() && text[end] == ' ') ++end;
    const std::string_view with_spaces = text.substr(0, end);
    text.remove_prefix(end);
    if (!is_harmless(word)) {
      harmful += with_spaces;
      continue;
    }
    end_span();
    for (const char c : with_spaces) {
      if (c == '$') out += '\\';
      out += c;
    }
  }
  end_span();
  return out;
}

}  // namespace

std::string code_span(std::string_view text, bool in_table) { return fenced(brief(text, most_name_columns), in_table); }

std::string prose(std::string_view raw, bool in_table) {
  const std::string text = brief(raw, most_prose_columns);
  const std::vector<std::string_view> parts = split_at_backticks(text);
  bool has_names = parts.size() % 2 == 1;
  // The two backticks of an empty name would open another code span.
  for (std::size_t at = 1; at < parts.size(); at += 2) has_names = has_names && !parts[at].empty();
  if (!has_names) return fenced(text, in_table);
  std::string out;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (at % 2 == 1) {
      out += fenced(parts[at], in_table);
      continue;
    }
    out += with_fenced_words(parts[at], in_table);
  }
  return out;
}

}  // namespace stackdrag::report
