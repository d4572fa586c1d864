// Sorts hosts by what they are to a site.
#include "evidence/site_hosts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "evidence/sister_domains.h"

namespace stackdrag::evidence {
namespace {

/// The categories of vendors whose code reports what visitors do.
constexpr auto sending = std::to_array<std::string_view>({"ad", "analytics", "customer-success", "marketing", "social"});

}  // namespace

void SiteHosts::set_own(std::vector<std::string> domains) {
  own_ = std::move(domains);
  known_.clear();
}

const HostInfo& SiteHosts::of(const std::string& host) {
  const auto found = known_.find(host);
  return found != known_.end() ? found->second : known_.emplace(host, look_up(host)).first->second;
}

HostInfo SiteHosts::look_up(const std::string& host) const {
  HostInfo info{.domain = registrable_domain(host)};
  const bool is_own = std::find(own_.begin(), own_.end(), info.domain) != own_.end();
  if (is_own || (!own_.empty() && are_sisters(info.domain, own_.front()))) {
    info.role = HostRole::own;
    return info;
  }
  info.vendor = identify_.host(host).vendor;
  const std::optional<HostOwner> owner = packs_.host(host);
  if (!owner) {
    info.role = info.vendor.empty() ? HostRole::unknown : HostRole::sender;
    info.is_tag = !info.vendor.empty();
    return info;
  }
  // A film in a frame brings along what its page wants, and is no tag itself.
  const bool is_film = owner->category == "video";
  const bool sends = is_film || std::find(sending.begin(), sending.end(), owner->category) != sending.end();
  info.role = owner->category == "tag-manager" ? HostRole::manager : sends ? HostRole::sender : HostRole::bystander;
  info.is_tag = !is_film && (info.role != HostRole::bystander || owner->category == "consent-provider");
  return info;
}

}  // namespace stackdrag::evidence
