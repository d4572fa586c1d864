// Where a secret begins in a text, by its mark.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace stackdrag {

struct Secret {
  std::string_view kind;  ///< "an access token"
  std::string_view rest;  ///< the text from the secret on
};

/// Letters, digits and some others, as a table: every byte of a document is looked up in it.
constexpr std::array<bool, 256> letters_digits_and(std::string_view others) {
  std::array<bool, 256> characters{};
  for (const std::string_view some : {std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), others}) {
    for (const char c : some) characters[static_cast<unsigned char>(c)] = true;
  }
  return characters;
}

/// The first secret in a text.
std::optional<Secret> next_secret(std::string_view text);

}  // namespace stackdrag
