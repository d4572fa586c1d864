// The forecast as a page or a comment: what will be carried first, then a table for each month.
#include <fmt/format.h>

#include "decide/forecast_words.h"
#include "stackdrag/markdown_escape.h"
#include "stackdrag/phrases.h"
#include "stackdrag/render_forecast.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace report {
namespace {

std::string head(const Forecast& forecast) {
  std::string out = fmt::format("# What comes if nobody does anything from {} to {}\n\n", forecast.as_of, forecast.until);
  if (const std::string mistakes = problems_phrase(forecast.mistakes); !mistakes.empty()) out += fmt::format("**Note:** {}.\n\n", mistakes);
  if (forecast.items == 0) return out;
  for (const auto& [day, step] : ends_of(forecast))
    out += fmt::format("- {}: **{}**\n", day, prose(with_dots(burden_phrases(forecast, *step))));
  const Steps steps = steps_of(forecast, 60);
  out += fmt::format("- {} {}\n", steps.blocks, steps.caption);
  for (const std::string& phrase : headline_phrases(forecast)) out += fmt::format("- {}\n", prose(phrase));
  if (forecast.capacity_assumed) out += fmt::format("- assumes {} h a month\n", format_number(forecast.capacity_hours));
  if (forecast.fail_on) out += fmt::format("- **{}**\n", prose(outcome(forecast).second));
  return out + "\n";
}

std::string cell_of(const std::optional<Date>& day) { return day ? fmt::format("{}", *day) : "–"; }

/// The names of owners are from anywhere.
std::string owner_cell(const std::string& owners) {
  return owners == owners_text(std::vector<std::string>()) ? owners : code_span(owners, true);
}

std::string row_of(const ForecastRow& row) {
  const ForecastEvent& event = *row.first;
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", event.day, severity_text(event), prose(row_text(row), true),
                     code_span(event.rule, true), owner_cell(owners_text(row)), cell_of(event.act_by));
}

std::string row_of(const LockedIn& locked, const Forecast& forecast) {
  const ForecastEvent* const missed = missed_with(forecast, locked);
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", locked.day, missed == nullptr ? "–" : severity_text(*missed),
                     prose(locked_text(locked, forecast), true), missed == nullptr ? "–" : code_span(missed->rule, true),
                     owner_cell(owners_text(locked.owners)), cell_of(locked.act_by));
}

/// "December 2026".
std::string title_of(Date day) {
  std::string title = month_heading(day);
  return title.substr(0, 1) + lower_case(title.substr(1));
}

std::string months(const Forecast& forecast, bool all) {
  std::string out, month;
  const auto begin = [&](Date day) {
    if (title_of(day) == month) return;
    month = title_of(day);
    out += fmt::format("{}### {}\n\n| Day | Severity | What | Rule | Who | Act by |\n|---|---|---|---|---|---|\n", out.empty() ? "" : "\n",
                       month);
  };
  auto locked = forecast.locked.begin();
  const auto add_locked_before = [&](std::optional<Date> day) {
    for (; locked != forecast.locked.end() && (!day || locked->day < *day); ++locked) begin(locked->day), out += row_of(*locked, forecast);
  };
  for (const ForecastRow& row : rows_of(forecast, true, all)) {
    add_locked_before(row.first->day);
    begin(row.first->day);
    out += row_of(row);
  }
  add_locked_before(std::nullopt);
  if (const std::string low = low_phrase(forecast, all); !low.empty())
    out += fmt::format("{}Also {}\n", out.empty() ? "" : "\n", prose(low));
  return out.empty() ? nothing_phrase(forecast) + "\n" : out;
}

std::string look_again(const Forecast& forecast) {
  if (forecast.look_again.empty()) return "";
  std::string out = "\n### Look again\n\nWhat was seen at work is taken to go on. The evidence holds until:\n\n";
  for (const LookAgain& look : forecast.look_again) out += fmt::format("- {}: {}\n", look.day, prose(look_text(look)));
  return out;
}

std::string leaving(const Forecast& forecast) {
  const std::vector<ForecastRow> rows = rows_of(forecast, false, true);
  if (rows.empty()) return "";
  std::string out = "\n### Leaves or eases by itself\n\n";
  for (const ForecastRow& row : rows) out += fmt::format("- {}: {}\n", row.first->day, prose(leaving_text(row)));
  return out;
}

}  // namespace
}  // namespace report

void render_forecast_markdown(const Forecast& forecast, const RenderOptions& options, Output& out) {
  using namespace report;
  out.put(head(forecast));
  out.put(months(forecast, options.all || (forecast.fail_on && *forecast.fail_on <= Severity::low)));
  out.put(look_again(forecast));
  out.put(leaving(forecast));
}

}  // namespace stackdrag
