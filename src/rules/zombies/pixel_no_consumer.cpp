// A pixel whose data nobody uses.
#include "rules/usage.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel) || pixel.feeds.not_applicable() || is_new(pixel.common, in)) return not_applicable();
  if (pixel.feeds.unknown()) return unknown(pixel, {"feeds"});
  if (!pixel.feeds.none()) return clear();
  return flag(pixel.feeds.at, "`{}` feeds no tool: what it collects is not used", *pixel.id)
      .end("ask once who reads {}, then pause and remove it", pixel.common.self);
}

}  // namespace

Rule pixel_no_consumer() {
  return {
      .id = "pixel-no-consumer",
      .title = "Pixel whose data nobody uses",
      .when = "A live pixel says that no tool uses its data: `feeds: []`.",
      .why = "It collects data about visitors and slows every page for a report that nobody opens.",
      .fix = "Ask with a deadline who reads it. If nobody answers, pause it, wait 14 days, and delete it.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.5,
      .flagged = "pixels: {heatmap: {vendor: hotjar, last_seen: 2026-11-20, feeds: []}}",
      .clean = "tools: {hotjar: {}}\npixels: {heatmap: {vendor: hotjar, last_seen: 2026-11-20, feeds: [hotjar]}}",
      .check = each<Pixel>(check),
      .profile = Profile::standard,
      .options = {new_option()},
  };
}

}  // namespace stackdrag::rules
