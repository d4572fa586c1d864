// Makes pixels of addresses and cookies.
#include "evidence/seen_pixels.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "evidence/consent_mode.h"
#include "evidence/notes.h"
#include "evidence/sister_domains.h"
#include "evidence/web_address.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag::evidence {
namespace {

bool is_script(const WebAddress& address) { return address.path.ends_with(".js") || address.path.ends_with("/js"); }

constexpr double bytes_of_kilobyte = 1000;

void add_measured(std::optional<double>& sum, std::optional<double> value) {
  if (value) sum = sum.value_or(0) + *value;
}

}  // namespace

SeenPixels::SeenPixels(const Export& in, std::string_view host)
    : in_(in), site_(registrable_domain(host)), hosts_(in.packs, in.identify), cookies_(in.identify) {
  std::vector<std::string> own;
  if (!site_.empty()) own.push_back(site_);
  for (const std::string& other : in.given.first_party) own.push_back(registrable_domain(other));
  hosts_.set_own(std::move(own));
}

bool SeenPixels::is_own(std::string_view host) { return hosts_.of(std::string(host)).role == HostRole::own; }

std::optional<SeenPixels::Name> SeenPixels::add_address(std::string_view url, const std::string& pointer,
                                                        const std::set<std::string>& events) {
  return add(url, pointer, events, false);
}

void SeenPixels::add_recorder(std::string_view url, const std::string& pointer) { add(url, pointer, {}, true); }

std::optional<SeenPixels::Name> SeenPixels::add(std::string_view url, const std::string& pointer, const std::set<std::string>& events,
                                                bool has_recorded) {
  const auto address = web_address(url);
  if (!address) return std::nullopt;
  const Sender sender = in_.identify.address(address->whole);
  const HostInfo& host = hosts_.of(address->host);
  const bool is_code = is_script(*address) || has_recorded;
  if (sender.vendor.empty()) {
    if (is_code && host.role == HostRole::unknown) unknown_domains_.insert(host.domain);
    return std::nullopt;
  }
  // What has followed a visitor is a tag, whatever else comes from its host.
  const Vendor* const vendor = has_recorded ? in_.packs.vendor(sender.vendor) : nullptr;
  const bool is_tag = host.is_tag || (vendor != nullptr && vendor->follows && *vendor->follows);
  if (sender.account.empty() && (host.role == HostRole::own || !is_code || !is_tag)) return std::nullopt;
  const Name name(sender.vendor, sender.account);
  Pixel& pixel = pixels_.try_emplace(name, Pixel{.pointer = pointer}).first->second;
  pixel.events.insert(events.begin(), events.end());
  // What only asks for consent, or loads the tags of others, tells nobody anything.
  const bool is_loader = host.role != HostRole::sender && host.is_tag && sender.vendor == host.vendor;
  pixel.has_run |= !is_loader && (has_recorded || !is_code);
  if (const auto state = consent_mode(address->query)) {
    const StorageState told = is_analytics(sender.vendor) ? state->analytics : state->ads;
    (told == StorageState::waiting || told == StorageState::denied ? pixel.waits : pixel.is_free) = true;
  }
  return name;
}

void SeenPixels::add_cost(const Name& pixel, std::optional<double> block_ms, std::optional<double> bytes) {
  const auto found = pixels_.find(pixel);
  if (found == pixels_.end()) return;
  add_measured(found->second.block_ms, block_ms);
  add_measured(found->second.bytes, bytes);
}

void SeenPixels::add_cookie(std::string_view name, std::string_view domain, const std::string& pointer) {
  const Sender& sender = cookies_.of(name);
  domain.remove_prefix(domain.starts_with('.') ? 1 : 0);
  const bool is_of_site = domain.empty() || site_.empty() || is_own(domain);
  if (is_of_site && sender.is == Sender::Is::vendor && !sender.account.empty()) {
    pixels_.try_emplace({sender.vendor, sender.account}, Pixel{.pointer = pointer}).first->second.has_run = true;
    return;
  }
  const std::string vendor = is_of_site ? sender.vendor : hosts_.of(std::string(domain)).vendor;
  if (!vendor.empty()) without_account_.insert(vendor);
}

/// The only account of a vendor is meant by what names none; of several, nobody knows which.
void SeenPixels::merge_accountless() {
  for (auto at = pixels_.begin(); at != pixels_.end();) {
    const auto first = at;
    at = std::find_if(at, pixels_.end(), [&](const auto& pixel) { return pixel.first.first != first->first.first; });
    const auto count = std::distance(first, at);
    if (!first->first.second.empty() || count == 1) continue;
    if (count == 2) {
      Pixel& meant = std::next(first)->second;
      meant.has_run |= first->second.has_run;
      meant.is_free |= first->second.is_free;
      add_measured(meant.block_ms, first->second.block_ms);
      add_measured(meant.bytes, first->second.bytes);
    }
    pixels_.erase(first);
  }
}

void SeenPixels::write(Choice choice, Imported& out) && {
  merge_accountless();
  for (const auto& entry : pixels_) {
    const auto& name = entry.first;
    const auto& pixel = entry.second;
    const Subject who{.kind = Kind::pixel, .vendor = name.first, .account = name.second, .place = site_};
    const auto add = [&](std::string_view field, std::string_view value) {
      out.observations.push_back({.who = who, .field = std::string(field), .value = std::string(value), .pointer = pixel.pointer});
    };
    add("", "");
    const bool is_unasked = pixel.has_run && (choice == Choice::none || choice == Choice::denied);
    if (pixel.waits && !pixel.is_free)
      add("consent", is_analytics(name.first) ? "analytics" : "marketing");
    else if (is_unasked)
      add("consent", "none");
    for (const std::string& event : pixel.events) add("sends", event);
    if (pixel.block_ms) add("block_ms", format_number(*pixel.block_ms));
    if (pixel.bytes) add("kb", format_number(*pixel.bytes / bytes_of_kilobyte));
    without_account_.erase(name.first);
  }
  if (!without_account_.empty())
    out.notes.push_back(fmt::format("cookies of {} name no account, and are no pixels", quoted_words(without_account_)));
  if (!unknown_domains_.empty())
    out.notes.push_back(fmt::format("no pack knows whose code came from {}; if it is your own, say so with `--first-party`",
                                    quoted_words(unknown_domains_)));
}

}  // namespace stackdrag::evidence
