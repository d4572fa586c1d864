// A page whose tags load too much.
#include <unordered_set>

#include "rules/performance/tags_of_pages.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using Weight = Load<&Pixel::kb>;

Flagged too_heavy(Span at, std::string_view what, const Weight& weight, double limit) {
  const At<double>& most = weight.heaviest->kb;
  return flag(at, "{} loads {} kB of tags (limit {} kB); the heaviest is `{}` with {} kB", what, format_number(weight.sum),
              format_number(limit), *weight.heaviest->id, format_number(*most))
      .also(most.at, "the heaviest")
      .measure(weight.sum, "kB");
}

/// Heavy tags on all pages are one matter, whatever the pages.
Verdict check_all_pages(const Stack& stack, const Weight& everywhere, const Context& in) {
  if (everywhere.heaviest == nullptr) return not_applicable();
  const double limit = in.options.number("limit");
  if (everywhere.sum <= limit) return clear();
  return too_heavy(on_all_pages(*everywhere.heaviest)->at, "every page", everywhere, limit)
      .act("load the heaviest tags on all pages later, or not at all", stack.common.self);
}

Verdict check(const Page& page, const Weight& everywhere, const Context& in) {
  Weight weight = everywhere;
  weight.add(in.facts.pixels_on(page));
  if (weight.heaviest == nullptr) return not_applicable();
  const double limit = in.options.number("limit");
  if (weight.sum <= limit || everywhere.sum > limit) return clear();
  return too_heavy(where(page.pixels, page.id.at), fmt::format("`{}`", *page.id), weight, limit)
      .act("load the heaviest tags on {} later, or not at all", page.common.self);
}

/// The tags that run on declared pages or on all pages.
std::unordered_set<const Pixel*> prepare_pixels(const Context& in) {
  std::unordered_set<const Pixel*> tags = tags_of_declared_pages(in);
  tags.insert(in.facts.pixels_everywhere.begin(), in.facts.pixels_everywhere.end());
  return tags;
}

/// A single tag that is too much for any page.
Verdict check_pixel(const Pixel& pixel, const std::unordered_set<const Pixel*>& on_pages, const Context& in) {
  if (!is_live(pixel) || is_server_side(pixel) || !pixel.kb || on_pages.contains(&pixel)) return not_applicable();
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
      .gets = "Visitors on a phone wait for less, and pay for less.",
      .done = "With an empty cache, third parties load at most {limit} on a visit to the page.",
      .severity = Severity::low,
      .effort = 3,
      .carry = 0.25,
      .flagged = "pages: {/: {pixels: [chat]}}\npixels: {chat: {kb: 3100}}",
      .clean = "pages: {/: {pixels: [chat]}}\npixels: {chat: {kb: 180}}",
      .check = both(both(each<Stack>(load_of_all_pages<&Pixel::kb>, check_all_pages), each<Page>(load_of_all_pages<&Pixel::kb>, check)),
                    each<Pixel>(prepare_pixels, check_pixel)),
      .profile = Profile::standard,
      .options = {{"limit", "kB", 1000, "kilobytes that the tags of a page may load"}},
  };
}

}  // namespace stackdrag::rules
