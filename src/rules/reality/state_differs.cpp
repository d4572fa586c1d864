// An item that is said to run and is switched off, or the other way round.
#include "rules/reality/differing.h"

namespace stackdrag::rules {
namespace {

/// Since when the item is out of use, as far as somebody wrote it.
std::optional<Date> stopped_on(const Pixel& pixel) { return pixel.paused_on ? std::optional(*pixel.paused_on) : std::nullopt; }

/// An item that is switched off, but was seen at work after that.
Verdict check_seen(const Pixel& pixel, const Context& in) {
  if (!pixel.status || is_live(pixel) || *pixel.status == Status::planned) return not_applicable();
  const std::vector<const evidence::Sighting*> sightings = in.facts.evidence->of(pixel.common.self);
  if (sightings.empty()) return not_applicable();
  const std::vector<Date> looks = in.facts.evidence->days_covering(pixel);
  for (const evidence::Sighting* const sighting : sightings) {
    const auto stopped = stopped_on(pixel);
    if (!sighting->last_seen || (stopped && *sighting->last_seen <= *stopped)) continue;
    // A later visit without it shows that it has stopped since.
    if (!looks.empty() && looks.back() > *sighting->last_seen) continue;
    return flag(pixel.status.at, "`{}` is declared as {}, but fired on {} ({})", *pixel.id, is_retired(pixel.status) ? "retired" : "paused",
                *sighting->last_seen, sources_note(*sighting))
        .also(sighting->at, "seen here")
        .as(is_retired(pixel.status) ? Severity::high : Severity::medium)
        .act("switch {} off, or say that it runs", pixel.common.self);
  }
  return clear();
}

/// An item that is said to run, but is switched off where it is set up.
Verdict check_off(const evidence::Difference& difference, const evidence::Sighting& sighting, const Context& in) {
  if (difference.declared_value != "active") return not_applicable();
  return flag(difference.declared, "`{}` is declared as active, but is {} ({})", *id_of(in.inventory, difference.item),
              difference.observed_value, sources_note(sighting))
      .also(difference.observed, "what the evidence says")
      .act("say that {} is switched off, or switch it on", difference.item);
}

}  // namespace

Rule state_differs() {
  return {
      .id = "state-differs",
      .title = "Runs though declared as off, or the reverse",
      .when =
          "An item is declared as active, but is switched off where it is set up; or a pixel is declared as paused or (high) retired, but "
          "was seen at work since.",
      .why = "Somebody counts on it, or counts on being rid of it.",
      .fix = "Switch it on or off, or correct the `status`.",
      .gets = "What counts as on is on, and what counts as off is off.",
      .done = "A fresh export and `status` say the same.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.5,
      .flagged =
          "pixels: {meta: {vendor: meta, account: '608795229329835', status: retired}}\n"
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen}}\n"
          "pixels: {meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-home]}}",
      .clean =
          "pixels: {meta: {vendor: meta, account: '608795229329835', status: paused, paused_on: 2026-11-20}}\n"
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen}}\n"
          "pixels: {meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-home]}}",
      .check = both(each<Pixel>(check_seen), each_difference([](std::string_view field) { return field == "status"; }, check_off)),
      .worst = Severity::high,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
