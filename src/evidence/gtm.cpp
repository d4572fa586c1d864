// The importer for containers of Google Tag Manager. Many tags are few pixels: a pixel is a vendor's account, on the web or on a server,
// and what its tags say about it is put together here.
#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "evidence/export_secrets.h"
#include "evidence/gtm_container.h"
#include "evidence/gtm_counts.h"
#include "evidence/gtm_events.h"
#include "evidence/gtm_owner.h"
#include "evidence/gtm_variables.h"
#include "evidence/importers.h"
#include "evidence/redact.h"
#include "stackdrag/enum_names.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

using namespace gtm;

/// A tag, as far as it is about one vendor.
struct Use {
  const Tag* tag;
  std::set<std::string> events;
  std::string dedup_key;
};

using Name = std::pair<std::string, std::string>;  ///< vendor and account
using Pixels = std::map<Name, std::vector<Use>>;
/// The tags that name no account of their vendor.
using Unnamed = std::vector<std::pair<std::string, Use>>;

constexpr std::string_view analytics = "analytics", marketing = "marketing";

/// What a tag waits for; empty if that is not known. That it needs no consent beyond what is built into it does not say that it fires
/// without any.
std::string_view consent_of(const Tag& tag) {
  if (tag.decision != Decision::needed) return "";
  std::string_view waits_for;
  for (const std::string_view type : tag.consent_types) {
    const std::string word = lower_case(type);
    const auto has = [&](std::string_view part) { return word.find(part) != word.npos; };
    // It waits for all of them, so that the rarest counts. Platforms for consent have names of their own.
    if (word.starts_with("ad_") || has("marketing") || has("advert") || has("targeting")) return marketing;
    if (has("analytic") || has("statistic") || has("performance")) waits_for = analytics;
  }
  return waits_for;
}

/// What the pixel waits for, which is what its least careful tag does; empty if one of them says nothing.
std::string consent_of(const std::vector<Use>& uses) {
  std::string least;
  for (const Use& use : uses) {
    const std::string_view one = consent_of(*use.tag);
    if (one.empty()) return "";
    if (least.empty() || one == analytics) least = one;
  }
  return least;
}

/// The day on which all of the tags were paused at the latest; empty if that is not known.
std::string paused_on(const std::vector<Use>& uses) {
  std::optional<Date> latest;
  for (const Use& use : uses) {
    if (!use.tag->edited) return "";
    latest = std::max(latest, use.tag->edited);
  }
  return fmt::format("{}", *latest);
}

class PixelWriter {
 public:
  PixelWriter(const Container& container, Imported& out) : container_(container), out_(out) {}

  void write(const Name& name, const std::vector<Use>& uses) {
    const auto is_running = [](const Use& use) { return !use.tag->is_paused; };
    std::vector<Use> counted;
    std::copy_if(uses.begin(), uses.end(), std::back_inserter(counted), is_running);
    // What is paused says nothing about a pixel that runs.
    is_paused_ = counted.empty();
    if (is_paused_) counted = uses;
    const Tag& first = *counted.front().tag;
    who_ = {.kind = Kind::pixel, .vendor = name.first, .account = name.second, .place = container_.place};
    who_.server_side = container_.is_server;
    if (name.first.empty()) who_.engine_id = first.id.empty() ? fmt::format("n{}", first.number) : redacted_name(first.id);
    pointer_ = fmt::format("{}/tag/{}", container_.is_wrapped ? "/containerVersion" : "", first.number);
    add("", "");
    // What nobody knows is told by what its owners call it.
    if (name.first.empty()) add("name", redacted_name(first.name));
    add("via", container_.is_server ? "server" : "gtm");
    if (is_paused_) add("paused_on", paused_on(counted));
    if (!is_paused_ && std::any_of(counted.begin(), counted.end(), [&](const Use& use) { return container_.is_on_every_page(*use.tag); }))
      add("on", "all");
    add("consent", consent_of(counted));
    add_events(counted);
  }

 private:
  void add_events(const std::vector<Use>& uses) {
    std::set<std::string> events;
    std::string dedup_key;
    for (const Use& use : uses) {
      events.insert(use.events.begin(), use.events.end());
      if (dedup_key.empty()) dedup_key = use.dedup_key;
    }
    for (const std::string& event : events) add("sends", event);
    add("dedup_key", dedup_key);
  }

  void add(std::string_view field, std::string value) {
    if (value.empty() && !field.empty()) return;
    out_.observations.push_back(
        {.who = who_, .field = std::string(field), .value = std::move(value), .pointer = pointer_, .grade = {}, .paused = is_paused_});
  }

  const Container& container_;
  Imported& out_;
  Subject who_;
  std::string pointer_;
  bool is_paused_ = false;
};

/// A tag without an account reports to the only one that its container has of the vendor; what may go to any product of a company, to
/// the only one that there is of the company.
void add_unnamed(Pixels& pixels, Unnamed unnamed, const Packs& packs) {
  std::map<std::string, std::set<Name>> accounts;
  for (const auto& [name, uses] : pixels) {
    if (name.second.empty()) continue;
    accounts[name.first].insert(name);
    if (const std::string family = packs.vendor_family(name.first); family != name.first) accounts[family].insert(name);
  }
  for (auto& [vendor, use] : unnamed) {
    const std::set<Name>& known = accounts[vendor];
    pixels[known.size() == 1 ? *known.begin() : Name{vendor, ""}].push_back(std::move(use));
  }
}

Use use_of(const Tag& tag, const Owner& owner, Variables& variables) {
  if (owner.script.empty()) return {&tag, events_of(tag, variables), dedup_key_of(tag)};
  return {&tag, events_of_script(owner.script, owner.vendor), dedup_key_of_script(owner.script)};
}

Pixels pixels_of(const Container& container, const Identify& identify) {
  Variables variables(container.variables);
  const Lookup lookup = lookup_in(container, variables, identify);
  Pixels pixels;
  Unnamed unnamed;
  for (const Tag& tag : container.tags) {
    const std::vector<Owner> owners = owners_of(tag, lookup);
    for (const Owner& owner : owners) {
      const Use use = use_of(tag, owner, variables);
      // A script names many. Whom it neither calls nor gives an account to is not the one that it is for.
      if (&owner != &owners.front() && owner.accounts.empty() && use.events.empty()) continue;
      for (const std::string& account : owner.accounts) pixels[{owner.vendor, account}].push_back(use);
      if (!owner.accounts.empty()) continue;
      if (owner.is_placeholder || owner.vendor.empty())
        pixels[{owner.vendor, ""}].push_back(use);
      else
        unnamed.emplace_back(owner.vendor, use);
    }
  }
  add_unnamed(pixels, std::move(unnamed), identify.packs());
  return pixels;
}

/// How many tags of pixels that run have been paused for long: nobody notices them. Whoever paused one has edited it.
std::size_t long_paused_tags(const Pixels& pixels, std::optional<Date> day) {
  constexpr Days long_pause{90};
  std::set<const Tag*> paused;
  for (const auto& [name, uses] : pixels) {
    if (std::all_of(uses.begin(), uses.end(), [](const Use& use) { return use.tag->is_paused; })) continue;
    for (const Use& use : uses) {
      const Tag& tag = *use.tag;
      if (tag.is_paused && tag.edited && day && *day - *tag.edited >= long_pause) paused.insert(&tag);
    }
  }
  return paused.size();
}

/// Whether the tags of this type ask Consent Mode by themselves: those of Google.
bool asks_by_itself(std::string_view type) {
  static constexpr std::string_view types[] = {"googtag", "gaawc", "gaawe", "ua",  "awct", "awcc",
                                               "awcr",    "awud",  "sp",    "flc", "fls",  "gclidw"};
  return std::find(std::begin(types), std::end(types), type) != std::end(types);
}

/// How many tags run that send something and do not ask for consent by themselves, and for how many of these nobody has said what they
/// wait for.
void count_undecided(const Pixels& pixels, Counts& counts) {
  std::set<const Tag*> sending;
  for (const auto& [name, uses] : pixels) {
    for (const Use& use : uses) {
      if (!use.tag->is_paused && !asks_by_itself(use.tag->type)) sending.insert(use.tag);
    }
  }
  counts["sending_tags"] = sending.size();
  counts["undecided_tags"] = static_cast<std::size_t>(
      std::count_if(sending.begin(), sending.end(), [](const Tag* tag) { return tag->decision == Decision::none; }));
}

/// Templates are published by others, and full of images.
void find_secrets(const Container& container, View root, Imported& out) {
  const std::string top = container.is_wrapped ? "/containerVersion" : "";
  const View version = root.find("containerVersion").value_or(root);
  for (const std::string_view list : {"tag", "trigger", "variable", "client", "transformation"}) {
    if (const auto found = version.find(list))
      evidence::find_secrets(*found, fmt::format("{}/{}", top, list), Asks::browsers, out.source.marks);
  }
}

}  // namespace

void read_gtm(const Export& in, Imported& out) {
  const Container container = read_container(in.root, out.source.day);
  out.source.of = container.place;
  out.source.version = redacted_name(container.version);
  out.source.day = container.day;
  out.source.counts = counts_of(in.root, container);
  const Pixels pixels = pixels_of(container, in.identify);
  out.source.counts["long_paused_tags"] = long_paused_tags(pixels, container.day);
  // Servers have no settings for consent.
  if (!container.is_server) count_undecided(pixels, out.source.counts);
  PixelWriter writer(container, out);
  for (const auto& [name, uses] : pixels) {
    if (!name.first.empty()) {
      writer.write(name, uses);
      continue;
    }
    // Nobody knows whether two unknown tags have anything in common.
    for (const Use& use : uses) writer.write(name, {use});
  }
  find_secrets(container, in.root, out);
}

}  // namespace stackdrag::evidence
