// Puts names for ids, and months for the numbers of months.
#include "render/plain_words.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::array<std::string_view, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                                  "July",    "August",   "September", "October", "November", "December"};
constexpr std::size_t iso_day = 10;  ///< characters of "2026-11-21"
constexpr std::size_t most_name_columns = 60;

std::chrono::year_month_day civil_of(Date day) { return {std::chrono::sys_days{std::chrono::days{day.since_epoch}}}; }

std::string day_with(Date day, std::size_t letters_of_month) {
  const std::chrono::year_month_day civil = civil_of(day);
  const std::string_view month = months.at(static_cast<unsigned>(civil.month()) - 1);
  return fmt::format("{} {} {}", static_cast<unsigned>(civil.day()), month.substr(0, letters_of_month), static_cast<int>(civil.year()));
}

bool is_word_character(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80; }

/// Whether a name may stand in a sentence without marks around it: words, and what parts them.
bool is_plain(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return is_word_character(c) || std::string_view(" .&/+'").find(c) != std::string_view::npos;
  });
}

/// The name as it may stand in a sentence: between backticks if it is more than words.
std::string in_sentence(std::string_view name) {
  std::string shown = shorten(name, most_name_columns);
  std::replace(shown.begin(), shown.end(), '`', '\'');
  return is_plain(shown) ? shown : fmt::format("`{}`", shown);
}

/// The name of what stands in backticks; empty if it is no item and nobody, or if it may be several.
std::string name_of_quoted(const Report& report, std::string_view id) {
  std::string name;
  std::size_t meant = 0;
  for (const ReportedItem& item : report.items) {
    if (id_of(item.id) != id || kind_of(item.id) == "person") continue;
    name = item.name.empty() ? id : item.name;
    ++meant;
  }
  for (const ReportedPerson& person : report.people) {
    if (person.id != id) continue;
    name = person.name.empty() ? id : person.name;
    ++meant;
  }
  return meant == 1 ? in_sentence(name) : "";
}

std::string with_days(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = at == 0 || !is_word_character(text[at - 1]);
    const bool ends = at + iso_day >= text.size() || !is_word_character(text[at + iso_day]);
    const auto day = begins && ends && is_digit(text[at]) ? parse_date(text.substr(at, iso_day)) : std::nullopt;
    if (day) {
      out += short_day(*day);
      at += iso_day;
    } else {
      out += text[at++];
    }
  }
  return out;
}

struct Name {
  std::string_view id;
  std::string name;
};

/// Replaces each id that stands alone by its name, all in one go: what is replaced is not looked at again.
std::string with_names(std::string_view text, std::vector<Name> names) {
  // Of ids that begin alike, the longer one is meant.
  std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.id.size() > b.id.size(); });
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto stands_here = [&](const Name& one) {
      const std::size_t end = at + one.id.size();
      return text.substr(at, one.id.size()) == one.id && (end >= text.size() || !is_word_character(text[end]));
    };
    const bool begins = at == 0 || !is_word_character(text[at - 1]);
    const auto found = begins ? std::find_if(names.begin(), names.end(), stands_here) : names.end();
    out += found == names.end() ? std::string(1, text[at]) : found->name;
    at += found == names.end() ? 1 : found->id.size();
  }
  return out;
}

/// What an action says behind the names: "over from ben", whose name may be another.
std::string ending_with_name(const Report& report, std::string_view ending) {
  constexpr std::string_view from = " from ";
  const std::size_t at = ending.rfind(from);
  if (at == std::string_view::npos) return std::string(ending);
  const std::string_view id = ending.substr(at + from.size());
  const std::string_view name = person_called(report, id);
  return std::string(ending.substr(0, at + from.size())) + (name == id ? std::string(id) : in_sentence(name));
}

}  // namespace

std::string long_day(Date day) { return day_with(day, std::string_view::npos); }
std::string short_day(Date day) { return day_with(day, 3); }

std::string_view called(const Report& report, std::string_view label) {
  const ReportedItem* const item = find_item(report, label);
  return item == nullptr || item->name.empty() ? id_of(label) : item->name;
}

std::string_view person_called(const Report& report, std::string_view id) {
  const auto found =
      std::find_if(report.people.begin(), report.people.end(), [&](const ReportedPerson& person) { return person.id == id; });
  return found == report.people.end() || found->name.empty() ? id : found->name;
}

std::string in_plain_words(const Report& report, std::string_view sentence) {
  std::string out;
  while (true) {
    const std::size_t opening = sentence.find('`');
    out += with_days(sentence.substr(0, opening));
    if (opening == std::string_view::npos) return out;
    const std::size_t closing = sentence.find('`', opening + 1);
    if (closing == std::string_view::npos) return out + std::string(sentence.substr(opening));
    const std::string_view quoted = sentence.substr(opening + 1, closing - opening - 1);
    const std::string name = name_of_quoted(report, quoted);
    out += name.empty() ? fmt::format("`{}`", quoted) : name;
    sentence.remove_prefix(closing + 1);
  }
}

std::string action_in_plain_words(const Report& report, const Action& action) {
  std::vector<Name> names;
  for (const std::uint32_t place : action.findings) {
    const std::string_view subject = report.findings[place].subject, name = called(report, subject);
    const auto is_it = [&](const Name& one) { return one.id == id_of(subject); };
    if (name != id_of(subject) && std::none_of(names.begin(), names.end(), is_it)) names.push_back({id_of(subject), in_sentence(name)});
  }
  // The words around the names are ours.
  const std::size_t gap = action.imperative.find("{}");
  const std::string_view begin = action.imperative.substr(0, std::min(gap, action.imperative.size()));
  const std::string_view end = gap == std::string_view::npos ? std::string_view() : action.imperative.substr(gap + 2);
  const bool is_split = gap != std::string_view::npos && action.text.size() >= begin.size() + end.size() &&
                        action.text.starts_with(begin) && action.text.ends_with(end);
  if (!is_split) return with_days(action.text);
  const std::string_view middle = action.text.substr(begin.size(), action.text.size() - begin.size() - end.size());
  return with_days(begin) + with_names(middle, std::move(names)) + with_days(ending_with_name(report, end));
}

}  // namespace stackdrag::report
