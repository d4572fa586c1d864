// The forecast on a terminal: what will be carried, then day by day what comes, what has to be looked at again, and what leaves.
#include <fmt/format.h>

#include "decide/forecast_words.h"
#include "stackdrag/page.h"
#include "stackdrag/phrases.h"
#include "stackdrag/render_forecast.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace report {
namespace {

void write_title(Page& page, const Forecast& forecast) {
  const std::string name = forecast.stack.empty() ? "marketing stack" : visible(forecast.stack);
  page.paragraph({page.paint().word(Ink::strong, shorten(name, page.columns()))}, 0, 2);
  page.paragraph(Ink::plain,
                 fmt::format("{} to {}, if nobody does anything · profile {}", forecast.as_of, forecast.until, name_of(forecast.profile)),
                 0, 2);
}

void write_headline(Page& page, const Forecast& forecast) {
  page.blank();
  if (const std::string mistakes = problems_phrase(forecast.mistakes); !mistakes.empty()) page.paragraph(Ink::fair, mistakes, 2, 4);
  if (forecast.items == 0) return;
  for (const auto& [day, step] : ends_of(forecast)) {
    std::vector<std::string> phrases = burden_phrases(forecast, *step);
    phrases.front() = fmt::format("{}: {}", day, phrases.front());
    page.phrases(Ink::strong, phrases, 2, 4);
  }
  const Steps steps = steps_of(forecast, page.room(2));
  page.line(page.paint().word(Ink::cool, steps.blocks), 2);
  page.paragraph(Ink::plain, steps.caption, 2, 4);
  for (const std::string& phrase : headline_phrases(forecast)) page.paragraph(Ink::plain, phrase, 2, 4);
  if (forecast.capacity_assumed)
    page.paragraph(Ink::fair, fmt::format("assumes {} h a month", format_number(forecast.capacity_hours)), 2, 4);
}

/// The words under a row: severity, rule, who, and by when.
void write_marks(Page& page, Ink ink, std::string_view severity, std::string_view rule, const std::string& owners,
                 const std::optional<Date>& act_by) {
  std::vector<Word> words;
  if (!severity.empty()) words.push_back(page.paint().word(ink, severity));
  if (!rule.empty()) words.push_back(page.paint().word(Ink::faint, visible(rule)));
  words.push_back(page.paint().word(Ink::plain, shorten(visible(owners), page.room(10))));
  if (act_by) words.push_back(page.paint().word(Ink::strong, fmt::format("act by {}", *act_by)));
  page.paragraph(words, 7, 9, {"  ", 2});
}

void write_row(Page& page, const ForecastRow& row) {
  const ForecastEvent& event = *row.first;
  page.paragraph(Ink::plain, row_text(row), 4, 6);
  write_marks(page, ink_of(event.severity), severity_text(event), event.rule, owners_text(row), event.act_by);
}

void write_locked(Page& page, const LockedIn& locked, const Forecast& forecast) {
  page.paragraph(Ink::plain, locked_text(locked, forecast), 4, 6);
  const ForecastEvent* const missed = missed_with(forecast, locked);
  const std::string severity = missed == nullptr ? "" : severity_text(*missed);
  write_marks(page, missed == nullptr ? Ink::plain : ink_of(missed->severity), severity, missed == nullptr ? "" : missed->rule,
              owners_text(locked.owners), locked.act_by);
}

/// Writes the headings of months and days as they come.
class DayHeadings {
 public:
  DayHeadings(Page& page, const Forecast& forecast) : page_(page), forecast_(forecast) {}

  void begin(Date day) {
    if (last_ == day) return;
    if (const std::string month = month_heading(day); month != month_) page_.heading(Ink::title, month_ = month);
    last_ = day;
    std::vector<Word> words{page_.paint().word(Ink::strong, fmt::format("{}", day))};
    if (const std::string change = day_change(forecast_, day); !change.empty()) words.push_back(page_.paint().word(Ink::plain, change));
    page_.paragraph(words, 2, 4, {"  ", 2});
  }

 private:
  Page& page_;
  const Forecast& forecast_;
  std::optional<Date> last_;
  std::string month_;
};

void write_months(Page& page, const Forecast& forecast, bool all) {
  DayHeadings days(page, forecast);
  auto locked = forecast.locked.begin();
  const auto write_locked_before = [&](std::optional<Date> day) {
    for (; locked != forecast.locked.end() && (!day || locked->day < *day); ++locked) {
      days.begin(locked->day);
      write_locked(page, *locked, forecast);
    }
  };
  for (const ForecastRow& row : rows_of(forecast, true, all)) {
    write_locked_before(row.first->day);
    days.begin(row.first->day);
    write_row(page, row);
  }
  write_locked_before(std::nullopt);
  const std::string low = low_phrase(forecast, all);
  if (low.empty()) return;
  page.heading(Ink::title, "ALSO");
  page.paragraph(Ink::plain, low, 2, 4);
}

/// A line that begins with a day.
void write_dated(Page& page, Date day, const std::string& text) {
  constexpr std::size_t hanging = 14;
  std::vector<Word> words = page.paint().words(Ink::plain, text, page.room(hanging));
  words.insert(words.begin(), {fmt::format("{} ", day), 11});
  page.paragraph(words, 2, hanging);
}

void write_look_again(Page& page, const Forecast& forecast) {
  if (forecast.look_again.empty()) return;
  page.heading(Ink::fair, "LOOK AGAIN");
  page.paragraph(Ink::faint, "What was seen at work is taken to go on. The evidence holds until:", 2, 2);
  for (const LookAgain& look : forecast.look_again) write_dated(page, look.day, look_text(look));
}

void write_leaving(Page& page, const Forecast& forecast) {
  const std::vector<ForecastRow> rows = rows_of(forecast, false, true);
  if (rows.empty()) return;
  page.heading(Ink::good, "LEAVES OR EASES BY ITSELF");
  for (const ForecastRow& row : rows) write_dated(page, row.first->day, leaving_text(row));
}

}  // namespace
}  // namespace report

void render_forecast_text(const Forecast& forecast, const RenderOptions& options, Output& out) {
  using namespace report;
  report::Page page(options, out);
  write_title(page, forecast);
  write_headline(page, forecast);
  const bool all = options.all || (forecast.fail_on && *forecast.fail_on <= Severity::low);
  write_months(page, forecast, all);
  if (rows_of(forecast, true, true).empty() && forecast.locked.empty()) {
    page.blank();
    page.paragraph(Ink::good, nothing_phrase(forecast), 0, 0);
  }
  write_look_again(page, forecast);
  write_leaving(page, forecast);
  if (!forecast.fail_on) return;
  const auto [failed, words] = outcome(forecast);
  page.blank();
  page.paragraph(failed ? Ink::alarm : Ink::good, "forecast: " + words, 0, 2);
}

}  // namespace stackdrag
