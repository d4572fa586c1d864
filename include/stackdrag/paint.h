// Colours, words that know their width, and lines made of them. The only place that writes an escape sequence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/severity.h"

namespace stackdrag::report {

enum class Ink { plain, strong, faint, title, good, fair, bad, alarm, cool };

Ink ink_of(Severity severity);
/// Green for A and B, yellow for C, red from D on.
Ink ink_of_grade(char grade);

/// A piece of text that no line break divides, ready to be printed, and the columns that it takes.
struct Word {
  std::string text;
  std::size_t width = 0;
};

class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}

  /// `text` must be fit for a terminal already: see `visible`.
  std::string operator()(Ink ink, std::string_view text) const;
  Word word(Ink ink, std::string_view text) const;
  /// Splits a text from anywhere at its spaces, but for that before a `%` that behind a number and those in names in backticks, makes it
  /// visible, cuts words wider than `columns` in the middle, and sets names in backticks in bold, without their backticks; without colour
  /// the backticks stay.
  std::vector<Word> words(Ink ink, std::string_view text, std::size_t columns) const;

 private:
  void add_with_names(Word& word, Ink ink, std::string_view token, bool& in_name) const;

  bool color_;
};

/// Puts words on lines of at most `columns`, with `separator` between two of a line. At least one line.
std::vector<Word> lay_out(const std::vector<Word>& words, std::size_t columns, const Word& separator = {" ", 1});

/// Spaces that fill a text of `width` up to `columns`.
std::string fill(std::size_t width, std::size_t columns);

}  // namespace stackdrag::report
