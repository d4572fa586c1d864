// A pixel in the page itself that its container does not hold.
#include <map>
#include <set>

#include "rules/data/loaders.h"
#include "rules/reality/differing.h"
#include "stackdrag/pixel_vendor.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using evidence::Grade;

const std::vector<std::string>& ids_of(const evidence::Sighting& sighting, Grade grade) {
  return sighting.item.sources[static_cast<std::size_t>(grade)];
}

bool has(const std::vector<std::string>& ids, std::string_view id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

/// The containers whose content is known that ran during a visit: their names, and the sources that say what is in them.
struct Containers {
  std::set<std::string_view> names, sources;
  bool are_known = true;  ///< of each of them somebody knows what is in it
};

Containers containers_in(std::string_view visit, const evidence::Evidence& evidence) {
  Containers found;
  bool are_published = false;
  for (const evidence::Sighting& sighting : evidence.sightings) are_published |= has(ids_of(sighting, Grade::published), visit);
  if (are_published) found.sources.insert(visit);
  for (const evidence::Sighting& sighting : evidence.sightings) {
    if (sighting.item.value("vendor") != "google-tag-manager" || !has(ids_of(sighting, Grade::seen), visit)) continue;
    const std::string_view name = sighting.item.value("account");
    found.names.insert(name);
    bool is_known = are_published;
    for (const auto& [source, at] : evidence.sources) {
      if (source.kind != evidence::ExportKind::gtm || lower_case(source.of) != lower_case(name)) continue;
      found.sources.insert(source.id);
      is_known = true;
    }
    found.are_known &= is_known;
  }
  return found;
}

struct Shared {
  Askers askers;
  std::set<ItemId> filled_in;  ///< pixels of which only the evidence says how they get onto the page
  std::map<std::string_view, Containers> by_visit;
};

Shared prepare(const Context& in) {
  Shared shared{find_askers(in), {}, {}};
  for (const auto& [item, field] : in.facts.evidence->filled) {
    if (field->name == "via") shared.filled_in.insert(item);
  }
  for (const auto& [source, at] : in.facts.evidence->sources) {
    if (source.kind == evidence::ExportKind::har) shared.by_visit.emplace(source.id, containers_in(source.id, *in.facts.evidence));
  }
  return shared;
}

Verdict check(const Pixel& pixel, const Shared& shared, const Context& in) {
  // Who says so in the inventory knows it; who says otherwise is told by `fact-differs`.
  if (shared.filled_in.count(pixel.common.self) == 0) return not_applicable();
  const std::vector<const evidence::Sighting*> sightings = in.facts.evidence->of(pixel.common.self);
  // What asks for consent has to load before the container, and so does a container.
  const bool is_loader = is_container(pixel, in.packs) || shared.askers.have(pixel, in.packs);
  if (sightings.empty() || !is_live(pixel) || is_loader) return not_applicable();
  for (const evidence::Sighting* const sighting : sightings) {
    if (sighting->item.value("via") != "hard-coded" || ids_of(*sighting, Grade::seen).empty()) continue;
    const auto by = sighting->item.by.find("via");
    const std::string_view visit = by == sighting->item.by.end() ? std::string_view(ids_of(*sighting, Grade::seen).front()) : by->second;
    const auto found = shared.by_visit.find(visit);
    if (found == shared.by_visit.end()) continue;
    const Containers& containers = found->second;
    const auto holds_it = [&](std::string_view source) {
      return has(ids_of(*sighting, Grade::published), source) || has(ids_of(*sighting, Grade::configured), source);
    };
    if (!containers.are_known || containers.names.empty() || std::any_of(containers.sources.begin(), containers.sources.end(), holds_it))
      continue;
    return flag(pixel.id.at, "`{}` is in the page itself, and not in its container {} ({})", *pixel.id,
                join_words(std::vector<std::string>(containers.names.begin(), containers.names.end())), sources_note(*sighting, "via"))
        .also(sighting->at, "seen here")
        .act("move {} into the container");
  }
  return clear();
}

}  // namespace

Rule tag_hard_coded() {
  return {
      .id = "tag-hard-coded",
      .title = "Pixel that bypasses the container",
      .when =
          "A recorded visit shows that the page itself loads a declared pixel, and what is known of the page's container holds no such "
          "tag. "
          "Pixels whose `via` is declared are left alone.",
      .why = "Whoever pauses it in the container changes nothing, and no consent that is set there holds it back.",
      .fix = "Move it into the container, with its consent. If it has to stay in the page, declare it: `via: hard-coded`.",
      .gets = "It is known where to switch it off, and whether the banner can hold it back.",
      .done = "With its tag in the container paused, a visit shows no request of it; or it is declared as `via: hard-coded`.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.25,
      .flagged =
          "pixels: {meta: {vendor: meta, account: '608795229329835'}, gtm: {vendor: google-tag-manager, account: GTM-AB12CD3}}\n"
          "observed: 1\n"
          "sources:\n"
          "  gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, grade: configured}\n"
          "  har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen}\n"
          "pixels:\n"
          "  google-tag-manager.GTM-AB12CD3: {vendor: google-tag-manager, account: GTM-AB12CD3, seen: [har-home]}\n"
          "  meta.608795229329835: {vendor: meta, account: '608795229329835', via: hard-coded, seen: [har-home]}",
      .clean =
          "pixels: {meta: {vendor: meta, account: '608795229329835', via: hard-coded}, gtm: {vendor: google-tag-manager, account: "
          "GTM-AB12CD3}}\n"
          "observed: 1\n"
          "sources:\n"
          "  gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, grade: configured}\n"
          "  har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen}\n"
          "pixels:\n"
          "  google-tag-manager.GTM-AB12CD3: {vendor: google-tag-manager, account: GTM-AB12CD3, seen: [har-home]}\n"
          "  meta.608795229329835: {vendor: meta, account: '608795229329835', via: hard-coded, seen: [har-home]}",
      .check = each<Pixel>(prepare, check),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
