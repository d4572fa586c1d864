// Words as a shell writes and reads them; nothing is expanded or run.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackdrag::cli {

/// A word as it is typed into a shell: in quotes if it holds anything that a shell would not take as it is.
std::string shell_word(const std::string& word);

/// The same for a path, so that no command takes it for an option: `./-x.yaml`. `-` stands for standard input, and stays.
std::string shell_path(const std::string& path);

/// A line that is being typed in bash, up to the cursor.
struct TypedLine {
  std::vector<std::string> words;  ///< without quotes and backslashes; the last is the one at the cursor, and may be empty
  std::size_t kept = 0;            ///< how many bytes of the last word bash keeps: what is put in stands behind them
  char quote = 0;                  ///< the quote that is open at the cursor
};

/// `breaks` are the characters at which bash breaks words, besides blanks and quotes: `$COMP_WORDBREAKS`.
TypedLine typed_line(std::string_view line, std::string_view breaks);

/// What bash has to put in for the last word to become `word`; empty if that could not be written so that nothing of it is run.
std::optional<std::string> put_in(const TypedLine& line, std::string_view word);

}  // namespace stackdrag::cli
