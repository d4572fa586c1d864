// Where a secret begins in a text, by its mark.
#pragma once

#include <optional>
#include <string_view>

namespace stackdrag {

struct Secret {
  std::string_view kind;  ///< "an access token"
  std::string_view rest;  ///< the text from the secret on
};

/// The first secret in a text.
std::optional<Secret> next_secret(std::string_view text);

}  // namespace stackdrag
