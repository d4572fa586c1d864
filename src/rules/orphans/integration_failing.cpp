// An integration that runs and loses records.
#include "rules/usage.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Integration& integration, const Context& in) {
  if (!in_use(integration.status) || rests_for_now(integration, in.as_of)) return not_applicable();
  const At<Rate>& rate = integration.error_rate;
  const At<double>& fails = integration.fails;
  const double limit = in.options.number("errors");
  if (rate && rate->share > limit) {
    return flag(rate.at, "`{}` fails for {} % of what it moves (limit {} %)", *integration.id, format_number(rate->share * 100),
                format_number(limit * 100))
        .measure(rate->share * 100, "percent")
        .act("repair {} and load again what was lost", integration.common.self);
  }
  if (fails && *fails >= in.options.number("fails")) {
    return flag(fails.at, "the last {} runs of `{}` failed (limit {})", format_number(*fails), *integration.id,
                format_number(in.options.number("fails")))
        .measure(*fails, "runs")
        .act("repair {} and load again what was lost", integration.common.self);
  }
  // The one says nothing of the other: a run may fail as a whole, or lose a few records each time.
  if (rate.unknown() && fails.unknown()) return unknown(integration, {"error_rate", "fails"});
  if (rate.unknown()) return unknown(integration, {"error_rate"});
  return fails.unknown() ? unknown(integration, {"fails"}) : clear();
}

}  // namespace

Rule integration_failing() {
  return {
      .id = "integration-failing",
      .title = "Integration that fails",
      .when = "A larger share of runs or records fails than the limit, or the last runs all failed.",
      .why = "Leads get lost on the way, and nobody can tell which.",
      .fix = "Repair the mapping or the credentials, then run again what failed. Pause it with an `until` while you work on it.",
      .severity = Severity::high,
      .effort = 6,
      .carry = 2,
      .flagged = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-21, error_rate: 4%}}",
      .clean = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-21, error_rate: 0.1%}}",
      .check = each<Integration>(check),
      .profile = Profile::standard,
      .options = {{"errors", "share", 0.005, "share of the runs or records that may fail"},
                  {"fails", "runs", 3, "failed runs in a row from which the integration counts as failing"}},
  };
}

}  // namespace stackdrag::rules
