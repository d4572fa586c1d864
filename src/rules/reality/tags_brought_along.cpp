// The tags that another vendor's tag has loaded.
#include <algorithm>
#include <map>
#include <set>

#include "rules/subjects.h"
#include "stackdrag/pixel_vendor.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using evidence::Consulted;
using evidence::ExportSource;
using evidence::Mark;
using evidence::MarkKind;

/// What one vendor's tag has brought, and the newest visit that shows it.
struct Brought {
  std::set<std::string_view> vendors;
  const Consulted* newest = nullptr;
};

bool is_mark(const Mark& mark, std::string_view bringer, std::string_view vendor) {
  return mark.kind == MarkKind::brought_along && mark.by == bringer && mark.of == vendor;
}

/// Whether visits on two later days, like the one that showed it, lack it.
bool has_stopped(const Mark& mark, const ExportSource& visit, const std::vector<Consulted>& all) {
  constexpr std::size_t enough = 2;
  std::set<Date> days;
  for (const auto& [other, at] : all) {
    const bool is_alike = other.kind == visit.kind && other.of == visit.of && other.choice == visit.choice && other.pages == visit.pages;
    const bool is_later = is_alike && other.day && visit.day && *other.day > *visit.day;
    if (!is_later) continue;
    const bool shows =
        std::any_of(other.marks.begin(), other.marks.end(), [&](const Mark& known) { return is_mark(known, mark.by, mark.of); });
    if (shows) return true;  // the later visit speaks for itself
    days.insert(*other.day);
  }
  return days.size() >= enough;
}

/// The vendors of the declared pixels, and the companies behind them: of those, somebody has decided.
std::set<std::string> declared_vendors(const Context& in) {
  std::set<std::string> vendors;
  for (const Pixel& pixel : in.inventory.pixels) {
    if (pixel.vendor) vendors.insert(vendor_of(pixel, in.packs));
  }
  return vendors;
}

/// By the vendor that brought them. What a company's tag brings of the same company belongs to it.
std::map<std::string_view, Brought> brought_along(const Context& in) {
  const std::vector<Consulted>& all = in.facts.evidence->sources;
  const std::set<std::string> declared = declared_vendors(in);
  std::map<std::string_view, Brought> found;
  for (const Consulted& consulted : all) {
    for (const Mark& mark : consulted.source.marks) {
      if (mark.kind != MarkKind::brought_along || has_stopped(mark, consulted.source, all)) continue;
      if (declared.contains(in.packs.vendor_key(mark.of)) || in.packs.vendor_family(mark.of) == in.packs.vendor_family(mark.by)) continue;
      Brought& brought = found[mark.by];
      brought.vendors.insert(mark.of);
      if (brought.newest == nullptr || brought.newest->source.day < consulted.source.day) brought.newest = &consulted;
    }
  }
  return found;
}

/// The declared pixel of the vendor, if there is one; else the vendor as it was observed.
Subject subject_of_bringer(std::string_view vendor, const Brought& brought, const Context& in) {
  const Pixel* only = nullptr;
  for (const Pixel& pixel : in.inventory.pixels) {
    if (!pixel.vendor || !is_live(pixel) || vendor_of(pixel, in.packs) != vendor) continue;
    if (only != nullptr) return {.kind = "observed", .id = vendor, .at = brought.newest->at};
    only = &pixel;
  }
  if (only != nullptr) return subject_of(in.facts, *only);
  return {.kind = "observed", .id = vendor, .at = brought.newest->at};
}

std::string names_of_vendors(const std::set<std::string_view>& vendors) {
  constexpr std::size_t shown = 4;
  std::vector<std::string> names;
  for (const std::string_view vendor : vendors) {
    if (names.size() < shown) names.emplace_back(vendor);
  }
  if (vendors.size() > shown) names.push_back(fmt::format("{} more", vendors.size() - shown));
  return join_words(names);
}

void ask(const Context& in, const Check::Take& take) {
  const double many = in.options.number("many");
  for (const auto& [vendor, brought] : brought_along(in)) {
    const Subject subject = subject_of_bringer(vendor, brought, in);
    const auto count = static_cast<double>(brought.vendors.size());
    Verdict verdict = flag(subject.at, "the tag of `{}` loads those of {}: {} (seen by `{}`)", vendor,
                           count_of(brought.vendors.size(), "other vendor"), names_of_vendors(brought.vendors), brought.newest->source.id)
                          .measure(count, "vendors")
                          .as(count >= many ? Severity::medium : Severity::low)
                          .act("find out what {} loads, and stop what nobody wants");
    take(subject, verdict);
  }
}

}  // namespace

Rule tags_brought_along() {
  return {
      .id = "tags-brought-along",
      .title = "Tag that loads those of other vendors",
      .when =
          "A recorded visit shows that the tag of one vendor has loaded those of others, of which no pixel is declared: low, and "
          "medium from five on. What visits on two later days lack has stopped.",
      .why = "Nobody here has chosen these. They may be missing in the cookie notice, and each of them slows the page.",
      .fix =
          "Look for partners, audiences and cookie matching in the settings of the tag, and switch off what nobody wants. Declare as a "
          "pixel "
          "what is to stay, and name it in the cookie notice.",
      .gets = "Fewer companies on the pages that nobody here has chosen.",
      .done = "On a recorded visit it loads only vendors that are declared and stand in the cookie notice.",
      .severity = Severity::low,
      .effort = 2,
      .carry = 0.25,
      .flagged =
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, pages: [/], day: 2026-11-20, grade: seen,\n"
          "  marks: [{kind: brought-along, of: criteo, by: adroll}, {kind: brought-along, of: taboola, by: adroll}]}}",
      .clean = "observed: 1\nsources: {har-home: {kind: har, of: www.acme.example, pages: [/], day: 2026-11-20, grade: seen}}",
      .check = {ask},
      .worst = Severity::medium,
      .options = {{"many", "vendors", 5, "from how many on it is medium"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
