// Something that runs and that nobody has declared.
#include "rules/data/regions.h"
#include "rules/reality/account_of.h"
#include "rules/reality/differing.h"
#include "rules/reality/unknown_code.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using evidence::Grade;
using evidence::Sighting;

/// "pixel 608795229329835", "3 pixels", "integration and agent".
std::string what_it_is(const Shadow& shadow) {
  std::map<Kind, std::size_t> counts;
  for (const Sighting* const sighting : shadow.sightings) ++counts[sighting->item.kind];
  std::vector<std::string> words;
  for (const auto& [kind, count] : counts)
    words.push_back(count == 1 ? std::string(name_of(kind)) : count_of(count, name_of(kind), section_of(kind)));
  const std::string_view account = shadow.sightings.front()->item.value("account");
  return shadow.sightings.size() > 1 || account.empty() ? join_words(words) : fmt::format("{} {}", words.front(), account);
}

/// " (Leads to HubSpot)", or nothing: what people call it.
std::string name_note(const Shadow& shadow) {
  for (const Sighting* const sighting : shadow.sightings) {
    if (const std::string_view name = sighting->item.value("name"); !name.empty()) return fmt::format(" ({})", name);
  }
  return "";
}

/// Whether it follows or records visitors who have not been asked.
bool runs_before_choice(const Shadow& shadow, const Context& in) {
  return std::any_of(shadow.sightings.begin(), shadow.sightings.end(), [&](const Sighting* sighting) {
    const Vendor* const vendor = in.packs.vendor(sighting->item.value("vendor"));
    return sighting->item.value("consent") == "none" && sighting->item.grade_of("consent") == Grade::seen && vendor != nullptr &&
           vendor->follows && *vendor->follows;
  });
}

/// Whether it is a campaign that is over, still to come, or of which nobody can tell: lists of campaigns go years back. What may be one of
/// several declared campaigns is one of them.
bool is_no_running_campaign(const Sighting* sighting, const Context& in) {
  if (sighting->item.kind != Kind::campaign) return false;
  const auto starts = parse_date(sighting->item.value("starts")), ends = parse_date(sighting->item.value("ends"));
  return !sighting->declared.empty() || !ends || *ends < in.as_of || (starts && *starts > in.as_of);
}

Verdict check(const Shadow& shadow, const Context& in) {
  if (is_unknown_code(shadow, in)) return not_applicable();
  const auto is_no_matter = [&](const Sighting* sighting) { return is_no_running_campaign(sighting, in); };
  if (std::all_of(shadow.sightings.begin(), shadow.sightings.end(), is_no_matter)) return not_applicable();
  if (other_account_of(shadow, in) != nullptr) return clear();
  const auto seen = std::find_if(shadow.sightings.begin(), shadow.sightings.end(),
                                 [](const Sighting* sighting) { return sighting->item.has(Grade::seen); });
  const bool is_seen = seen != shadow.sightings.end();
  const bool is_unasked = is_seen && runs_before_choice(shadow, in) && asks_opt_in(in);
  const Sighting& first = is_seen ? **seen : *shadow.sightings.front();
  Flagged found = flag(first.at, "`{}`{} is not declared: {}, {}{}", shadow.id, name_note(shadow), what_it_is(shadow), sources_note(first),
                       is_unasked ? ", which follows visitors before they have chosen" : "");
  for (const Sighting* const sighting : shadow.sightings) {
    if (sighting != &first) found.also(sighting->at, "`{}`", sighting->item.key);
  }
  for (const ItemId item : shadow.members) found.also(id_of(in.inventory, item).at, "perhaps this one");
  return std::move(found)
      .measure(static_cast<double>(shadow.sightings.size()), "accounts")
      .as(is_unasked ? Severity::high
          : is_seen  ? Severity::medium
                     : Severity::low)
      .act("declare or remove {}");
}

}  // namespace

Rule shadow_asset() {
  return {
      .id = "shadow-asset",
      .title = "Runs, but is not declared",
      .when =
          "An export shows something that runs and that is none of the declared items: medium if it was seen at work, low if it is only "
          "set up, high if it follows visitors before they could choose where they must be asked. All that one vendor runs is one finding. "
          "What visits on two later days lack has stopped. A campaign counts while the days in its list say that it runs. Code of a "
          "vendor that no pack knows is a matter for `tag-unknown`.",
      .why = "Nobody has decided on it, so nobody owns it, pays attention to its data, or will switch it off.",
      .fix =
          "Find out who put it there. If it stays, declare it: `stackdrag show` with its name prints the lines. If not, remove it. If it "
          "is somebody else's business, waive it as not applicable.",
      .gets = "Somebody has decided on it: it is looked after, or it is gone.",
      .done = "It is declared with an owner, or a fresh export shows it no more.",
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
