// A page that loads tags from more vendors than the limit.
#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <string>

#include "stackdrag/pixel_vendor.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// A tag manager only loads other tags, so it does not count.
bool is_container(Text vendor) {
  constexpr std::string_view containers[] = {"adobelaunch", "adobetags",        "commandersact",      "ensighten", "googletagmanager",
                                             "gtm",         "matomotagmanager", "piwikprotagmanager", "tealium",   "tealiumiq"};
  return std::find(std::begin(containers), std::end(containers), folded_name(vendor)) != std::end(containers);
}

using Vendors = std::set<std::string>;

/// The vendors of the pixels. A pixel without a vendor counts as one of its own.
Vendors vendors_of(std::span<const Pixel* const> pixels, const Packs& packs) {
  Vendors vendors;
  for (const Pixel* pixel : pixels) {
    // A server-side pixel costs the page nothing.
    if (is_server_side(*pixel)) continue;
    if (!pixel->vendor) {
      vendors.insert(fmt::format("pixel/{}", *pixel->id));
    } else if (!is_container(*pixel->vendor)) {
      vendors.insert(vendor_of(*pixel, packs));
    }
  }
  return vendors;
}

/// The vendors of the pixels that run on all pages.
Vendors prepare(const Context& in) { return vendors_of(in.facts.pixels_everywhere, in.packs); }

/// Too many tags on all pages are one matter, whatever the pages.
Verdict check_all_pages(const Stack& stack, const Vendors& everywhere, const Context& in) {
  if (everywhere.empty()) return not_applicable();
  const double limit = in.options.number("limit");
  if (static_cast<double>(everywhere.size()) <= limit) return clear();
  Flagged found = flag(on_all_pages(*in.facts.pixels_everywhere.front())->at, "every page loads tags from {} (limit {})",
                       count_of(everywhere.size(), "vendor"), format_number(limit))
                      .measure(static_cast<double>(everywhere.size()), "vendors")
                      .act("cut the tags on all pages down to the limit", stack.common.self);
  for (std::size_t i = 1; i < in.facts.pixels_everywhere.size(); ++i) {
    const Pixel& pixel = *in.facts.pixels_everywhere[i];
    found.also(on_all_pages(pixel)->at, "`{}` runs on all pages, too", *pixel.id);
  }
  return found;
}

Verdict check(const Page& page, const Vendors& everywhere, const Context& in) {
  const Vendors own = vendors_of(in.facts.pixels_on(page), in.packs);
  const auto is_new = [&](const std::string& vendor) { return !everywhere.contains(vendor); };
  const std::size_t vendors = everywhere.size() + static_cast<std::size_t>(std::count_if(own.begin(), own.end(), is_new));
  if (vendors == 0) return not_applicable();
  const double limit = in.options.number("limit");
  if (static_cast<double>(vendors) <= limit || static_cast<double>(everywhere.size()) > limit) return clear();
  const Span at = where(page.pixels, page.id.at);
  return flag(at, "`{}` loads tags from {} (limit {})", *page.id, count_of(vendors, "vendor"), format_number(limit))
      .measure(static_cast<double>(vendors), "vendors")
      .act("cut the tags on {} down to the limit", page.common.self);
}

}  // namespace

Rule page_tag_budget() {
  return {
      .id = "page-tag-budget",
      .title = "Too many tags on a page",
      .when = "A page loads tags from more vendors than the limit; once for all pages if the tags on all of them are too many already.",
      .why = "Every tag takes time from every visit, and slow pages lose visitors before they have seen anything.",
      .fix =
          "Remove the tags that nobody uses, then those that measure the same thing twice. Let the others run only on the pages that need "
          "them.",
      .gets = "Pages appear sooner, also for the visitors whose clicks were paid for.",
      .done = "A recorded visit to the page shows tags of at most {limit}.",
      .severity = Severity::medium,
      .effort = 4,
      .carry = 0.5,
      .flagged =
          "limits: {pixels_per_page: 2}\npixels: {a: {vendor: meta}, b: {vendor: tiktok}, c: {vendor: hotjar}}\npages: {/: {pixels: [a, b, "
          "c]}}",
      .clean = "limits: {pixels_per_page: 2}\npixels: {a: {vendor: meta}, b: {vendor: tiktok}}\npages: {/: {pixels: [a, b]}}",
      .check = both(each<Stack>(prepare, check_all_pages), each<Page>(prepare, check)),
      .profile = Profile::standard,
      .options = {{"limit", "vendors", 10, "vendors whose tags a page may load", "pixels_per_page"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
