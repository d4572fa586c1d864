// Redaction: when in doubt, it goes.
#include "evidence/redact.h"

#include <algorithm>

#include "evidence/personal.h"
#include "evidence/told_secrets.h"
#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t longest_name = 200;
/// What begins before the end of a name may have to be seen whole to be told.
constexpr std::size_t longest_seen = 4096;
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

}  // namespace

std::string redacted_name(std::string_view whole) {
  const std::string_view name = whole.substr(0, longest_seen);
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
  bool is_below = false;  // of somebody
  while (!path.empty()) {
    const bool is_slash = path.front() == '/';
    const std::string_view part = is_slash ? path.substr(0, 1) : before(path, "/");
    // The orders of a customer are the customer's own, however short their numbers are.
    const bool goes = !is_slash && (may_be_personal(part, last) || (is_below && std::any_of(part.begin(), part.end(), is_digit)));
    out += goes ? "{}" : part;
    is_below |= goes;
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
