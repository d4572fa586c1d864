// Recognizes what must never be in an inventory: keys, tokens, passwords.
#pragma once

#include <optional>
#include <string_view>

namespace stackdrag {

/// The kind of secret that a text contains, with its article: "an access token"; empty if it contains none. Looks anywhere in the text for
/// the formats that services use for their secrets. The name of a secret (`vault:crm/token`) or a placeholder (`${TOKEN}`) is not a secret.
/// Linear time.
std::optional<std::string_view> secret_in(std::string_view text);

}  // namespace stackdrag
