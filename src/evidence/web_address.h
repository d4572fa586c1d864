// The parts of an address on the web.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stackdrag::evidence {

/// What is looked at of an address; the rest carries data, mostly about the visitor.
inline constexpr std::size_t longest_address = std::size_t{16} << 10;

/// An address that begins with `http://` or `https://`. Its views live as long as the text that it was made of.
struct WebAddress {
  std::string host{};         ///< in lower case, without port
  std::string_view path{};    ///< "/" if there is none
  std::string_view query{};   ///< behind the `?`, without the fragment
  std::string_view whole{};   ///< cut at `longest_address`
  std::size_t path_begin{0};  ///< where the host and port end in `whole`
};

/// Nothing if the text is none, such as `data:…` or `blob:…`.
std::optional<WebAddress> web_address(std::string_view text);

}  // namespace stackdrag::evidence
