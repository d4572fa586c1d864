// Tells what must never stand in an inventory: keys, tokens, passwords.
#pragma once

#include <optional>
#include <string_view>

namespace stackdrag {

/// What a text holds that only its owner should know, with its article: "an access token". Looks for shapes that services give to
/// their secrets, anywhere in the text; a name of a secret (`vault:crm/token`) or a stand-in (`${TOKEN}`) is none. Linear time.
std::optional<std::string_view> secret_in(std::string_view text);

}  // namespace stackdrag
