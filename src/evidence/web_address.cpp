// Takes addresses apart.
#include "evidence/web_address.h"

#include <algorithm>

#include "stackdrag/text.h"

namespace stackdrag::evidence {

std::optional<WebAddress> web_address(std::string_view text) {
  text = text.substr(0, longest_address);
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  if (scheme == 0) return std::nullopt;
  const std::string_view rest = text.substr(scheme);
  const std::string_view authority = rest.substr(0, std::min(rest.find_first_of("/?#"), rest.size()));
  std::string_view host = authority.substr(authority.rfind('@') + 1);
  // The address of an IPv6 host has colons of its own.
  const std::size_t numbers = host.starts_with('[') ? std::min(host.find(']'), host.size()) : 0;
  host = host.substr(0, std::min(host.find(':', numbers), host.size()));
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty()) return std::nullopt;
  WebAddress address{.host = lower_case(host), .whole = text, .path_begin = scheme + authority.size()};
  std::string_view tail = rest.substr(authority.size());
  tail = tail.substr(0, std::min(tail.find('#'), tail.size()));
  const std::size_t query = std::min(tail.find('?'), tail.size());
  address.path = query == 0 ? std::string_view("/") : tail.substr(0, query);
  address.query = tail.substr(std::min(query + 1, tail.size()));
  return address;
}

}  // namespace stackdrag::evidence
