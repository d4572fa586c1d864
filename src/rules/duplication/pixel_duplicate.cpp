// Two pixels that report to the same account on the same page.
#include <map>
#include <string>
#include <utility>

#include "rules/vendors.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// A pixel that does not say where it runs is assumed to run on all pages.
bool runs_everywhere(const Pixel& pixel) { return pixel.on.size() == 0 || on_all_pages(pixel) != nullptr; }

/// The first of some pixels, in order of the inventory, by where they run. A later pixel on the same pages is reported as a duplicate.
struct Firsts {
  const Pixel* first = nullptr;
  const Pixel* first_everywhere = nullptr;
  std::map<Text, const Pixel*> first_by_page;

  void add(const Pixel& pixel) {
    if (first == nullptr) first = &pixel;
    if (runs_everywhere(pixel) && first_everywhere == nullptr) first_everywhere = &pixel;
    for (const auto& page : pixel.on) first_by_page.try_emplace(page->text, &pixel);
  }
  /// The first pixel that shares a page with this one, if it comes before `found`; else `found`.
  const Pixel* on_pages_of(const Pixel& pixel, const Pixel* found) const {
    const auto consider = [&found](const Pixel* other) {
      if (other != nullptr && other->common.self.index < found->common.self.index) found = other;
    };
    if (runs_everywhere(pixel)) return consider(first), found;
    consider(first_everywhere);
    for (const auto& page : pixel.on) {
      const auto known = first_by_page.find(page->text);
      if (known != first_by_page.end()) consider(known->second);
    }
    return found;
  }
};

/// The pixels of an account, by what they send: two that send different events measure nothing twice.
struct Account {
  std::map<std::string, Firsts> by_event;
  Firsts unsaid;  ///< those that do not say what they send
  Firsts all;     ///< all that send anything

  void add(const Pixel& pixel) {
    if (pixel.sends.none() || pixel.sends.not_applicable()) return;
    all.add(pixel);
    if (pixel.sends.unknown()) unsaid.add(pixel);
    for (const At<Text>& event : pixel.sends) by_event[folded_name(*event)].add(pixel);
  }
  /// The first pixel that sends the same from the same page, or like this one does not say what it sends; it may be this one itself.
  const Pixel& first_alike(const Pixel& pixel) const {
    const Pixel* found = &pixel;
    if (pixel.sends.unknown()) return *unsaid.on_pages_of(pixel, found);
    for (const At<Text>& event : pixel.sends) {
      const auto known = by_event.find(folded_name(*event));
      if (known != by_event.end()) found = known->second.on_pages_of(pixel, found);
    }
    return *found;
  }
  /// The first pixel on the same page of which nobody can tell, because one of the two does not say what it sends.
  const Pixel& first_unclear(const Pixel& pixel) const { return *(pixel.sends.unknown() ? all : unsaid).on_pages_of(pixel, &pixel); }
};

/// The browser pixels, grouped by the company behind the vendor, and by account: an account tells its product by itself.
struct Shared {
  std::map<std::pair<std::string, std::string>, Account> by_account;
  std::map<std::string, std::size_t> by_vendor;  ///< number of pixels
  std::map<std::string, std::size_t> by_family;  ///< number of pixels
  std::size_t without_vendor = 0;                ///< pixels whose vendor is not recorded
  std::size_t all = 0;

  /// How many pixels may be of the same vendor: a pixel of `google` may belong to any of Google's products.
  std::size_t may_be_of(const std::string& vendor, const std::string& family) const {
    if (vendor == family) return by_family.at(family) + without_vendor;
    const auto unspecific = by_vendor.find(family);
    return by_vendor.at(vendor) + (unspecific == by_vendor.end() ? 0 : unspecific->second) + without_vendor;
  }
};

bool is_checked(const Pixel& pixel) {
  return is_live(pixel) && !is_server_side(pixel) && !pixel.vendor.none() && !pixel.vendor.not_applicable() && !pixel.account.none() &&
         !pixel.account.not_applicable();
}

Shared prepare(const Context& in) {
  Shared shared;
  for (const Pixel& pixel : in.inventory.pixels) {
    if (!is_checked(pixel)) continue;
    ++shared.all;
    if (!pixel.vendor) {
      ++shared.without_vendor;
      continue;
    }
    const std::string family = family_of(pixel, in.packs);
    ++shared.by_vendor[vendor_of(pixel, in.packs)];
    ++shared.by_family[family];
    if (pixel.account) shared.by_account[{family, account_of(pixel)}].add(pixel);
  }
  return shared;
}

Verdict check(const Pixel& pixel, const Shared& shared, const Context& in) {
  if (!is_checked(pixel)) return not_applicable();
  // A pixel that is the only one of its vendor cannot be a duplicate.
  if (!pixel.vendor) return shared.all == 1 ? clear() : unknown(pixel, {"vendor"});
  const std::string family = family_of(pixel, in.packs);
  if (shared.may_be_of(vendor_of(pixel, in.packs), family) == 1) return clear();
  if (!pixel.account) return unknown(pixel, {"account"});
  if (pixel.sends.none() || pixel.sends.not_applicable()) return clear();
  const Account& account = shared.by_account.at({family, account_of(pixel)});
  const Pixel& other = account.first_alike(pixel);
  if (&other == &pixel) {
    // A base tag and an event tag of one account share their pages and measure nothing twice.
    const Pixel& unclear = account.first_unclear(pixel);
    return &unclear == &pixel ? clear() : unknown(pixel.sends.unknown() ? pixel : unclear, {"sends"});
  }
  return flag(pixel.account.at, "`{}` reports to `{}` on pages where `{}` already does", *pixel.id, *pixel.account, *other.id)
      .also(other.account.at, "`{}` reports to it here", *other.id)
      .keyed(std::string(*other.id))
      .end("remove the duplicate pixel {}", pixel.common.self);
}

}  // namespace

Rule pixel_duplicate() {
  return {
      .id = "pixel-duplicate",
      .title = "One account measured twice on a page",
      .when = "Two live browser pixels of one vendor report to the same account on the same page, and do not send different events.",
      .why = "Every visit and every conversion is counted twice, and the ad platform bids on inflated figures.",
      .fix = "Keep one pixel per account, usually the one in the tag manager, and remove the other.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 0.5,
      .flagged =
          "pixels: {ga4-gtm: {vendor: google, account: G-AAA111, on: [all]}, ga4-site: {vendor: google, account: G-AAA111, on: [all]}}",
      .clean = "pixels: {ga4: {vendor: google, account: G-AAA111, on: [all]}, ga4-app: {vendor: google, account: G-BBB222, on: [all]}}",
      .check = each<Pixel>(prepare, check),
      .profile = Profile::standard,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
