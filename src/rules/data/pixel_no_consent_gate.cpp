// A pixel that fires before the visitor has chosen.
#include "rules/data/regions.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel) || pixel.consent.not_applicable() || !asks_opt_in(in)) return not_applicable();
  if (pixel.consent.unknown()) return unknown(pixel, {"consent"});
  if (pixel.consent && *pixel.consent == Consent::exempt && !pixel.common.extras().why) {
    return flag(pixel.consent.at, "`{}` is said to need no consent, and not why", *pixel.id)
        .as(Severity::medium)
        .act("say why {} needs no consent", pixel.common.self);
  }
  const bool ungated = pixel.consent.none() || *pixel.consent == Consent::none;
  if (!ungated) return clear();
  return flag(pixel.consent.at, "`{}` fires before the visitor has chosen", *pixel.id)
      .act("let {} wait for consent", in.inventory.stack.common.self);
}

}  // namespace

Rule pixel_no_consent_gate() {
  return {
      .id = "pixel-no-consent-gate",
      .title = "Pixel fires before consent",
      .when = "A live pixel waits for no consent where the law asks for it, or is exempt without a reason.",
      .why = "It collects personal data without a lawful basis from the first visit on; regulators test exactly this, by machine.",
      .fix = "Let the tag wait for the purpose that it serves. If it needs no consent, say `consent: exempt` and `why`.",
      .severity = Severity::critical,
      .effort = 2,
      .carry = 0.5,
      .flagged = "stack: {regions: [eu]}\npixels: {meta: {vendor: meta, consent: none}}",
      .clean = "stack: {regions: [eu]}\npixels: {meta: {vendor: meta, consent: marketing}}",
      .check = each<Pixel>(check),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
