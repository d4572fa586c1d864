// Pixels that need consent in a stack without a consent platform.
#include <algorithm>
#include <vector>

#include "rules/data/regions.h"
#include "stackdrag/rule.h"
#include "stackdrag/shape.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

bool is_consent_platform(const Tool& tool) {
  constexpr std::string_view jobs[] = {"cmp", "consent", "consentmanagement", "consentplatform"};
  if (!is_running(tool.status)) return false;
  return std::any_of(tool.does.begin(), tool.does.end(), [&](const At<Text>& does) {
    return std::find(std::begin(jobs), std::end(jobs), folded_name(*does)) != std::end(jobs);
  });
}

Verdict check(const Stack& stack, const Context& in) {
  const std::vector<Pixel>& pixels = in.inventory.pixels;
  const auto needs_consent = [](const Pixel& pixel) { return is_live(pixel) && !(pixel.consent && *pixel.consent == Consent::exempt); };
  const auto count = std::count_if(pixels.begin(), pixels.end(), needs_consent);
  if (count == 0 || !asks_opt_in(in) || stack.consent_platform.not_applicable()) return not_applicable();
  const Tool* const named = stack.consent_platform ? in.facts.tool(stack.consent_platform->target) : nullptr;
  const bool runs = stack.consent_platform && (named == nullptr || is_running(named->status));
  if (runs) return clear();
  if (std::any_of(in.inventory.tools.begin(), in.inventory.tools.end(), is_consent_platform)) return clear();
  if (stack.consent_platform.unknown()) return unknown(stack.common.self, {"consent_platform"});
  const std::string_view state = named == nullptr ? "" : choices_of<Status>()[static_cast<std::size_t>(*named->status)];
  const std::string why = named == nullptr ? "" : fmt::format(": `{}` is {}", *named->id, state);
  return flag(stack.consent_platform.at, "there is no consent platform for {} that may not load without consent{}",
              count_of(static_cast<std::size_t>(count), "pixel"), why)
      .also(std::find_if(pixels.begin(), pixels.end(), needs_consent)->id.at, "the first such pixel")
      .measure(static_cast<double>(count), "pixels")
      .act("install a consent platform", stack.common.self);
}

}  // namespace

Rule consent_platform_missing() {
  return {
      .id = "consent-platform-missing",
      .title = "No consent platform",
      .when = "Pixels need consent where the audience lives, and there is no consent platform, or the one that is named does not run.",
      .why = "Every tracker fires before the visitor has agreed, and most other consent findings follow from this one.",
      .fix = "Install a consent platform that loads before anything else, then make each tag wait for consent to its purpose.",
      .severity = Severity::critical,
      .effort = 24,
      .carry = 1,
      .flagged = "stack: {regions: [eu], consent_platform: none}\npixels: {meta: {vendor: meta, last_seen: 2026-11-20}}",
      .clean =
          "stack: {regions: [eu], consent_platform: onetrust}\ntools: {onetrust: {}}\npixels: {meta: {vendor: meta, last_seen: "
          "2026-11-20}}",
      .check = each<Stack>(check),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
