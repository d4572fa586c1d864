// A page that third parties block for too long.
#include <span>
#include <unordered_set>

#include "rules/vendors.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The total blocking time of a page's pixels, as far as it is known.
struct Sum {
  double ms = 0;
  const Pixel* heaviest = nullptr;
  const Pixel* unmeasured = nullptr;  ///< one whose blocking time is not known
};

Sum sum_of(std::span<const Pixel* const> pixels) {
  Sum sum;
  for (const Pixel* pixel : pixels) {
    if (is_server_side(*pixel)) continue;
    if (pixel->block_ms.unknown()) sum.unmeasured = pixel;
    if (!pixel->block_ms) continue;
    sum.ms += *pixel->block_ms;
    if (sum.heaviest == nullptr || *pixel->block_ms > *sum.heaviest->block_ms) sum.heaviest = pixel;  // no mutant: what is quoted
  }
  return sum;
}

/// The blocking time of the pixels that run on all pages.
Sum prepare(const Context& in) { return sum_of(in.facts.pixels_everywhere); }

Sum add(const Sum& own, const Sum& everywhere) {
  const bool heavier =
      own.heaviest == nullptr || (everywhere.heaviest != nullptr && *everywhere.heaviest->block_ms > *own.heaviest->block_ms);
  return {own.ms + everywhere.ms, heavier ? everywhere.heaviest : own.heaviest,
          everywhere.unmeasured != nullptr ? everywhere.unmeasured : own.unmeasured};
}

Verdict check(const Page& page, const Sum& everywhere, const Context& in) {
  const At<double>& measured = page.third_party_block_ms;
  if (measured.none() || measured.not_applicable()) return not_applicable();
  const Sum sum = add(sum_of(in.facts.pixels_on(page)), everywhere);
  if (!measured && sum.heaviest == nullptr && sum.unmeasured == nullptr) return not_applicable();
  const double limit = in.options.number("limit");
  const double ms = measured ? *measured : sum.ms;
  // What the tags add up to is the least that they take: what they load in turn is seen by a measurement only.
  if (ms <= limit) return measured ? clear() : unknown(page, {"third_party_block_ms"});
  Flagged finding = flag(measured ? Span(measured.at) : Span(page.id.at), "third parties block `{}` for {} ms (limit {} ms)", *page.id,
                         format_number(ms), format_number(limit))
                        .measure(ms, "ms")
                        .act("defer or remove the heaviest tags on {}", page.common.self);
  if (sum.heaviest == nullptr) return finding;
  finding.message += fmt::format("; the heaviest is `{}` with {} ms", *sum.heaviest->id, format_number(*sum.heaviest->block_ms));
  return std::move(finding).also(sum.heaviest->block_ms.at, "the heaviest");
}

/// The pixels of declared pages: there the page is what is reported.
std::unordered_set<const Pixel*> prepare_pixels(const Context& in) {
  std::unordered_set<const Pixel*> on_pages;
  if (!in.inventory.pages.empty()) on_pages.insert(in.facts.pixels_everywhere.begin(), in.facts.pixels_everywhere.end());
  for (const Page& page : in.inventory.pages) {
    const std::span<const Pixel* const> pixels = in.facts.pixels_on(page);
    on_pages.insert(pixels.begin(), pixels.end());
  }
  return on_pages;
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
      .severity = Severity::medium,
      .effort = 6,
      .carry = 0.5,
      .flagged = "pages: {/: {third_party_block_ms: 310}}",
      .clean = "pages: {/: {third_party_block_ms: 120}}",
      .check = both(each<Page>(prepare, check), each<Pixel>(prepare_pixels, check_pixel)),
      .profile = Profile::standard,
      .options = {{"limit", "ms", 250, "milliseconds that third parties may block a page", "third_party_block_ms"}},
  };
}

}  // namespace stackdrag::rules
