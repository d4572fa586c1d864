// Finds the tags in the requests of a visit: by address and body, by cookie, and in published containers.
#include "evidence/har_pixels.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "evidence/consent_mode.h"
#include "evidence/har_published.h"
#include "evidence/known_cookies.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag::evidence {
namespace {

/// An account stands near the beginning of what is sent.
constexpr std::size_t longest_body = std::size_t{64} << 10;

/// How the field `via` of a pixel calls a tag manager.
std::string via_of(const Bringer& bringer) {
  if (!bringer.is_recorded) return "";
  if (bringer.is == Bringer::Is::page) return "hard-coded";
  if (bringer.is != Bringer::Is::manager) return "";
  if (bringer.vendor == "google-tag-manager") return "gtm";
  return bringer.vendor == "adobe-experience-platform-tags" ? "adobe-launch" : bringer.vendor;
}

/// The browser stopped it, mostly because of an extension.
bool is_blocked(const HarRequest& request) { return text_at(request.response, "_error").find("BLOCKED") != std::string_view::npos; }

std::optional<View> content_of(const HarRequest& request) { return request.response ? request.response->find("content") : std::nullopt; }

/// Code, and not a picture or a file.
bool is_script(const HarRequest& request) {
  const std::string_view type = text_at(request.entry, "_resourceType");
  if (!type.empty()) return type == "script";
  const std::string_view mime = text_at(content_of(request), "mimeType");
  return mime.find("javascript") != mime.npos || mime.find("ecmascript") != mime.npos;
}

/// The bytes that went over the wire; nothing if that was not recorded.
std::optional<double> transferred(const HarRequest& request) {
  for (const std::string_view name : {"_transferSize", "bodySize"}) {
    const auto size = parse_number(text_at(request.response, name));
    if (size && *size > 0) return size;
  }
  return std::nullopt;
}

/// What was sent, up to where an account may stand.
std::string_view body_of(const HarRequest& request) {
  return text_at(request.request ? request.request->find("postData") : std::nullopt, "text").substr(0, longest_body);
}

/// What Consent Mode told the tag of this vendor.
StorageState state_for(std::string_view vendor, const ConsentModeState& state) {
  return is_analytics(vendor) ? state.analytics : state.ads;
}

class Finder {
 public:
  Finder(const std::vector<HarRequest>& requests, SiteHosts& hosts, const Identify& identify)
      : requests_(requests), hosts_(hosts), identify_(identify), packs_(identify.packs()) {
    for (const HarRequest& request : requests) {
      Sender sender = identify.address(request.address.whole, body_of(request));
      vendors_.push_back(std::move(sender.vendor));
      accounts_.push_back(std::move(sender.account));
    }
  }

  HarFindings find() && {
    HarBringers bringers(requests_, vendors_, hosts_, packs_);
    for (std::size_t i = 0; i < requests_.size(); ++i) {
      add_request(i, bringers);
      add_container(i);
    }
    add_cookies();
    rename_analytics();
    merge_accountless();
    merge_paused();
    leave_out_brought();
    return std::move(found_);
  }

 private:
  void add_request(std::size_t i, HarBringers& bringers) {
    const HarRequest& request = requests_[i];
    const HostInfo& host = hosts_.of(request.address.host);
    std::string vendor = vendors_[i];
    if (vendor.empty() && host.role == HostRole::unknown && is_script(request)) {
      if (bringers.of(i).is != Bringer::Is::manager) found_.unknown_domains.insert(host.domain);
      // The files of the house itself may come from anywhere, but not through a tag manager.
      else
        vendor = host.domain;
    }
    if (vendor.empty() || (accounts_[i].empty() && (host.role == HostRole::own || !(host.is_tag || vendor == host.domain)))) return;
    if (is_blocked(request)) return;
    const auto [at, is_new] = found_.pixels.try_emplace({vendor, accounts_[i]});
    HarPixel& pixel = at->second;
    if (is_new) pixel.first_entry = request.number;
    pixel.is_loader |= host.role != HostRole::sender && host.is_tag && vendor == host.vendor;
    add_bringer(pixel, bringers.of(i), is_script(request));
    pixel.has_sent |= !is_script(request);
    if (const auto state = consent_mode(request.address.query)) {
      const StorageState asked = state_for(vendor, *state);
      found_.waiting += asked == StorageState::waiting || asked == StorageState::denied ? 1U : 0U;
      add_consent(pixel, asked);
    }
    if (const auto bytes = transferred(request)) {
      pixel.bytes += *bytes;
      pixel.has_bytes = true;
    }
  }

  static void add_bringer(HarPixel& pixel, const Bringer& bringer, bool is_code) {
    using Is = Bringer::Is;
    if (bringer.is == Is::vendor) {
      pixel.bringers.insert(bringer.vendor);
      return;
    }
    // A picture for the page's own document may be asked for by any code in it.
    pixel.is_placed |= bringer.is_recorded || is_code;
    const std::string via = via_of(bringer);
    if (pixel.via.empty() || pixel.via == "hard-coded") pixel.via = via.empty() ? pixel.via : via;
  }

  static void add_consent(HarPixel& pixel, StorageState state) {
    const bool waits = state == StorageState::waiting || state == StorageState::denied;
    (waits ? pixel.waits : pixel.is_free) = true;
  }

  /// A container that was saved with the visit.
  void add_container(std::size_t i) {
    const HarRequest& request = requests_[i];
    if (!is_gtm_script(request.address)) return;
    const std::string_view text = text_at(content_of(request), "text");
    const auto container = published_container(text);
    if (!container) return;
    for (const PublishedTag& tag : container->tags) {
      for (const Sender& sender : senders_of(tag, identify_)) {
        PublishedPixel& pixel = found_.published.try_emplace({sender.vendor, sender.account}, PublishedPixel{request.number}).first->second;
        (tag.paused ? pixel.is_paused : pixel.runs) = true;
      }
    }
  }

  /// A cookie that was sent may be years old: it counts only if its vendor was met during the visit.
  void add_cookies() {
    std::set<std::string> met;
    for (const std::string& vendor : vendors_) met.insert(packs_.vendor_family(vendor));
    KnownCookies cookies(identify_);
    for (const HarRequest& request : requests_) {
      if (hosts_.of(request.address.host).role != HostRole::own) continue;
      cookies.visit(request.entry, [&](const Sender& sender, bool is_new) {
        if (sender.account.empty() || (!is_new && met.count(packs_.vendor_family(sender.vendor)) == 0)) return;
        const auto [at, is_first] = found_.pixels.try_emplace({sender.vendor, sender.account});
        if (is_first) at->second.first_entry = request.number;
      });
    }
  }

  /// Both generations of Google Analytics load their code from the same hosts.
  void rename_analytics() {
    const auto of_vendor = [&](std::string_view vendor) {
      return std::count_if(found_.pixels.begin(), found_.pixels.end(), [&](const auto& pixel) { return pixel.first.first == vendor; });
    };
    auto code = found_.pixels.find({std::string(google_analytics), ""});
    if (code == found_.pixels.end() || of_vendor(google_analytics) > 1 || of_vendor(universal_analytics) == 0) return;
    auto node = found_.pixels.extract(code);
    node.key().first = universal_analytics;
    found_.pixels.insert(std::move(node));
  }

  /// A paused tag has no account in a published container: it is one of those that the vendor has, if it has any.
  void merge_paused() {
    std::set<std::string> with_account;
    for (const auto& [name, pixel] : found_.pixels) with_account.insert(name.second.empty() ? "" : name.first);
    for (const auto& [name, pixel] : found_.published) with_account.insert(name.second.empty() ? "" : name.first);
    std::erase_if(found_.published, [&](const auto& pixel) {
      return pixel.first.second.empty() && !pixel.second.runs && with_account.count(pixel.first.first) != 0;
    });
  }

  /// The only account of a vendor is meant by its requests that name none; of several, nobody knows which.
  void merge_accountless() {
    for (auto at = found_.pixels.begin(); at != found_.pixels.end();) {
      const auto first = at;
      const auto end = std::find_if(at, found_.pixels.end(), [&](const auto& pixel) { return pixel.first.first != first->first.first; });
      const auto count = std::distance(at, end);
      at = end;
      // Without an account it is the first.
      if (!first->first.second.empty() || count == 1) continue;
      if (count == 2) merge(std::next(first)->second, first->second);
      found_.pixels.erase(first);
    }
  }

  static void merge(HarPixel& into, const HarPixel& from) {
    into.is_placed |= from.is_placed;
    into.is_loader |= from.is_loader;
    into.has_sent |= from.has_sent;
    into.waits |= from.waits;
    into.is_free |= from.is_free;
    into.bytes += from.bytes;
    into.has_bytes |= from.has_bytes;
    into.bringers.insert(from.bringers.begin(), from.bringers.end());
    if (into.via.empty() || into.via == "hard-coded") into.via = from.via.empty() ? into.via : from.via;
  }

  void leave_out_brought() {
    for (auto at = found_.pixels.begin(); at != found_.pixels.end();) {
      const auto& [name, pixel] = *at;
      const bool is_own = !name.second.empty() || pixel.is_placed;
      if (!is_own) {
        for (const std::string& bringer : pixel.bringers) {
          if (bringer != name.first) found_.brought[bringer].insert(name.first);
        }
      }
      at = is_own ? std::next(at) : found_.pixels.erase(at);
    }
  }

  const std::vector<HarRequest>& requests_;
  SiteHosts& hosts_;
  const Identify& identify_;
  const Packs& packs_;
  std::vector<std::string> vendors_, accounts_;  ///< of each request
  HarFindings found_;
};

}  // namespace

HarFindings find_pixels(const std::vector<HarRequest>& requests, SiteHosts& hosts, const Identify& identify) {
  return Finder(requests, hosts, identify).find();
}

}  // namespace stackdrag::evidence
