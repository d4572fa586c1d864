// Finds out which observed item is which declared one. Only what names the same account, or the key in `was`, is surely the same: that two
// companies use the same vendor says nothing. Without an account on one side, an item can still be told if there is no other choice.
#include "evidence/reconcile.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "stackdrag/kinds.h"
#include "stackdrag/pixel_vendor.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// What tells a declared item from others of its kind.
struct Declared {
  ItemId item;
  std::string vendor, family;     ///< as the packs call them; empty if nobody said
  std::string account;            ///< in lower case
  bool by_server = false;         ///< the server sends it, as `via` says
  std::set<std::string> names{};  ///< folded: its id, what people call it, its e-mail address, the campaign in its links
  std::set<Text> was{};           ///< the names that it had before
};

std::vector<Declared> declared_items(const Inventory& inventory, Kind of, const Packs& packs) {
  std::vector<Declared> all;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    if (kind != of) return;
    for (const auto& item : items) {
      if constexpr (requires { item.common; }) {
        Declared one{.item = item.common.self};
        one.names.insert(folded_name(*item.id));
        if (item.common.name) one.names.insert(folded_name(*item.common.name));
        for (const At<Text>& name : item.common.extras().was) one.was.insert(*name);
        if constexpr (requires { item.email; }) {
          if (item.email) one.names.insert(folded_name(*item.email));
        }
        if constexpr (requires { item.utm; }) {
          if (item.utm) {
            for (const At<Text>& value : item.utm->campaign) one.names.insert(folded_name(*value));
          }
        }
        if constexpr (requires { item.vendor; }) {
          if (item.vendor) one.vendor = packs.vendor_key(*item.vendor), one.family = packs.vendor_family(*item.vendor);
        }
        if constexpr (requires { item.account; }) {
          if (item.account) one.account = account_of(item);
          one.by_server = is_server_side(item);
        }
        all.push_back(std::move(one));
      }
    }
  });
  return all;
}

void link(Sighting& sighting, Link link, ItemId item) {
  if (link < sighting.link) return;
  if (link > sighting.link) sighting.declared.clear();
  sighting.link = link;
  sighting.declared.push_back(item);
}

/// The declared items of one kind, by what may tell them.
class OfKind {
 public:
  OfKind(std::vector<Declared> declared, const Packs& packs) : declared_(std::move(declared)), packs_(packs) {
    for (const Declared& one : declared_) {
      if (!one.account.empty()) by_account_[one.account].push_back(&one);
      if (!one.vendor.empty()) by_vendor_[one.vendor].push_back(&one);
      for (const Text was : one.was) by_key_[std::string(was)].push_back(&one);
      for (const std::string& name : one.names) by_name_[name].push_back(&one);
    }
  }

  void link_keys(Sighting& sighting) const {
    for (const Declared* const one : found(by_key_, sighting.item.key)) link(sighting, Link::exact, one->item);
  }
  /// By vendor and account.
  void link_accounts(Sighting& sighting) const {
    const std::string family = packs_.vendor_family(sighting.item.value("vendor"));
    for (const Declared* const one : found(by_account_, account_key(sighting.item.value("account")))) {
      const bool is_same = one->family.empty() || one->family == family;
      // The same account in the browser and on the server are two pixels.
      if (is_same) link(sighting, one->by_server == sighting.item.by_server() ? Link::exact : Link::possible, one->item);
    }
  }
  /// By what people call it: sure if only one item is called so.
  void link_names(Sighting& sighting) const {
    std::vector<std::string_view> names{sighting.item.key, sighting.item.value("name")};
    if (const auto in_links = sighting.item.fields.find("utm.campaign"); in_links != sighting.item.fields.end())
      names.insert(names.end(), in_links->second.begin(), in_links->second.end());
    std::set<ItemId> named;
    for (const std::string_view name : names) {
      for (const Declared* const one : found(by_name_, folded_name(name))) named.insert(one->item);
    }
    for (const ItemId item : named) link(sighting, named.size() == 1 ? Link::exact : Link::possible, item);
  }
  /// By vendor: sure if there is one such declared item and one such sighting that is not linked otherwise, and they do not name different
  /// accounts.
  void link_vendors(const std::vector<Sighting*>& sightings) const {
    std::set<ItemId> taken;
    std::map<std::string, std::vector<Sighting*>> open;
    for (Sighting* const sighting : sightings) {
      if (sighting->is_declared())
        taken.insert(sighting->declared.begin(), sighting->declared.end());
      else if (const std::string_view vendor = sighting->item.value("vendor"); !vendor.empty())
        open[packs_.vendor_key(vendor)].push_back(sighting);
    }
    for (const auto& [vendor, of_vendor] : open) {
      const std::vector<const Declared*>& candidates = found(by_vendor_, vendor);
      const bool is_only = of_vendor.size() == 1 && candidates.size() == 1;
      for (const Declared* const one : candidates) {
        for (Sighting* const sighting : of_vendor) {
          // What is already told by its account may be met once more without it.
          if (taken.count(one->item) != 0 && !(is_only && sighting->item.value("account").empty())) continue;
          const bool lacks_account = one->account.empty() || sighting->item.value("account").empty();
          const bool is_same_side = one->by_server == sighting->item.by_server();
          link(*sighting, is_only && lacks_account && is_same_side ? Link::inferred : Link::possible, one->item);
        }
      }
    }
  }

 private:
  using Index = std::unordered_map<std::string, std::vector<const Declared*>>;
  static const std::vector<const Declared*>& found(const Index& index, const std::string& key) {
    static const std::vector<const Declared*> none;
    const auto place = index.find(key);
    return place == index.end() ? none : place->second;
  }

  std::vector<Declared> declared_;
  const Packs& packs_;
  Index by_account_, by_vendor_, by_key_, by_name_;
};

}  // namespace

void reconcile(const Inventory& inventory, const Packs& packs, std::vector<Sighting>& sightings) {
  std::map<Kind, std::vector<Sighting*>> by_kind;
  for (Sighting& sighting : sightings) by_kind[sighting.item.kind].push_back(&sighting);
  for (const auto& [kind, of_kind] : by_kind) {
    const OfKind items(declared_items(inventory, kind, packs), packs);
    for (Sighting* const sighting : of_kind) {
      items.link_keys(*sighting);
      if (sighting->link == Link::none) items.link_accounts(*sighting);
      if (sighting->link == Link::none && kind != Kind::pixel) items.link_names(*sighting);
    }
    if (kind == Kind::pixel || kind == Kind::tool) items.link_vendors(of_kind);
  }
}

}  // namespace stackdrag::evidence
