// Finds the version in what people write about an API.
#include "stackdrag/called_version.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>

#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// How sure it is that a number is a version. A surer one in the same text puts the others aside: `Campaign Manager 360 v4`.
enum class Sign : std::uint8_t { none, named, marked };

struct Found {
  CalledVersion called;
  Sign sign = Sign::none;
};

bool is_alnum(char c) { return is_letter(c) || is_digit(c); }

/// Whether a version follows the text: `API`, `rel.`, or nothing at all. In `OAuth 2.0` and `Analytics 4`, the number belongs to the name.
bool introduces(std::string_view before) {
  static constexpr std::string_view words[] = {"api", "v", "ver", "version", "release", "rel", "rest", "soap", "revision"};
  while (!before.empty() && !is_alnum(before.back())) before.remove_suffix(1);
  if (before.empty()) return true;
  std::size_t begin = before.size();
  while (begin > 0 && is_letter(before[begin - 1])) --begin;
  const std::string last = lower_case(before.substr(begin));
  return std::find(std::begin(words), std::end(words), last) != std::end(words);
}

/// The digits from `begin`, with the parts that points, dashes and underscores join to them.
std::string_view number_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && (is_digit(text[end]) || (end + 1 < text.size() && std::string_view("._-").find(text[end]) != text.npos &&
                                                       is_digit(text[end + 1]) && end > begin)))
    ++end;
  return text.substr(begin, end - begin);
}

/// The version whose digits begin at `begin`.
Found found_at(std::string_view text, std::size_t begin) {
  const std::string_view digits = number_at(text, begin);
  const std::size_t end = begin + digits.size();
  std::string written(digits);
  std::replace(written.begin(), written.end(), '_', '.');
  const std::optional<Version> version = parse_version(written);
  if (!version) return {};
  const char before = begin > 0 ? text[begin - 1] : ' ';
  if ((before == 'v' || before == 'V') && (begin == 1 || !is_alnum(text[begin - 2])))
    return {{*version, text.substr(begin - 1, digits.size() + 1)}, Sign::marked};
  // `GA4`, `Spring '14`, `2nd`: part of a name, a year, an ordinal.
  if (is_letter(before) || before == '\'' || (end < text.size() && is_letter(text[end]))) return {};
  const bool is_date = version->parts[0] >= 1900 && version->given > 1;
  return is_date || introduces(text.substr(0, begin)) ? Found{{*version, digits}, Sign::named} : Found{};
}

}  // namespace

std::optional<CalledVersion> called_version(std::string_view text) {
  if (const std::optional<Version> whole = parse_version(text)) return CalledVersion{*whole, text};
  Found surest;
  bool several = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    const Found found = found_at(text, at);
    if (found.sign > surest.sign) {
      surest = found;
      several = false;
    } else if (found.sign == surest.sign && found.called.version.parts != surest.called.version.parts) {
      several = true;
    }
    at += number_at(text, at).size() - 1;
  }
  if (surest.sign == Sign::none || several) return std::nullopt;
  return surest.called;
}

}  // namespace stackdrag::rules
