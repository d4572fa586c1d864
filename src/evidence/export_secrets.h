// Secrets that stand in exports: they are told with their places, and go nowhere themselves.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/evidence.h"

namespace stackdrag::evidence {

/// Who asks for the addresses in an export. What browsers ask for is seen by everybody: its parameters are no secrets.
enum class Asks : std::uint8_t { browsers, servers };

/// Marks the secrets in a part of an export, whose JSON pointer is given. Keys that vendors mean to be seen in browsers are none,
/// nor is what only fills their place (`YOUR_API_KEY`).
void find_secrets(View part, const std::string& pointer, Asks asks, std::vector<Mark>& into);

/// The same for the members of a mapping that have these names.
void find_secrets(View parent, std::initializer_list<std::string_view> members, const std::string& pointer, Asks asks,
                  std::vector<Mark>& into);

}  // namespace stackdrag::evidence
