// Decodes single values: texts, numbers, days, durations, shares, amounts. What has one reading is read, however it is spelt; what has two
// is refused with both. A value must lie in the range of its field.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/evasions.h"
#include "model/meant_words.h"
#include "model/own_units.h"
#include "stackdrag/currencies.h"
#include "stackdrag/reader.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

std::string shown(Text text) { return shorten(visible_blanks(text), 60); }

bool is_yaml_11_boolean(const std::string& word) {
  return word == "yes" || word == "no" || word == "on" || word == "off" || word == "y" || word == "n";
}

/// Older days are slips of the keyboard, or the zero of a clock.
constexpr int first_year = 1990;

/// As people write it: never in exponent form.
std::string plain(double number) { return fmt::format("{:.10g}", number); }

std::string_view span_of(Dating kind) {
  switch (kind) {
    case Dating::record:
    case Dating::term:
      return "10 years";
    case Dating::put_off:
      return "3 years";
    case Dating::care:
    case Dating::beat:
      break;
  }
  return "a year";
}

/// The text between the quotes that word processors put around it; the text itself if it has none.
Text without_curly_quotes(Text text) {
  constexpr std::pair<std::string_view, std::string_view> quotes[] = {
      {"\u201C", "\u201D"}, {"\u2018", "\u2019"}, {"\u201E", "\u201C"}, {"\u201E", "\u201D"}, {"\u00AB", "\u00BB"}};
  for (const auto& [open, close] : quotes) {
    if (text.size() <= open.size() + close.size() || !text.starts_with(open) || !text.ends_with(close)) continue;
    const Text bare = text.substr(open.size(), text.size() - open.size() - close.size());
    // Two quoted words are no quoted text.
    if (bare.find(close) == Text::npos) return bare;
  }
  return text;
}

}  // namespace

void Reader::read(View value, At<Text>& out) {
  if (!says(value, out.at)) return;
  if (!value.is_scalar()) {
    const std::string several = std::string(field->name) + "s";
    const Field* const list = value.is_sequence() ? find_field(current.kind, several) : nullptr;
    const bool takes_list = list != nullptr && list->shape.amount == Shape::Amount::list;
    return expected(value, takes_list ? fmt::format("one text (several stand in `{}`)", several) : "text");
  }
  const Text text = value.text();
  if (text.empty()) {
    return problem(value.at(), fmt::format("`{}` is empty; write `none` if there is none, or leave it out", field->name));
  }
  if (refuses_secret(value, field->name)) return;
  if (const Text bare = without_curly_quotes(text); bare.size() < text.size())
    return problem(value.at(), fmt::format("`{}`: `{}` stands in curly quotes; write `{}`", field->name, shown(text), shown(bare)));
  if (text.starts_with('<') && text.ends_with('>'))
    return problem(value.at(), fmt::format("`{}`: `{}` is a placeholder that still has to be filled in", field->name, shown(text)));
  if (field->saying == Saying::reason && is_no_reason(text))
    return refused_reason = true,
           problem(value.at(), fmt::format("`{}`: `{}` is not a reason: say why, for whoever reads it next", field->name, shown(text)));
  if (field->saying == Saying::something && (says_nothing(text) || is_evasive(*field, text, ids_)))
    return problem(value.at(),
                   fmt::format("`{}`: `{}` says nothing; write `none` if there is none, or `unknown`", field->name, shown(text)));
  if (is_nearly_usual(value)) return;
  const std::string_view meant = meant_word(current.kind, field->name, text, ids_);
  if (meant == "none") return void(out.at.state = State::none);
  out.value = meant.empty() ? text : meant;
  out.at.state = State::given;
}

/// A word that is nearly one on which rules depend is taken for a slip, not for another thing of the kind.
bool Reader::is_nearly_usual(View value) {
  if (field->usual.empty()) return false;
  const std::string folded = folded_name(value.text());
  const auto is_same = [&](std::string_view word) { return folded_name(word) == folded; };
  if (std::any_of(field->usual.begin(), field->usual.end(), is_same)) return false;
  const auto meant = nearest(value.text(), field->usual);
  if (meant) problem(value.at(), fmt::format("`{}`: `{}` is no word for it; did you mean `{}`?", field->name, shown(value.text()), *meant));
  return meant.has_value();
}

bool Reader::is_within(View value, double number) {
  const Range& range = field->range;
  const bool high_enough = range.above_least ? number > range.least : number >= range.least;
  if (high_enough && number <= range.most && (!range.whole || number == std::trunc(number))) return true;
  expected(value, words_for(range));
  return false;
}

void Reader::read(View value, At<double>& out) {
  if (!says(value, out.at)) return;
  const auto number = value.is_scalar() ? parse_written_number(value.text()) : std::nullopt;
  if (!number) {
    const auto in_unit = value.is_scalar() ? number_in_unit(field->name, value.text()) : std::nullopt;
    if (!in_unit) return expected(value, fmt::format("a number such as `{}`", field->example));
    return problem(value.at(), fmt::format("`{}`: `{}` has a unit, which the name of the field says already; write `{}`", field->name,
                                           shown(value.text()), plain(*in_unit)));
  }
  if (number->thousands && field->shape.amount != Shape::Amount::map) {
    return problem(value.at(),
                   fmt::format("`{}`: `{}` may be {} or {}; write `{}` or `{}`", field->name, shown(value.text()),
                               plain(*number->thousands), plain(number->value), plain(*number->thousands), plain(number->value)));
  }
  if (!is_within(value, number->value)) return;
  out.value = number->value;
  out.at.state = State::given;
}

void Reader::read(View value, At<Date>& out) {
  if (!says(value, out.at)) return;
  if (!value.is_scalar()) return expected(value, "a date such as `2026-11-20`");
  if (const auto date = parse_date(value.text())) {
    read_near(value, out, *date);
  } else if (refuses_secret(value, field->name)) {
    return;
  } else if (const auto near = nearest_date(value.text())) {
    problem(value.at(), fmt::format("`{}`: `{}` is not a date; did you mean `{}`?", field->name, shown(value.text()), *near));
  } else {
    expected(value, "a date such as `2026-11-20`");
  }
}

/// A day that is too far away is a slip of the keyboard, or stands for "never".
void Reader::read_near(View value, At<Date>& out, Date date) {
  if (day) {
    const Date audit = day->as_of.value_or(day->today);
    // An audit that looks back meets days that it cannot know of.
    const Date known = std::max(audit, day->latest_known());
    if (field->dating == Dating::care && date > std::max(known, day->today)) {
      return problem(value.at(),
                     fmt::format("`{}`: `{}` has not come yet, as the day of the audit is {}; expected the day on which it was done",
                                 field->name, date, audit));
    }
    const Date latest = known + farthest_ahead(field->dating);
    if (date > latest) {
      return problem(value.at(), fmt::format("`{}`: `{}` is more than {} after the day of the audit, {}; expected {}", field->name, date,
                                             span_of(field->dating), audit,
                                             field->dating == Dating::beat ? "a day in the past" : "a day that can be planned for"));
    }
    if (date < make_date(first_year, 1, 1)) return expected(value, fmt::format("a date since {}", first_year));
    // Whatever was seen after the day of the audit was there on that day.
    if (field->dating == Dating::beat) date = std::min(date, audit);
  }
  out.value = date;
  out.at.state = State::given;
}

/// Refuses what may be minutes or months where nobody counts minutes.
std::optional<Duration> Reader::duration_in(View value) {
  const Text text = value.text();
  const Text number = minutes_or_months(text);
  if (!number.empty() && (field->in_days || text.back() == 'M')) {
    problem(value.at(),
            fmt::format("`{}`: `{}` may be months or minutes; write `{}mo` or `{}min`", field->name, shown(text), number, number));
    return std::nullopt;
  }
  const auto duration = parse_duration(text);
  if (!duration) {
    expected(value, field->in_days ? "a duration such as `90d`, `2w`, `3mo` or `1y`" : "a duration such as `90d`, `2w`, `6h` or `15m`");
    return std::nullopt;
  }
  const double days = duration->minutes / 1440.0;
  const Range& range = field->range;
  if ((range.above_least ? days > range.least : days >= range.least) && days <= range.most) return duration;
  expected(value, fmt::format("a duration {} and at most {:.10g} days", range.above_least ? "above 0" : "of 0 or more", range.most));
  return std::nullopt;
}

void Reader::read(View value, At<Duration>& out) {
  if (!says(value, out.at)) return;
  if (!value.is_scalar()) return expected(value, "a duration such as `90d`, `2w`, `6h` or `15m`");
  const auto duration = duration_in(value);
  if (!duration) return;
  out.value = *duration;
  out.at.state = State::given;
}

void Reader::read(View value, At<Rate>& out) {
  if (!says(value, out.at)) return;
  const auto rate = value.is_scalar() ? parse_rate(value.text()) : std::nullopt;
  if (!rate) {
    const auto percent = value.is_scalar() ? parse_number(value.text()) : std::nullopt;
    if (percent && *percent > 1 && *percent <= 100)
      return expected(value, fmt::format("a share between 0 and 1, or in percent (`{}%`)", plain(*percent)));
    return expected(value, "a share between 0 and 1 such as `0.4%` or `0.004`");
  }
  out.value = *rate;
  out.at.state = State::given;
}

void Reader::read(View value, At<bool>& out) {
  if (!says(value, out.at)) return;
  if (!value.is_scalar()) return expected(value, "`true` or `false`");
  if (value.text() == "true" || value.text() == "false") {
    out.value = value.text() == "true";
    out.at.state = State::given;
    return;
  }
  const std::string word = lower_case(value.text());
  const bool means_true = word == "yes" || word == "on" || word == "y" || word == "true";
  if (!is_yaml_11_boolean(word) && word != "true" && word != "false") return expected(value, "`true` or `false`");
  problem(value.at(),
          fmt::format("`{}`: write `{}` instead of `{}`, which some YAML parsers read as text", field->name, means_true, value.text()));
}

void Reader::read(View value, At<Agreement>& out) {
  if (value.is_scalar() && lower_case(value.text()) == "signed") {
    out = {{.day = {}, .undated = true}, value.at()};
    return;
  }
  if (!says(value, out.at)) return;
  if (!value.is_scalar() || !parse_date(value.text())) return expected(value, "a date such as `2026-11-20` or `signed`");
  At<Date> signed_on;
  read(value, signed_on);
  out.at = signed_on.at;
  out.value = {.day = *signed_on};
}

void Reader::read(View value, At<Every>& out) {
  if (value.is_scalar() && (value.text() == "on-demand" || folded_name(value.text()) == "ondemand")) {
    out = {{.period = {}, .on_demand = true}, value.at()};
    return;
  }
  if (!says(value, out.at)) return;
  if (!value.is_scalar() || (!parse_duration(value.text()) && minutes_or_months(value.text()).empty()))
    return expected(value, "a duration such as `15m` or `1d`, or `on-demand`");
  const auto period = duration_in(value);
  if (!period) return;
  out.value.period = *period;
  out.at.state = State::given;
}

/// The value of one unit of a currency in the stack's. Empty after a problem.
std::optional<double> Reader::exchange_rate(View value, std::string_view written) {
  const Stack& stack = inventory_.stack;
  const std::string_view own = stack.currency ? currency_named(*stack.currency) : std::string_view();
  const std::string_view currency = currency_code(written, own);
  if (currency.empty()) {
    problem(value.at(),
            fmt::format("`{}`: `{}` is the sign of several currencies; write a code such as `EUR 500/mo`", field->name, written));
    return std::nullopt;
  }
  if (stack.currency.misread() || (stack.currency && own.empty())) return note_misread(*field), std::nullopt;
  if (!stack.currency) {
    problem(value.at(),
            fmt::format("`{}`: is {} the currency of the stack? add `currency: {}` to `stack`", field->name, currency, currency));
    return std::nullopt;
  }
  if (currency == own) return 1;
  const auto* const known =
      std::find_if(stack.exchange.begin(), stack.exchange.end(), [&](const auto& e) { return currency_named(*e.key) == currency; });
  if (known != stack.exchange.end() && known->value) return *known->value;
  // One mistake is told once, where it is.
  if (known != stack.exchange.end()) {
    note_misread(*field);
  } else {
    problem(value.at(),
            fmt::format("`{}`: no exchange rate for {}; add `exchange: {{{}: 0.92}}` to `stack`", field->name, currency, currency));
  }
  return std::nullopt;
}

/// Reads money as `6000/yr`, `500/mo`, `USD 500/mo`, `$148,000 per year`, or a bare number per year.
void Reader::read(View value, At<Money>& out) {
  if (!says(value, out.at)) return;
  constexpr std::string_view what = "an amount such as `6000/yr`, `500/mo` or `USD 500/mo`";
  if (!value.is_scalar()) return expected(value, what);
  const auto amount = parse_amount(value.text());
  if (!amount || amount->number.value < 0 || amount->number.value > field->range.most) return expected(value, what);
  if (amount->number.thousands) {
    const std::string currency = amount->currency.empty() ? "" : amount->currency + " ";
    const std::string_view period = amount->period.empty() ? "/yr" : amount->period;
    return problem(value.at(), fmt::format("`{}`: `{}` may be {} or {}; write `{}{}{}` or `{}{}{}`", field->name, shown(value.text()),
                                           plain(*amount->number.thousands), plain(amount->number.value), currency,
                                           plain(*amount->number.thousands), period, currency, plain(amount->number.value), period));
  }
  const auto rate = amount->currency.empty() ? std::optional(1.0) : exchange_rate(value, amount->currency);
  if (!rate) return;
  out.value = {amount->number.value * *rate / amount->months};
  out.at.state = State::given;
}

}  // namespace stackdrag
