// An event that both the browser and the server send, without a key to deduplicate it.
#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "stackdrag/pixel_vendor.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether the pixel has a key, or needs none.
bool is_deduplicated(const Pixel& pixel) { return pixel.dedup_key || pixel.dedup_key.not_applicable(); }

bool is_checked(const Pixel& pixel) { return is_live(pixel) && !pixel.vendor.none() && !pixel.vendor.not_applicable(); }

/// Server-side pixels that a browser pixel is compared with as one group.
struct Group {
  const Pixel* last_incomplete = nullptr;  ///< its `sends` is not recorded
  std::map<std::string, const Pixel*> first_by_event;

  void add(const Pixel& server) {
    if (server.sends.unknown()) last_incomplete = &server;
    for (const At<Text>& event : server.sends) first_by_event.try_emplace(folded_name(*event), &server);
  }
};

enum class Account : std::uint8_t { any, none, named };

/// The server-side pixels.
struct Servers {
  /// By vendor, account, and whether pixels with a deduplication key are left out.
  std::map<std::tuple<std::string, Account, std::string, bool>, Group> groups;
  const Pixel* incomplete = nullptr;  ///< one whose vendor is not recorded

  /// `vendor` is the vendor of the pixel, or a name under which it stands for any product of its company.
  void add(const Pixel& server, const std::string& vendor) {
    for (const bool without_key : {false, true}) {
      if (without_key && is_deduplicated(server)) continue;
      groups[{vendor, Account::any, {}, without_key}].add(server);
      if (server.account)
        groups[{vendor, Account::named, account_of(server), without_key}].add(server);
      else
        groups[{vendor, Account::none, {}, without_key}].add(server);
    }
  }
  bool has(const std::string& vendor) const { return groups.contains({vendor, Account::any, {}, false}); }
  /// The groups that may send the pixel's events a second time: none of another account, and with or without those that have a
  /// deduplication key.
  std::vector<const Group*> possible_duplicates(const Pixel& pixel, const std::string& vendor, bool without_key) const {
    std::vector<const Group*> found;
    const auto look_up = [&](Account account, const std::string& name) {
      const auto group = groups.find({vendor, account, name, without_key});
      if (group != groups.end()) found.push_back(&group->second);
    };
    if (pixel.account) {
      look_up(Account::named, account_of(pixel));
      look_up(Account::none, {});
    } else {
      look_up(Account::any, {});
    }
    return found;
  }
};

/// What all products of a company are filed under.
std::string any_of(const std::string& family) { return "any of " + family; }

/// Under what to look for the servers of a pixel's vendor: `google` may mean any of Google's products, and any of them just Google.
std::vector<std::string> vendors_to_compare(const Pixel& pixel, const Packs& packs) {
  const std::string vendor = vendor_of(pixel, packs);
  const std::string family = family_of(pixel, packs);
  if (vendor == family) return {any_of(family)};
  return {vendor, family};
}

Servers prepare(const Context& in) {
  Servers servers;
  for (const Pixel& pixel : in.inventory.pixels) {
    if (!is_checked(pixel) || !is_server_side(pixel)) continue;
    if (!pixel.vendor) {
      servers.incomplete = &pixel;
      continue;
    }
    servers.add(pixel, vendor_of(pixel, in.packs));
    servers.add(pixel, any_of(family_of(pixel, in.packs)));
  }
  return servers;
}

bool sends(const Pixel& pixel, const std::string& folded) {
  return std::any_of(pixel.sends.begin(), pixel.sends.end(), [&](const At<Text>& event) { return folded_name(*event) == folded; });
}

/// In the order of the inventory.
bool is_before(const Pixel* a, const Pixel* b) { return a->common.self.index < b->common.self.index; }  // no mutant: equal places are one

/// The first server-side pixel in the inventory that sends an event of this pixel; null if there is none.
const Pixel* first_sender(const Pixel& pixel, const std::vector<const Group*>& groups) {
  const Pixel* first = nullptr;
  for (const At<Text>& event : pixel.sends) {
    const std::string folded = folded_name(*event);
    for (const Group* group : groups) {
      const auto found = group->first_by_event.find(folded);
      if (found == group->first_by_event.end()) continue;
      if (first == nullptr || is_before(found->second, first)) first = found->second;
    }
  }
  return first;
}

/// The last server-side pixel in the inventory whose `sends` is not recorded; null if there is none.
const Pixel* last_incomplete(const std::vector<const Group*>& groups) {
  const Pixel* last = nullptr;
  for (const Group* group : groups) {
    const Pixel* const incomplete = group->last_incomplete;
    if (incomplete != nullptr && (last == nullptr || is_before(last, incomplete))) last = incomplete;
  }
  return last;
}

/// A deduplication key under one name: the browser and the server of a vendor may call the same parameter differently.
std::string key_of(const Pixel& pixel, const Packs& packs) {
  const std::string key = folded_name(*pixel.dedup_key);
  if (key == "orderid" && family_of(pixel, packs) == "google") return "transactionid";
  return key == "clientdedupid" ? "eventid" : key;
}

/// A finding if a server sends an event of the pixel with another key, which deduplicates nothing.
Verdict check_keys(const Pixel& pixel, const Servers& servers, const Context& in) {
  std::vector<const Group*> groups;
  for (const std::string& vendor : vendors_to_compare(pixel, in.packs)) {
    const std::vector<const Group*> more = servers.possible_duplicates(pixel, vendor, false);
    groups.insert(groups.end(), more.begin(), more.end());
  }
  const Pixel* const server = pixel.dedup_key ? first_sender(pixel, groups) : nullptr;
  if (server == nullptr || !server->dedup_key || key_of(*server, in.packs) == key_of(pixel, in.packs)) return clear();
  return flag(pixel.dedup_key.at, "`{}` and `{}` send the same events with different deduplication keys, `{}` and `{}`", *pixel.id,
              *server->id, *pixel.dedup_key, *server->dedup_key)
      .also(server->dedup_key.at, "the key of `{}`", *server->id)
      .keyed(std::string(*server->id))
      .act("send the same event id from both sides of {}", pixel.common.self);
}

Verdict check(const Pixel& pixel, const Servers& servers, const Context& in) {
  if (!is_checked(pixel) || is_server_side(pixel)) return not_applicable();
  if (servers.groups.empty() && servers.incomplete == nullptr) return not_applicable();
  if (!pixel.vendor) return unknown(pixel, {"vendor"});
  std::vector<const Group*> groups;
  bool any = false;
  for (const std::string& vendor : vendors_to_compare(pixel, in.packs)) {
    any = any || servers.has(vendor);
    const std::vector<const Group*> more = servers.possible_duplicates(pixel, vendor, is_deduplicated(pixel));
    groups.insert(groups.end(), more.begin(), more.end());
  }
  if (!any) return servers.incomplete == nullptr ? not_applicable() : unknown(*servers.incomplete, {"vendor"});
  if (pixel.sends.unknown() && !groups.empty()) return unknown(pixel, {"sends"});
  if (const Pixel* const server = first_sender(pixel, groups)) {
    const auto* const event =
        std::find_if(pixel.sends.begin(), pixel.sends.end(), [&](const At<Text>& sent) { return sends(*server, folded_name(*sent)); });
    return flag(event->at, "`{}` and `{}` both send `{}`, but at least one of them has no deduplication key", *pixel.id, *server->id,
                **event)
        .also(server->sends.at, "`{}` sends it here", *server->id)
        .keyed(std::string(*server->id))
        .lacking(pixel.dedup_key.none() ? pixel.dedup_key : server->dedup_key)
        .act("send the same event id from both sides of {}", pixel.common.self);
  }
  if (Verdict keys = check_keys(pixel, servers, in); keys.finding() != nullptr) return keys;
  if (const Pixel* const incomplete = last_incomplete(groups)) return unknown(*incomplete, {"sends"});
  return servers.incomplete == nullptr ? clear() : unknown(*servers.incomplete, {"vendor"});
}

}  // namespace

Rule server_browser_no_dedup() {
  return {
      .id = "server-browser-no-dedup",
      .title = "Browser and server events not deduplicated",
      .when =
          "A browser pixel and a server pixel of one vendor send the same event, and not both have a deduplication key, or not the same "
          "one.",
      .why = "Up to twice as many conversions are reported as really happened, and the platform's bidding learns from them.",
      .fix = "Send the same event id from both sides, and record it as `dedup_key` on both pixels.",
      .gets = "A sale that browser and server both report counts as one.",
      .done = "One test purchase, sent from both sides with the same event id, is shown once by the vendor.",
      .severity = Severity::high,
      .effort = 3,
      .carry = 0.5,
      .flagged = "pixels: {meta: {vendor: meta, sends: [Purchase]}, meta-capi: {vendor: meta, via: server, sends: [Purchase]}}",
      .clean =
          "pixels: {meta: {vendor: meta, sends: [Purchase], dedup_key: event_id}, meta-capi: {vendor: meta, via: server, sends: "
          "[Purchase], dedup_key: event_id}}",
      .check = each<Pixel>(prepare, check),
      .profile = Profile::standard,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
