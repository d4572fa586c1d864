// Which events a tag sends, and by what its vendor counts them once.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/gtm_container.h"
#include "evidence/gtm_variables.h"

namespace stackdrag::evidence::gtm {

/// The events in the settings of a tag.
std::set<std::string> events_of(const Tag& tag, Variables& variables);
/// The events that a script sends to a vendor of the packs.
std::set<std::string> events_of_script(std::string_view script, std::string_view vendor);

/// The parameter that identifies an event sent in two ways; empty if the tag has none.
std::string dedup_key_of(const Tag& tag);
std::string dedup_key_of_script(std::string_view script);

}  // namespace stackdrag::evidence::gtm
