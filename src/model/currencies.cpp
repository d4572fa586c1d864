// Knows currencies by their codes, signs and names.
#include "model/currencies.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag {
namespace {

struct Name {
  std::string_view written, code;
};
// Not `dollar` or `pound`, which several countries have.
constexpr Name names[] = {{"euro", "EUR"},        {"euros", "EUR"},          {"us dollar", "USD"},
                          {"us dollars", "USD"},  {"pound sterling", "GBP"}, {"sterling", "GBP"},
                          {"swiss franc", "CHF"}, {"swiss francs", "CHF"},   {"sfr", "CHF"},
                          {"yen", "JPY"},         {"zloty", "PLN"},          {"złoty", "PLN"}};

// Those that may be written in small letters: of ISO 4217, what software is priced in.
constexpr std::string_view codes[] = {"AED", "ARS", "AUD", "BGN", "BHD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CRC",
                                      "CZK", "DKK", "EGP", "EUR", "GBP", "GEL", "HKD", "HUF", "IDR", "ILS", "INR", "ISK",
                                      "JOD", "JPY", "KES", "KRW", "KWD", "KZT", "LKR", "MAD", "MXN", "MYR", "NGN", "NOK",
                                      "NZD", "OMR", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SEK",
                                      "SGD", "THB", "TND", "TRY", "TWD", "UAH", "USD", "UYU", "VND", "ZAR"};

}  // namespace

std::string_view currency_named(std::string_view written) {
  while (written.starts_with(' ')) written.remove_prefix(1);
  while (written.ends_with(' ')) written.remove_suffix(1);
  const std::string folded = lower_case(written);
  const auto is_code = [&](std::string_view code) { return lower_case(code) == folded; };
  const auto* const code = std::find_if(std::begin(codes), std::end(codes), is_code);
  if (code != std::end(codes)) return *code;
  for (const Name& name : names) {
    if (name.written == folded) return name.code;
  }
  return currency_code(written, {});
}

void read_currencies(Stack& stack, std::vector<Problem>& problems) {
  const auto problem = [&](Span at, std::string message) { problems.push_back({std::move(message), at}); };
  const auto refuse = [&](const At<Text>& written, std::string_view field) {
    problem(written.at, fmt::format("`{}`: `{}` is no currency that is known here; write its code, such as `EUR`", field,
                                    shorten(visible_blanks(*written), 60)));
  };
  if (stack.currency) {
    const std::string_view code = currency_named(*stack.currency);
    if (code.empty()) {
      refuse(stack.currency, "currency");
      stack.currency.at.state = State::misread;
    } else {
      stack.currency.value = code;
    }
  }
  std::map<std::string_view, const At<Text>*> known;
  for (const auto& [name, rate] : stack.exchange) {
    const std::string_view code = currency_named(*name);
    if (code.empty()) {
      refuse(name, "exchange");
    } else if (stack.currency && code == *stack.currency && rate && *rate != 1) {
      problem(name.at, fmt::format("`exchange`: {} is the currency of the stack itself, which is worth 1", code));
    } else if (const auto [first, fresh] = known.try_emplace(code, &name); !fresh) {
      problem(name.at, fmt::format("`exchange`: the rate of {} is already given as `{}`", code, **first->second));
    }
  }
}

}  // namespace stackdrag
