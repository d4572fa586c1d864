// Follows calls and redirects back to whoever began them.
#include "evidence/har_bringers.h"

#include <utility>

#include "evidence/consent_mode.h"
#include "evidence/initiators.h"

namespace stackdrag::evidence {
namespace {

using Is = Bringer::Is;

/// A script that was loaded by a script that was loaded …: longer chains are not followed.
constexpr std::size_t deepest_chain = 50;

constexpr std::string_view google_tag_manager = "google-tag-manager";

/// Where a response redirects to.
std::string redirect_of(const HarRequest& request) {
  const std::string_view target = text_at(request.response, "redirectURL").substr(0, longest_address);
  if (target.empty() || web_address(target)) return std::string(target);
  const std::string_view whole = request.address.whole;
  if (target.starts_with("//")) return std::string(whole.substr(0, whole.find(':') + 1)).append(target);
  return target.starts_with('/') ? std::string(whole.substr(0, request.address.path_begin)).append(target) : std::string();
}

}  // namespace

bool is_gtm_script(const WebAddress& address) { return address.path.ends_with("/gtm.js"); }

HarBringers::HarBringers(const std::vector<HarRequest>& requests, const std::vector<std::string>& vendors, SiteHosts& hosts,
                         const Packs& packs)
    : requests_(requests), vendors_(vendors), hosts_(hosts), packs_(packs), found_(requests.size()) {
  for (std::size_t i = 0; i < requests.size(); ++i) {
    by_address_.emplace(requests[i].address.whole, i);
    if (std::string target = redirect_of(requests[i]); !target.empty()) redirected_from_.emplace(std::move(target), i);
  }
}

const Bringer& HarBringers::of(std::size_t request) {
  auto& found = found_[request];
  if (found) return *found;
  if (depth_ >= deepest_chain) {
    static const Bringer unknown;
    return unknown;
  }
  found = Bringer();  // if the chain leads back here, nobody began it
  ++depth_;
  Bringer bringer = find(request);
  --depth_;
  return found.emplace(std::move(bringer));
}

Bringer HarBringers::find(std::size_t request) {
  // Browsers give a redirected request the initiator of the first: whoever redirected it is nearer.
  const auto redirected = redirected_from_.find(std::string(requests_[request].address.whole));
  if (redirected != redirected_from_.end() && redirected->second != request) {
    const HarRequest& from = requests_[redirected->second];
    const HostInfo& host = hosts_.of(from.address.host);
    const std::string& vendor = vendors_[redirected->second];
    const bool is_other_tag = host.role == HostRole::sender && !vendor.empty() && vendor != vendors_[request];
    if (is_other_tag) return {Is::vendor, vendor, true};
    return of(redirected->second);
  }
  if (auto bringer = by_initiators(request)) return *std::move(bringer);
  return by_document(request);
}

bool HarBringers::is_of_same_tag(const WebAddress& frame, const HostInfo& host, std::string_view vendor) const {
  // Both generations of Google Analytics come from one host.
  if (host.vendor == vendor || (is_analytics(host.vendor) && is_analytics(vendor))) return true;
  // `gtag/js` comes from the host of the tag manager, and serves all of Google's tags.
  return host.vendor == google_tag_manager && !is_gtm_script(frame) &&
         packs_.vendor_family(vendor) == packs_.vendor_family(google_analytics);
}

std::optional<Bringer> HarBringers::by_initiators(std::size_t request) {
  const std::vector<std::string> frames = initiators_of(requests_[request].entry);
  const std::string_view vendor = vendors_[request];
  bool is_followed = false;
  bool is_known = false;
  for (const std::string& text : frames) {
    const WebAddress frame = *web_address(text);
    // A container may be passed on by the site's own host.
    if (is_gtm_script(frame)) return Bringer{Is::manager, std::string(google_tag_manager), true};
    const HostInfo& host = hosts_.of(frame.host);
    is_known |= host.role != HostRole::unknown;
    if (host.role == HostRole::own || host.role == HostRole::bystander || host.role == HostRole::unknown) continue;
    if (!vendor.empty() && is_of_same_tag(frame, host, vendor)) {
      // The page may call what a tag manager has loaded: who loaded the code is asked first.
      const auto load = by_address_.find(text);
      if (is_followed || load == by_address_.end() || load->second == request) continue;
      is_followed = true;
      const Bringer loaded_by = of(load->second);
      if (loaded_by.is != Is::unknown) return loaded_by;
      continue;
    }
    return Bringer{host.role == HostRole::manager && host.vendor != google_tag_manager ? Is::manager : Is::vendor, host.vendor, true};
  }
  if (frames.empty()) return std::nullopt;
  // A host that nobody knows may be another of the house.
  return Bringer{Is::page, {}, is_known};
}

Bringer HarBringers::by_document(std::size_t request) {
  const auto document = web_address(header_of(requests_[request].request, "referer"));
  if (!document) return {};
  const HostInfo& host = hosts_.of(document->host);
  if (host.role != HostRole::sender) return {Is::page, {}};
  const auto load = by_address_.find(document->whole);
  // Several tags may share a host; their addresses tell them apart.
  const bool is_told = load != by_address_.end() && !vendors_[load->second].empty();
  const std::string& vendor = is_told ? vendors_[load->second] : host.vendor;
  if (!is_of_same_tag(*document, host, vendors_[request]) && vendor != vendors_[request]) return {Is::vendor, vendor};
  return load == by_address_.end() || load->second == request ? Bringer() : of(load->second);
}

}  // namespace stackdrag::evidence
