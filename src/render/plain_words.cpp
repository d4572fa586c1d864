// Puts names for ids, and months for the numbers of months.
#include "render/plain_words.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

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

const ReportedItem* item_with_id(const Report& report, std::string_view id) {
  const auto found = std::find_if(report.items.begin(), report.items.end(), [&](const ReportedItem& item) { return id_of(item.id) == id; });
  return found == report.items.end() ? nullptr : &*found;
}

/// The name of what stands in backticks; empty if it is no item and nobody.
std::string name_of_quoted(const Report& report, std::string_view id) {
  const auto is_it = [&](const ReportedPerson& person) { return person.id == id; };
  if (const auto person = std::find_if(report.people.begin(), report.people.end(), is_it); person != report.people.end())
    return in_sentence(person->name.empty() ? person->id : person->name);
  const ReportedItem* const item = item_with_id(report, id);
  return item == nullptr ? "" : in_sentence(item->name.empty() ? id : item->name);
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

/// Replaces a word wherever it stands alone.
std::string with_word(std::string_view text, std::string_view word, std::string_view by) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = at + word.size();
    const bool is_it = text.substr(at, word.size()) == word && (at == 0 || !is_word_character(text[at - 1])) &&
                       (end >= text.size() || !is_word_character(text[end]));
    if (is_it) {
      out += by;
      at = end;
    } else {
      out += text[at++];
    }
  }
  return out;
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
  std::string text = with_days(action.text);
  for (const std::uint32_t place : action.findings) {
    const std::string_view subject = report.findings[place].subject;
    const std::string_view name = called(report, subject);
    if (name != id_of(subject)) text = with_word(text, id_of(subject), in_sentence(name));
  }
  return text;
}

}  // namespace stackdrag::report
