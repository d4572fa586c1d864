// An event that both the browser and the server send, without a key to deduplicate it.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rules/duplication/same_pages.h"

namespace stackdrag::rules {
namespace {

bool is_checked(const Pixel& pixel) { return is_live(pixel) && !pixel.vendor.none() && !pixel.vendor.not_applicable(); }

/// The server-side pixels.
struct Servers {
  std::map<std::string, std::vector<const Pixel*>> by_vendor;
  const Pixel* incomplete = nullptr;  ///< one whose vendor is not recorded
};

Servers prepare(const Context& in) {
  Servers servers;
  for (const Pixel& pixel : in.inventory.pixels) {
    if (!is_checked(pixel) || !is_server_side(pixel)) continue;
    if (pixel.vendor)
      servers.by_vendor[vendor_of(pixel, in.packs)].push_back(&pixel);
    else
      servers.incomplete = &pixel;
  }
  return servers;
}

/// The first event that both send; null if there is none.
const At<Text>* shared_event(const Pixel& browser, const Pixel& server) {
  const auto* const event = std::find_if(browser.sends.begin(), browser.sends.end(), [&](const At<Text>& sent) {
    return std::any_of(server.sends.begin(), server.sends.end(),
                       [&](const At<Text>& other) { return folded_name(*other) == folded_name(*sent); });
  });
  return event == browser.sends.end() ? nullptr : event;
}

Verdict check(const Pixel& pixel, const Servers& servers, const Context& in) {
  if (!is_checked(pixel) || is_server_side(pixel)) return not_applicable();
  if (servers.by_vendor.empty() && servers.incomplete == nullptr) return not_applicable();
  if (!pixel.vendor) return unknown(pixel, {"vendor"});
  const auto others = servers.by_vendor.find(vendor_of(pixel, in.packs));
  if (others == servers.by_vendor.end()) return servers.incomplete == nullptr ? not_applicable() : unknown(*servers.incomplete, {"vendor"});
  const Pixel* incomplete = nullptr;
  for (const Pixel* server : others->second) {
    if (pixel.account && server->account && *pixel.account != *server->account) continue;
    if (pixel.dedup_key && server->dedup_key) continue;
    if (pixel.sends.unknown() || server->sends.unknown()) incomplete = pixel.sends.unknown() ? &pixel : server;
    const At<Text>* event = shared_event(pixel, *server);
    if (event == nullptr) continue;
    return flag(event->at, "`{}` and `{}` both send `{}`, but not both have a deduplication key", *pixel.id, *server->id, **event)
        .also(server->sends.at, "`{}` sends it here", *server->id)
        .keyed(std::string(*server->id))
        .act("send the same event id from both sides of {}", pixel.common.self);
  }
  if (incomplete != nullptr) return unknown(*incomplete, {"sends"});
  return servers.incomplete == nullptr ? clear() : unknown(*servers.incomplete, {"vendor"});
}

}  // namespace

Rule server_browser_no_dedup() {
  return {
      .id = "server-browser-no-dedup",
      .title = "Browser and server events not deduplicated",
      .when = "A browser pixel and a server pixel of one vendor send the same event, and not both have a deduplication key.",
      .why = "Up to twice as many conversions are reported as really happened, and the platform's bidding learns from them.",
      .fix = "Send the same event id from both sides, and record it as `dedup_key` on both pixels.",
      .severity = Severity::high,
      .effort = 3,
      .carry = 0.5,
      .flagged = "pixels: {meta: {vendor: meta, sends: [Purchase]}, meta-capi: {vendor: meta, via: server, sends: [Purchase]}}",
      .clean =
          "pixels: {meta: {vendor: meta, sends: [Purchase], dedup_key: event_id}, meta-capi: {vendor: meta, via: server, sends: "
          "[Purchase], "
          "dedup_key: event_id}}",
      .check = each<Pixel>(prepare, check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
