// E-mail addresses by their sign, phone numbers by how people group their digits, names by where they stand.
#include "evidence/personal.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool is_part_of_address(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '+' || c == '%' || is_beyond_ascii(c);
}

/// Whether a text begins like the domain of an e-mail address: `acme.example`.
bool begins_domain(std::string_view text) {
  constexpr std::size_t longest_label = 63;
  std::size_t size = 0;
  while (size < text.size() && size <= longest_label && is_part_of_address(text[size])) ++size;
  const bool has_dot = size > 0 && size + 2 < text.size() && text[size] == '.';
  return has_dot && (is_letter(text[size + 1]) || is_beyond_ascii(text[size + 1]));
}

/// Whether words stand on both sides of a sign, with blanks at most between.
bool parts_words(std::string_view before, std::string_view behind) {
  before = before.substr(0, before.find_last_not_of(' ') + 1);
  behind.remove_prefix(std::min(behind.find_first_not_of(' '), behind.size()));
  return !before.empty() && !behind.empty() && is_part_of_address(before.back()) && is_part_of_address(behind.front());
}

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

/// The number at the beginning of a text. What parts two groups is short, and no number has more digits than there are.
Number number_at(std::string_view text) {
  Number number{.is_international = text.starts_with('+')};
  constexpr std::size_t longest_gap = 2;
  std::size_t at = number.is_international ? 1 : 0, digits = 0;
  while (at < text.size()) {
    std::size_t gap = 0;
    while (gap <= longest_gap && at + gap < text.size() && std::string_view(" -./()").find(text[at + gap]) != text.npos) ++gap;
    at += gap;
    std::size_t size = 0;
    while (size <= most_digits && at + size < text.size() && is_digit(text[at + size])) ++size;
    digits += size;
    // The next group may be of a date behind the number.
    if (gap > longest_gap || size == 0 || digits > most_digits) break;
    number.groups.emplace_back(text.substr(at, size));
    at += size;
    number.size = at;
  }
  return number;
}

bool is_year(std::string_view group) { return group.size() == 4 && (group.starts_with("19") || group.starts_with("20")); }

/// Whether one of the two words beside a number says that it is a phone's.
bool is_called_phone(std::string_view before, std::string_view behind) {
  static constexpr auto words = std::to_array<std::string_view>({"tel", "telefon", "telephone", "phone", "fon", "mobile", "mobil", "cell",
                                                                 "handy", "fax", "call", "ring", "dial", "whatsapp", "sms"});
  constexpr std::size_t longest = 12;
  const auto is_word = [](std::string_view word) { return std::find(words.begin(), words.end(), lower_case(word)) != words.end(); };
  const std::size_t end = before.find_last_not_of(" :.-/_") + 1;
  std::size_t begin = end;
  while (begin > 0 && end - begin <= longest && is_letter(before[begin - 1])) --begin;
  behind.remove_prefix(std::min(behind.find_first_not_of(" (:-/_"), behind.size()));
  std::size_t size = 0;
  while (size <= longest && size < behind.size() && is_letter(behind[size])) ++size;
  return is_word(before.substr(begin, end - begin)) || is_word(behind.substr(0, size));
}

/// `is_called` if the text says that it is a phone number.
bool is_phone(const Number& number, bool is_called) {
  const std::vector<std::string>& groups = number.groups;
  const std::size_t digits = number.digits();
  if (groups.empty() || digits < fewest_digits || digits > most_digits) return false;
  if (number.is_international) return groups[0][0] != '0';
  const auto has_sizes = [&](std::size_t first, std::initializer_list<std::size_t> sizes) {
    return groups.size() == first + sizes.size() &&
           std::equal(sizes.begin(), sizes.end(), groups.begin() + static_cast<std::ptrdiff_t>(first),
                      [](std::size_t size, const std::string& group) { return size == group.size(); });
  };
  if ((is_called && has_sizes(0, {3, 3, 4})) || (groups[0] == "1" && has_sizes(1, {3, 3, 4}))) return true;
  // With the 0 before the code of an area, or the 00 before that of a country. 01/2026 and 01.02.2026 are dates.
  const bool is_date = groups.size() > 1 && groups[0].size() <= 2 &&
                       (is_year(groups[1]) || (groups.size() > 2 && groups[1].size() <= 2 && is_year(groups[2])));
  const std::size_t zeros = std::min(groups[0].find_first_not_of('0'), groups[0].size());
  return !is_date && digits > fewest_digits && groups[0].size() > 1 && (zeros == 1 || zeros == 2) && zeros < groups[0].size();
}

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Behind these, a part of an address is somebody's own.
constexpr auto lists_of_users =
    std::to_array<std::string_view>({"user", "users", "u", "profile", "profiles", "member", "members", "people", "person", "nutzer",
                                     "benutzer", "profil", "mitglied", "mitglieder", "personen", "utilisateurs", "usuarios"});
/// Behind these, it may also be a company, or a page about all of them.
constexpr auto lists_of_people = std::to_array<std::string_view>(
    {"customer", "customers", "client",   "clients", "patient", "patients",        "employee",  "employees",  "staff",
     "contact",  "contacts",  "lead",     "leads",   "author",  "authors",         "candidate", "candidates", "student",
     "students", "team",      "kunde",    "kunden",  "mandant", "mandanten",       "klienten",  "patienten",  "mitarbeiter",
     "kontakt",  "kontakte",  "bewerber", "autor",   "autoren", "ansprechpartner", "clientes"});

/// Words of pages that are about nobody.
constexpr auto page_words = std::to_array<std::string_view>(
    {"about",        "account",  "add",      "admin",       "all",      "area",       "case",     "center",        "centre",
     "confirm",      "contact",  "create",   "dashboard",   "edit",     "faq",        "feedback", "forgot",        "forms",
     "forum",        "guide",    "help",     "home",        "id",       "in",         "index",    "info",          "list",
     "log",          "login",    "logout",   "lost",        "manual",   "me",         "new",      "notifications", "orders",
     "out",          "password", "portal",   "preferences", "privacy",  "profile",    "referral", "register",      "reset",
     "reviews",      "search",   "self",     "service",     "settings", "sign",       "signin",   "signup",        "stories",
     "story",        "studies",  "study",    "success",     "support",  "terms",      "us",       "verify",        "anmelden",
     "registrieren", "konto",    "passwort", "referenzen",  "uns",      "uebersicht", "page",     "step"});

/// Names of files, which have a full stop as well.
constexpr std::array<std::string_view, 12> endings{"html", "htm", "php", "asp", "aspx", "jsp", "js", "css", "json", "xml", "pdf", "png"};

/// The words of a part of a path, of letters; none if it holds anything else. Digits in a word do not count: `jdoe85` is a name, while
/// `v2` and `b2b` are none.
std::vector<std::string> plain_words(std::string_view part) {
  constexpr std::size_t fewest_beside_digits = 3;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < part.size();) {
    std::string word;
    bool has_digit = false;
    for (; at < part.size() && (is_letter(part[at]) || is_digit(part[at]) || is_beyond_ascii(part[at])); ++at) {
      if (is_digit(part[at]))
        has_digit = true;
      else
        word += part[at];
    }
    if (!word.empty() && (!has_digit || word.size() >= fewest_beside_digits)) words.push_back(word);
    if (at == part.size()) break;
    const bool is_blank = part.substr(at, 3) == "%20";
    if (!is_blank && !is_separator(part[at]) && part[at] != '+') return {};
    at += is_blank ? 3 : 1;
  }
  return words;
}

}  // namespace

bool holds_email(std::string_view text) {
  for (std::size_t at = text.find_first_of("@%(["); at != text.npos; at = text.find_first_of("@%([", at + 1)) {
    const std::string_view before = text.substr(0, at), behind = text.substr(at);
    const std::size_t size = behind.starts_with('@') ? 1 : behind.starts_with("%40") ? 3 : 0;
    if (size != 0 && at > 0 && is_part_of_address(before.back()) && begins_domain(behind.substr(size))) return true;
    const std::string sign = lower_case(behind.substr(0, 4));
    if ((sign == "(at)" || sign == "[at]") && parts_words(before, behind.substr(4))) return true;
  }
  return false;
}

bool holds_phone(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at]) && text[at] != '+' && text[at] != '(') continue;
    if (at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]) || text[at - 1] == '-')) continue;
    // "Tel.0171" and "ana_0171", but not "v1.0171".
    const bool is_joined = at > 0 && std::string_view("_./").find(text[at - 1]) != text.npos;
    if (is_joined && (at < 2 || !(is_letter(text[at - 2]) || is_beyond_ascii(text[at - 2])))) continue;
    const Number number = number_at(text.substr(at));
    const std::string_view behind = text.substr(at + number.size);
    const bool goes_on = !behind.empty() && (is_letter(behind.front()) || is_digit(behind.front()) || behind.front() == '_');
    const bool is_called = text[at] == '(' || is_called_phone(text.substr(0, at), behind);
    if (!goes_on && is_phone(number, is_called)) return true;
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
