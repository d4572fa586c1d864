// A pixel that does not wait for the consent that it is said to wait for.
#include "rules/data/regions.h"
#include "rules/reality/differing.h"

namespace stackdrag::rules {
namespace {

bool is_meant(std::string_view field) { return field == "consent"; }

/// How much a visitor has to agree to: nothing, to analytics, to marketing.
int demand_of(std::string_view consent) { return consent == "marketing" ? 2 : consent == "analytics" ? 1 : 0; }

Verdict answer(const evidence::Difference& difference, const evidence::Sighting& sighting, const Context& in) {
  if (difference.declared_value == "exempt" || difference.observed_value == "exempt" || !asks_opt_in(in)) return clear();
  if (demand_of(difference.observed_value) >= demand_of(difference.declared_value)) return clear();
  const bool is_seen = sighting.item.grade_of("consent") == evidence::Grade::seen;
  // A visit shows that a tag waits, not for what.
  if (is_seen && difference.observed_value != "none") return clear();
  // A later visit without it shows that it waits now.
  const auto by = sighting.item.by.find("consent");
  const std::string_view source = by == sighting.item.by.end() ? std::string_view() : std::string_view(by->second);
  if (is_seen && !in.facts.evidence->days_without(sighting, source).empty()) return clear();
  const std::string what = is_seen ? "fires without a choice" : fmt::format("waits for `{}` only", difference.observed_value);
  return flag(difference.declared, "`{}` is said to wait for consent to {}, but {} ({})", *id_of(in.inventory, difference.item),
              difference.declared_value, what, sources_note(sighting, "consent"))
      .also(difference.observed, "what the evidence says")
      .as(is_seen ? Severity::critical : Severity::high)
      .act("make {} wait for consent", in.inventory.stack.common.self);
}

}  // namespace

Rule consent_differs() {
  return {
      .id = "consent-differs",
      .title = "Does not wait for consent as declared",
      .when =
          "A pixel is declared to wait for consent, but was seen at work before the visitor had chosen; or (high) its container makes it "
          "wait for less. It is not asked where visitors need not agree.",
      .why = "The cookie notice promises something that does not happen. That is the case that authorities fine.",
      .fix = "Look at the tag's consent settings and at its trigger, and record a visit again. Or correct the inventory.",
      .gets = "The cookie notice is true, and what is collected may be used.",
      .done = "A visit recorded before any choice shows no request of it, and the container makes it wait for its `consent`.",
      .severity = Severity::critical,
      .effort = 2,
      .carry = 0.5,
      .flagged =
          "stack: {regions: [eu]}\n"
          "pixels: {meta: {vendor: meta, account: '608795229329835', consent: marketing}}\n"
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen, consent: denied}}\n"
          "pixels: {meta.608795229329835: {vendor: meta, account: '608795229329835', consent: none, seen: [har-home]}}",
      .clean =
          "stack: {regions: [eu]}\n"
          "pixels: {meta: {vendor: meta, account: '608795229329835', consent: marketing}}\n"
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen, consent: granted}}\n"
          "pixels: {meta.608795229329835: {vendor: meta, account: '608795229329835', consent: marketing, seen: [har-home]}}",
      .check = each_difference(is_meant, answer),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
