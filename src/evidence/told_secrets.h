// Secrets that have no form of their own, and are told by the word before them.
#pragma once

#include <string_view>

namespace stackdrag::evidence {

/// Whether people have written a password or a key behind its name: `password=hunter2`, `Token: "ab12cd"`, `the password is hunter22`.
/// What is marked as a secret needs no name. `token: refresh` says what is done with it. Linear time.
bool tells_secret(std::string_view text);

}  // namespace stackdrag::evidence
