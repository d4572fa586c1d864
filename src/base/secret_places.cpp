// What of a document may be printed: finds its secrets by their marks and by the names that they stand under, and keeps them out of
// sentences.
#include <algorithm>

#include "base/secret_marks.h"
#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t telling = 6;  ///< so many characters of a secret are too many

bool is_name_character(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.'; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Whether a name says that a secret stands under it: `api_key`, `crm-token`, `clientSecret`. `1password` is a product.
bool is_secret_name(std::string_view name) {
  static constexpr std::string_view words[] = {"token",      "secret",      "password",  "passwd",        "passphrase", "pwd",
                                               "pass",       "apikey",      "accesskey", "secretkey",     "privatekey", "signingkey",
                                               "credential", "credentials", "authkey",   "encryptionkey", "bearer",     "authorization"};
  std::string folded;
  std::vector<bool> begins;  // a word of the name
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    if (!is_letter(c) && !is_digit(c)) continue;
    const char before = at == 0 ? '_' : name[at - 1];
    begins.push_back((!is_letter(before) && !is_digit(before)) || (c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z'));
    folded += lower_case({&c, 1});
  }
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return folded.ends_with(word) && begins[folded.size() - word.size()]; });
}

/// The value that begins here: a quoted text, or all up to a comma, a bracket, a comment or the end of the line.
std::string_view value_at(std::string_view line) {
  line = trimmed(line);
  if (line.empty()) return {};
  if (line.front() == '"' || line.front() == '\'') return line.substr(1, line.find(line.front(), 1) - 1);
  if (line.front() == '{' || line.front() == '[') return {};
  std::size_t end = line.size();
  for (const std::string_view mark : {", ", "}", "]", " #"}) end = std::min(end, line.find(mark));
  return trimmed(line.substr(0, end));
}

bool is_word_of_format(std::string_view value) {
  static constexpr std::string_view words[] = {"none", "unknown", "n/a", "~", "null", "true", "false"};
  return value.size() < 3 || std::find(std::begin(words), std::end(words), value) != std::end(words);
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

class SecretsOfDocument {
 public:
  explicit SecretsOfDocument(std::string_view text) : text_(text) {}

  std::vector<std::string_view> run() {
    marked();
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      line(text_.substr(at, end - at), end + 1);
      at = end + 1;
    }
    std::sort(found_.begin(), found_.end(), [](std::string_view a, std::string_view b) { return a.data() < b.data(); });
    return std::move(found_);
  }

 private:
  void marked() {
    for (std::string_view rest = text_; const auto secret = next_secret(rest);) {
      // A private key goes on over the lines; the value of a header stands behind a blank.
      const bool over_lines = secret->rest.starts_with("-----BEGIN ");
      const std::size_t from = lower_case(secret->rest.substr(0, 7)) == "bearer " ? 7 : 1;
      const std::size_t end = over_lines ? secret->rest.find("-----END") : secret->rest.find_first_of(" \t\r\n\"'`,}]", from);
      const std::string_view whole = secret->rest.substr(0, end);
      found_.push_back(whole);
      rest = secret->rest.substr(whole.size());
    }
  }

  void line(std::string_view line, std::size_t next) {
    bool first = true;
    for (std::size_t at = 0; at < line.size();) {
      if (!is_name_character(line[at])) {
        ++at;
        continue;
      }
      const std::size_t end =
          std::min(static_cast<std::size_t>(
                       std::find_if_not(line.begin() + static_cast<std::ptrdiff_t>(at), line.end(), is_name_character) - line.begin()),
                   line.size());
      const std::string_view name = line.substr(at, end - at);
      // A `-` of a list is no name.
      const bool is_first = first && name != "-";
      first = first && name == "-";
      at = is_secret_name(name) ? named(line, end, next, is_first) : end;
    }
  }

  /// Behind a name. Returns where to go on in the line.
  std::size_t named(std::string_view line, std::size_t at, std::size_t next, bool first) {
    std::size_t mark = at;
    while (mark < line.size() && (line[mark] == '"' || line[mark] == '\'' || line[mark] == ' ')) ++mark;
    const bool is_mark = mark < line.size() && (line[mark] == ':' || line[mark] == '=');
    // In a broken document the mark may be missing.
    if (!is_mark && !(first && mark > at && mark < line.size())) return at;
    const std::string_view value = value_at(line.substr(is_mark ? mark + 1 : mark));
    const std::string_view behind = trimmed(line.substr(is_mark ? mark + 1 : mark));
    if (!value.empty() && value.front() != '|' && value.front() != '>') {
      if (!is_word_of_format(value)) found_.push_back(value);
      return static_cast<std::size_t>(value.data() - line.data()) + value.size();
    }
    if (behind.empty() || behind.front() == '|' || behind.front() == '>') below(indent_of(line), next);
    return line.size();
  }

  /// The lines of a text that stands below its name.
  void below(std::size_t indent, std::size_t at) {
    while (at < text_.size()) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      const std::string_view line = text_.substr(at, end - at);
      const std::string_view words = trimmed(line);
      if (!words.empty() && (indent_of(line) <= indent || words.find(": ") != words.npos || words.ends_with(':'))) return;
      if (!is_word_of_format(words)) found_.push_back(words);
      at = end + 1;
    }
  }

  std::string_view text_;
  std::vector<std::string_view> found_;
};

bool shares_too_much(std::string_view quote, std::string_view secret) {
  const std::size_t window = std::min(telling, secret.size());
  for (std::size_t at = 0; at + window <= quote.size(); ++at) {
    if (secret.find(quote.substr(at, window)) != secret.npos) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string_view> secrets_of(std::string_view text) { return SecretsOfDocument(text).run(); }

std::string without_secrets(std::string_view sentence, const std::vector<std::string_view>& secrets) {
  std::string out;
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('`');
    const std::size_t close = open == sentence.npos ? open : sentence.find('`', open + 1);
    if (close == sentence.npos) break;
    const std::string_view quote = sentence.substr(open + 1, close - open - 1);
    const bool tells = secret_in(quote).has_value() ||
                       std::any_of(secrets.begin(), secrets.end(), [&](std::string_view secret) { return shares_too_much(quote, secret); });
    out.append(sentence.substr(0, open + 1)).append(tells ? "…" : quote).append("`");
    sentence.remove_prefix(close + 1);
  }
  return out.append(sentence);
}

}  // namespace stackdrag
