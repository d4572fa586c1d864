// The importer for reports of Lighthouse: what third parties cost a page.
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "evidence/importers.h"
#include "evidence/members.h"
#include "evidence/redact.h"
#include "evidence/seen_pixels.h"
#include "evidence/web_address.h"
#include "stackdrag/units.h"

namespace stackdrag::evidence {
namespace {

/// The page that was measured: where the browser ended up, as far as the version says that.
std::optional<WebAddress> page_of(View root) {
  for (const char* const key : {"finalDisplayedUrl", "mainDocumentUrl", "finalUrl", "requestedUrl"}) {
    if (auto address = web_address(text_at(root, key))) return address;
  }
  return std::nullopt;
}

/// The audit by its present name or its former one; empty if the report has neither.
std::string audit_of(View audits) {
  for (const char* const name : {"third-party-summary", "third-parties-insight"}) {
    const auto audit = audits.find(name);
    const auto details = audit ? audit->find("details") : std::nullopt;
    if (details && !elements_of(*details, "items").empty()) return name;
  }
  return {};
}

/// How long it blocks the page. That it keeps the main thread busy does not say so, since short tasks block nothing.
std::optional<double> blocking_of(View item) { return parse_number(text_at(item, "blockingTime")); }
std::optional<double> bytes_of(View item) { return parse_number(text_at(item, "transferSize")); }

std::vector<View> addresses_of(View entity) {
  const auto inside = entity.find("subItems");
  return inside ? elements_of(*inside, "items") : std::vector<View>();
}

class ThirdParties {
 public:
  ThirdParties(const Export& in, std::string_view host) : pixels_(in, host) {}

  void add(View entity, const std::string& pointer) {
    const std::vector<View> addresses = addresses_of(entity);
    if (is_of_house(addresses)) return;
    if (const auto ms = blocking_of(entity)) blocked_ = blocked_.value_or(0) + *ms;
    std::vector<std::optional<SeenPixels::Name>> names;
    std::set<SeenPixels::Name> all;
    for (const View address : addresses) {
      names.push_back(pixels_.add_address(text_at(address, "url"), pointer));
      if (names.back()) all.insert(*names.back());
    }
    if (all.empty()) ++untold_;
    // The report lists the heaviest addresses only: what is one pixel's is the whole.
    if (all.size() == 1) return pixels_.add_cost(*all.begin(), blocking_of(entity), bytes_of(entity));
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i]) pixels_.add_cost(*names[i], blocking_of(addresses[i]), bytes_of(addresses[i]));
    }
  }

  std::optional<double> blocked() const { return blocked_; }
  void write(Choice choice, Imported& out) && {
    std::move(pixels_).write(choice, out);
    if (untold_ > 0) out.notes.push_back(fmt::format("third parties that are no tags, or that no pack knows: {}", untold_));
  }

 private:
  bool is_of_house(const std::vector<View>& addresses) {
    for (const View each : addresses) {
      const auto address = web_address(text_at(each, "url"));
      if (!address || !pixels_.is_own(address->host)) return false;
    }
    return !addresses.empty();
  }

  SeenPixels pixels_;
  std::optional<double> blocked_;
  std::size_t untold_ = 0;
};

}  // namespace

void read_lighthouse(const Export& in, Imported& out) {
  const auto page = page_of(in.root);
  if (!page) {
    out.problems.push_back({"this report does not say which page it is of", in.root.at()});
    return;
  }
  out.source.of = page->host;
  out.source.pages = {redacted_path(page->path)};
  if (const auto day = day_of(text_at(in.root, "fetchTime"))) out.source.day = day;
  const View audits = *in.root.find("audits");
  const std::string audit = audit_of(audits);
  if (audit.empty()) {
    out.notes.push_back("this report lists no third parties");
    return;
  }
  ThirdParties third_parties(in, page->host);
  std::size_t number = 0;
  for (const View entity : elements_of(*audits.find(audit)->find("details"), "items"))
    third_parties.add(entity, fmt::format("/audits/{}/details/items/{}", audit, number++));
  if (const auto blocked = third_parties.blocked()) {
    // No two measurements are the same: tens are exact enough.
    constexpr double step = 10;
    out.observations.push_back({.who = {.kind = Kind::page, .vendor = out.source.pages.front()},
                                .field = "third_party_block_ms",
                                .value = format_number(std::round(*blocked / step) * step),
                                .pointer = fmt::format("/audits/{}", audit)});
  }
  std::move(third_parties).write(in.given.choice, out);
}

}  // namespace stackdrag::evidence
