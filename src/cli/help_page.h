// The help of a command, as it is printed in a terminal.
#pragma once

#include <cstddef>
#include <string>

#include "cli/command_page.h"

namespace stackdrag::cli {

std::string help_text(const CommandPage& page, std::size_t columns);

}  // namespace stackdrag::cli
