// The tags that a recorded visit shows, and which of them the site has itself.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "evidence/har_bringers.h"
#include "evidence/har_visit.h"
#include "stackdrag/identify.h"

namespace stackdrag::evidence {

/// A tag, by its vendor and account.
struct HarPixel {
  std::size_t first_entry{0};        ///< the number of the first entry that shows it
  std::string via{};                 ///< as the field of a pixel; empty if that is not recorded
  std::set<std::string> bringers{};  ///< the other vendors that brought it
  bool is_placed = false;            ///< the page or a tag manager asked for it
  bool is_loader = false;            ///< it only asks for consent, or loads the tags of others
  bool waits = false;                ///< Consent Mode holds it back, or has done
  bool is_free = false;              ///< it may store something, and did not have to wait
  bool has_sent = false;             ///< something other than its code was asked for: loading a script reports nothing yet
  double bytes{0};
  bool has_bytes = false;
};

/// By vendor and account. The vendor is the domain of code that no pack knows if a tag manager asked for it.
using HarPixels = std::map<std::pair<std::string, std::string>, HarPixel>;

/// What published containers hold: a tag, and how many of its copies run and are paused.
struct PublishedPixel {
  std::size_t entry{0};
  bool runs = false, is_paused = false;
};
using PublishedPixels = std::map<std::pair<std::string, std::string>, PublishedPixel>;

struct HarFindings {
  HarPixels pixels{};
  PublishedPixels published{};
  std::map<std::string, std::set<std::string>> brought{};  ///< by the vendor that brought them: those that the site does not have itself
  std::size_t waiting = 0;                                 ///< how many requests told that Consent Mode held them back
  std::set<std::string> unknown_domains{};                 ///< that delivered code for the page itself, and no pack knows
};

/// What is in the requests of a visit. The site's own domains must be set in `hosts`.
HarFindings find_pixels(const std::vector<HarRequest>& requests, SiteHosts& hosts, const Identify& identify);

}  // namespace stackdrag::evidence
