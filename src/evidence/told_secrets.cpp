// Looks at the word before each `=`, `:` and "is", and at what follows; never far in either direction.
#include "evidence/told_secrets.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr auto passwords =
    std::to_array<std::string_view>({"password", "passwort", "passwd", "pwd", "pw", "kennwort", "passphrase", "passcode"});
constexpr auto keys = std::to_array<std::string_view>({"token", "secret", "key", "apikey", "hapikey", "pass", "auth"});
/// What people write of a password instead of it.
constexpr auto no_passwords = std::to_array<std::string_view>(
    {"change", "changed", "daily", "expired", "expires", "expiry", "forgot", "forgotten", "missing", "new", "none", "required", "reset"});

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// How long the sign is that says that a value follows; 0 if there is none.
std::size_t size_of_sign(std::string_view text) {
  if (text.front() == '=' || text.front() == ':') return 1;
  if (text.front() != ' ') return 0;
  for (const std::string_view sign : {" is ", " ist "}) {
    if (lower_case(text.substr(0, sign.size())) == sign) return sign.size();
  }
  return 0;
}

/// The last word of a text, in lower case; empty if it is longer than any that tells of a secret.
std::string last_word(std::string_view text) {
  constexpr std::size_t longest = 16;
  const std::size_t end = text.find_last_not_of(" \"'") + 1;
  std::size_t begin = end;
  while (begin > 0 && end - begin <= longest && std::string_view(" _-?&;,(/\"'=:").find(text[begin - 1]) == text.npos) --begin;
  return end - begin > longest ? "" : lower_case(text.substr(begin, end - begin));
}

/// The value at the beginning of a text, without quotation marks, as far as it matters.
std::string_view value_at(std::string_view text) {
  constexpr std::size_t longest = 64;
  text.remove_prefix(std::min(text.find_first_not_of(" \"'"), text.size()));
  text = text.substr(0, longest);
  return text.substr(0, text.find_first_of(" ,;&)\"'"));
}

bool is_secret(std::string_view name, std::string_view value, char sign) {
  constexpr std::size_t shortest_said = 8;
  if (value.empty() || std::string_view("{$<*[").find(value.front()) != value.npos) return false;
  const bool has_digit = std::any_of(value.begin(), value.end(), is_digit), has_letter = std::any_of(value.begin(), value.end(), is_letter);
  // "The password is old" is a sentence.
  const bool is_said = sign == ' ';
  if (is_among(passwords, name)) return has_digit || (!is_said && (sign == '=' || !is_among(no_passwords, lower_case(value))));
  return is_among(keys, name) && has_digit && has_letter && (!is_said || value.size() >= shortest_said);
}

}  // namespace

bool tells_secret(std::string_view text) {
  for (std::size_t at = text.find_first_of("=: "); at != text.npos; at = text.find_first_of("=: ", at + 1)) {
    const std::size_t size = size_of_sign(text.substr(at));
    if (size != 0 && is_secret(last_word(text.substr(0, at)), value_at(text.substr(at + size)), text[at])) return true;
  }
  return false;
}

}  // namespace stackdrag::evidence
