// One event sent by the browser and by the server, with nothing that tells the two are one.
#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "rules/vendors.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

bool is_asked(const Pixel& pixel) { return is_live(pixel) && !pixel.vendor.none() && !pixel.vendor.not_applicable(); }

/// Some of the pixels on the server, which a browser pixel is held against together.
struct Group {
  const Pixel* last_untold = nullptr;  ///< does not say what it sends
  std::map<std::string, const Pixel*> first_by_event;

  void add(const Pixel& server) {
    if (server.sends.unknown()) last_untold = &server;
    for (const At<Text>& event : server.sends) first_by_event.try_emplace(folded_name(*event), &server);
  }
};

enum class Account : std::uint8_t { any, none, named };

struct Servers {
  /// By vendor, account, and whether those with a key that tells events apart are left out.
  std::map<std::tuple<std::string, Account, Text, bool>, Group> groups;
  const Pixel* untold = nullptr;  ///< one that does not say whose it is

  void add(const Pixel& server, const std::string& vendor) {
    for (const bool without_key : {false, true}) {
      if (without_key && server.dedup_key) continue;
      groups[{vendor, Account::any, {}, without_key}].add(server);
      if (server.account)
        groups[{vendor, Account::named, *server.account, without_key}].add(server);
      else
        groups[{vendor, Account::none, {}, without_key}].add(server);
    }
  }
  bool has(const std::string& vendor) const { return groups.contains({vendor, Account::any, {}, false}); }
  /// Those that may count the pixel's events again: of two accounts that are named only equal ones do, and of two keys none.
  std::vector<const Group*> beside(const Pixel& pixel, const std::string& vendor) const {
    std::vector<const Group*> found;
    const auto look_up = [&](Account account, Text name) {
      const auto group = groups.find({vendor, account, name, static_cast<bool>(pixel.dedup_key)});
      if (group != groups.end()) found.push_back(&group->second);
    };
    if (pixel.account) {
      look_up(Account::named, *pixel.account);
      look_up(Account::none, {});
    } else {
      look_up(Account::any, {});
    }
    return found;
  }
};

Servers prepare(const Context& in) {
  Servers servers;
  for (const Pixel& pixel : in.inventory.pixels) {
    if (!is_asked(pixel) || !is_server_side(pixel)) continue;
    if (pixel.vendor)
      servers.add(pixel, vendor_of(pixel, in.packs));
    else
      servers.untold = &pixel;
  }
  return servers;
}

bool sends(const Pixel& pixel, const std::string& folded) {
  return std::any_of(pixel.sends.begin(), pixel.sends.end(), [&](const At<Text>& event) { return folded_name(*event) == folded; });
}

/// The first server in the inventory that sends what the pixel sends; null if there is none.
const Pixel* first_sender(const Pixel& pixel, const std::vector<const Group*>& groups) {
  const Pixel* first = nullptr;
  for (const At<Text>& event : pixel.sends) {
    const std::string folded = folded_name(*event);
    for (const Group* group : groups) {
      const auto found = group->first_by_event.find(folded);
      if (found == group->first_by_event.end()) continue;
      if (first == nullptr || found->second->common.self.index < first->common.self.index) first = found->second;
    }
  }
  return first;
}

/// The last server in the inventory that does not say what it sends; null if there is none.
const Pixel* last_untold(const std::vector<const Group*>& groups) {
  const Pixel* last = nullptr;
  for (const Group* group : groups) {
    const Pixel* const untold = group->last_untold;
    if (untold != nullptr && (last == nullptr || untold->common.self.index > last->common.self.index)) last = untold;
  }
  return last;
}

Verdict check(const Pixel& pixel, const Servers& servers, const Context& in) {
  if (!is_asked(pixel) || is_server_side(pixel)) return not_applicable();
  if (servers.groups.empty() && servers.untold == nullptr) return not_applicable();
  if (!pixel.vendor) return unknown(pixel, {"vendor"});
  const std::string vendor = vendor_of(pixel, in.packs);
  if (!servers.has(vendor)) return servers.untold == nullptr ? not_applicable() : unknown(*servers.untold, {"vendor"});
  const std::vector<const Group*> groups = servers.beside(pixel, vendor);
  if (pixel.sends.unknown() && !groups.empty()) return unknown(pixel, {"sends"});
  if (const Pixel* const server = first_sender(pixel, groups)) {
    const auto* const event =
        std::find_if(pixel.sends.begin(), pixel.sends.end(), [&](const At<Text>& sent) { return sends(*server, folded_name(*sent)); });
    return flag(event->at, "`{}` and `{}` both send `{}`, and no key tells that it is one event", *pixel.id, *server->id, **event)
        .also(server->sends.at, "`{}` sends it here", *server->id)
        .keyed(std::string(*server->id))
        .act("send one event id from both sides of {}", pixel.common.self);
  }
  if (const Pixel* const untold = last_untold(groups)) return unknown(*untold, {"sends"});
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
