// Two pixels that report to the same account on the same page.
#include <map>
#include <string>
#include <utility>

#include "rules/vendors.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// A pixel that does not say where it runs is assumed to run on all pages.
bool runs_everywhere(const Pixel& pixel) { return pixel.on.size() == 0 || on_all_pages(pixel) != nullptr; }

/// The first pixels of an account, in order of the inventory. A later pixel on the same pages is reported as a duplicate.
struct Account {
  const Pixel* first = nullptr;
  const Pixel* first_everywhere = nullptr;
  std::map<Text, const Pixel*> first_by_page;

  void add(const Pixel& pixel) {
    if (first == nullptr) first = &pixel;
    if (runs_everywhere(pixel) && first_everywhere == nullptr) first_everywhere = &pixel;
    for (const auto& page : pixel.on) first_by_page.try_emplace(page->text, &pixel);
  }
  /// The first pixel that shares a page with this one; it may be this one itself. Precondition: this one belongs to the account.
  const Pixel& first_on_same_pages(const Pixel& pixel) const {
    if (runs_everywhere(pixel)) return *first;
    const Pixel* found = &pixel;
    const auto consider = [&found](const Pixel* other) {
      if (other != nullptr && other->common.self.index < found->common.self.index) found = other;
    };
    consider(first_everywhere);
    for (const auto& page : pixel.on) consider(first_by_page.at(page->text));
    return *found;
  }
};

/// The browser pixels, grouped by vendor and account.
struct Shared {
  std::map<std::pair<std::string, std::string>, Account> by_account;
  std::map<std::string, std::size_t> by_vendor;  ///< number of pixels
  std::size_t without_vendor = 0;                ///< pixels whose vendor is not recorded
  std::size_t all = 0;
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
    const std::string vendor = vendor_of(pixel, in.packs);
    ++shared.by_vendor[vendor];
    if (pixel.account) shared.by_account[{vendor, lower_case(*pixel.account)}].add(pixel);
  }
  return shared;
}

Verdict check(const Pixel& pixel, const Shared& shared, const Context& in) {
  if (!is_checked(pixel)) return not_applicable();
  // A pixel that is the only one of its vendor cannot be a duplicate.
  if (!pixel.vendor) return shared.all == 1 ? clear() : unknown(pixel, {"vendor"});
  const std::string vendor = vendor_of(pixel, in.packs);
  if (shared.by_vendor.at(vendor) + shared.without_vendor == 1) return clear();
  if (!pixel.account) return unknown(pixel, {"account"});
  const Pixel& other = shared.by_account.at({vendor, lower_case(*pixel.account)}).first_on_same_pages(pixel);
  if (&other == &pixel) return clear();
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
      .when = "Two live browser pixels of one vendor report to the same account on the same page.",
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
