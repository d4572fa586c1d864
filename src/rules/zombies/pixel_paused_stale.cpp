// A pixel that was paused long ago without a decision about it.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Pixel& pixel, const Context& in) {
  if (!pixel.status || *pixel.status != Status::paused || pixel.paused_on.not_applicable()) return not_applicable();
  if (pixel.until && in.as_of <= *pixel.until) return clear();
  if (!pixel.paused_on) return unknown(pixel, {"paused_on"});
  const Days paused = in.as_of - *pixel.paused_on;
  const Days limit = in.options.days("paused");
  if (paused <= limit) return clear();
  return flag(pixel.paused_on.at, "`{}` has been paused for {} (limit {})", *pixel.id, paused, limit)
      .measure(paused)
      .end("delete {}", pixel.common.self);
}

}  // namespace

Rule pixel_paused_stale() {
  return {
      .id = "pixel-paused-stale",
      .title = "Paused pixel left behind",
      .when = "A pixel has been paused for longer than the limit, and no later `until` date is set.",
      .why = "Nobody remembers whether it may be switched on again, so everyone who opens the tag manager has to ask.",
      .fix = "Delete it with its trigger. If it will be needed again, set `until`.",
      .gets = "Whoever opens the tag manager need not ask what this one was for.",
      .done = "Its tag and trigger are gone from the published version, or `until` has the day of its return.",
      .severity = Severity::low,
      .effort = 0.25,
      .carry = 0.1,
      .flagged = "pixels: {survey: {vendor: hotjar, status: paused, paused_on: 2026-05-01}}",
      .clean = "pixels: {survey: {vendor: hotjar, status: paused, paused_on: 2026-11-01}}",
      .check = each<Pixel>(check),
      .profile = Profile::standard,
      .options = {days_option("paused", 90, "days that a pixel may stay paused without a decision")},
  };
}

}  // namespace stackdrag::rules
