// Fills the marks of a starter with the days and names of the day on which it is written.
#include "cli/starters.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/ensure.h"
#include "stackdrag/kinds.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

constexpr Days soon{60}, renewal{330};

std::string sections_not_shown(std::string_view starter) {
  std::vector<std::string_view> names;
  for (const KindNames& kind : kinds()) {
    if (starter.find(fmt::format("\n{}:", kind.section)) == std::string_view::npos) names.push_back(kind.section);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

/// "2026q4_".
std::string campaign_prefix(Date today) { return fmt::format("{}q{}_", fmt::format("{}", today).substr(0, 4), (month_of(today) + 2) / 3); }

/// Takes `-30` or `+90` from the beginning of a text.
Days take_offset(std::string_view& text) {
  std::size_t length = 1;
  while (length < text.size() && is_digit(text[length])) ++length;
  if (length == 1 || (text[0] != '-' && text[0] != '+')) return Days{0};
  const int days = std::atoi(std::string(text.substr(1, length - 1)).c_str());
  const Days offset{text[0] == '-' ? -days : days};
  text.remove_prefix(length);
  return offset;
}

/// What stands for the mark at the beginning of a text, which is taken from it.
std::string take_mark(std::string_view& text, std::string_view starter, Date today) {
  const auto take = [&](std::string_view mark) {
    const bool found = text.starts_with(mark);
    if (found) text.remove_prefix(mark.size());
    return found;
  };
  if (take("@campaign_")) return campaign_prefix(today);
  if (take("@more")) return sections_not_shown(starter);
  if (take("@soon")) return fmt::format("{}", today + soon);
  if (take("@renewal")) return fmt::format("{}", today + renewal);
  ensure(take("@today"), "a starter has an unknown mark");
  return fmt::format("{}", today + take_offset(text));
}

}  // namespace

std::vector<std::string> industry_names() { return {"b2b", "retail", "nonprofit"}; }

std::string starter_as_of(Date today, const std::string& industry) {
  const std::vector<StarterText> texts = starter_texts();
  const std::string_view wanted = industry.empty() ? "plain" : std::string_view(industry);
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const StarterText& text) { return text.name == wanted; });
  ensure(found != texts.end(), "an industry has no starter");
  std::string out;
  std::string_view rest = found->text;
  for (std::size_t at = rest.find('@'); at != rest.npos; at = rest.find('@')) {
    out += rest.substr(0, at);
    rest.remove_prefix(at);
    out += take_mark(rest, found->text, today);
  }
  return out += rest;
}

}  // namespace stackdrag::cli
