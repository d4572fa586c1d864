// Amounts of an observed file in a currency that the inventory cannot change into its own. They are no mistake in the inventory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/inventory.h"
#include "stackdrag/overlay.h"

namespace stackdrag::evidence {

/// Whether this is an amount in another currency than that of the stack, for which it names no exchange rate.
bool is_foreign_amount(std::string_view amount, const Stack& stack);

/// A sentence for each amount that evidence brings and that is left out for that reason.
std::vector<std::string> foreign_amounts(const Inventory& inventory, const Evidence& evidence);

}  // namespace stackdrag::evidence
