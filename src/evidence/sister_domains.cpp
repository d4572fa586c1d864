// Compares domains by the label that their owner chose.
#include "evidence/sister_domains.h"

#include <algorithm>
#include <array>

#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// What stands before the ending of a country where names are registered one level deeper: `acme.co.uk`, `acme.com.au`.
constexpr auto second_levels = std::to_array<std::string_view>({"ac", "asn", "co", "com", "edu", "gob", "gov", "govt", "gouv", "gv", "ltd",
                                                                "me", "mil", "ne", "net", "nhs", "nom", "or",  "org",  "plc",  "sch"});

/// Under these, every customer of a host has a name.
constexpr auto shared = std::to_array<std::string_view>(
    {"amazonaws.com",    "appspot.com",        "azureedge.net",    "azurefd.net",     "azurewebsites.net", "b-cdn.net", "blogspot.com",
     "cloudfront.net",   "cloudfunctions.net", "core.windows.net", "firebaseapp.com", "fly.dev",           "github.io", "gitlab.io",
     "herokuapp.com",    "myshopify.com",      "netlify.app",      "on.aws",          "onrender.com",      "pages.dev", "run.app",
     "s3.amazonaws.com", "vercel.app",         "web.app",          "wixsite.com",     "workers.dev"});

/// What houses put before or behind their name for the hosts of their files.
constexpr auto additions = std::to_array<std::string_view>({"app", "assets", "cdn", "content", "files", "get", "go", "group", "images",
                                                            "img", "media", "my", "s3", "static", "the", "usercontent", "www"});
/// Shorter names are parts of other names by chance.
constexpr std::size_t shortest_name = 4;

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The last labels of a host.
std::string_view last_labels(std::string_view host, std::size_t count) {
  std::size_t begin = host.size();
  while (count > 0 && begin != 0 && begin != host.npos) {
    begin = host.rfind('.', begin - 1);
    --count;
  }
  return begin == host.npos || count > 0 ? host : host.substr(begin + 1);
}

bool is_number(std::string_view host) {
  return host.starts_with('[') || std::all_of(host.begin(), host.end(), [](char c) { return is_digit(c) || c == '.'; });
}

std::string_view name_of_domain(std::string_view domain) { return domain.substr(0, domain.find('.')); }

bool is_extended(std::string_view longer, std::string_view name) {
  const std::size_t at = longer.find(name);
  if (name.size() < shortest_name || at == longer.npos) return false;
  std::string_view before = longer.substr(0, at);
  std::string_view behind = longer.substr(at + name.size());
  if (before.ends_with('-')) before.remove_suffix(1);
  if (behind.starts_with('-')) behind.remove_prefix(1);
  return (before.empty() || is_one_of(before, additions)) && (behind.empty() || is_one_of(behind, additions));
}

}  // namespace

std::string registrable_domain(std::string_view host) {
  std::string lower = lower_case(host);
  if (is_number(lower)) return lower;
  for (const std::size_t labels : {std::size_t{3}, std::size_t{2}}) {
    if (is_one_of(last_labels(lower, labels), shared)) return std::string(last_labels(lower, labels + 1));
  }
  const std::string_view two = last_labels(lower, 2);
  const std::string_view ending = last_labels(lower, 1);
  const bool is_deeper = ending.size() == 2 && two.size() > ending.size() && is_one_of(two.substr(0, two.find('.')), second_levels);
  return std::string(last_labels(lower, is_deeper ? 3 : 2));
}

bool are_sisters(std::string_view domain, std::string_view other) {
  const std::string_view a = name_of_domain(domain);
  const std::string_view b = name_of_domain(other);
  if (is_number(domain) || is_number(other)) return false;
  return (a == b && a.size() > 1) || is_extended(a, b) || is_extended(b, a);
}

}  // namespace stackdrag::evidence
