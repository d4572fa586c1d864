// Paints words and lays them out in lines.
#include "stackdrag/paint.h"

#include <algorithm>

#include "stackdrag/report.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_columns_of_name = 40;  ///< of a name or a piece of YAML that is not broken at its spaces
constexpr std::string_view reset = "\x1b[0m";

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::strong:
      return "\x1b[1m";
    case Ink::faint:
      return "\x1b[2m";
    case Ink::title:
      return "\x1b[1;4m";
    case Ink::good:
      return "\x1b[32m";
    case Ink::fair:
      return "\x1b[33m";
    case Ink::bad:
      return "\x1b[31m";
    case Ink::alarm:
      return "\x1b[1;31m";
    case Ink::cool:
      return "\x1b[36m";
  }
  return "";
}

/// Adds a word behind a space; two words in the same ink become one painted run.
void append_painted(std::string& line, std::string_view word) {
  if (line.ends_with(reset) && word.starts_with('\x1b')) {
    const std::string_view opening = word.substr(0, word.find('m') + 1);
    const std::size_t last = line.rfind('\x1b', line.size() - reset.size() - 1);
    if (last != std::string::npos && std::string_view(line).substr(last).starts_with(opening)) {
      line.erase(line.size() - reset.size());
      word.remove_prefix(opening.size());
    }
  }
  line.append(" ").append(word);
}

/// Whether a token is a number as it stands in a sentence: "90", "2.5", "(90".
bool is_number(std::string_view token) {
  if (token.starts_with('(')) token.remove_prefix(1);
  return !token.empty() && is_digit(token.front()) &&
         std::all_of(token.begin(), token.end(), [](char c) { return is_digit(c) || c == '.'; });
}

}  // namespace

Ink ink_of(Severity severity) {
  switch (severity) {
    case Severity::critical:
      return Ink::alarm;
    case Severity::high:
      return Ink::bad;
    case Severity::medium:
      return Ink::fair;
    case Severity::low:
      return Ink::cool;
    case Severity::info:
      return Ink::faint;
  }
  return Ink::plain;
}

Ink ink_of_grade(char grade) {
  if (grade == no_grade) return Ink::plain;
  if (grade <= 'B') return Ink::good;
  return grade == 'C' ? Ink::fair : Ink::bad;
}

std::string Paint::operator()(Ink ink, std::string_view text) const {
  if (!color_ || ink == Ink::plain || text.empty()) return std::string(text);
  return std::string(code_of(ink)).append(text).append(reset);
}

Word Paint::word(Ink ink, std::string_view text) const { return {(*this)(ink, text), display_width(text)}; }

void Paint::add_with_names(Word& word, Ink ink, std::string_view token, bool& in_name) const {
  while (!token.empty()) {
    const std::size_t tick = token.find('`');
    const std::string_view part = token.substr(0, tick);
    word.text += (*this)(in_name ? Ink::strong : ink, part);
    word.width += display_width(part);
    if (tick == std::string_view::npos) return;
    in_name = !in_name;
    token.remove_prefix(tick + 1);
  }
}

std::vector<Word> Paint::words(Ink ink, std::string_view raw, std::size_t columns) const {
  const std::string text = visible(raw);
  // If a name contains a backtick, their number is odd, and nobody can tell where names begin and end: then all of them stay.
  const bool paired = std::count(text.begin(), text.end(), '`') % 2 == 0;
  std::vector<Word> words;
  bool in_name = false, behind_number = false;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t space = rest.find(' ');
    const std::string_view token = rest.substr(0, space);
    rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
    if (token.empty()) continue;
    const std::string shown = display_width(token) > columns ? shorten(token, columns) : std::string(token);
    const bool began_in_name = in_name;
    Word word;
    if (color_ && paired) {
      bool within = in_name;
      add_with_names(word, ink, shown, within);
    } else {
      word = this->word(ink, shown);
    }
    // Counted in the whole token, because shortening may have cut a backtick away.
    if (paired && std::count(token.begin(), token.end(), '`') % 2 == 1) in_name = !in_name;
    // "56 %", "90 days" and `role: secondary` stay on one line.
    const std::size_t together = words.empty() ? columns + 1 : words.back().width + 1 + word.width;
    const bool sticks = ((behind_number || token.starts_with('%')) && together <= columns) ||
                        (began_in_name && together <= std::min(columns, most_columns_of_name));
    behind_number = !sticks && !in_name && is_number(token);
    if (!sticks) {
      words.push_back(std::move(word));
      continue;
    }
    append_painted(words.back().text, word.text);
    words.back().width += 1 + word.width;
  }
  return words;
}

std::vector<Word> lay_out(const std::vector<Word>& words, std::size_t columns, const Word& separator) {
  std::vector<Word> lines(1);
  for (const Word& word : words) {
    Word& line = lines.back();
    if (line.width == 0) {
      line = word;
    } else if (line.width + separator.width + word.width <= columns) {
      if (separator.text == " ")
        append_painted(line.text, word.text);
      else
        line.text += separator.text + word.text;
      line.width += separator.width + word.width;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

std::string fill(std::size_t width, std::size_t columns) { return std::string(width < columns ? columns - width : 0, ' '); }

}  // namespace stackdrag::report
