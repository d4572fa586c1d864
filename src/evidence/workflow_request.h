// What the settings of a step tell that calls an address: whom it calls, and which model it asks there.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "stackdrag/tree.h"

namespace stackdrag::evidence {

/// An address without its expressions: `=https://{{ $json.shop }}.myshopify.com/admin/{{ $json.id }}` is
/// `https://x.myshopify.com/admin/x`. Empty if an expression decides which domain it is, or if it is that of no tool: `localhost`, an
/// example.
std::string literal_address(std::string_view text);

/// The version of an API in the path of an address: `v17`, `v58.0`, `2024-01`; empty if there is none.
std::string_view version_in(std::string_view address);

/// The names of models that a request asks for: in the body, or in the path of the address.
std::set<std::string> models_asked(std::string_view address, View content);

}  // namespace stackdrag::evidence
