// Knows currencies by their codes, signs and names.
#include "stackdrag/currencies.h"

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

// ISO 4217.
constexpr std::string_view codes[] = {
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND",
    "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF",
    "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD",
    "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW",
    "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR",
    "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN",
    "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN",
    "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES",
    "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"};

// Those of which none is shared, but for the dollar.
constexpr std::string_view signs[] = {"€", "£", "₪", "₹", "₩", "₴", "₫", "US$", "A$", "C$", "R$", "zł", "Fr.", "$", "¥"};

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
  const auto* const sign = std::find(std::begin(signs), std::end(signs), written);
  return sign == std::end(signs) ? std::string_view() : currency_code(written, {});
}

std::vector<std::string> currency_words() {
  std::vector<std::string> words(std::begin(codes), std::end(codes));
  for (const std::string_view code : codes) words.push_back(lower_case(code));
  for (const Name& name : names) words.emplace_back(name.written);
  words.insert(words.end(), std::begin(signs), std::end(signs));
  words.emplace_back("Euro");
  return words;
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
