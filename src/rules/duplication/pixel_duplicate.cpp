// One account measured twice on one page.
#include <map>
#include <string>
#include <utility>

#include "rules/vendors.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// What does not say where it runs may run anywhere.
bool runs_everywhere(const Pixel& pixel) { return pixel.on.size() == 0 || on_all_pages(pixel) != nullptr; }

/// Where the first pixel of an account runs, in order of the inventory: what comes later is told to be its double.
struct Account {
  const Pixel* first = nullptr;
  const Pixel* first_everywhere = nullptr;
  std::map<Text, const Pixel*> first_by_page;

  void add(const Pixel& pixel) {
    if (first == nullptr) first = &pixel;
    if (runs_everywhere(pixel) && first_everywhere == nullptr) first_everywhere = &pixel;
    for (const auto& page : pixel.on) first_by_page.try_emplace(page->text, &pixel);
  }
  /// The first one that runs where this one does, which may be itself. Precondition: this one is of the account.
  const Pixel& first_beside(const Pixel& pixel) const {
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

/// Browser pixels of one vendor, those with the same account together.
struct Shared {
  std::map<std::pair<std::string, std::string>, Account> by_account;
  std::map<std::string, std::size_t> by_vendor;  ///< how many there are
  std::size_t untold = 0;                        ///< how many do not say whose they are
  std::size_t all = 0;
};

bool is_asked(const Pixel& pixel) {
  return is_live(pixel) && !is_server_side(pixel) && !pixel.vendor.none() && !pixel.vendor.not_applicable() && !pixel.account.none() &&
         !pixel.account.not_applicable();
}

Shared prepare(const Context& in) {
  Shared shared;
  for (const Pixel& pixel : in.inventory.pixels) {
    if (!is_asked(pixel)) continue;
    ++shared.all;
    if (!pixel.vendor) {
      ++shared.untold;
      continue;
    }
    const std::string vendor = vendor_of(pixel, in.packs);
    ++shared.by_vendor[vendor];
    if (pixel.account) shared.by_account[{vendor, lower_case(*pixel.account)}].add(pixel);
  }
  return shared;
}

Verdict check(const Pixel& pixel, const Shared& shared, const Context& in) {
  if (!is_asked(pixel)) return not_applicable();
  // The only one of its vendor has no twin, whatever its account.
  if (!pixel.vendor) return shared.all == 1 ? clear() : unknown(pixel, {"vendor"});
  const std::string vendor = vendor_of(pixel, in.packs);
  if (shared.by_vendor.at(vendor) + shared.untold == 1) return clear();
  if (!pixel.account) return unknown(pixel, {"account"});
  const Pixel& other = shared.by_account.at({vendor, lower_case(*pixel.account)}).first_beside(pixel);
  if (&other == &pixel) return clear();
  return flag(pixel.account.at, "`{}` reports to `{}` on pages where `{}` already does", *pixel.id, *pixel.account, *other.id)
      .also(other.account.at, "`{}` reports to it here", *other.id)
      .keyed(std::string(*other.id))
      .end("keep one path of {}", pixel.common.self);
}

}  // namespace

Rule pixel_duplicate() {
  return {
      .id = "pixel-duplicate",
      .title = "One account measured twice",
      .when = "Two live browser pixels of one vendor report to one account on the same page.",
      .why = "Every visit and every conversion counts twice, and the ad platform bids on the doubled figures.",
      .fix = "Keep one path to the account, usually the one in the tag manager, and remove the other.",
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
