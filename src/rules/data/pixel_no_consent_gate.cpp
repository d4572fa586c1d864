// A pixel that fires without waiting for consent.
#include <algorithm>
#include <string>

#include "rules/data/regions.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether the pixel is the consent platform's own: it asks for the consent that the others wait for.
bool asks_for_consent(const Pixel& pixel, const Context& in) {
  const At<ToolRef>& platform = in.inventory.stack.consent_platform;
  if (!platform) return false;
  const bool feeds = platform->target &&
                     std::any_of(pixel.feeds.begin(), pixel.feeds.end(), [&](const auto& fed) { return fed->target == platform->target; });
  if (feeds || !pixel.vendor) return feeds;
  const std::string vendor = in.packs.vendor_key(*pixel.vendor);
  const Tool* const tool = in.facts.tool(platform->target);
  const bool by_tool = tool != nullptr && ((tool->vendor && in.packs.vendor_key(*tool->vendor) == vendor) ||
                                           (tool->common.name && in.packs.vendor_key(*tool->common.name) == vendor));
  // The company of a platform may well make trackers, too.
  const bool is_banner = !pixel.purpose || has_word(words_of(lower_case(*pixel.purpose)), "consent") ||
                         has_word(words_of(lower_case(*pixel.purpose)), "cookie");
  return in.packs.vendor_key(platform->text) == vendor || (by_tool && is_banner);
}

Verdict check(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel) || pixel.consent.not_applicable() || !asks_opt_in(in) || asks_for_consent(pixel, in)) return not_applicable();
  if (pixel.consent.unknown()) return unknown(pixel, {"consent"});
  if (pixel.consent && *pixel.consent == Consent::exempt && !pixel.common.extras().why) {
    return flag(pixel.consent.at, "`{}` is marked exempt from consent without a reason", *pixel.id)
        .as(Severity::medium)
        .act("record why {} needs no consent", pixel.common.self);
  }
  const bool ungated = pixel.consent.none() || *pixel.consent == Consent::none;
  if (!ungated) return clear();
  return flag(pixel.consent.at, "`{}` fires before the visitor has given consent", *pixel.id)
      .act("make {} wait for consent", in.inventory.stack.common.self);
}

}  // namespace

Rule pixel_no_consent_gate() {
  return {
      .id = "pixel-no-consent-gate",
      .title = "Pixel fires before consent",
      .when = "A live pixel does not wait for consent where the law requires it, or is marked exempt without a reason.",
      .why = "It collects personal data without a legal basis from the first visit, and regulators scan websites for exactly this.",
      .fix = "Make the tag wait for consent to its purpose. If it needs no consent, set `consent: exempt` and give the reason in `why`.",
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
