// Numbers and amounts of money as people write them. What has one reading is read; what has two is left to the reader to decide.
#include <algorithm>
#include <string>

#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag {
namespace {

struct Symbol {
  std::string_view written, code;
};

constexpr Symbol symbols[] = {{"€", "EUR"},   {"£", "GBP"},  {"₪", "ILS"},  {"₹", "INR"},  {"₩", "KRW"},  {"₴", "UAH"},  {"₫", "VND"},
                              {"US$", "USD"}, {"A$", "AUD"}, {"C$", "CAD"}, {"R$", "BRL"}, {"zł", "PLN"}, {"Fr.", "CHF"}};
// These mean the stack's currency if it is one of theirs.
constexpr Symbol shared_symbols[] = {{"$", "USD"}, {"$", "AUD"}, {"$", "CAD"},  {"$", "NZD"},  {"$", "SGD"},  {"$", "HKD"}, {"$", "MXN"},
                                     {"¥", "JPY"}, {"¥", "CNY"}, {"kr", "SEK"}, {"kr", "NOK"}, {"kr", "DKK"}, {"kr", "ISK"}};

struct Period {
  std::string_view written;
  double months;
  std::string_view form;
};

constexpr Period periods[] = {
    {"/yr", 12, "/yr"},
    {"/year", 12, "/yr"},
    {"/y", 12, "/yr"},
    {"/a", 12, "/yr"},
    {"per year", 12, "/yr"},
    {"a year", 12, "/yr"},
    {"per annum", 12, "/yr"},
    {"p.a.", 12, "/yr"},
    {"pa", 12, "/yr"},
    {"yearly", 12, "/yr"},
    {"annual", 12, "/yr"},
    {"annually", 12, "/yr"},
    {"/mo", 1, "/mo"},
    {"/month", 1, "/mo"},
    {"/mth", 1, "/mo"},
    {"per month", 1, "/mo"},
    {"a month", 1, "/mo"},
    {"monthly", 1, "/mo"},
    {"p.m.", 1, "/mo"},
    {"/quarter", 3, "/quarter"},
    {"/qtr", 3, "/quarter"},
    {"per quarter", 3, "/quarter"},
    {"a quarter", 3, "/quarter"},
    {"quarterly", 3, "/quarter"},
};

struct Magnitude {
  std::string_view written;
  double factor;
};
// An `m` might be a month.
constexpr Magnitude magnitudes[] = {{"k", 1e3}, {"mn", 1e6}, {"mio", 1e6}, {"million", 1e6}, {"thousand", 1e3}};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Takes a period off the end of a text in lower case, and leaves the text as it is if there is none.
const Period* take_period(std::string_view& text) {
  const Period* best = nullptr;
  for (const Period& period : periods) {
    if (text.ends_with(period.written) && (best == nullptr || period.written.size() > best->written.size())) best = &period;
  }
  if (best == nullptr) return nullptr;
  const std::string_view rest = trimmed(text.substr(0, text.size() - best->written.size()));
  // A word stands apart: `5pa` is a slip.
  if (best->written.front() != '/' && rest.size() + best->written.size() == text.size()) return nullptr;
  text = rest;
  return best;
}

bool is_code(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_symbol(std::string_view text) {
  const auto is = [text](const Symbol& symbol) { return symbol.written == text; };
  return std::any_of(std::begin(symbols), std::end(symbols), is) || std::any_of(std::begin(shared_symbols), std::end(shared_symbols), is);
}

/// Takes a currency off the front or the end.
std::string take_currency(std::string_view& text) {
  const auto is_number = [](char c) { return is_digit(c) || c == '.' || c == '-'; };
  const auto first = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_number) - text.begin());
  const std::string_view front = trimmed(text.substr(0, first));
  if (is_code(front) || is_symbol(front)) {
    text = trimmed(text.substr(first));
    return std::string(front);
  }
  const std::size_t last = text.find_last_of("0123456789 kKMno") + 1;
  const std::string_view back = text.substr(std::min(last, text.size()));
  if (is_code(back) || is_symbol(back)) {
    text = trimmed(text.substr(0, text.size() - back.size()));
    return std::string(back);
  }
  return {};
}

double take_magnitude(std::string_view& text) {
  if (text.size() > 1 && text.ends_with('M') && is_digit(text[text.size() - 2])) return text.remove_suffix(1), 1e6;
  const std::string folded = lower_case(text);
  for (const Magnitude& magnitude : magnitudes) {
    if (!folded.ends_with(magnitude.written)) continue;
    const std::string_view rest = trimmed(text.substr(0, text.size() - magnitude.written.size()));
    if (rest.empty() || !is_digit(rest.back())) continue;
    text = rest;
    return magnitude.factor;
  }
  return 1;
}

/// Whether `separator` parts the digits before `end` into groups of three.
bool is_grouped(std::string_view text, char separator, std::size_t end) {
  std::size_t digits = 0;
  bool separated = false;
  for (std::size_t at = 0; at < end; ++at) {
    if (text[at] == separator) {
      if (digits == 0 || digits > 3 || (separated && digits != 3)) return false;
      separated = true;
      digits = 0;
    } else if (is_digit(text[at])) {
      ++digits;
    } else {
      return false;
    }
  }
  return separated && digits == 3;
}

std::string without(std::string_view text, char separator) {
  std::string out(text);
  std::erase(out, separator);
  return out;
}

/// A number whose thousands are parted by the separator, perhaps with decimals behind the other sign.
std::optional<double> grouped_number(std::string_view text, char separator, char decimal) {
  const std::size_t point = std::min(text.find(decimal), text.size());
  const std::string_view decimals = text.substr(std::min(point + 1, text.size()));
  if (!is_grouped(text, separator, point) || !std::all_of(decimals.begin(), decimals.end(), is_digit)) return std::nullopt;
  std::string digits = without(text, separator);
  if (point < text.size()) digits[digits.find(decimal)] = '.';
  return parse_number(digits);
}

}  // namespace

std::optional<WrittenNumber> parse_written_number(std::string_view text) {
  const std::size_t point = text.find('.');
  if (const auto number = parse_number(text)) {
    const bool two_readings = text.front() != '0' && is_grouped(text, '.', text.size());
    if (two_readings && point == text.rfind('.')) return WrittenNumber{*number, parse_number(without(text, '.'))};
    return WrittenNumber{*number};
  }
  for (const auto& [separator, decimal] :
       {std::pair(',', '.'), std::pair(' ', '.'), std::pair(' ', ','), std::pair('\'', '.'), std::pair('.', ',')}) {
    const bool leading_zero = text.starts_with('0');
    if (const auto number = leading_zero ? std::nullopt : grouped_number(text, separator, decimal)) return WrittenNumber{*number};
  }
  // `12,5` and `0,125`.
  const std::size_t comma = text.find(',');
  if (comma == text.npos || comma == 0 || point != text.npos || (text.size() - comma > 3 && !text.starts_with("0,"))) return std::nullopt;
  std::string decimal(text);
  decimal[comma] = '.';
  const auto number = parse_number(decimal);
  return number ? std::optional(WrittenNumber{*number}) : std::nullopt;
}

std::optional<Amount> parse_amount(std::string_view text) {
  Amount amount;
  std::string folded = lower_case(text);
  if (folded == "free") return amount;
  if (const std::size_t slash = folded.rfind("/ "); slash != std::string::npos) folded.erase(slash + 1, 1);
  std::string_view rest = folded;
  if (const Period* const period = take_period(rest)) {
    amount.months = period->months;
    amount.period = period->form;
  }
  rest = text.substr(0, rest.size());
  amount.currency = take_currency(rest);
  const double magnitude = take_magnitude(rest);
  const auto number = parse_written_number(rest);
  if (!number) return std::nullopt;
  amount.number = {number->value * magnitude, number->thousands ? std::optional(*number->thousands * magnitude) : std::nullopt};
  return amount;
}

std::string_view currency_code(std::string_view written, std::string_view stack_currency) {
  for (const Symbol& symbol : symbols) {
    if (symbol.written == written) return symbol.code;
  }
  std::string_view first;
  for (const Symbol& symbol : shared_symbols) {
    if (symbol.written != written) continue;
    if (symbol.code == stack_currency) return symbol.code;
    if (first.empty()) first = symbol.code;
  }
  // A crown is one of several, and no stack says of which.
  if (!first.empty()) return written == "kr" ? std::string_view() : first;
  return is_code(written) ? written : std::string_view();
}

}  // namespace stackdrag
