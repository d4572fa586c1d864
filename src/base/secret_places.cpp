// What of a document may be printed: finds its secrets by their marks and by the names that they stand under, and keeps them out of
// sentences.
#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "base/secret_marks.h"
#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t telling = 6;  ///< so many characters of a secret are too many

bool is_name_character(char c) {
  static constexpr std::array<bool, 256> characters = letters_digits_and("_-.");
  return characters[static_cast<unsigned char>(c)];
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Whether the last words of a name are one letter away from a word that says so: `pasword`, `api_kye`. Shorter words are near too many
/// others, and nobody mistakes the first letter.
bool is_slip(std::string_view last) {
  static constexpr std::string_view words[] = {"password", "passwort",  "passphrase", "kennwort",   "wachtwoord", "motdepasse",   "secret",
                                               "apikey",   "accesskey", "secretkey",  "privatekey", "credential", "authorization"};
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
    const bool is_near = last.size() + 1 >= word.size() && last.size() <= word.size() + 1;
    return is_near && last.front() == word.front() && edit_distance(last, word, 1) <= 1;
  });
}

/// Whether a name says that a secret stands under it, by its last words: `api_key`, `crm-token`, `clientSecret`, `passwords`. `1password`
/// is a product.
bool is_secret_name(std::string_view name) {
  static constexpr std::string_view words[] = {"token",         "secret",        "password",
                                               "passwd",        "passphrase",    "pwd",
                                               "pass",          "passwort",      "kennwort",
                                               "motdepasse",    "credential",    "cred",
                                               "key",           "apikey",        "accesskey",
                                               "secretkey",     "privatekey",    "signingkey",
                                               "authkey",       "bearer",        "auth",
                                               "login",         "pin",           "dsn",
                                               "sas",           "webhook",       "webhookurl",
                                               "hookurl",       "databaseurl",   "wachtwoord",
                                               "encryptionkey", "authorization", "connectionstring",
                                               "authheader",    "sessioncookie", "pat",
                                               "otp",           "contrasea",     "senha",
                                               "secretrotated"};
  const auto is_word = [](std::string_view text) { return std::find(std::begin(words), std::end(words), text) != std::end(words); };
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::string folded;               // the letters and digits of the name
  std::vector<std::size_t> begins;  // of its words
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    if (!is_letter(c) && !is_digit(c)) continue;
    const char before = at == 0 ? '_' : name[at - 1];
    if ((!is_letter(before) && !is_digit(before)) || (is_upper(c) && before >= 'a' && before <= 'z')) begins.push_back(folded.size());
    folded += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return std::any_of(begins.begin(), begins.end(), [&](std::size_t begin) {
    const std::string_view last = std::string_view(folded).substr(begin);
    return is_word(last) || is_slip(last) || (last.ends_with('s') && is_word(last.substr(0, last.size() - 1)));
  });
}

bool begins_next_field(std::string_view behind_comma) {
  behind_comma.remove_prefix(std::min(behind_comma.find_first_not_of(" \"'"), behind_comma.size()));
  std::size_t end = 0;
  while (end < behind_comma.size() && is_name_character(behind_comma[end])) ++end;
  while (end < behind_comma.size() && (behind_comma[end] == '"' || behind_comma[end] == '\'')) ++end;
  return end > 0 && end < behind_comma.size() && behind_comma[end] == ':';
}

/// Where a value that is no bracket ends: before the next field of the line, brackets that close, or a comment.
std::size_t end_of_value(std::string_view line) {
  std::size_t at = 0;
  if (line.front() == '"' || line.front() == '\'') {
    const std::size_t close = line.find(line.front(), 1);
    if (close == line.npos) return line.size();
    at = close + 1;
  }
  for (; at < line.size(); ++at) {
    const std::string_view rest = line.substr(at);
    if (rest.front() == ',' && begins_next_field(rest.substr(1))) return at;
    if (rest.starts_with(" #")) return at;
    const bool closes = rest.front() == '}' || rest.front() == ']';
    if (closes && (rest.size() == 1 || std::string_view(" ,}]\r").find(rest[1]) != rest.npos)) return at;
  }
  return at;
}

/// `|`, `>-`, `|2+ # comment`: the text stands below. A password may begin so as well.
bool is_block_header(std::string_view value) {
  if (value.empty() || (value.front() != '|' && value.front() != '>')) return false;
  const std::size_t end = value.find_first_not_of("+-0123456789", 1);
  return end == value.npos || (value[end] == ' ' && trimmed(value.substr(end)).starts_with('#'));
}

/// A day, as it stands in a field such as `secret_rotated`.
bool is_day(std::string_view value) {
  return value.size() <= 10 && value.find('-') != value.npos &&
         std::all_of(value.begin(), value.end(), [](char c) { return is_digit(c) || c == '-'; });
}

bool is_word_of_format(std::string_view value) {
  static constexpr std::string_view words[] = {"none", "unknown", "n/a", "~", "null", "true", "false"};
  return value.size() < 3 || std::find(std::begin(words), std::end(words), value) != std::end(words);
}

std::string_view without_quotes(std::string_view value) {
  const bool quoted = value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
  return quoted ? value.substr(1, value.size() - 2) : value;
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

/// What is left of a line behind the `-` of lists.
std::string_view without_dashes(std::string_view line) {
  line = trimmed(line);
  while (line.starts_with("- ")) line = trimmed(line.substr(2));
  return line == "-" ? std::string_view() : line;
}

class SecretsOfDocument {
 public:
  SecretsOfDocument(std::string_view text, bool (*is_field)(std::string_view)) : text_(text), is_field_(is_field) {}

  std::vector<std::string_view> run() {
    marked();
    while (at_ < text_.size()) {
      const std::string_view line = line_at(at_);
      const std::size_t next = at_ + line.size() + 1;
      const std::size_t reached = names_in(line, at_);
      at_ = std::max(next, reached);
    }
    return in_order();
  }

 private:
  void marked() {
    for (std::string_view rest = text_; const auto secret = next_secret(rest);) {
      // A private key goes on over the lines; the value of a header stands behind a blank.
      const bool over_lines = secret->rest.starts_with("-----BEGIN ");
      const std::size_t blank = secret->rest.substr(0, 12).find(' ');
      const std::size_t from = over_lines || blank == secret->rest.npos || blank < 5 ? 1 : blank + 1;
      const std::size_t end = over_lines ? secret->rest.find("-----END") : secret->rest.find_first_of(" \t\r\n\"'`,}]", from);
      const std::string_view whole = secret->rest.substr(0, end);
      found_.push_back(whole);
      rest = secret->rest.substr(whole.size());
    }
  }

  /// The secrets that names on a line tell of. Returns how far the last of them reaches in the document.
  std::size_t names_in(std::string_view line, std::size_t begin) {
    bool first = true;
    for (std::size_t at = 0; at < line.size();) {
      if (!is_name_character(line[at])) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < line.size() && is_name_character(line[end])) ++end;
      const std::string_view name = line.substr(at, end - at);
      // A `-` of a list is no name.
      const bool is_first = first && name != "-";
      first = first && name == "-";
      const std::size_t value = value_behind(line, end, is_first);
      const bool tells = value != line.npos && (!is_field_(name) || name == "secret_rotated") && is_secret_name(name);
      const std::size_t reached = tells ? named(line, begin, at, name, value) : begin + end;
      if (reached > begin + line.size()) return reached;
      at = reached - begin;
    }
    return 0;
  }

  /// Where the value of a name begins that ends at `end` in its line; npos if no value stands behind it.
  static std::size_t value_behind(std::string_view line, std::size_t end, bool first) {
    std::size_t mark = end;
    while (mark < line.size() && (line[mark] == '"' || line[mark] == '\'' || line[mark] == ' ')) ++mark;
    const bool is_mark = mark < line.size() && (line[mark] == ':' || line[mark] == '=');
    // In a broken document the mark may be missing.
    if (!is_mark && !(first && mark > end && mark < line.size())) return line.npos;
    if (is_mark) ++mark;
    while (mark < line.size() && (line[mark] == ' ' || line[mark] == '\t')) ++mark;
    return mark;
  }

  /// Behind a name at `at` in its line, whose value begins at `mark`. Returns where to go on in the document.
  std::size_t named(std::string_view line, std::size_t begin, std::size_t at, std::string_view name, std::size_t mark) {
    const std::string_view behind = line.substr(mark);
    const bool own_line = line.substr(0, at).find_first_not_of(" \t-?\"'") == line.npos;
    const std::size_t column = own_line ? at - (at > 0 && (line[at - 1] == '"' || line[at - 1] == '\'') ? 1 : 0) : indent_of(line);
    if (behind.starts_with('{') || behind.starts_with('[')) return bracket(begin + mark, column);
    const std::size_t next = begin + line.size() + 1;
    if (trimmed(behind).empty() || behind == "#" || behind.starts_with("# "))
      return std::max(begin + line.size(), below(column, next, true));
    if (is_block_header(trimmed(behind))) return std::max(begin + line.size(), below(column, next, false));
    const std::string_view value = trimmed(behind.substr(0, end_of_value(behind)));
    const bool is_known_day = name == "secret_rotated" && is_day(without_quotes(value));
    if (!is_word_of_format(without_quotes(value)) && !is_known_day) found_.push_back(value);
    const std::size_t reached = begin + static_cast<std::size_t>(value.data() - line.data()) + value.size();
    // A text may go on below.
    return own_line && trimmed(line.substr(reached - begin)).empty() ? std::max(reached, below(column, next, true)) : reached;
  }

  /// A list or mapping in brackets, over several lines if need be. Fields of the format inside tell that the name is the id of an item.
  std::size_t bracket(std::size_t begin, std::size_t column) {
    std::vector<std::string_view> keys;
    std::size_t depth = 0, at = begin;
    for (bool named = true; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '\n' && indent_of(line_at(at + 1)) <= column && !trimmed(line_at(at + 1)).starts_with(text_[begin] == '{' ? '}' : ']'))
        break;
      if (at - begin == farthest_key && text_[begin] == '{' && is_item(keys)) return begin + 1;
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) break;
      if (c == ',' || c == '{') named = false;
      if (depth != 1 || named || !is_name_character(c)) continue;
      std::size_t end = at;
      while (end < text_.size() && is_name_character(text_[end])) ++end;
      keys.push_back(text_.substr(at, end - at));
      named = true;
      at = end - 1;
    }
    if (text_[begin] == '{' && is_item(keys)) return begin + 1;
    const std::string_view inside = trimmed(text_.substr(begin + 1, std::min(at, text_.size()) - begin - 1));
    if (!is_word_of_format(inside)) found_.push_back(inside);
    return std::min(at, text_.size());
  }

  /// The lines that stand below a name. If they may be fields, the name may be the id of an item.
  std::size_t below(std::size_t column, std::size_t begin, bool may_be_item) {
    std::vector<std::string_view> keys;
    std::size_t end = begin, indent = std::string_view::npos;
    while (end < text_.size()) {
      const std::string_view line = line_at(end);
      const std::string_view words = trimmed(line);
      const std::size_t own = indent_of(line);
      const bool is_element = own == column && words.starts_with("- ");
      if (!words.empty() && own <= column && !is_element) break;
      if (!words.empty()) indent = std::min(indent, own);
      if (const std::size_t colon = words.find(':'); !words.empty() && own == indent)
        keys.push_back(colon == words.npos ? words : words.substr(0, colon));
      end += line.size() + 1;
      if (end - begin > farthest_key && may_be_item && is_item(keys)) return 0;
    }
    if (end == begin || (may_be_item && is_item(keys))) return 0;
    for (std::size_t at = begin; at < end && at < text_.size();) {
      const std::string_view line = line_at(at);
      if (const std::string_view words = without_dashes(line); !is_word_of_format(words)) found_.push_back(words);
      at += line.size() + 1;
    }
    return std::min(end, text_.size());
  }

  bool is_item(const std::vector<std::string_view>& keys) const {
    return !keys.empty() && std::all_of(keys.begin(), keys.end(), is_field_);
  }

  std::string_view line_at(std::size_t at) const {
    at = std::min(at, text_.size());
    return text_.substr(at, std::min(text_.find('\n', at), text_.size()) - at);
  }

  /// One after the other: those that overlap become one.
  std::vector<std::string_view> in_order() {
    std::sort(found_.begin(), found_.end(), [](std::string_view a, std::string_view b) { return a.data() < b.data(); });
    std::vector<std::string_view> apart;
    for (const std::string_view one : found_) {
      const bool overlaps = !apart.empty() && one.data() < apart.back().data() + apart.back().size();
      if (!overlaps) apart.push_back(one);
      if (!overlaps || one.data() + one.size() <= apart.back().data() + apart.back().size()) continue;
      apart.back() = {apart.back().data(), static_cast<std::size_t>(one.data() + one.size() - apart.back().data())};
    }
    return apart;
  }

  static constexpr std::size_t farthest_key = 4096;  ///< an item is known by then, so that names inside of each other take linear time

  std::string_view text_;
  bool (*is_field_)(std::string_view);
  std::size_t at_ = 0;
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

std::vector<std::string_view> secrets_of(std::string_view text, bool (*is_field)(std::string_view)) {
  return SecretsOfDocument(text, is_field).run();
}

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
