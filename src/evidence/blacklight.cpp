// The importer for inspections of a site by Blacklight, which answers no question about consent.
#include <algorithm>
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

namespace stackdrag::evidence {
namespace {

/// Where the inspection ended up, else where it began.
std::optional<WebAddress> site_of(View root) {
  for (const char* const key : {"uri_dest", "uri_ins"}) {
    if (auto address = web_address(text_at(root, key))) return address;
  }
  return std::nullopt;
}

std::vector<std::string> paths_of(View root, const WebAddress& site) {
  std::set<std::string> paths{redacted_path(site.path)};
  const auto history = root.find("browsing_history");
  if (history && history->is_sequence()) {
    for (const View visited : *history) {
      const auto address = visited.is_scalar() ? web_address(visited.text()) : std::nullopt;
      if (address && address->host == site.host) paths.insert(redacted_path(address->path));
    }
  }
  return {paths.begin(), paths.end()};
}

/// The event as Meta's own request calls it; what else the report says of it is meant for people.
std::string event_in(std::string_view query) {
  while (!query.empty()) {
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(part.size() + 1, query.size()));
    if (part.starts_with("ev=")) return redacted_name(part.substr(3));
  }
  return {};
}

void add_meta_events(View reports, SeenPixels& pixels) {
  std::size_t number = 0;
  for (const View event : elements_of(reports, "fb_pixel_events")) {
    const std::string pointer = fmt::format("/reports/fb_pixel_events/{}", number++);
    const std::string_view raw = text_at(event, "raw");
    const std::string_view url = raw.empty() ? text_at(event, "url") : raw;
    const auto address = web_address(url);
    if (!address) continue;
    std::string name = event_in(address->query);
    if (name.empty()) name = redacted_name(text_at(event, "eventName"));
    pixels.add_address(url, pointer, name.empty() ? std::set<std::string>{} : std::set<std::string>{name});
  }
}

/// By the script that has done it, or by the page where it was met: then what was met stands behind it, a script or a host.
void add_recorders(View reports, std::string_view report, SeenPixels& pixels) {
  const auto found = reports.find(report);
  if (!found || !found->is_mapping()) return;
  const std::string pointer = fmt::format("/reports/{}", report);
  found->entries([&](View where, View what) {
    pixels.add_recorder(where.text(), pointer);
    if (!what.is_sequence()) return;
    for (const View one : what) {
      const std::string_view url = one.is_scalar() ? one.text() : text_at(one, "post_request_url");
      pixels.add_recorder(web_address(url) ? std::string(url) : fmt::format("https://{}", url), pointer);
    }
  });
}

void add_fingerprinters(View reports, SeenPixels& pixels) {
  const auto report = reports.find("canvas_fingerprinters");
  if (!report) return;
  for (const View script : elements_of(*report, "fingerprinters")) {
    if (script.is_scalar()) pixels.add_recorder(script.text(), "/reports/canvas_fingerprinters");
  }
}

}  // namespace

void read_blacklight(const Export& in, Imported& out) {
  out.source.choice = Choice::none;
  const auto site = site_of(in.root);
  if (!site) {
    out.problems.push_back({"this inspection does not say which site it is of", in.root.at()});
    return;
  }
  out.source.of = site->host;
  out.source.pages = paths_of(in.root, *site);
  if (const auto day = day_of(text_at(in.root, "start_time"))) out.source.day = day;
  const View reports = *in.root.find("reports");
  SeenPixels pixels(in, site->host);
  add_meta_events(reports, pixels);
  std::size_t number = 0;
  for (const View tracker : elements_of(reports, "third_party_trackers"))
    pixels.add_address(text_at(tracker, "url"), fmt::format("/reports/third_party_trackers/{}", number++));
  add_recorders(reports, "session_recorders", pixels);
  add_recorders(reports, "key_logging", pixels);
  add_fingerprinters(reports, pixels);
  number = 0;
  for (const View cookie : elements_of(reports, "cookies"))
    pixels.add_cookie(text_at(cookie, "name"), text_at(cookie, "domain"), fmt::format("/reports/cookies/{}", number++));
  std::move(pixels).write(Choice::none, out);
}

}  // namespace stackdrag::evidence
