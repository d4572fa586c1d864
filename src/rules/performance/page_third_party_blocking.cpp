// A page that waits for third parties.
#include <span>

#include "rules/vendors.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// What the pixels of a page take together, as far as it is known.
struct Sum {
  double ms = 0;
  const Pixel* heaviest = nullptr;
  const Pixel* untold = nullptr;  ///< one of which it is not known
};

Sum sum_of(std::span<const Pixel* const> pixels) {
  Sum sum;
  for (const Pixel* pixel : pixels) {
    if (is_server_side(*pixel)) continue;
    if (pixel->block_ms.unknown()) sum.untold = pixel;
    if (!pixel->block_ms) continue;
    sum.ms += *pixel->block_ms;
    if (sum.heaviest == nullptr || *pixel->block_ms > *sum.heaviest->block_ms) sum.heaviest = pixel;  // no mutant: what is quoted
  }
  return sum;
}

/// Every page has these.
Sum prepare(const Context& in) { return sum_of(in.facts.pixels_everywhere); }

Sum add(const Sum& own, const Sum& everywhere) {
  const bool heavier =
      own.heaviest == nullptr || (everywhere.heaviest != nullptr && *everywhere.heaviest->block_ms > *own.heaviest->block_ms);
  return {own.ms + everywhere.ms, heavier ? everywhere.heaviest : own.heaviest,
          everywhere.untold != nullptr ? everywhere.untold : own.untold};
}

Verdict check(const Page& page, const Sum& everywhere, const Context& in) {
  const At<double>& measured = page.third_party_block_ms;
  if (measured.none() || measured.not_applicable()) return not_applicable();
  const Sum sum = add(sum_of(in.facts.pixels_on(page)), everywhere);
  if (!measured && sum.heaviest == nullptr && sum.untold == nullptr) return not_applicable();
  const double limit = in.options.number("limit");
  const double ms = measured ? *measured : sum.ms;
  if (ms <= limit) return measured || sum.untold == nullptr ? clear() : unknown(page, {"third_party_block_ms"});
  Flagged finding = flag(measured ? Span(measured.at) : Span(page.id.at), "third parties block `{}` for {} ms (limit {})", *page.id,
                         format_number(ms), format_number(limit))
                        .measure(ms, "ms")
                        .act("defer or remove the heaviest tags of {}", page.common.self);
  if (sum.heaviest == nullptr) return finding;
  return std::move(finding).also(sum.heaviest->block_ms.at, "the heaviest is `{}`: {} ms", *sum.heaviest->id,
                                 format_number(*sum.heaviest->block_ms));
}

}  // namespace

Rule page_third_party_blocking() {
  return {
      .id = "page-third-party-blocking",
      .title = "Page waits for third parties",
      .when = "Third parties block a page for longer than the limit, as measured or as their tags add up.",
      .why = "While a tag blocks the page it answers no click; beyond 250 ms Lighthouse counts it as failed.",
      .fix = "Load the heaviest tags later or not at all, and measure again (the median of three runs).",
      .severity = Severity::medium,
      .effort = 6,
      .carry = 0.5,
      .flagged = "pages: {/: {third_party_block_ms: 310}}",
      .clean = "pages: {/: {third_party_block_ms: 120}}",
      .check = each<Page>(prepare, check),
      .profile = Profile::standard,
      .options = {{"limit", "ms", 250, "milliseconds for which third parties may block a page", "third_party_block_ms"}},
  };
}

}  // namespace stackdrag::rules
