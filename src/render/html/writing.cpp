// Escapes what could act in a page.
#include "render/html/writing.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "render/xml_escape.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::html {
namespace {

constexpr std::size_t most_columns = 600;

/// Whole hours from ten on: nobody knows the minutes of many hours.
double shown_hours(double hours) { return std::abs(hours) < 10 ? std::round(hours * 10) / 10 : std::round(hours); }

}  // namespace

std::string text(std::string_view raw, std::size_t columns) { return report::xml_escaped(shorten(visible(raw), columns)); }

std::string beginning(std::string_view raw, std::size_t columns) {
  const std::string shown = visible(raw);
  if (display_width(shown) <= columns) return text(shown);
  std::string cut;
  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t from = at;
    next_code_point(shown, at);
    const std::string_view character = std::string_view(shown).substr(from, at - from);
    if (display_width(cut + std::string(character)) + 1 > columns) break;
    cut += character;
  }
  return text(cut + "…");
}

std::string text(std::string_view raw) { return text(raw, most_columns); }

std::string sentence(std::string_view raw) {
  std::string out;
  const std::string shown = shorten(visible(raw), most_columns);
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

std::string hours_short(double hours) { return fmt::format("{} h", format_number(shown_hours(hours))); }
std::string points_short(double points) { return format_number(points < 10 ? std::round(points * 10) / 10 : std::round(points)); }
std::string money(const Report& report, double amount) { return text(report::money_phrase(amount, report.stack.currency)); }

std::string heading(std::string_view id, std::string_view title, std::string_view about) {
  std::string out = fmt::format("<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n", id, title);
  if (!about.empty()) out += fmt::format("<p class=\"sub\">{}</p>\n", about);
  return out;
}

}  // namespace stackdrag::html
