// One side of a comparison: a saved report, or an inventory to audit.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/prepare.h"
#include "stackdrag/report.h"
#include "stackdrag/result.h"

namespace stackdrag::cli {

struct Side {
  std::string path;
  std::vector<std::string> files{};  ///< all that was read, none of which may be written over
  Sources sources{};
  std::optional<Report> report{};
  bool saved = false;
};

/// Reads what a path names, and tells by the content whether that is a report.
std::optional<Failure> load(const std::string& path, Side& side);

/// What a filter has left out of a report would look like fixed.
std::optional<Failure> check_whole(const Side& side);

}  // namespace stackdrag::cli
