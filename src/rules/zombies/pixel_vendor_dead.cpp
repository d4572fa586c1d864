// A pixel of a product that has been switched off.
#include "stackdrag/pixel_vendor.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// A switched-off product, and where the pixel says that it belongs to it.
struct Sign {
  const Product* product = nullptr;
  Span at;
};

/// By the name or the purpose of the tag, unless its vendor is another one or its account belongs to something else.
Sign sign_in_names(const Pixel& pixel, const Packs& packs) {
  if (pixel.account && !pixel.account->empty()) return {};
  const auto of_vendor = [&](const Product* product) {
    return product != nullptr && (!pixel.vendor || packs.vendor_family(*pixel.vendor) == packs.vendor_family(*product->vendor));
  };
  for (const At<Text>* const text : {&pixel.common.name, &pixel.purpose}) {
    if (const Product* const named = *text ? packs.discontinued_in(**text) : nullptr; of_vendor(named)) return {named, text->at};
  }
  const Product* const named = packs.discontinued_in(*pixel.id);
  return of_vendor(named) ? Sign{named, pixel.id.at} : Sign{};
}

Sign sign_of(const Pixel& pixel, const Packs& packs) {
  if (pixel.vendor) {
    if (const Product* const named = packs.discontinued(*pixel.vendor, {})) return {named, pixel.vendor.at};
  }
  if (pixel.account) {
    if (const Product* const used = packs.discontinued({}, account_of(pixel))) return {used, pixel.account.at};
  }
  return sign_in_names(pixel, packs);
}

Verdict check(const Pixel& pixel, const Context& in) {
  if (!in_use(pixel.status)) return not_applicable();
  const bool live = is_live(pixel);
  const Sign sign = sign_of(pixel, in.packs);
  const Product* const product = sign.product;
  if (product == nullptr) return live && pixel.vendor.unknown() ? unknown(pixel, {"vendor"}) : clear();
  const Days ago = in.as_of - product->retired->first;
  if (ago < Days{0}) return clear();
  return flag(sign.at, "`{}` belongs to {}, which was switched off {}, {} ago", *pixel.id, *product->name, product->retired->when(), ago)
      .measure(ago)
      .as(*product->certainty == Certainty::recalled || !live ? Severity::low : Severity::high)
      .according_to(*product)
      .end("remove {}", pixel.common.self);
}

}  // namespace

Rule pixel_vendor_dead() {
  return {
      .id = "pixel-vendor-dead",
      .title = "Pixel of a discontinued product",
      .when = "A pixel belongs, by its vendor, its account or its name, to a product that has been switched off; low while it is paused.",
      .why = "It does nothing useful, and whoever buys the vendor's lapsed domain runs code on your pages.",
      .fix = "Delete the tag, its trigger and its entry in the cookie notice now. Nothing is lost: nobody receives what it sends.",
      .gets = "Pages load nothing that reports to nobody, or one day to whoever buys the old address.",
      .done = "No page calls the old host any more, and the tag, its trigger and its line in the cookie notice are deleted.",
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
