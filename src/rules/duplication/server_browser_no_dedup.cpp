// One event sent by the browser and by the server, with nothing that tells the two are one.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rules/duplication/same_pages.h"

namespace stackdrag::rules {
namespace {

bool is_asked(const Pixel& pixel) { return is_live(pixel) && !pixel.vendor.none() && !pixel.vendor.not_applicable(); }

/// The pixels on the server.
struct Servers {
  std::map<std::string, std::vector<const Pixel*>> by_vendor;
  const Pixel* untold = nullptr;  ///< one that does not say whose it is
};

Servers prepare(const Context& in) {
  Servers servers;
  for (const Pixel& pixel : in.inventory.pixels) {
    if (!is_asked(pixel) || !is_server_side(pixel)) continue;
    if (pixel.vendor)
      servers.by_vendor[vendor_of(pixel, in.packs)].push_back(&pixel);
    else
      servers.untold = &pixel;
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
  if (!is_asked(pixel) || is_server_side(pixel)) return not_applicable();
  if (servers.by_vendor.empty() && servers.untold == nullptr) return not_applicable();
  if (!pixel.vendor) return unknown(pixel, {"vendor"});
  const auto others = servers.by_vendor.find(vendor_of(pixel, in.packs));
  if (others == servers.by_vendor.end()) return servers.untold == nullptr ? not_applicable() : unknown(*servers.untold, {"vendor"});
  const Pixel* untold = nullptr;
  for (const Pixel* server : others->second) {
    if (pixel.account && server->account && *pixel.account != *server->account) continue;
    if (pixel.dedup_key && server->dedup_key) continue;
    if (pixel.sends.unknown() || server->sends.unknown()) untold = pixel.sends.unknown() ? &pixel : server;
    const At<Text>* event = shared_event(pixel, *server);
    if (event == nullptr) continue;
    return flag(event->at, "`{}` and `{}` both send `{}`, and no key tells that it is one event", *pixel.id, *server->id, **event)
        .also(server->sends.at, "`{}` sends it here", *server->id)
        .keyed(std::string(*server->id))
        .act("send one event id from both sides of {}", pixel.common.self);
  }
  if (untold != nullptr) return unknown(*untold, {"sends"});
  return servers.untold == nullptr ? clear() : unknown(*servers.untold, {"vendor"});
}

}  // namespace

Rule server_browser_no_dedup() {
  return {
      .id = "server-browser-no-dedup",
      .title = "Browser and server count one event twice",
      .when = "A browser pixel and a server pixel of one vendor send the same event without a key on both sides.",
      .why = "Conversions look up to twice as many as there are, and the platform's bidding learns from them.",
      .fix = "Send the same event id from both sides, and name it as `dedup_key` on both pixels.",
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
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
