// What there is to say of observed items: which declared ones they are, and how they get into the inventory.
#pragma once

#include <string>
#include <string_view>

#include "stackdrag/overlay.h"

namespace stackdrag::cli {

/// The end of the page of what was observed under a name, `observed/meta.608795229329835` or `observed/meta` for all of a vendor: what each
/// is declared as, or the lines that declare it. Empty if nothing is called so.
std::string adoption_page(std::string_view name, const evidence::Evidence& evidence, const Inventory& inventory, const Sources& sources);

}  // namespace stackdrag::cli
