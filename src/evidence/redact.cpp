// Redaction: when in doubt, it goes.
#include "evidence/redact.h"

#include <algorithm>
#include <array>

#include "evidence/personal.h"
#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t shortest_token = 12;
constexpr std::size_t longest_part = 60;
/// A year has four digits, a number of an order has more.
constexpr std::size_t most_digits = 4;
constexpr std::size_t shortest_hash = 8;

bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool may_be_personal(std::string_view part, std::string_view before) {
  if (part.size() > longest_part || holds_email(part) || secret_in(part) || names_person(part, before)) return true;
  std::size_t digits = 0, hash = 0;
  bool has_digit = false;
  // Who is sent a link to sign in gets a token that looks like no word.
  const auto holds = [&](bool (*is)(char)) { return std::any_of(part.begin(), part.end(), is); };
  const bool is_mixed = holds([](char c) { return is_digit(c); }) && holds([](char c) { return c >= 'a' && c <= 'z'; }) &&
                        holds([](char c) { return c >= 'A' && c <= 'Z'; });
  if (part.size() >= shortest_token && is_mixed) return true;
  for (const char c : part) {
    digits = is_digit(c) ? digits + 1 : 0;
    hash = is_hexadecimal(c) ? hash + 1 : 0;
    has_digit = hash > 0 && (is_digit(c) || (has_digit && hash > 1));
    if (digits > most_digits || (hash >= shortest_hash && has_digit)) return true;
  }
  return false;
}

/// What follows the scheme; empty for anything but http and https.
std::string_view without_scheme(std::string_view address) {
  for (const std::string_view scheme : {"https://", "http://", "wss://", "ws://"}) {
    if (lower_case(address.substr(0, scheme.size())) == scheme) return address.substr(scheme.size());
  }
  return "";
}

std::string_view before(std::string_view text, std::string_view marks) {
  return text.substr(0, std::min(text.find_first_of(marks), text.size()));
}

std::string_view without_blanks_around(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

/// Whether people have written a password or a key behind its name: `password=hunter2`, `Token: ab12cd`. What is marked as a secret needs
/// no name. `token: refresh` says what is done with it.
bool tells_secret(std::string_view text) {
  static constexpr auto passwords =
      std::to_array<std::string_view>({"password", "passwort", "passwd", "pwd", "pw", "kennwort", "passphrase"});
  static constexpr auto keys = std::to_array<std::string_view>({"token", "secret", "key", "apikey", "pass", "auth"});
  const auto is_among = [](const auto& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  for (std::size_t at = text.find_first_of("=:"); at != text.npos; at = text.find_first_of("=:", at + 1)) {
    const std::string name = lower_case(without_blanks_around(text.substr(0, at)));
    const std::string_view word = std::string_view(name).substr(name.find_last_of(" _-?&;,(/") + 1);
    const std::string_view value = before(without_blanks_around(text.substr(at + 1)), " ,;&)\"'");
    if (value.empty() || std::string_view("{$<*[").find(value.front()) != value.npos) continue;
    const bool has_digit = std::any_of(value.begin(), value.end(), is_digit),
               has_letter = std::any_of(value.begin(), value.end(), is_letter);
    if (is_among(passwords, word) && (text[at] == '=' || has_digit)) return true;
    if (is_among(keys, word) && has_digit && has_letter) return true;
  }
  return false;
}

}  // namespace

bool holds_email(std::string_view text) {
  const auto is_part = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '+' || c == '%'; };
  const auto stands_at = [&](std::size_t at, std::size_t size) {
    const std::string_view domain = text.substr(at + size);
    const std::size_t dot = domain.find('.');
    const bool has_domain = dot != domain.npos && dot > 0 && dot + 2 < domain.size() && is_letter(domain[dot + 1]) &&
                            std::all_of(domain.begin(), domain.begin() + static_cast<std::ptrdiff_t>(dot), is_part);
    return at > 0 && is_part(text[at - 1]) && has_domain;
  };
  for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    if (stands_at(at, 1)) return true;
  }
  for (std::size_t at = text.find("%40"); at != text.npos; at = text.find("%40", at + 1)) {
    if (stands_at(at, 3)) return true;
  }
  return false;
}

std::string redacted_name(std::string_view name) {
  if (secret_in(name) || tells_secret(name)) return "(secret)";
  if (holds_email(name) || holds_phone(name)) return "personal";
  std::size_t end = std::min(name.size(), longest_name);
  // Not in the middle of a code point.
  while (end < name.size() && end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return std::string(name.substr(0, end));
}

std::string redacted_path(std::string_view address) {
  const std::string_view rest = without_scheme(address);
  std::string_view path = before(rest.empty() ? address : rest, "?#");
  if (!rest.empty()) path.remove_prefix(std::min(path.find('/'), path.size()));
  std::string out;
  std::string_view last;
  while (!path.empty()) {
    const bool is_slash = path.front() == '/';
    const std::string_view part = is_slash ? path.substr(0, 1) : before(path, "/");
    out += !is_slash && may_be_personal(part, last) ? "{}" : part;
    if (!is_slash) last = part;
    path.remove_prefix(part.size());
  }
  return out.empty() ? "/" : out;
}

std::string host_of(std::string_view address) {
  std::string_view host = before(without_scheme(address), "/?#");
  if (const std::size_t user = host.rfind('@'); user != host.npos) host.remove_prefix(user + 1);
  return lower_case(before(host, ":"));
}

}  // namespace stackdrag::evidence
