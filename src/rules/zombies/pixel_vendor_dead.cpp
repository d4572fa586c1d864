// A pixel of a product that has been switched off.
#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel)) return not_applicable();
  const At<Text>& vendor = pixel.vendor;
  const Product* product = in.packs.discontinued(vendor ? *vendor : Text{}, pixel.account ? *pixel.account : Text{});
  if (product == nullptr) return vendor.unknown() ? unknown(pixel, {"vendor"}) : clear();
  const Days ago = in.as_of - product->retired->first;
  if (ago < Days{0}) return clear();
  const bool by_vendor = vendor && in.packs.discontinued(*vendor, {}) == product;
  return flag(by_vendor ? vendor.at : pixel.account.at, "`{}` belongs to {}, which was switched off {}, {} ago", *pixel.id, *product->name,
              product->retired->when(), ago)
      .measure(ago)
      .as(*product->certainty == Certainty::recalled ? Severity::low : Severity::high)
      .end("remove {}", pixel.common.self);
}

}  // namespace

Rule pixel_vendor_dead() {
  return {
      .id = "pixel-vendor-dead",
      .title = "Pixel of a discontinued product",
      .when = "A live pixel belongs, by its vendor or its account, to a product that has been switched off.",
      .why = "It does nothing useful, and whoever buys the vendor's lapsed domain runs code on your pages.",
      .fix = "Delete the tag, its trigger and its entry in the cookie notice now. Nothing is lost: nobody receives what it sends.",
      .severity = Severity::high,
      .effort = 1,
      .carry = 0.25,
      .flagged = "pixels: {ua-legacy: {vendor: google-universal-analytics, last_seen: 2026-11-20}}",
      .clean = "pixels: {ga4-main: {vendor: google, account: G-AAA111, last_seen: 2026-11-20}}",
      .check = each<Pixel>(check),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
