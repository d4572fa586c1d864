// Words as a shell writes and reads them; nothing is expanded or run.
#include "cli/shell_words.h"

#include <algorithm>

#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

constexpr std::string_view blanks = " \t\n";

/// Whether a shell takes a character as it is, wherever in a word it stands. Bytes of UTF-8 are letters.
bool is_plain(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("_@%+=:,./-").find(c) != std::string_view::npos;
}

/// Reads a line as bash does: quotes and backslashes go, and nothing else happens.
class LineReader {
 public:
  LineReader(std::string_view line, std::string_view breaks) : rest_(line), breaks_(breaks) {}

  TypedLine read() && {
    while (!rest_.empty()) take();
    line_.words.push_back(std::move(word_));
    return std::move(line_);
  }

 private:
  void take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (line_.quote == '\'') return c == '\'' ? close() : put(c);
    if (c == '\\' && !rest_.empty() && (line_.quote == 0 || std::string_view("$`\"\\").find(rest_.front()) != std::string_view::npos)) {
      put(rest_.front());
      return rest_.remove_prefix(1);
    }
    if (line_.quote == '"') return c == '"' ? close() : put(c);
    if (c == '\'' || c == '"') return open(c);
    if (blanks.find(c) != std::string_view::npos) return end_word();
    put(c);
    if (breaks_.find(c) != std::string_view::npos) line_.kept = word_.size();
  }

  void put(char c) {
    word_ += c;
    is_begun_ = true;
  }
  void open(char quote) {
    line_.quote = quote;
    before_quote_ = line_.kept;
    line_.kept = word_.size();
    is_begun_ = true;
  }
  void close() {
    line_.quote = 0;
    line_.kept = before_quote_;
  }
  void end_word() {
    if (is_begun_) line_.words.push_back(std::move(word_));
    word_.clear();
    is_begun_ = false;
    line_.kept = 0;
  }

  std::string_view rest_, breaks_;
  std::string word_;
  bool is_begun_ = false;
  std::size_t before_quote_ = 0;
  TypedLine line_;
};

}  // namespace

std::string shell_word(const std::string& word) {
  // At the beginning of a word, zsh takes `=` for the path of a program.
  if (!word.empty() && !word.starts_with('=') && std::all_of(word.begin(), word.end(), is_plain)) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string shell_path(const std::string& path) { return shell_word(path.size() > 1 && path.starts_with('-') ? "./" + path : path); }

TypedLine typed_line(std::string_view line, std::string_view breaks) { return LineReader(line, breaks).read(); }

std::optional<std::string> put_in(const TypedLine& line, std::string_view word) {
  if (word.size() < line.kept) return std::nullopt;
  std::string text;
  for (const char c : word.substr(line.kept)) {
    const bool plain = is_plain(c);
    // Between quotes a backslash does not always help.
    if (!plain && line.quote != 0 && c != ' ') return std::nullopt;
    if (!plain && line.quote == 0) text += '\\';
    text += c;
  }
  return text;
}

}  // namespace stackdrag::cli
