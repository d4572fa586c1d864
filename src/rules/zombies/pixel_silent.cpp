// A pixel that is still in place but no longer fires.
#include "rules/usage.h"

namespace stackdrag::rules {
namespace {

/// Whether it was placed for a campaign that is still to begin, or has just begun, and has had no time to fire since.
bool waits_for_campaign(const Pixel& pixel, const Context& in) {
  const Campaign* const campaign = pixel.campaign ? in.facts.campaign(pixel.campaign->target) : nullptr;
  if (campaign == nullptr || is_retired(campaign->status)) return false;
  return campaign->starts.misread() || (campaign->starts && in.as_of - *campaign->starts <= in.options.days("new"));
}

Verdict check(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel) || is_new(pixel.common, in, pixel.last_seen) || pixel.last_seen.not_applicable()) return not_applicable();
  if (!pixel.last_seen && waits_for_campaign(pixel, in)) return not_applicable();
  if (pixel.last_seen.unknown()) return unknown(pixel, {"last_seen"});
  if (pixel.last_seen.none()) return flag(pixel.last_seen.at, "`{}` has never fired", *pixel.id).end("remove {}", pixel.common.self);
  const Days limit = in.options.days("silence");
  const Silence silence = silence_of(pixel.common, *pixel.last_seen, limit, in, pixel.seasonal);
  if (silence.pulse == Pulse::fresh) return clear();
  if (silence.pulse == Pulse::unwatched) return unknown(pixel, {"last_seen"});
  return flag(pixel.last_seen.at, "`{}` has not fired for {}{} (limit {}{})", *pixel.id, silence.days, look_note(silence, in), limit,
              season_note(pixel.seasonal))
      .measure(silence.days)
      .end("remove {}", pixel.common.self);
}

}  // namespace

Rule pixel_silent() {
  return {
      .id = "pixel-silent",
      .title = "Silent pixel",
      .when =
          "A live pixel had not fired for longer than the limit when somebody last looked; for a seasonal pixel, only the days in season "
          "count. One that never fired is left alone while its campaign is still to begin.",
      .why = "A dead script is still downloaded, still listed in the cookie notice, and still checked in every audit.",
      .fix =
          "Pause the tag, wait 14 days, then delete it with its trigger and its entry in the cookie notice. If it fires only in some "
          "months, set `seasonal`.",
      .gets = "The list of tags and the cookie notice hold only what works.",
      .done = "Paused for 14 days without a change in any report, then deleted; or a test visit makes it fire again.",
      .severity = Severity::medium,
      .effort = 1.5,
      .carry = 0.25,
      .flagged = "pixels: {meta-old: {vendor: meta, last_seen: 2026-05-01, observed: 2026-11-20}}",
      .clean = "pixels: {meta-new: {vendor: meta, last_seen: 2026-11-20}}",
      .check = each<Pixel>(check),
      .options = {days_option("silence", 90, "days without firing after which a pixel counts as silent"), new_option()},
  };
}

}  // namespace stackdrag::rules
