// A fact that the evidence has otherwise.
#include "rules/reality/differing.h"

namespace stackdrag::rules {
namespace {

/// Of the others, rules of their own have more to say.
bool is_meant(std::string_view field) { return field != "status" && field != "consent"; }

Verdict answer(const evidence::Difference& difference, const evidence::Sighting& sighting, const Context& in) {
  const bool is_what_runs = difference.field->name == "api" || difference.field->name == "model";
  return flag(difference.declared, "`{}` of `{}` is declared as `{}`, but is `{}` ({})", difference.field->name,
              *id_of(in.inventory, difference.item), difference.declared_value, difference.observed_value,
              sources_note(sighting, difference.field->name))
      .also(difference.observed, "what the evidence says")
      .keyed(std::string(difference.field->name))
      .as(is_what_runs ? Severity::medium : Severity::low)
      .act(fmt::format("correct the `{}` of {{}}", difference.field->name), difference.item);
}

}  // namespace

Rule fact_differs() {
  return {
      .id = "fact-differs",
      .title = "Not as it was observed",
      .when = "A declared fact and an export differ. Versions of APIs and models are medium, all others low.",
      .why = "Decisions follow what is written down: an upgrade is planned for a version that no longer runs.",
      .fix = "Look which of the two is right, and correct the other.",
      .gets = "Upgrades, consent and costs are planned for what is really set up.",
      .done = "Somebody has looked which one is right, and a fresh export and the inventory agree.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged =
          "integrations: {leads: {from: shop, to: crm, was: [n8n.kXz81bQwErtyui2P], api: v3}}\n"
          "observed: 1\n"
          "sources: {n8n-leads: {kind: n8n, of: leads, day: 2026-11-20, grade: configured}}\n"
          "integrations: {n8n.kXz81bQwErtyui2P: {api: v1, set: [n8n-leads]}}",
      .clean =
          "integrations: {leads: {from: shop, to: crm, was: [n8n.kXz81bQwErtyui2P], api: v3}}\n"
          "observed: 1\n"
          "sources: {n8n-leads: {kind: n8n, of: leads, day: 2026-11-20, grade: configured}}\n"
          "integrations: {n8n.kXz81bQwErtyui2P: {api: '3', set: [n8n-leads]}}",
      .check = each_difference(is_meant, answer),
      .worst = Severity::medium,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
