// Which domains belong to one house.
#pragma once

#include <string>
#include <string_view>

namespace stackdrag::evidence {

/// The part of a host that somebody registered: "acme.co.uk" of "www.acme.co.uk". An address in numbers stays as it is.
std::string registrable_domain(std::string_view host);

/// Whether two registrable domains bear one name: "acme.com" and "acme.co.uk", or "acme.com" and "acme-cdn.net".
bool are_sisters(std::string_view domain, std::string_view other);

}  // namespace stackdrag::evidence
