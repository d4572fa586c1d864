// An integration whose last successful run is too long ago.
#include "rules/usage.h"

namespace stackdrag::rules {
namespace {

bool may_rest(const Integration& integration, Date as_of) {
  return (integration.every && integration.every->on_demand) || is_paused_for_now(integration, as_of);
}

Verdict check(const Integration& integration, const Context& in) {
  const At<Date>& last = integration.last_ok;
  if (!in_use(integration.status) || is_new(integration.common, in) || may_rest(integration, in.as_of) || last.not_applicable()) {
    return not_applicable();
  }
  if (last.unknown()) return unknown(integration, {"last_ok"});
  if (last.none())
    return flag(last.at, "`{}` has never run successfully", *integration.id).act("repair or retire {}", integration.common.self);
  const Days floor = in.options.days("silence");
  const double periods = integration.every ? in.options.number("periods") * integration.every->period.days().count : 0;
  const Days limit = std::max(floor, Days{static_cast<int>(std::min(periods, 1e6))});
  const Days silent = in.as_of - *last;
  if (silent <= limit) return clear();
  Flagged found = flag(last.at, "`{}` last ran successfully {} ago (limit {})", *integration.id, silent, limit)
                      .measure(silent)
                      .act("repair or retire {}", integration.common.self);
  if (limit == floor) return found;  // no mutant: what is quoted
  return std::move(found).also(integration.every.at, "its schedule");
}

}  // namespace

Rule integration_silent() {
  return {
      .id = "integration-silent",
      .title = "Silent integration",
      .when = "The last successful run is longer ago than the limit, and than three of the integration's own intervals.",
      .why = "The data at the far end still looks current, and people make decisions on it.",
      .fix = "Repair it and reload what is missing, or retire it. If it runs only on request, set `every: on-demand`.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 1,
      .flagged = "tools: {crm: {}, survey: {}}\nintegrations: {crm-survey: {from: crm, to: survey, last_ok: 2026-04-02}}",
      .clean = "tools: {crm: {}, survey: {}}\nintegrations: {crm-survey: {from: crm, to: survey, last_ok: 2026-11-20}}",
      .check = each<Integration>(check),
      .options = {days_option("silence", 30, "days without a successful run after which an integration counts as silent"),
                  {"periods", "periods", 3, "intervals of `every` that may pass without a successful run, if that is longer"},
                  new_option()},
  };
}

}  // namespace stackdrag::rules
