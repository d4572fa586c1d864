// A page that third parties block for too long.
#include <unordered_set>

#include "rules/performance/tags_of_pages.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using Blocking = Load<&Pixel::block_ms>;

Verdict check(const Page& page, const Blocking& everywhere, const Context& in) {
  const At<double>& measured = page.third_party_block_ms;
  if (measured.none() || measured.not_applicable()) return not_applicable();
  Blocking tags = everywhere;
  tags.add(in.facts.pixels_on(page));
  if (!measured && !tags.has_tags) return not_applicable();
  const double limit = in.options.number("limit");
  const double ms = measured ? *measured : tags.sum;
  // What the tags add up to is the least that they take: what they load in turn is seen by a measurement only.
  if (ms <= limit) return measured ? clear() : unknown(page, {"third_party_block_ms"});
  Flagged finding = flag(measured ? Span(measured.at) : Span(page.id.at), "third parties block `{}` for {} ms (limit {} ms)", *page.id,
                         format_number(ms), format_number(limit))
                        .measure(ms, "ms")
                        .act("defer or remove the heaviest tags on {}", page.common.self);
  if (tags.heaviest == nullptr) return finding;
  finding.message += fmt::format("; the heaviest is `{}` with {} ms", *tags.heaviest->id, format_number(*tags.heaviest->block_ms));
  return std::move(finding).also(tags.heaviest->block_ms.at, "the heaviest");
}

/// The tags of declared pages, and if there are any, those that run on all.
std::unordered_set<const Pixel*> prepare_pixels(const Context& in) {
  std::unordered_set<const Pixel*> tags = tags_of_declared_pages(in);
  if (!in.inventory.pages.empty()) tags.insert(in.facts.pixels_everywhere.begin(), in.facts.pixels_everywhere.end());
  return tags;
}

/// A single tag that is too much for any page.
Verdict check_pixel(const Pixel& pixel, const std::unordered_set<const Pixel*>& on_pages, const Context& in) {
  if (!is_live(pixel) || is_server_side(pixel) || !pixel.block_ms || on_pages.contains(&pixel)) return not_applicable();
  const double limit = in.options.number("limit");
  if (*pixel.block_ms <= limit) return clear();
  return flag(pixel.block_ms.at, "`{}` alone blocks {} for {} ms (limit {})", *pixel.id,
              on_all_pages(pixel) != nullptr ? "every page" : "its pages", format_number(*pixel.block_ms), format_number(limit))
      .measure(*pixel.block_ms, "ms")
      .act("defer or remove {}", pixel.common.self);
}

}  // namespace

Rule page_third_party_blocking() {
  return {
      .id = "page-third-party-blocking",
      .title = "Page blocked by third parties",
      .when = "Third parties block a page for longer than the limit, as measured or as the sum of its tags; or a single tag does.",
      .why = "While a tag blocks the page, clicks get no response; above 250 ms the page fails the Lighthouse audit.",
      .fix = "Defer or remove the heaviest tags, then measure again (the median of three runs).",
      .gets = "The page answers a click while the visitor still cares.",
      .done = "Third parties block the page for at most {limit}, as the median of three Lighthouse runs.",
      .severity = Severity::medium,
      .effort = 6,
      .carry = 0.5,
      .flagged = "pages: {/: {third_party_block_ms: 310}}",
      .clean = "pages: {/: {third_party_block_ms: 120}}",
      .check = both(each<Page>(load_of_all_pages<&Pixel::block_ms>, check), each<Pixel>(prepare_pixels, check_pixel)),
      .profile = Profile::standard,
      .options = {{"limit", "ms", 250, "milliseconds that third parties may block a page", "third_party_block_ms"}},
  };
}

}  // namespace stackdrag::rules
