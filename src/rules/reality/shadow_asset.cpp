// Something that runs and that nobody has declared.
#include "rules/data/regions.h"
#include "rules/reality/account_of.h"
#include "rules/reality/differing.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using evidence::Grade;
using evidence::Sighting;

std::string_view field_of(const Sighting& sighting, std::string_view field) {
  const auto found = sighting.item.fields.find(field);
  return found == sighting.item.fields.end() ? std::string_view() : std::string_view(found->second.front());
}

/// "a pixel of Meta"; empty if the key says it all.
std::string what_it_is(const Sighting& sighting, const Packs& packs) {
  const std::string_view vendor = field_of(sighting, "vendor");
  if (vendor.empty()) return std::string(name_of(sighting.item.kind));
  const Vendor* const known = packs.vendor(vendor);
  return fmt::format("{} of {}", name_of(sighting.item.kind), known != nullptr ? *known->name : Text(vendor));
}

/// Whether it follows or records visitors who have not been asked.
bool runs_before_choice(const Shadow& shadow, const Context& in) {
  return std::any_of(shadow.sightings.begin(), shadow.sightings.end(), [&](const Sighting* sighting) {
    const Vendor* const vendor = in.packs.vendor(field_of(*sighting, "vendor"));
    return sighting->has(Grade::seen) && field_of(*sighting, "consent") == "none" && vendor != nullptr && vendor->follows &&
           *vendor->follows;
  });
}

Verdict check(const Shadow& shadow, const Context& in) {
  if (other_account_of(shadow, in) != nullptr) return clear();
  const Sighting& first = *shadow.sightings.front();
  const bool is_seen =
      std::any_of(shadow.sightings.begin(), shadow.sightings.end(), [](const Sighting* sighting) { return sighting->has(Grade::seen); });
  const bool is_unasked = is_seen && runs_before_choice(shadow, in) && asks_opt_in(in);
  const std::size_t others = shadow.sightings.size() - 1;
  Flagged found = flag(first.at, "`{}` is not declared: {}{}, {}{}", shadow.id, what_it_is(first, in.packs),
                       others == 0 ? "" : fmt::format(" (with {})", count_of(others, "more account")), sources_note(first),
                       is_unasked ? ", which follows visitors before they have chosen" : "");
  for (std::size_t i = 1; i < shadow.sightings.size(); ++i) {
    const std::string_view account = field_of(*shadow.sightings[i], "account");
    found.also(shadow.sightings[i]->at, "{}", account.empty() ? "here, too" : fmt::format("account {}", account));
  }
  for (const ItemId item : shadow.members) found.also(id_of(in.inventory, item).at, "perhaps this one");
  return std::move(found).as(is_unasked ? Severity::high : is_seen ? Severity::medium : Severity::low).act("declare {} or remove it");
}

}  // namespace

Rule shadow_asset() {
  return {
      .id = "shadow-asset",
      .title = "Runs, but is not declared",
      .when =
          "An export shows something that runs and that is none of the declared items: medium if it was seen at work, low if it is only "
          "set up, high if it follows visitors before they could choose where they must be asked. All that one vendor runs is one finding.",
      .why = "Nobody has decided on it, so nobody owns it, pays attention to its data, or will switch it off.",
      .fix =
          "Find out who put it there. If it stays, declare it: `stackdrag show observed/KEY` prints the lines. If not, remove it. If it is "
          "somebody else's business, waive it as not applicable.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.5,
      .flagged =
          "stack: {regions: [eu]}\n"
          "pixels: {ga4: {vendor: google-analytics, account: G-AB12CD34EF}}\n"
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen}}\n"
          "pixels: {meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-home]}}",
      .clean =
          "stack: {regions: [eu]}\n"
          "pixels: {meta: {vendor: meta, account: '608795229329835'}}\n"
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen}}\n"
          "pixels: {meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-home]}}",
      .check = each<Shadow>(check),
      .worst = Severity::high,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
