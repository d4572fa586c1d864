// An integration that others depend on and that has no alerts.
#include "rules/standing.h"
#include "stackdrag/carried.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Integration& integration, const Vias& vias, const Context& in) {
  if (!is_running(integration.status) || integration.alerts.not_applicable()) return not_applicable();
  // Whoever carries the data notices, and what runs only on request has no time at which it should have run.
  if (is_manual(integration, vias) || (integration.every && integration.every->on_demand)) return not_applicable();
  if (integration.alerts && *integration.alerts != Alerts::no) return clear();
  const auto importance = importance_of(integration.common.self, static_cast<std::size_t>(in.options.number("dependents")), in);
  if (!importance) return clear();
  const Span at = where(integration.alerts, integration.id.at);
  return flag(at, "`{}` has no failure alerts, and it {}", *integration.id, importance->reason)
      .measure(static_cast<double>(importance->dependents), "dependents")
      .lacking(integration.alerts)
      .act("set up failure alerts for {}", integration.common.self);
}

}  // namespace

Rule integration_unmonitored() {
  return {
      .id = "integration-unmonitored",
      .title = "Critical integration without alerts",
      .when = "An integration without alerts feeds an agent, a touchpoint where customers buy, or many other items.",
      .why = "When it stops, you hear about it from sales or from a customer, days later.",
      .fix =
          "Set up alerts for failed runs and for data that is older than it should be. If the vendor sends the alerts, set `alerts: "
          "vendor`.",
      .gets = "The team hears of a standstill from an alert, and not from sales.",
      .done = "A run that was made to fail and a delivery that was held back have both alerted its owner.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.5,
      .flagged =
          "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-20}}\nagents: {bidder: {uses: "
          "[crm-ads]}}",
      .clean =
          "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-20, alerts: true}}\nagents: {bidder: "
          "{uses: [crm-ads]}}",
      .check = each<Integration>(vias_of, check),
      .profile = Profile::standard,
      .options = {{"dependents", "items", 3, "dependent items from which an integration needs alerts, if no agent is among them"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
