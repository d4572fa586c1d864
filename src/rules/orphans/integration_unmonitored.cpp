// An integration on which much hangs, and that fails in silence.
#include "rules/standing.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Integration& integration, const Context& in) {
  if (!in_use(integration.status) || integration.alerts.not_applicable()) return not_applicable();
  if (integration.alerts && *integration.alerts != Alerts::no) return clear();
  const auto standing = standing_of(integration.common.self, static_cast<std::size_t>(in.options.number("dependents")), in);
  if (!standing) return clear();
  const Span at = where(integration.alerts, integration.id.at);
  return flag(at, "nobody is told when `{}` fails, and it {}", *integration.id, standing->reason)
      .measure(static_cast<double>(standing->dependents), "dependents")
      .act("alert on failures of {}", integration.common.self);
}

}  // namespace

Rule integration_unmonitored() {
  return {
      .id = "integration-unmonitored",
      .title = "Important integration without alerts",
      .when = "An agent, a touchpoint where money is decided upon, or many items stand on an integration without alerts.",
      .why = "When it stops you learn it from sales or from a customer, days later.",
      .fix = "Alert on failed runs and on data that is older than it should be. If the vendor does, say `alerts: vendor`.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.5,
      .flagged =
          "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-20}}\nagents: {bidder: {uses: "
          "[crm-ads]}}",
      .clean =
          "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-20, alerts: true}}\nagents: {bidder: "
          "{uses: [crm-ads]}}",
      .check = each<Integration>(check),
      .profile = Profile::standard,
      .options = {{"dependents", "items", 3,
                   "items that stand on an integration from which it is to be watched, if no agent is among them"}},
  };
}

}  // namespace stackdrag::rules
