// Numbers and dates in the cells of a spreadsheet, which are written one way in one country and another way in the next.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stackdrag::evidence {

/// Whether this is how 1234.56 may be written: "1.234,56", "1,234.56", "1234,56".
bool is_money_form(std::string_view form);
/// Whether this is a form of dates: "DD.MM.YYYY".
bool is_date_form(std::string_view form);

/// The number as an inventory writes it, "1234.56". Without a form, only what cannot be read in two ways. Empty for anything else.
std::optional<std::string> plain_number(std::string_view text, std::string_view form);
/// The date as an inventory writes it, "2026-11-20". Without a form, only that.
std::optional<std::string> plain_date(std::string_view text, std::string_view form);
/// A period of notice as an inventory writes it: "3 Monate" is "3 months". Empty if more is said than a time, or it is longer than any.
std::optional<std::string> plain_notice(std::string_view text);

}  // namespace stackdrag::evidence
