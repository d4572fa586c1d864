// A pixel whose data nobody uses.
#include <vector>

#include "rules/data/loaders.h"
#include "rules/usage.h"

namespace stackdrag::rules {
namespace {

/// The pixels by which touchpoints are measured: somebody reads what they say. By the pixel's index.
std::vector<bool> measuring_pixels(const Context& in) {
  std::vector<bool> measures(in.inventory.pixels.size());
  for (const Touchpoint& touchpoint : in.inventory.touchpoints) {
    // What could not be read may be any.
    if (touchpoint.measured_by.misread()) measures.assign(measures.size(), true);
    for (const auto& measure : touchpoint.measured_by) {
      if (measure->target.kind == Kind::pixel && measure->target) measures[measure->target.index] = true;
    }
  }
  return measures;
}

struct Shared {
  std::vector<bool> measures;
  Askers askers;
};

Shared prepare(const Context& in) { return {measuring_pixels(in), find_askers(in)}; }

Verdict check(const Pixel& pixel, const Shared& shared, const Context& in) {
  if (!is_live(pixel) || pixel.feeds.not_applicable() || is_new(pixel.common, in)) return not_applicable();
  if (pixel.vendor.misread() || shared.askers.have(pixel, in.packs) || is_container(pixel, in.packs)) return not_applicable();
  if (pixel.feeds.unknown()) return unknown(pixel, {"feeds"});
  if (!pixel.feeds.none() || shared.measures[pixel.common.self.index]) return clear();
  return flag(pixel.feeds.at, "`{}` feeds no tool, so nobody uses its data", *pixel.id)
      .end("ask who reads {}, then pause and remove it", pixel.common.self);
}

}  // namespace

Rule pixel_no_consumer() {
  return {
      .id = "pixel-no-consumer",
      .title = "Pixel whose data nobody uses",
      .when =
          "A live pixel is recorded as feeding no tool, `feeds: []`, and no touchpoint is measured by it. A consent banner and a tag "
          "manager have nothing to feed.",
      .why = "It collects visitor data and slows down every page for reports that nobody opens.",
      .fix = "Ask who reads the data, and set a deadline. If nobody answers, pause the pixel, wait 14 days, and delete it.",
      .gets = "Less tracking on the pages, and no loss in any report.",
      .done = "Somebody has named the report that needs it, or it was paused for 14 days, nobody asked, and it is deleted.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.5,
      .flagged = "pixels: {heatmap: {vendor: hotjar, last_seen: 2026-11-20, feeds: []}}",
      .clean = "tools: {hotjar: {}}\npixels: {heatmap: {vendor: hotjar, last_seen: 2026-11-20, feeds: [hotjar]}}",
      .check = each<Pixel>(prepare, check),
      .profile = Profile::standard,
      .options = {new_option()},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
