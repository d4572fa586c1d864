// The manual page stackdrag(1), in roff.
#pragma once

#include <string>

#include "cli/command_page.h"

namespace stackdrag::cli {

std::string man_page(const CommandPage& program);

}  // namespace stackdrag::cli
