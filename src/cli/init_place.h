// Where a new inventory may be written: not where an audit would read it with one that is there, or instead of it.
#pragma once

#include <optional>
#include <string>

namespace stackdrag::cli {

/// Why a new inventory may not be written to `path`, in a sentence that names what is there and what to do; empty if it may. A file of that
/// name does not count: whether it may be overwritten is for the caller to say. `is_example` if it describes no stack of the user's.
std::optional<std::string> why_not_there(const std::string& path, bool is_example);

}  // namespace stackdrag::cli
