// Escapes what could act in a page.
#include "render/html/writing.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "render/plain_words.h"
#include "render/xml_escape.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::html {
namespace {

constexpr std::size_t most_columns = 600, most_bytes = 4;  ///< bytes for each column

/// Whole hours from ten on: nobody knows the minutes of many hours.
double shown_hours(double hours) { return std::abs(hours) < 10 ? std::round(hours * 10) / 10 : std::round(hours); }

/// Visible, and cut in columns as well as in bytes: marks that take no column must not fill a page.
std::string brief(std::string_view raw, std::size_t columns) {
  std::string shown = shorten(visible(raw), columns);
  if (shown.size() <= most_bytes * columns) return shown;
  std::size_t end = 0;
  for (std::size_t next = 0; next <= most_bytes * columns; next_code_point(shown, next)) end = next;
  return shown.substr(0, end) + "…";
}

}  // namespace

std::string text(std::string_view raw, std::size_t columns) { return report::xml_escaped(brief(raw, columns)); }

std::string beginning(std::string_view raw, std::size_t columns) {
  const std::string shown = visible(raw);
  std::size_t width = 0, end = 0, next = 0;  // `end` is behind what fits beside the `…`
  while (next < shown.size() && width <= columns && next <= most_bytes * columns) {
    if (width < columns) end = next;
    const std::size_t from = next;
    next_code_point(shown, next);
    width += display_width(std::string_view(shown).substr(from, next - from));
  }
  if (next == shown.size() && width <= columns) return text(shown);
  return text(shown.substr(0, end) + "…");
}

std::string text(std::string_view raw) { return text(raw, most_columns); }

std::string sentence(std::string_view raw) {
  std::string out;
  const std::string shown = brief(raw, most_columns);
  std::string_view rest = shown;
  bool is_code = false;
  for (std::size_t tick = rest.find('`'); tick != std::string_view::npos; tick = rest.find('`')) {
    out += report::xml_escaped(rest.substr(0, tick));
    out += is_code ? "</code>" : "<code>";
    is_code = !is_code;
    rest.remove_prefix(tick + 1);
  }
  out += report::xml_escaped(rest);
  return is_code ? out + "</code>" : out;
}

std::string tenths(double number) {
  const double rounded = std::round(number * 10) / 10;
  return fmt::format("{:.1f}", rounded == 0 ? 0.0 : rounded);
}

std::string_view sign_of(Severity severity) {
  constexpr std::array<std::string_view, 5> signs{"○", "●", "■", "◆", "▲"};
  static_assert(signs.size() == names_of<Severity>.size());
  return signs.at(static_cast<std::size_t>(severity));
}

std::string key_of(Severity severity) {
  return fmt::format(R"(<span class="key k-{0}"><span aria-hidden="true">{1}</span> {0}</span>)", name_of(severity), sign_of(severity));
}

std::string severity_keys() {
  std::string out;
  for (std::size_t level = names_of<Severity>.size(); level-- > 0;) {
    const auto severity = static_cast<Severity>(level);
    if (severity != Severity::info) out += (out.empty() ? "" : " ") + key_of(severity);
  }
  return out;
}

std::string hours_short(double hours) { return fmt::format("{} h", format_number(shown_hours(hours))); }
std::string points_short(double points) { return format_number(points < 10 ? std::round(points * 10) / 10 : std::round(points)); }
std::string points_words(double points) {
  const std::string number = points_short(points);
  return number + (number == "1" ? " point" : " points");
}
std::string percent_short(double share) { return fmt::format("{:.0f} %", std::round(100 * share)); }
std::string money(const Report& report, double amount) { return text(report::money_phrase(amount, report.stack.currency)); }

std::string_view owner_called(const Report& report, std::string_view owner) {
  if (owner == unowned) return "nobody";
  const bool is_person =
      std::any_of(report.people.begin(), report.people.end(), [&](const ReportedPerson& person) { return person.id == owner; });
  if (is_person) return report::person_called(report, owner);
  const ReportedItem* const team = find_item(report, fmt::format("team/{}", owner));
  return team != nullptr && !team->name.empty() ? team->name : owner;
}

std::string scrolling(std::string_view label, const std::string& drawing) {
  return fmt::format(
      "<p class=\"sub narrow\">Scroll sideways to see all of it.</p>\n<div class=\"scroll bare\" role=\"group\" tabindex=\"0\" "
      "aria-label=\"{}\">{}</div>\n",
      label, drawing);
}

std::string heading(std::string_view id, std::string_view title, std::string_view about) {
  std::string out = fmt::format("<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n", id, title);
  if (!about.empty()) out += fmt::format("<p class=\"sub\">{}</p>\n", about);
  return out;
}

}  // namespace stackdrag::html
