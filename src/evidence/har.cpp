// Imports a recorded visit: the tags that fired, who brought them, and the containers that were delivered.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "evidence/consent_mode.h"
#include "evidence/har_pixels.h"
#include "evidence/har_visit.h"
#include "evidence/importers.h"
#include "evidence/members.h"
#include "evidence/notes.h"
#include "evidence/sister_domains.h"
#include "evidence/site_hosts.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr double bytes_of_kilobyte = 1000;

/// The domain with the most pages; of several, the one with the most requests.
std::string site_of(const std::vector<HarPage>& pages) {
  std::map<std::string, std::pair<std::size_t, std::size_t>> sizes;
  for (const HarPage& page : pages) {
    if (page.entries == 0) continue;
    auto& [count, entries] = sizes[registrable_domain(page.host)];
    ++count;
    entries += page.entries;
  }
  const auto largest = std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return largest == sizes.end() ? "" : largest->first;
}

/// The domains of the site, that of its pages first.
std::vector<std::string> own_domains(const std::string& site, const Circumstances& given) {
  std::vector<std::string> own = {site};
  for (const std::string& host : given.first_party) own.push_back(registrable_domain(host));
  return own;
}

/// Leaves the pages of the site, and their requests; returns the sites of the others.
std::set<std::string> leave_out_others(HarVisit& visit, SiteHosts& hosts) {
  std::set<std::string> others;
  const auto is_own = [&](const HarPage& page) { return page.entries > 0 && hosts.of(page.host).role == HostRole::own; };
  std::erase_if(visit.requests, [&](const HarRequest& request) { return !is_own(visit.pages[request.page]); });
  for (const HarPage& page : visit.pages) {
    if (page.entries > 0 && !is_own(page)) others.insert(registrable_domain(page.host));
  }
  std::erase_if(visit.pages, [&](const HarPage& page) { return !is_own(page); });
  return others;
}

/// The newest of the days on which something was requested.
std::optional<Date> newest_day(const std::vector<HarRequest>& requests) {
  std::optional<Date> newest;
  for (const HarRequest& request : requests) newest = std::max(newest, day_of(text_at(request.entry, "startedDateTime")));
  return newest;
}

/// Pages on other hosts are written with them.
std::vector<std::string> paths_of(const std::vector<HarPage>& pages, const std::string& host) {
  std::set<std::string> paths;
  for (const HarPage& page : pages) paths.insert(page.host == host ? page.path : page.host + page.path);
  return {paths.begin(), paths.end()};
}

/// What was seen of a tag, or of a container that was delivered.
class Writer {
 public:
  Writer(const Export& in, std::string_view root, std::string site, std::size_t pages, Imported& out)
      : given_(in.given), root_(root), site_(std::move(site)), pages_(pages), out_(out) {}

  void add(const HarPixels::value_type& named) {
    const auto& [name, pixel] = named;
    const Subject who = subject(name);
    observe({.who = who, .pointer = pointer(pixel.first_entry)});
    if (!pixel.via.empty()) observe({.who = who, .field = "via", .value = pixel.via});
    if (const std::string_view consent = consent_of(name.first, pixel); !consent.empty())
      observe({.who = who, .field = "consent", .value = std::string(consent)});
    if (pixel.has_bytes)
      observe({.who = who, .field = "kb", .value = format_number(pixel.bytes / bytes_of_kilobyte / static_cast<double>(pages_))});
  }

  void add(const PublishedPixels::value_type& named) {
    const auto& [name, pixel] = named;
    for (const bool paused : {false, true}) {
      if (paused ? !pixel.is_paused : !pixel.runs) continue;
      observe({.who = subject(name), .pointer = pointer(pixel.entry), .grade = Grade::published, .paused = paused});
      observe({.who = subject(name), .field = "via", .value = "gtm", .grade = Grade::published, .paused = paused});
    }
  }

 private:
  Subject subject(const std::pair<std::string, std::string>& name) const {
    return {.kind = Kind::pixel, .vendor = name.first, .account = name.second, .place = site_};
  }
  std::string pointer(std::size_t entry) const { return fmt::format("{}/log/entries/{}", root_, entry); }
  void observe(Observation observation) { out_.observations.push_back(std::move(observation)); }

  /// What the tag waits for, as far as the visit shows it; empty if it does not.
  std::string_view consent_of(const std::string& vendor, const HarPixel& pixel) const {
    if (pixel.waits && !pixel.is_free) return is_analytics(vendor) ? "analytics" : "marketing";
    const bool is_asked_first = given_.choice == Choice::none || given_.choice == Choice::denied;
    return is_asked_first && !pixel.is_loader && pixel.has_sent ? "none" : "";
  }

  const Circumstances& given_;
  std::string_view root_;
  std::string site_;
  std::size_t pages_;
  Imported& out_;
};

void add_notes(const HarFindings& found, const std::set<std::string>& others, std::vector<std::string>& notes) {
  if (!others.empty()) notes.push_back(fmt::format("the pages of other sites were left out: {}", quoted_words(others)));
  if (!found.unknown_domains.empty())
    notes.push_back(fmt::format("no pack knows whose code came from {}; if it is your own, say so with `--first-party`",
                                quoted_words(found.unknown_domains)));
}

}  // namespace

void read_har(const Export& in, Imported& out) {
  const auto wrapped = in.root.find("har");
  const bool is_wrapped = wrapped && wrapped->find("log");
  const View log = *(is_wrapped ? *wrapped : in.root).find("log");
  SiteHosts hosts(in.packs, in.identify);
  HarVisit visit = read_visit(log, [&](std::string_view host) { return hosts.of(std::string(host)).is_tag; });
  const std::string site = site_of(visit.pages);
  if (site.empty()) {
    out.problems.push_back({"this recording holds no request of a page", log.find("entries")->at()});
    return;
  }
  hosts.set_own(own_domains(site, in.given));
  const std::set<std::string> others = leave_out_others(visit, hosts);
  const auto is_of_site = [&](const HarPage& page) { return registrable_domain(page.host) == site; };
  out.source.of = std::find_if(visit.pages.begin(), visit.pages.end(), is_of_site)->host;
  out.source.pages = paths_of(visit.pages, out.source.of);
  if (const auto day = newest_day(visit.requests)) out.source.day = day;
  const HarFindings found = find_pixels(visit.requests, hosts, in.identify);
  Writer writer(in, is_wrapped ? "/har" : "", site, visit.pages.size(), out);
  for (const auto& pixel : found.pixels) writer.add(pixel);
  for (const auto& pixel : found.published) writer.add(pixel);
  for (const auto& [bringer, vendors] : found.brought) {
    for (const std::string& vendor : vendors) out.source.marks.push_back({.kind = MarkKind::brought_along, .of = vendor, .by = bringer});
  }
  if (found.waiting > 0) out.source.counts["waiting_requests"] = found.waiting;
  add_notes(found, others, out.notes);
}

}  // namespace stackdrag::evidence
