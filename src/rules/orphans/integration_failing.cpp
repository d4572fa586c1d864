// An integration whose error rate is too high, or whose latest runs failed.
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Integration& integration, const Context& in) {
  // What is paused does not fail, but a repair comes to an end.
  const bool over = integration.until && *integration.until < in.as_of;
  if (!in_use(integration.status) || (!is_running(integration.status) && !over)) return not_applicable();
  const At<Rate>& rate = integration.error_rate;
  const At<double>& fails = integration.fails;
  const double limit = in.options.number("errors");
  if (rate && rate->share > limit) {
    return flag(rate.at, "`{}` has an error rate of {} % (limit {} %)", *integration.id, format_number(rate->share * 100),
                format_number(limit * 100))
        .measure(rate->share * 100, "percent")
        .act("repair {} and reload what was lost", integration.common.self);
  }
  if (fails && *fails >= in.options.number("fails")) {
    return flag(fails.at, "`{}` has failed {} in a row (limit {})", *integration.id, count_of(static_cast<std::size_t>(*fails), "run"),
                format_number(in.options.number("fails")))
        .measure(*fails, "runs")
        .act("repair {} and reload what was lost", integration.common.self);
  }
  // Neither field can stand in for the other: a run may fail as a whole, or lose a few records each time.
  if (rate.unknown() && fails.unknown()) return unknown(integration, {"error_rate", "fails"});
  if (rate.unknown()) return unknown(integration, {"error_rate"});
  return fails.unknown() ? unknown(integration, {"fails"}) : clear();
}

}  // namespace

Rule integration_failing() {
  return {
      .id = "integration-failing",
      .title = "Failing integration",
      .when = "The error rate of an integration is above the limit, or its latest runs have all failed.",
      .why = "Leads get lost on the way, and nobody can tell which.",
      .fix = "Repair the mapping or the credentials, then rerun what failed. While you work on it, pause it with an `until` date.",
      .gets = "What got lost on the way is there again, and what comes next arrives.",
      .done = "For a week, at most {errors} of the runs or records have failed, and what failed before has been rerun.",
      .severity = Severity::high,
      .effort = 6,
      .carry = 2,
      .flagged = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-21, error_rate: 4%}}",
      .clean = "tools: {crm: {}, ads: {}}\nintegrations: {crm-ads: {from: crm, to: ads, last_ok: 2026-11-21, error_rate: 0.1%}}",
      .check = each<Integration>(check),
      .profile = Profile::standard,
      .options = {{"errors", "share", 0.005, "share of runs or records that may fail"},
                  {"fails", "runs", 3, "failed runs in a row at which an integration counts as failing"}},
  };
}

}  // namespace stackdrag::rules
