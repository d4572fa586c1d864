// Who brought what a visit loaded: the page itself, a tag manager, or the tag of another vendor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "evidence/har_visit.h"
#include "evidence/site_hosts.h"

namespace stackdrag::evidence {

struct Bringer {
  enum class Is : std::uint8_t { unknown, page, manager, vendor };
  Is is = Is::unknown;
  std::string vendor{};      ///< of the tag manager or of the tag
  bool is_recorded = false;  ///< who asked was written down, and not only which document it was for
};

/// Finds the bringers of the requests of a visit. `vendors` says whom each of them reports to. All of it must outlive this.
class HarBringers {
 public:
  HarBringers(const std::vector<HarRequest>& requests, const std::vector<std::string>& vendors, SiteHosts& hosts, const Packs& packs);

  const Bringer& of(std::size_t request);

 private:
  Bringer find(std::size_t request);
  /// From the code that asked for it; nothing if that says nothing.
  std::optional<Bringer> by_initiators(std::size_t request);
  /// From the document that it was for.
  Bringer by_document(std::size_t request);
  bool is_of_same_tag(const WebAddress& frame, const HostInfo& host, std::string_view vendor) const;

  const std::vector<HarRequest>& requests_;
  const std::vector<std::string>& vendors_;
  SiteHosts& hosts_;
  const Packs& packs_;
  std::unordered_map<std::string_view, std::size_t> by_address_;  ///< the first request of an address
  std::unordered_map<std::string, std::size_t> redirected_from_;  ///< by the address that was redirected to
  std::vector<std::optional<Bringer>> found_;
  std::size_t depth_ = 0;
};

/// Whether the address is that of a container of Google Tag Manager, on whichever host.
bool is_gtm_script(const WebAddress& address);

}  // namespace stackdrag::evidence
