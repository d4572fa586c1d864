// Text in XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace stackdrag::report {

/// Fit for the content of an element and for an attribute. `shown` is visible already (see `visible`): XML 1.0 allows no other characters.
std::string xml_escaped(std::string_view shown);

}  // namespace stackdrag::report
