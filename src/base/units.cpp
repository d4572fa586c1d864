// Numbers, rates, durations and money: read without a locale, printed for people.
#include "stackdrag/units.h"

#include <algorithm>
#include <clocale>
#include <cmath>
#include <cstdlib>
#if __has_include(<xlocale.h>)
#include <xlocale.h>
#endif

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// Whether this is a decimal number: `-12`, `1.5`, `.5`, `1.`, with an exponent `2e-3`.
bool is_decimal(std::string_view text) {
  const auto skip_digits = [&text] {
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count > 0;
  };
  const auto skip_any_of = [&text](std::string_view marks) {
    const bool found = !text.empty() && marks.find(text.front()) != std::string_view::npos;
    if (found) text.remove_prefix(1);
    return found;
  };
  skip_any_of("-");
  bool has_digits = skip_digits();
  if (skip_any_of(".")) has_digits = skip_digits() || has_digits;
  if (!has_digits) return false;
  if (!skip_any_of("eE")) return text.empty();
  skip_any_of("+-");
  return skip_digits() && text.empty();
}

/// `std::from_chars` would do, but the C++ library of macOS lacks it for floating point.
std::optional<double> read_number(std::string_view text) {
  if (!is_decimal(text)) return std::nullopt;
  static const locale_t classic = ::newlocale(LC_ALL_MASK, "C", nullptr);
  const double number = ::strtod_l(std::string(text).c_str(), nullptr, classic);
  // Too large, or so small that it is rounded to zero.
  const bool is_zero = text.substr(0, text.find_first_of("eE")).find_first_of("123456789") == std::string_view::npos;
  return std::isfinite(number) && (number != 0 || is_zero) ? std::optional(number) : std::nullopt;
}

struct Symbol {
  std::string_view currency, symbol;
};

// Only symbols that mean one currency to most readers; all others are clearer as a code.
constexpr Symbol symbols[] = {
    {"EUR", "€"}, {"GBP", "£"}, {"ILS", "₪"}, {"INR", "₹"}, {"JPY", "¥"}, {"KRW", "₩"}, {"UAH", "₴"}, {"USD", "$"}, {"VND", "₫"},
};

std::string currency_prefix(std::string_view currency) {
  for (const Symbol& known : symbols) {
    if (known.currency == currency) return std::string(known.symbol);
  }
  return currency.empty() ? std::string() : fmt::format("{} ", currency);
}

std::string group_thousands(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  const std::optional<double> number = read_number(text);
  // Adding zero turns a negative zero into a positive one.
  return number ? std::optional(*number + 0.0) : std::nullopt;
}

std::optional<Rate> parse_rate(std::string_view text) {
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  while (percent && text.ends_with(' ')) text.remove_suffix(1);
  std::string decimal(text);
  if (const std::size_t comma = decimal.find(','); comma != std::string::npos) decimal[comma] = '.';
  const std::optional<double> number = parse_number(decimal);
  if (!number) return std::nullopt;
  const double share = percent ? *number / 100 : *number;
  if (share < 0 || share > 1) return std::nullopt;
  return Rate{share};
}

std::string format_money(double amount, std::string_view currency) {
  const double rounded = std::round(amount);
  const std::string digits = fmt::format("{:.0f}", std::abs(rounded));
  return fmt::format("{}{}{}", rounded < 0 ? "-" : "", currency_prefix(currency), group_thousands(digits));
}

std::string format_number(double number) {
  std::string out = fmt::format("{:.2f}", number);
  if (out.find('.') != std::string::npos) {
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.')) out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

}  // namespace stackdrag
