// Where a file stands in its repository, for the services that show findings beside its lines.
#pragma once

#include <string>
#include <string_view>

namespace stackdrag::report {

/// Relative, without `.` and `..`, as those services want it; not made visible. Never empty.
std::string repository_path(std::string_view file);

/// The same as a relative reference of RFC 3986: whatever bytes a name has, only ASCII comes out.
std::string repository_uri(std::string_view file);

}  // namespace stackdrag::report
