// The importer for lists of cookies, as a browser or the scan of a consent platform has them. Only names and domains are looked at.
#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "evidence/importers.h"
#include "evidence/known_cookies.h"
#include "evidence/members.h"
#include "evidence/redact.h"
#include "evidence/seen_pixels.h"
#include "evidence/sheet_columns.h"
#include "evidence/sister_domains.h"

namespace stackdrag::evidence {
namespace {

/// A table calls its columns as it likes.
std::string_view cell(View row, std::initializer_list<std::string_view> columns) {
  for (const std::string_view column : columns) {
    std::string_view found;
    row.entries([&](View key, View value) {
      if (found.empty() && value.is_scalar() && folded_column(key.text()) == column) found = value.text();
    });
    if (!found.empty()) return found;
  }
  return {};
}

struct Cookie {
  std::string_view name, domain, page;
  std::size_t number;  ///< among the elements
};

std::vector<Cookie> cookies_in(View list) {
  std::vector<Cookie> cookies;
  std::size_t number = 0;
  for (const View row : list) {
    const std::size_t current = number++;
    if (!row.is_mapping()) continue;
    const Cookie cookie{cell(row, {"cookie name", "cookie", "name"}), cell(row, {"cookie domain", "domain", "host"}),
                        cell(row, {"first found url", "page", "url"}), current};
    const bool is_named = !cookie.name.empty() && cookie.name.size() <= longest_cookie_name;
    const bool is_host = cookie.domain.find('.') != cookie.domain.npos && cookie.domain.find_first_of(" /@") == cookie.domain.npos;
    if (is_named) cookies.push_back({cookie.name, is_host ? cookie.domain : std::string_view(), cookie.page, current});
  }
  return cookies;
}

/// The site that was looked at: what the list says, else where most of the cookies were found, else to which no vendor's host lays claim.
std::string host_of_site(View root, const std::vector<Cookie>& cookies, const Export& in) {
  for (const char* const key : {"uri_dest", "uri_ins", "url", "uri"}) {
    if (std::string host = host_of(text_at(root, key)); !host.empty()) return host;
  }
  std::map<std::string, std::size_t> hosts, domains;
  for (const Cookie& cookie : cookies) {
    if (const std::string host = host_of(cookie.page); !host.empty()) ++hosts[host];
    const std::string domain = registrable_domain(cookie.domain.substr(cookie.domain.starts_with('.') ? 1 : 0));
    if (!domain.empty() && in.identify.host(domain).vendor.empty() && !in.packs.host(domain)) ++domains[domain];
  }
  const auto& found = hosts.empty() ? domains : hosts;
  const auto most = std::max_element(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == found.end() ? "" : most->first;
}

}  // namespace

void read_cookies(const Export& in, Imported& out) {
  const auto inside = in.root.find("browser_cookies");
  const std::vector<Cookie> cookies = cookies_in(inside && inside->is_sequence() ? *inside : in.root);
  out.source.of = host_of_site(in.root, cookies, in);
  SeenPixels pixels(in, out.source.of);
  for (const Cookie& cookie : cookies)
    pixels.add_cookie(cookie.name, cookie.domain, fmt::format("{}/{}", inside ? "/browser_cookies" : "", cookie.number));
  std::move(pixels).write(in.given.choice, out);
  out.source.counts["cookies"] = cookies.size();
}

}  // namespace stackdrag::evidence
