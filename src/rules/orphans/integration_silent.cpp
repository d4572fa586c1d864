// An integration whose last successful run is too long ago.
#include <algorithm>
#include <cmath>
#include <string>

#include "rules/usage.h"
#include "stackdrag/carried.h"

namespace stackdrag::rules {
namespace {

bool may_rest(const Integration& integration, Date as_of) {
  return (integration.every && integration.every->on_demand) || is_paused_for_now(integration, as_of);
}

constexpr double minutes_a_day = 24 * 60;

/// A few intervals, but at least a day, as dates have no hours.
Days limit_of_interval(double minutes, const Context& in) {
  const double periods = in.options.number("periods") * minutes / minutes_a_day;
  return {static_cast<int>(std::clamp(std::ceil(periods), 1.0, 1e6))};
}

/// A fixed limit if its schedule is not known.
Days limit_of(const Integration& integration, const Context& in) {
  if (!integration.every) return in.options.days("silence");
  return limit_of_interval(static_cast<double>(integration.every->period.minutes), in);
}

/// The day after which runs are missed in the seasons of a tool: the last run, or the end of the season in which it was, if that is over.
Date missed_since(Date last, Date as_of, const List<Month>& season) {
  Date day = last;
  while (day < as_of && in_season(season, day)) day = day + Days{1};
  return in_season(season, day) ? last : std::max(last, day + Days{-1});
}

/// How long it has been silent. Out of the season of a tool at one of its ends, there is nothing to carry.
Silence silence_in_season(const Integration& integration, Days limit, const Context& in) {
  const Date last = std::min(*integration.last_ok, in.as_of);
  const Silence always = silence_of(integration.common, last, limit, in);
  for (const List<ToolRef>* const side : {&integration.from, &integration.to}) {
    for (const At<ToolRef>& end : *side) {
      const Tool* const tool = in.facts.tool(end->target);
      if (tool == nullptr || (tool->seasonal.size() == 0 && !tool->seasonal.misread())) continue;
      const Date since = missed_since(last, in.as_of, tool->seasonal);
      const Pulse pulse = silence_of(integration.common, since, limit, in, tool->seasonal).pulse;
      if (pulse != Pulse::silent) return {pulse, always.days, always.looked};
    }
  }
  return always;
}

/// Whether nobody has said how often it runs, and it would have been silent for too long if that was once a day.
bool lacks_schedule(const Integration& integration, const Vias& vias, const Context& in) {
  const bool by_hand = is_manual(integration, vias);
  if (!integration.every.unknown() || by_hand || !is_running(integration.status)) return false;
  return silence_in_season(integration, limit_of_interval(minutes_a_day, in), in).pulse == Pulse::silent;
}

Verdict check(const Integration& integration, const Vias& vias, const Context& in) {
  const At<Date>& last = integration.last_ok;
  if (!in_use(integration.status) || is_new(integration.common, in, last) || may_rest(integration, in.as_of) || last.not_applicable()) {
    return not_applicable();
  }
  if (last.unknown()) return unknown(integration, {"last_ok"});
  if (last.none())
    return flag(last.at, "`{}` has never run successfully", *integration.id).act("repair or retire {}", integration.common.self);
  // A pause may last a while, however often it used to run.
  const bool rests = !is_running(integration.status);
  const Days limit = rests ? std::max(limit_of(integration, in), in.options.days("silence")) : limit_of(integration, in);
  const Silence silence = silence_in_season(integration, limit, in);
  if (silence.pulse == Pulse::fresh && lacks_schedule(integration, vias, in)) return unknown(integration, {"every"});
  if (silence.pulse == Pulse::fresh) return clear();
  if (silence.pulse == Pulse::unwatched) return unknown(integration, {"last_ok"});
  // People who move data by hand, without a schedule, may have had none to move.
  const bool loose = !integration.every && is_manual(integration, vias);
  const std::string what = rests ? fmt::format("is paused, and last ran successfully {} ago", silence.days)
                                 : fmt::format("has not run successfully for {}", silence.days);
  Flagged found = flag(last.at, "`{}` {}{} (limit {})", *integration.id, what, look_note(silence, in), limit)
                      .measure(silence.days)
                      .as(rests   ? Severity::low
                          : loose ? Severity::medium
                                  : Severity::high)
                      .act(rests ? "decide whether {} will run again" : "repair or retire {}", integration.common.self);
  if (!integration.every) return found;
  return std::move(found).also(integration.every.at, "its schedule");
}

}  // namespace

Rule integration_silent() {
  return {
      .id = "integration-silent",
      .title = "Silent integration",
      .when =
          "When somebody last looked, there had been no successful run for longer than three of the integration's intervals, or than the "
          "limit if its "
          "schedule is not known. A paused integration is low, and one by hand without a schedule medium. Where a tool "
          "is seasonal, only its season counts.",
      .why = "The data at the far end still looks current, and people make decisions on it.",
      .fix =
          "Repair it and reload what is missing, or retire it. If it runs only on request, set `every: on-demand`; if it is paused for a "
          "while, set `until`.",
      .gets = "Reports and audiences are as fresh as they look.",
      .done = "It has run on time three times and the gap is filled, or it is switched off and its credentials are withdrawn.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 1,
      .flagged =
          "tools: {crm: {}, survey: {}}\nintegrations: {crm-survey: {from: crm, to: survey, last_ok: 2026-04-02, observed: 2026-11-20}}",
      .clean = "tools: {crm: {}, survey: {}}\nintegrations: {crm-survey: {from: crm, to: survey, last_ok: 2026-11-20}}",
      .check = each<Integration>(vias_of, check),
      .options = {days_option("silence", 30, "days without a successful run after which an integration without `every` counts as silent"),
                  {"periods", "periods", 3, "intervals of `every` that may pass without a successful run, but at least a day"},
                  new_option()},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
