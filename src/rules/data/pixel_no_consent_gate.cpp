// A pixel that fires without waiting for consent.
#include "rules/data/loaders.h"
#include "rules/data/purposes.h"
#include "rules/data/regions.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check_exempt(const Pixel& pixel, const Packs& packs) {
  if (!pixel.common.extras().why) {
    return flag(pixel.consent.at, "`{}` is marked exempt from consent without a reason", *pixel.id)
        .as(Severity::medium)
        .act("record why {} needs no consent", pixel.common.self);
  }
  const Vendor* const vendor = pixel.vendor ? packs.vendor(*pixel.vendor) : nullptr;
  if (!is_for_ads(pixel) && vendor != nullptr && vendor->follows && *vendor->follows) {
    return flag(pixel.consent.at, "`{}` is marked exempt from consent, but tags of {} follow or record visitors", *pixel.id, *vendor->name)
        .also(pixel.vendor.at, "its vendor")
        .as(Severity::medium)
        .act("make {} wait for consent", pixel.common.self);
  }
  if (!is_for_ads(pixel)) return clear();
  return flag(pixel.consent.at, "`{}` is marked exempt from consent, but its purpose is `{}`", *pixel.id, *pixel.purpose)
      .also(pixel.purpose.at, "its purpose")
      .as(Severity::medium)
      .act("make {} wait for consent, or correct its purpose", pixel.common.self);
}

/// What a visitor has agreed to has to be what the pixel does.
Verdict check_gate(const Pixel& pixel) {
  if (*pixel.consent == Consent::marketing || !is_for_ads(pixel)) return clear();
  return flag(pixel.consent.at, "`{}` waits for consent to analytics, but its purpose is `{}`", *pixel.id, *pixel.purpose)
      .also(pixel.purpose.at, "its purpose")
      .as(Severity::medium)
      .act("make {} wait for consent to marketing", pixel.common.self);
}

Verdict check(const Pixel& pixel, const Askers& askers, const Context& in) {
  if (!is_live(pixel) || pixel.consent.not_applicable() || !asks_opt_in(in) || askers.have(pixel, in.packs)) return not_applicable();
  if (pixel.consent.unknown()) return unknown(pixel, {"consent"});
  if (pixel.consent && *pixel.consent == Consent::exempt) return check_exempt(pixel, in.packs);
  const bool ungated = pixel.consent.none() || *pixel.consent == Consent::none;
  if (!ungated) return check_gate(pixel);
  if (is_container(pixel, in.packs)) {
    return flag(pixel.consent.at,
                "the tag manager `{}` loads before the visitor has given consent, so each of its tags has to wait by itself", *pixel.id)
        .as(Severity::low)
        .act("see that every tag of {} waits for consent, then mark it as exempt and say why", pixel.common.self);
  }
  return flag(pixel.consent.at, "`{}` fires before the visitor has given consent", *pixel.id)
      .act("make {} wait for consent", in.inventory.stack.common.self);
}

}  // namespace

Rule pixel_no_consent_gate() {
  return {
      .id = "pixel-no-consent-gate",
      .title = "Pixel fires before consent",
      .when =
          "A live pixel does not wait for consent where the law requires it; or (medium) it is marked exempt without a reason, or although "
          "it is for advertising or follows visitors, or it is for advertising and waits for consent to analytics only. The consent "
          "platform's own tag has to load first, and a tag manager that does is low.",
      .why = "It collects personal data without a legal basis from the first visit, and regulators scan websites for exactly this.",
      .fix = "Make the tag wait for consent to its purpose. If it needs no consent, set `consent: exempt` and give the reason in `why`.",
      .gets = "What this pixel collects may be used, as the visitor was asked first.",
      .done = "In a fresh browser its host gets no request before consent and one after it; or `why` says why it needs none.",
      .severity = Severity::critical,
      .effort = 2,
      .carry = 0.5,
      .flagged = "stack: {regions: [eu]}\npixels: {meta: {vendor: meta, consent: none}}",
      .clean = "stack: {regions: [eu]}\npixels: {meta: {vendor: meta, consent: marketing}}",
      .check = each<Pixel>(find_askers, check),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
