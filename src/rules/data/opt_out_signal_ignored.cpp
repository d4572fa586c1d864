// An advertising pixel that ignores the browser's opt-out signal.
#include "rules/data/purposes.h"
#include "rules/data/regions.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// A pixel that only counts visits shares no data that a visitor could opt out of. The wrong class of consent turns advertising into no
/// such counting.
bool may_share(const Pixel& pixel) {
  const bool only_counts = pixel.consent && (*pixel.consent == Consent::analytics || *pixel.consent == Consent::exempt);
  return !only_counts || is_for_ads(pixel);
}

Verdict check(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel) || !may_share(pixel) || pixel.gpc.none() || pixel.gpc.not_applicable()) return not_applicable();
  if (!gives_opt_out(in)) return not_applicable();
  if (pixel.gpc.unknown()) return unknown(pixel, {"gpc"});
  if (*pixel.gpc == OptOutSignal::honoured) return clear();
  return flag(pixel.gpc.at, "`{}` keeps collecting data when the browser sends an opt-out signal", *pixel.id)
      .act("honour the opt-out signal in {}", in.inventory.stack.common.self);
}

}  // namespace

Rule opt_out_signal_ignored() {
  return {
      .id = "opt-out-signal-ignored",
      .title = "Opt-out signal ignored",
      .when = "An advertising pixel ignores the browser's opt-out signal where the law makes that signal binding.",
      .why = "In several US states the signal is a legally valid opt-out, and companies have been fined for ignoring it.",
      .fix = "Make the consent platform read Global Privacy Control and block the tag, then test with the signal switched on.",
      .gets = "Advertising reaches only people who have not opted out of it.",
      .done = "With Global Privacy Control on, a visit from where it binds sends nothing to the ad vendor.",
      .severity = Severity::high,
      .effort = 6,
      .carry = 0.5,
      .flagged = "stack: {regions: [us-ca]}\npixels: {meta: {vendor: meta, consent: marketing, gpc: ignored}}",
      .clean = "stack: {regions: [us-ca]}\npixels: {meta: {vendor: meta, consent: marketing, gpc: honoured}}",
      .check = each<Pixel>(check),
      .profile = Profile::standard,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
