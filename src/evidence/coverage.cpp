// Which recorded visits would show a pixel if it ran.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/overlay.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// Whether it shows all that ran. A list of cookies, or of what blocked the page, lacks much of it.
bool is_visit(const ExportSource& source) { return source.kind == ExportKind::har; }

/// The sites where the pixel was seen. None if it was not, or if all visits were to one site, where it must be then.
std::set<std::string_view> sites_of(const Pixel& pixel, const Evidence& evidence) {
  std::set<std::string_view> all, own;
  for (const auto& [source, at] : evidence.sources) {
    if (is_visit(source)) all.insert(source.of);
  }
  if (all.size() < 2) return all;
  for (const Sighting* const sighting : evidence.of(pixel.common.self)) {
    const std::vector<std::string>& seen = sighting->item.sources[static_cast<std::size_t>(Grade::seen)];
    for (const auto& [source, at] : evidence.sources) {
      if (std::find(seen.begin(), seen.end(), source.id) != seen.end()) own.insert(source.of);
    }
  }
  return own;
}

/// Whether the recorded visit would show the pixel if it ran there.
bool covers(const ExportSource& visit, const Pixel& pixel) {
  const bool waits = pixel.consent && (*pixel.consent == Consent::analytics || *pixel.consent == Consent::marketing);
  if (visit.choice != Choice::granted && (waits || pixel.consent.unknown())) return false;
  if (pixel.on.unknown()) return true;
  return std::any_of(pixel.on.begin(), pixel.on.end(), [&](const auto& page) {
    if (page->text == Text("all")) return true;
    return std::any_of(visit.pages.begin(), visit.pages.end(),
                       [&](const std::string& path) { return folded_name(page->text.view()) == folded_name(path); });
  });
}

}  // namespace

std::vector<Date> Evidence::days_covering(const Pixel& pixel) const {
  const std::set<std::string_view> sites = sites_of(pixel, *this);
  std::set<Date> days;
  for (const auto& [source, at] : sources) {
    if (is_visit(source) && source.day && sites.count(source.of) != 0 && covers(source, pixel)) days.insert(*source.day);
  }
  return {days.begin(), days.end()};
}

std::vector<Date> Evidence::days_without(const Sighting& sighting, std::string_view source) const {
  const auto shows = [&](const ExportSource& visit) {
    const std::vector<std::string>& seen = sighting.item.sources[static_cast<std::size_t>(Grade::seen)];
    return std::find(seen.begin(), seen.end(), visit.id) != seen.end();
  };
  std::set<Date> days;
  for (const auto& [first, first_at] : sources) {
    if (!shows(first) || (!source.empty() && first.id != source)) continue;
    for (const auto& [visit, visit_at] : sources) {
      // Lists of cookies and inspections miss too much to prove that something is gone.
      const bool is_alike =
          is_visit(first) && is_visit(visit) && visit.of == first.of && visit.choice == first.choice && visit.pages == first.pages;
      if (is_alike && visit.day && first.day && *visit.day > *first.day && !shows(visit)) days.insert(*visit.day);
    }
  }
  return {days.begin(), days.end()};
}

bool Evidence::has_stopped(const Sighting& sighting) const {
  constexpr std::ptrdiff_t enough = 2;  // one visit misses a quarter of what runs
  if (!sighting.last_seen || sighting.item.has(Grade::configured) || sighting.item.has(Grade::published)) return false;
  const std::vector<Date> days = days_without(sighting);
  return std::count_if(days.begin(), days.end(), [&](Date day) { return day > *sighting.last_seen; }) >= enough;
}

}  // namespace stackdrag::evidence
