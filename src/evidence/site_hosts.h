// What hosts are to the site that was looked at.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stackdrag/identify.h"

namespace stackdrag::evidence {

enum class HostRole : std::uint8_t {
  own,        ///< of the site, or of its house
  unknown,    ///< no pack knows it
  bystander,  ///< it delivers files, wraps calls, or asks for consent: what it loads, the page wants
  sender,     ///< of a vendor whose code loads what it wants itself
  manager,    ///< of a tag manager
};

struct HostInfo {
  std::string domain{};
  HostRole role = HostRole::unknown;
  std::string vendor{};  ///< empty unless it is known
  bool is_tag = false;   ///< a site has tags of this vendor, and not just files from it
};

/// Looks every host up once.
class SiteHosts {
 public:
  SiteHosts(const Packs& packs, const Identify& identify) : packs_(packs), identify_(identify) {}

  /// Names the domains of the site. The first is that by which its sisters are known.
  void set_own(std::vector<std::string> domains);
  const HostInfo& of(const std::string& host);

 private:
  HostInfo look_up(const std::string& host) const;

  const Packs& packs_;
  const Identify& identify_;
  std::vector<std::string> own_;
  std::unordered_map<std::string, HostInfo> known_;
};

}  // namespace stackdrag::evidence
