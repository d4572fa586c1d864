#include "stackdrag/foreign_amounts.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/currencies.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag::evidence {
namespace {

/// The code of the currency that the stack counts in; empty if it names none, or none that is known.
std::string_view own_currency(const Stack& stack) { return stack.currency ? currency_named(*stack.currency) : std::string_view(); }

}  // namespace

bool is_foreign_amount(std::string_view amount, const Stack& stack) {
  const auto parsed = parse_amount(amount);
  if (!parsed || parsed->currency.empty()) return false;
  const std::string_view own = own_currency(stack), currency = currency_code(parsed->currency, own);
  if (!own.empty() && currency == own) return false;
  return currency.empty() || std::none_of(stack.exchange.begin(), stack.exchange.end(),
                                          [&](const auto& known) { return known.value && currency_named(*known.key) == currency; });
}

std::vector<std::string> foreign_amounts(const Inventory& inventory, const Evidence& evidence) {
  std::vector<std::string> sentences;
  const std::string_view own = own_currency(inventory.stack);
  for (const Sighting& sighting : evidence.sightings) {
    const std::string_view amount = sighting.item.value("cost");
    if (!sighting.is_declared() || !is_foreign_amount(amount, inventory.stack)) continue;
    sentences.push_back(fmt::format("the cost of `{}` is left out: {} is no amount in {}; {}", visible(sighting.item.key), visible(amount),
                                    own.empty() ? "the currency of the stack" : own,
                                    own.empty() ? "`stack` names no `currency`" : "`stack` has no `exchange` for it"));
  }
  return sentences;
}

}  // namespace stackdrag::evidence
