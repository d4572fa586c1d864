// The inventories to start from, which the build takes from the files in src/cli/starters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/units.h"

namespace stackdrag::cli {

struct StarterText {
  std::string_view name;  ///< the file's name without its extension
  std::string_view text;
};

/// Generated. In them, `@today`, `@today-30` and `@today+90`, `@soon` and `@renewal` stand for days, `@campaign_` for the beginning of a
/// campaign's name, and `@more` for the sections that the starter does not show.
std::vector<StarterText> starter_texts();

/// The industries that have a starter of their own, in the order in which they are offered.
std::vector<std::string> industry_names();

/// The starter of an industry, or the plain one if that is empty, as fresh as the day on which it is written.
std::string starter_as_of(Date today, const std::string& industry);

}  // namespace stackdrag::cli
