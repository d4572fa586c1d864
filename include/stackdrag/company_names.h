// A company under the names that contracts, tools and people give it: `HubSpot, Inc.`, `hubspot-eu`, `hubspot.com`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stackdrag {

/// The names that may stand for the same company, the longest first: without what stands in brackets, and without the legal form, the
/// country and what else follows the name of a company (`Slack Technologies Limited`: `Slack Technologies`, `Slack`). Whoever knows a
/// company by one of them has found it. Empty if there is nothing to leave out.
std::vector<std::string> shorter_company_names(std::string_view name);

/// A company that nobody knows under one name: folded, without the legal form and the country that it is registered in.
std::string company_key(std::string_view name);

}  // namespace stackdrag
