// What people and programs write, without the blanks around it.
#pragma once

#include <string_view>

namespace stackdrag::evidence {

/// Also without the blanks that are no spaces (U+00A0, U+202F), which spreadsheets put between an amount and its currency.
std::string_view trimmed(std::string_view text);

}  // namespace stackdrag::evidence
