// A page whose tags load too much.
#include <span>
#include <unordered_set>

#include "rules/vendors.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// What pixels load together, as far as it is known.
struct Weight {
  double kb = 0;
  const Pixel* heaviest = nullptr;
};

/// A server-side pixel loads nothing into the page.
bool loads(const Pixel& pixel) { return is_live(pixel) && !is_server_side(pixel) && pixel.kb; }

Weight weight_of(std::span<const Pixel* const> pixels, Weight weight) {
  for (const Pixel* pixel : pixels) {
    if (!loads(*pixel)) continue;
    weight.kb += *pixel->kb;
    if (weight.heaviest == nullptr || *pixel->kb > *weight.heaviest->kb) weight.heaviest = pixel;  // no mutant: what is quoted
  }
  return weight;
}

/// What the pixels that run on all pages load.
Weight prepare(const Context& in) { return weight_of(in.facts.pixels_everywhere, {}); }

Flagged too_heavy(Span at, std::string_view what, const Weight& weight, double limit) {
  const At<double>& most = weight.heaviest->kb;
  return flag(at, "{} loads {} kB of tags (limit {} kB); the heaviest is `{}` with {} kB", what, format_number(weight.kb),
              format_number(limit), *weight.heaviest->id, format_number(*most))
      .also(most.at, "the heaviest")
      .measure(weight.kb, "kB");
}

/// Heavy tags on all pages are one matter, whatever the pages.
Verdict check_all_pages(const Stack& stack, const Weight& everywhere, const Context& in) {
  if (everywhere.heaviest == nullptr) return not_applicable();
  const double limit = in.options.number("limit");
  if (everywhere.kb <= limit) return clear();
  return too_heavy(on_all_pages(*everywhere.heaviest)->at, "every page", everywhere, limit)
      .act("load the heaviest tags on all pages later, or not at all", stack.common.self);
}

Verdict check(const Page& page, const Weight& everywhere, const Context& in) {
  const Weight weight = weight_of(in.facts.pixels_on(page), everywhere);
  if (weight.heaviest == nullptr) return not_applicable();
  const double limit = in.options.number("limit");
  if (weight.kb <= limit || everywhere.kb > limit) return clear();
  return too_heavy(where(page.pixels, page.id.at), fmt::format("`{}`", *page.id), weight, limit)
      .act("load the heaviest tags on {} later, or not at all", page.common.self);
}

/// The pixels that run on declared pages or on all: there the page is what is reported.
std::unordered_set<const Pixel*> prepare_pixels(const Context& in) {
  std::unordered_set<const Pixel*> on_pages(in.facts.pixels_everywhere.begin(), in.facts.pixels_everywhere.end());
  for (const Page& page : in.inventory.pages) {
    const std::span<const Pixel* const> pixels = in.facts.pixels_on(page);
    on_pages.insert(pixels.begin(), pixels.end());
  }
  return on_pages;
}

/// A single tag that is too much for any page.
Verdict check_pixel(const Pixel& pixel, const std::unordered_set<const Pixel*>& on_pages, const Context& in) {
  if (!loads(pixel) || on_pages.contains(&pixel)) return not_applicable();
  const double limit = in.options.number("limit");
  if (*pixel.kb <= limit) return clear();
  return flag(pixel.kb.at, "`{}` alone loads {} kB (limit {} kB)", *pixel.id, format_number(*pixel.kb), format_number(limit))
      .measure(*pixel.kb, "kB")
      .act("load {} later, or not at all", pixel.common.self);
}

}  // namespace

Rule page_third_party_weight() {
  return {
      .id = "page-third-party-weight",
      .title = "Page weighed down by tags",
      .when = "The tags of a page, or of every page, load more kilobytes than the limit; or a single tag does.",
      .why = "Visitors on a phone wait for it and pay for it, and search engines and ad auctions rank slow pages lower.",
      .fix = "Load the heaviest tag only where it is needed, or after the first click, or remove it; then measure again.",
      .severity = Severity::low,
      .effort = 3,
      .carry = 0.25,
      .flagged = "pages: {/: {pixels: [chat]}}\npixels: {chat: {kb: 3100}}",
      .clean = "pages: {/: {pixels: [chat]}}\npixels: {chat: {kb: 180}}",
      .check = both(both(each<Stack>(prepare, check_all_pages), each<Page>(prepare, check)), each<Pixel>(prepare_pixels, check_pixel)),
      .profile = Profile::standard,
      .options = {{"limit", "kB", 1000, "kilobytes that the tags of a page may load"}},
  };
}

}  // namespace stackdrag::rules
