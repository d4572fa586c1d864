// Names as parts of keys. Keys are made of the letters that ids are made of, so that an inventory can name them.
#pragma once

#include <string>
#include <string_view>

namespace stackdrag::evidence {

/// A short text that tells a name from all others and gives nothing of it away: the first digits of its SHA-256.
std::string short_hash(std::string_view name);

/// The name as it is if it is of ASCII, else what is left of it without other letters, and its hash: of "Заказы" and "Отчёты" nothing
/// would be left that tells them apart.
std::string ascii_key(std::string_view name);

}  // namespace stackdrag::evidence
