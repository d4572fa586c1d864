// Puts a forecast into words.
#include "decide/forecast_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

std::string hours(double amount) { return format_number(amount < 10 ? std::round(amount * 10) / 10 : std::round(amount)) + " h"; }

std::string money(double amount, const Forecast& forecast) { return format_money(amount, shorten(visible(forecast.currency), 8)); }

std::string quoted(std::string_view name) { return fmt::format("`{}`", name); }

/// "`a`, `b` and 3 more".
std::string names_text(const std::vector<std::string>& names) {
  constexpr std::size_t most = 4;
  std::vector<std::string> words;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) words.push_back(quoted(names[i]));
  if (names.size() > most) words.push_back(fmt::format("{} more", names.size() - most));
  return join_words(words);
}

/// The figures on a day.
const ForecastStep& step_on(const Forecast& forecast, Date day) {
  const auto after = std::upper_bound(forecast.steps.begin(), forecast.steps.end(), day,
                                      [](Date date, const ForecastStep& step) { return date < step.day; });
  return *std::prev(after);
}

std::string drag_text(const ForecastStep& step) {
  const double low = std::round(step.low.value()), high = std::round(step.high.value());
  return low == high ? format_number(high) : fmt::format("{}–{}", low, high);
}

std::string grade_text(const ForecastStep& step) { return step.grade == no_grade ? "no grade" : fmt::format("grade {}", step.grade); }

std::string arrow(const std::string& before, const std::string& after) {
  return before == after ? before : fmt::format("{} → {}", before, after);
}

/// "1 high, 3 medium": the findings that come or worsen, each once and at its worst, without what is waived.
std::string coming_phrase(const Forecast& forecast) {
  std::map<std::uint64_t, Severity> worst;
  for (const ForecastEvent& event : forecast.events) {
    if (!is_debt(event.turn) || event.waived) continue;
    Severity& severity = worst[event.fingerprint];
    severity = std::max(severity, event.severity);
  }
  std::array<std::size_t, names_of<Severity>.size()> counts{};
  for (const auto& [fingerprint, severity] : worst) ++counts.at(static_cast<std::size_t>(severity));
  std::vector<std::string> parts;
  for (std::size_t level = counts.size(); level-- > 0;) {
    if (counts.at(level) > 0) parts.push_back(fmt::format("{} {}", counts.at(level), names_of<Severity>[level]));
  }
  return parts.empty() ? "" : fmt::format("findings that come or worsen: {}", fmt::join(parts, ", "));
}

std::string bound_phrase(const Forecast& forecast) {
  double all = 0, wasted = 0;
  bool at_least = false;
  std::set<std::string_view> contracts;
  for (const LockedIn& locked : forecast.locked) {
    contracts.insert(locked.tool);
    all += locked.money.value_or(0);
    wasted += locked.wasted;
    at_least |= !locked.money;
  }
  if (forecast.locked.empty()) return "";
  const std::string part = wasted >= 0.5 ? fmt::format(", {} of it for nothing", money(wasted, forecast)) : "";
  const std::string terms =
      forecast.locked.size() == contracts.size() ? "another term" : fmt::format("{} further terms in all", forecast.locked.size());
  return fmt::format("{} bound for {}, {}{}{}",
                     count_of(contracts.size(), "contract that renews by itself is", "contracts that renew by themselves are"), terms,
                     at_least ? "at least " : "", money(all, forecast), part);
}

/// What people lose on every so many days, and on the last.
std::vector<double> loads(const Forecast& forecast, Days apart) {
  std::vector<double> all;
  for (Date day = forecast.as_of; day < forecast.until; day = day + apart) all.push_back(step_on(forecast, day).toll.hours);
  all.push_back(step_on(forecast, forecast.until).toll.hours);
  return all;
}

/// Whether two events of one list are told together.
bool are_alike(const ForecastEvent& a, const ForecastEvent& b) {
  return a.day == b.day && a.turn == b.turn && a.rule == b.rule && a.severity == b.severity && a.was == b.was && a.waived == b.waived;
}

bool is_low(const ForecastEvent& event) { return event.severity <= Severity::low; }

/// Whether a contract of the forecast tells what happens to its notice.
bool is_told_with_contract(const Forecast& forecast, const ForecastEvent& event) {
  if (event.rule != "renewal-notice-missed") return false;
  return std::any_of(forecast.locked.begin(), forecast.locked.end(), [&](const LockedIn& locked) {
    return locked.tool == event.subject && (event.day == locked.day || (!is_debt(event.turn) && event.day >= locked.renews));
  });
}

}  // namespace

std::string in_sentence(const std::string& title) {
  const bool abbreviated = title.size() > 1 && title[1] >= 'A' && title[1] <= 'Z';
  return abbreviated ? title : lower_case(title.substr(0, 1)) + title.substr(1);
}

const ForecastEvent* missed_with(const Forecast& forecast, const LockedIn& locked) {
  const auto is_missed = [&](const ForecastEvent& event) {
    return event.rule == "renewal-notice-missed" && is_debt(event.turn) && event.subject == locked.tool && event.day == locked.day;
  };
  const auto found = std::find_if(forecast.events.begin(), forecast.events.end(), is_missed);
  return found == forecast.events.end() ? nullptr : &*found;
}

std::string low_phrase(const Forecast& forecast, bool all) {
  std::map<std::string_view, std::set<std::string_view>> subjects;  // by rule
  for (const ForecastEvent& event : forecast.events) {
    if (is_debt(event.turn) && is_low(event)) subjects[event.title].insert(event.subject);
  }
  if (all || subjects.empty()) return "";
  std::vector<std::string> parts;
  for (const auto& [title, of] : subjects) parts.push_back(fmt::format("{} × {}", of.size(), in_sentence(std::string(title))));
  return fmt::format("of low severity: {} (--all shows when)", fmt::join(parts, ", "));
}

std::vector<ForecastRow> rows_of(const Forecast& forecast, bool debt, bool all) {
  std::vector<ForecastRow> rows;
  for (const ForecastEvent& event : forecast.events) {
    if (is_debt(event.turn) != debt || is_told_with_contract(forecast, event) || (debt && !all && is_low(event))) continue;
    if (rows.empty() || !are_alike(*rows.back().first, event)) rows.push_back({&event, {}});
    rows.back().all.push_back(&event);
  }
  return rows;
}

std::string leaving_text(const ForecastRow& row) {
  if (row.first->turn == Turn::eases) return fmt::format("{}, {}", row_text(row), severity_text(*row.first));
  std::vector<std::string> names;
  for (const ForecastEvent* event : row.all) names.emplace_back(id_of(event->subject));
  // Nobody gives notice in arrears: it is past because the next term has begun.
  const std::string why = row.first->rule == "renewal-notice-missed" ? ", as the next term has begun" : "";
  return fmt::format("{}: {}{}", in_sentence(row.first->title), names_text(names), why);
}

std::string row_text(const ForecastRow& row) {
  const ForecastEvent& first = *row.first;
  const std::string name = quoted(id_of(first.subject));
  const bool is_named = first.subject == "stack" || first.message.find(name) != std::string::npos ||
                        first.message.find(quoted(first.subject)) != std::string::npos;
  std::string text = first.turn == Turn::lapses ? "its waiver lapses: " : "";
  text += is_named ? first.message : quoted(first.subject) + ": " + first.message;
  std::vector<std::string> others;
  for (const ForecastEvent* event : row.all) {
    const bool is_told = event->subject == first.subject || (!others.empty() && others.back() == id_of(event->subject));
    if (!is_told) others.emplace_back(id_of(event->subject));
  }
  return others.empty() ? text : fmt::format("{}; likewise {}", text, names_text(others));
}

std::string severity_text(const ForecastEvent& event) {
  std::string text(name_of(event.severity));
  if (event.was) text += fmt::format(" (was {})", name_of(*event.was));
  return event.waived ? text + ", waived" : text;
}

std::string owners_text(const std::vector<std::string>& owners) {
  constexpr std::size_t most = 3;
  if (owners.empty()) return "owner to be named";
  std::vector<std::string> names(owners.begin(), owners.begin() + static_cast<std::ptrdiff_t>(std::min(owners.size(), most)));
  if (owners.size() > most) names.push_back(fmt::format("{} more", owners.size() - most));
  return join_words(names);
}

std::string owners_text(const ForecastRow& row) {
  std::vector<std::string> owners;
  for (const ForecastEvent* event : row.all) owners.insert(owners.end(), event->owners.begin(), event->owners.end());
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  return owners_text(owners);
}

std::string locked_text(const LockedIn& locked, const Forecast& forecast) {
  const std::string sum = locked.money ? money(*locked.money, forecast) : "at a price that is not recorded";
  const std::string part = locked.wasted >= 0.5 ? fmt::format(", {} of it for nothing", money(locked.wasted, forecast)) : "";
  const std::string length = locked.months == 12 ? "year" : count_of(static_cast<std::size_t>(locked.months), "month");
  return fmt::format("`{}` is bound for another {} from {}: {}{}", id_of(locked.tool), length, locked.renews, sum, part);
}

std::string look_title(const LookAgain& look) {
  if (look.field.empty()) return "Check " + look_text(look);
  struct Sign {
    std::string_view field, one, several;
  };
  static constexpr std::array<Sign, 6> signs{{{"last_used", "is still used", "are still used"},
                                              {"last_seen", "still fires", "still fire"},
                                              {"last_ok", "still runs", "still run"},
                                              {"last_run", "still runs", "still run"},
                                              {"last_progress", "still moves on", "still move on"},
                                              {"fields", "is still written", "are still written"}}};
  std::vector<std::string> names;
  for (const std::string& item : look.items) names.emplace_back(id_of(item));
  const auto sign = std::find_if(signs.begin(), signs.end(), [&](const Sign& one) { return one.field == look.field; });
  const bool is_one = names.size() == 1;
  const std::string_view what = sign == signs.end() ? "still goes on" : is_one ? sign->one : sign->several;
  return fmt::format("Check whether {} {}", names_text(names), what);
}

std::string look_text(const LookAgain& look) {
  if (!look.field.empty()) {
    std::vector<std::string> names;
    for (const std::string& item : look.items) names.emplace_back(id_of(item));
    return fmt::format("`{}` of {}", look.field, names_text(names));
  }
  std::vector<std::string> kinds;
  for (const std::string& kind : look.items) kinds.push_back(kind + (kind.ends_with('s') || kind == "data" ? "" : "s"));
  return fmt::format("whether the {} are still in use", join_words(kinds));
}

std::vector<std::string> burden_phrases(const Forecast& forecast, const ForecastStep& step) {
  std::vector<std::string> phrases;
  if (step.findings == 0) return {"no debt"};
  phrases.push_back(lost_phrase(step.toll.hours, forecast.capacity_hours));
  constexpr double least_money = 0.5;
  if (step.toll.wasted >= least_money) phrases.push_back(wasted_phrase(step.toll.wasted, forecast.at_least, forecast.currency));
  return phrases;
}

std::array<std::pair<std::string, const ForecastStep*>, 2> ends_of(const Forecast& forecast) {
  return {{{fmt::format("{}", forecast.as_of), &forecast.steps.front()}, {fmt::format("{}", forecast.until), &forecast.steps.back()}}};
}

std::vector<std::string> headline_phrases(const Forecast& forecast) {
  const ForecastStep &first = forecast.steps.front(), &last = forecast.steps.back();
  std::vector<std::string> phrases{
      fmt::format("drag {} · {}", arrow(drag_text(first), drag_text(last)), arrow(grade_text(first), grade_text(last)))};
  std::string sum = fmt::format("lost until then: {}", hours(forecast.carried_hours));
  if (forecast.carried_money >= 0.5)
    sum += fmt::format(" and {}{}", forecast.at_least ? "at least " : "", money(forecast.carried_money, forecast));
  if (forecast.added_hours >= 0.05) sum += fmt::format(", {} of it on top of what today's debt takes", hours(forecast.added_hours));
  phrases.push_back(std::move(sum));
  if (std::string bound = bound_phrase(forecast); !bound.empty()) phrases.push_back(std::move(bound));
  if (std::string coming = coming_phrase(forecast); !coming.empty()) phrases.push_back(std::move(coming));
  return phrases;
}

Steps steps_of(const Forecast& forecast, std::size_t most_blocks) {
  static constexpr std::array<std::string_view, 8> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  static constexpr std::array<std::pair<Days, std::string_view>, 3> units{
      {{Days{7}, "week by week"}, {Days{30}, "month by month"}, {Days{91}, "quarter by quarter"}}};
  const auto fits = [&](const auto& unit) {
    return static_cast<std::size_t>((forecast.until - forecast.as_of).count / unit.first.count) + 2 <= most_blocks;
  };
  const auto found = std::find_if(units.begin(), units.end() - 1, fits);
  const std::vector<double> all = loads(forecast, found->first);
  const double least = *std::min_element(all.begin(), all.end()), most = *std::max_element(all.begin(), all.end());
  Steps steps;
  // What hardly moves looks flat.
  constexpr double least_part = 0.2;
  const double reach = std::max(most - least, least_part * most);
  for (const double load : all) {
    const double height = reach > 0 ? (load - least) / reach : 0;
    steps.blocks += blocks.at(static_cast<std::size_t>(std::lround(height * (blocks.size() - 1))));
  }
  const auto rounded = [](double load) { return format_number(std::round(load * 10) / 10); };
  const std::string range = rounded(least) == rounded(most) ? "" : rounded(least) + " to ";
  steps.caption = fmt::format("{}{} h a month, {}", range, rounded(most), found->second);
  return steps;
}

std::string day_change(const Forecast& forecast, Date day) {
  const Toll &now = step_on(forecast, day).toll, &before = step_on(forecast, day - Days{1}).toll;
  const auto sign = [](double change) { return change > 0 ? "+" : "−"; };
  std::vector<std::string> parts;
  if (const double change = now.hours - before.hours; std::abs(change) >= 0.05)
    parts.push_back(fmt::format("{}{} h a month", sign(change), format_number(std::round(std::abs(change) * 10) / 10)));
  if (const double change = now.wasted - before.wasted; std::abs(change) >= 0.5)
    parts.push_back(fmt::format("{}{} a month wasted", sign(change), money(std::abs(change), forecast)));
  return with_dots(parts);
}

std::pair<bool, std::string> outcome(const Forecast& forecast) {
  const std::string limit = fmt::format("{}{}", name_of(*forecast.fail_on), *forecast.fail_on < Severity::critical ? " or above" : "");
  if (forecast.failing == 0) return {false, fmt::format("passed (nothing {} will come)", limit)};
  return {true, fmt::format("failed ({} of {} will come)", count_of(forecast.failing, "finding"), limit)};
}

std::string month_heading(Date day) {
  static constexpr std::array<std::string_view, 12> names{"JANUARY", "FEBRUARY", "MARCH",     "APRIL",   "MAY",      "JUNE",
                                                          "JULY",    "AUGUST",   "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"};
  return fmt::format("{} {}", names.at(month_of(day) - 1), fmt::format("{}", day).substr(0, 4));
}

std::string nothing_phrase(const Forecast& forecast) {
  if (forecast.items == 0) return "The inventory is empty: there is nothing to look ahead to.";
  return fmt::format("Nothing becomes debt by {}{}.", forecast.until,
                     forecast.assume_nothing ? "" : ", as long as what is at work today stays at work");
}

}  // namespace stackdrag::report
