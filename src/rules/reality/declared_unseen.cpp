// A declared pixel that recorded visits do not show.
#include <set>

#include "rules/reality/differing.h"
#include "rules/usage.h"
#include "stackdrag/pixel_vendor.h"

namespace stackdrag::rules {
namespace {

/// The pixels that something seen may be: nobody can say that they were not seen.
using Perhaps = std::set<ItemId>;

Perhaps prepare(const Context& in) {
  Perhaps perhaps;
  for (const evidence::Sighting& sighting : in.facts.evidence->sightings) {
    if (!sighting.is_declared()) perhaps.insert(sighting.declared.begin(), sighting.declared.end());
  }
  return perhaps;
}

Verdict check(const Pixel& pixel, const Perhaps& perhaps, const Context& in) {
  if (perhaps.contains(pixel.common.self) || !pixel.vendor) return not_applicable();
  if (!is_live(pixel) || is_server_side(pixel) || pixel.seasonal.size() > 0 || is_new(pixel.common, in, pixel.last_seen))
    return not_applicable();
  std::vector<Date> days = in.facts.evidence->days_covering(pixel);
  if (days.empty()) return not_applicable();
  if (pixel.last_seen) std::erase_if(days, [&](Date day) { return day <= *pixel.last_seen; });
  if (days.size() < static_cast<std::size_t>(in.options.number("visits"))) return clear();
  if (pixel.last_seen && days.front() - *pixel.last_seen < in.options.days("silence")) return clear();
  return flag(pixel.id.at, "`{}` did not fire in the visits recorded on {} days from {} to {}", *pixel.id, days.size(), days.front(),
              days.back())
      .measure(static_cast<double>(days.size()), "visits")
      .end("remove {}", pixel.common.self);
}

}  // namespace

Rule declared_unseen() {
  return {
      .id = "declared-unseen",
      .title = "Declared, but in no recorded visit",
      .when =
          "Visits to the pages of a live pixel were recorded on several days, after visitors had agreed, and none of them shows it. Pixels "
          "that the server sends, and seasonal ones, are left alone. One visit proves nothing: a quarter of what runs is missed by it.",
      .why = "It is on the list, in the cookie notice and in the reports, but perhaps not on the page.",
      .fix =
          "Look at the page and the container. If it is gone, retire it; if it fires only sometimes, say where (`on`) or when "
          "(`seasonal`).",
      .gets = "The cookie notice and the reports speak of what really runs.",
      .done = "A recorded visit shows it where `on` says, or it is `status: retired` and out of the cookie notice.",
      .severity = Severity::medium,
      .effort = 1.5,
      .carry = 0.25,
      .flagged =
          "pixels: {meta: {vendor: meta, account: '608795229329835', last_seen: 2026-09-01}}\n"
          "observed: 1\n"
          "sources:\n"
          "  har-1: {kind: har, of: www.acme.example, pages: [/], day: 2026-10-20, grade: seen, consent: granted}\n"
          "  har-2: {kind: har, of: www.acme.example, pages: [/], day: 2026-11-20, grade: seen, consent: granted}",
      .clean =
          "pixels: {meta: {vendor: meta, account: '608795229329835', last_seen: 2026-09-01}}\n"
          "observed: 1\n"
          "sources: {har-1: {kind: har, of: www.acme.example, pages: [/], day: 2026-11-20, grade: seen, consent: granted}}",
      .check = each<Pixel>(prepare, check),
      .options = {{"visits", "days", 2, "days with recorded visits that have to lack it"},
                  days_option("silence", 14, "days from the last sighting to the first of these visits"),
                  new_option()},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
