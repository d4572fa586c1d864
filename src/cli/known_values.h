// The values that an argument can have, as far as the program can list them: rules, and what the inventory at hand declares.
#pragma once

#include <string>
#include <vector>

#include "cli/command_page.h"
#include "cli/words.h"

namespace stackdrag::cli {

struct Candidate {
  std::string text;
  std::string about;  ///< may be empty
};

/// Those that can begin with `typed`. The inventory is the one that the words name, or that lies in the working directory; one that is
/// broken yields nothing.
std::vector<Candidate> known_values(Holds holds, const Words& words, const std::string& typed);

/// Whether files and folders are among the values.
bool takes_files(Holds holds);

}  // namespace stackdrag::cli
