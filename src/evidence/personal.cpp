// Phone numbers by how people group their digits, names by where they stand.
#include "evidence/personal.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t fewest_digits = 8, most_digits = 15;

/// A number as somebody has written it.
struct Number {
  bool is_international = false;  ///< it begins with `+`
  std::vector<std::string> groups{};
  std::size_t size = 0;  ///< of the text

  std::size_t digits() const {
    std::size_t count = 0;
    for (const std::string& group : groups) count += group.size();
    return count;
  }
};

/// The number at the beginning of a text. What parts two groups is short.
Number number_at(std::string_view text) {
  Number number{.is_international = text.starts_with('+')};
  constexpr std::size_t longest_gap = 2;
  std::size_t gap = 0;
  bool in_group = false;
  for (std::size_t at = number.is_international ? 1 : 0; at < text.size() && gap <= longest_gap; ++at) {
    if (is_digit(text[at])) {
      if (!in_group) number.groups.emplace_back();
      number.groups.back() += text[at];
      number.size = at + 1;
      gap = 0;
    } else if (std::string_view(" -./()").find(text[at]) == std::string_view::npos) {
      break;
    } else {
      ++gap;
    }
    in_group = is_digit(text[at]);
  }
  return number;
}

bool is_year(std::string_view group) { return group.size() == 4 && (group.starts_with("19") || group.starts_with("20")); }

bool is_phone(const Number& number) {
  const std::vector<std::string>& groups = number.groups;
  const std::size_t digits = number.digits();
  if (groups.empty() || digits < fewest_digits || digits > most_digits) return false;
  if (number.is_international) return groups[0][0] != '0';
  const auto has_sizes = [&](std::size_t first, std::initializer_list<std::size_t> sizes) {
    return groups.size() == first + sizes.size() &&
           std::equal(sizes.begin(), sizes.end(), groups.begin() + static_cast<std::ptrdiff_t>(first),
                      [](std::size_t size, const std::string& group) { return size == group.size(); });
  };
  if (has_sizes(0, {3, 3, 4}) || (groups[0] == "1" && has_sizes(1, {3, 3, 4}))) return true;
  // With the 0 before the code of an area, or the 00 before that of a country. 01/2026 and 01.02.2026 are dates.
  const bool is_date = groups.size() > 1 && (is_year(groups[1]) || (groups.size() > 2 && is_year(groups[2])));
  const std::size_t zeros = std::min(groups[0].find_first_not_of('0'), groups[0].size());
  return !is_date && digits > fewest_digits && groups[0].size() > 1 && (zeros == 1 || zeros == 2) && zeros < groups[0].size();
}

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Behind these, a part of an address is somebody's own.
constexpr std::array<std::string_view, 9> lists_of_users{"user",   "users",   "u",      "profile", "profiles",
                                                         "member", "members", "people", "person"};
/// Behind these, it may also be a company, or a page about all of them.
constexpr std::array<std::string_view, 20> lists_of_people{
    "customer", "customers", "client", "clients", "patient", "patients",  "employee",   "employees", "staff",    "contact",
    "contacts", "lead",      "leads",  "author",  "authors", "candidate", "candidates", "student",   "students", "team"};

/// Words of pages that are about nobody.
constexpr std::array<std::string_view, 62> page_words{
    "about",   "account",  "add",    "admin",       "all",      "area",    "case",     "center",        "centre",
    "confirm", "contact",  "create", "dashboard",   "edit",     "faq",     "feedback", "forgot",        "forms",
    "forum",   "guide",    "help",   "home",        "id",       "in",      "index",    "info",          "list",
    "log",     "login",    "logout", "lost",        "manual",   "me",      "new",      "notifications", "orders",
    "out",     "password", "portal", "preferences", "privacy",  "profile", "referral", "register",      "reset",
    "reviews", "search",   "self",   "service",     "settings", "sign",    "signin",   "signup",        "stories",
    "story",   "studies",  "study",  "success",     "support",  "terms",   "us",       "verify"};

/// Names of files, which have a full stop as well.
constexpr std::array<std::string_view, 12> endings{"html", "htm", "php", "asp", "aspx", "jsp", "js", "css", "json", "xml", "pdf", "png"};

/// The words of a part of a path, of letters only; none if it holds anything else.
std::vector<std::string> plain_words(std::string_view part) {
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < part.size(); ++at) {
    const bool is_blank = part.substr(at, 3) == "%20";
    if (is_blank || is_separator(part[at]) || part[at] == '+')
      words.emplace_back();
    else if (is_letter(part[at]) || static_cast<signed char>(part[at]) < 0)
      words.back() += part[at];
    else
      return {};
    if (is_blank) at += 2;
  }
  std::erase(words, "");
  return words;
}

}  // namespace

bool holds_phone(std::string_view text) {
  const auto is_part = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == '/'; };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((!is_digit(text[at]) && text[at] != '+' && text[at] != '(') || (at > 0 && is_part(text[at - 1]))) continue;
    const Number number = number_at(text.substr(at));
    const std::size_t end = at + number.size;
    const bool goes_on = end < text.size() && (is_letter(text[end]) || text[end] == '_');
    if (!goes_on && is_phone(number)) return true;
  }
  return false;
}

bool names_person(std::string_view part, std::string_view before) {
  if (part.size() > 1 && (part.front() == '@' || part.front() == '~')) return true;
  const std::string list = lower_case(before);
  const bool is_user = is_among(lists_of_users, list);
  if (!is_user && !is_among(lists_of_people, list)) return false;
  const std::vector<std::string> words = plain_words(part);
  constexpr std::size_t most_names = 4;
  if (words.empty() || words.size() > most_names || is_among(endings, lower_case(words.back()))) return false;
  const bool is_of_page =
      std::any_of(words.begin(), words.end(), [](const std::string& word) { return is_among(page_words, lower_case(word)); });
  return !is_of_page && (is_user || words.size() > 1);
}

}  // namespace stackdrag::evidence
