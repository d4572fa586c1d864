// Recognizes what must never be in an inventory: keys, tokens, passwords.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackdrag {

/// The kind of secret that a text contains, with its article: "an access token"; empty if it contains none. Looks anywhere in the text for
/// the formats that services use for their secrets. The name of a secret (`vault:crm/token`) or a placeholder (`${TOKEN}`) is not a secret.
/// Linear time.
std::optional<std::string_view> secret_in(std::string_view text);

/// All parts of a document that must not be printed, in their order: what bears the mark of a secret, and what stands under a name that
/// says what it is (`api_key: …`), whatever its form, on the same line or below it. Takes any text, broken ones above all. Nothing is
/// secret because it stands under the name of a field, or under a name with fields below it: that is the id of an item.
std::vector<std::string_view> secrets_of(std::string_view text, bool (*is_field)(std::string_view name));

/// A sentence without its quotes of secrets: what stands in backticks, and has a part of one of the secrets in it, becomes `…`.
std::string without_secrets(std::string_view sentence, const std::vector<std::string_view>& secrets);

}  // namespace stackdrag
