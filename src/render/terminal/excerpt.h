// A line of source around the text that is meant: cut to fit, safe to print, and measured for a line of carets.
#pragma once

#include <string>
#include <string_view>

#include "stackdrag/source.h"

namespace stackdrag::report {

/// The three parts of a line, ready for a terminal. Together they take at most as many columns as were asked for.
struct Excerpt {
  std::string before, guilty, after;
};

/// `line` is the first line of `location`, or a part of it that begins at column `first_column`. A place of several lines is
/// guilty to the end of its first. Tabs become four spaces.
Excerpt excerpt_of(std::string_view line, unsigned first_column, const Location& location, std::size_t columns);

/// The carets under an excerpt, at least one, without the spaces before them.
std::string carets_under(const Excerpt& excerpt);

/// The guilty text with the key in front of it, "runs_as: ben", or without the key if that is too wide. Fit for a terminal.
std::string short_source(std::string_view line, unsigned first_column, const Location& location, std::size_t columns);

}  // namespace stackdrag::report
