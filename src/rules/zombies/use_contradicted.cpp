// A tool that has seats in use, and has not been used.
#include "rules/usage.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Flagged used_without_seats(const Tool& tool, const Silence& silence, const Context& in) {
  return flag(tool.seats_used.at, "`{}` has no seat in use, but was last used {} ago{}", *tool.id, silence.days, look_note(silence, in))
      .also(tool.last_used.at, "its last use")
      .act("find out whether {} is used", tool.common.self);
}

Verdict check(const Tool& tool, const Context& in) {
  if (!is_running(tool.status) || is_external(tool) || !tool.last_used || !tool.seats_used) return not_applicable();
  // Whoever works with it once a quarter has a seat all the same.
  if (tool.cadence.misread() || (tool.cadence && *tool.cadence > Cadence::monthly)) return not_applicable();
  const Days limit = in.options.days("idle");
  const Silence silence = silence_of(tool.common, *tool.last_used, limit, in, tool.seasonal);
  if (*tool.seats_used <= 0) return silence.pulse == Pulse::fresh ? used_without_seats(tool, silence, in) : clear();
  if (silence.pulse != Pulse::silent) return clear();
  return flag(tool.last_used.at, "`{}` was last used {} ago{} (limit {}), but has {} in use", *tool.id, silence.days,
              look_note(silence, in), limit, count_of(static_cast<std::size_t>(*tool.seats_used), "seat"))
      .also(tool.seats_used.at, "seats in use")
      .measure(silence.days)
      .act("find out whether {} is used", tool.common.self);
}

}  // namespace

Rule use_contradicted() {
  return {
      .id = "use-contradicted",
      .title = "In use, and not used",
      .when =
          "A tool has seats in use, but the day of its last use lies further back than the limit; or it has none in use, but was used "
          "since.",
      .why = "The seats in use are those of the last 90 days, so one of the two is wrong, and the tool may be paid for nothing.",
      .fix = "Look at the tool's log of sign-ins, and correct `last_used` or `seats_used`.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "tools: {desk: {seats_used: 5, last_used: 2026-03-01, observed: 2026-11-20}}",
      .clean = "tools: {desk: {seats_used: 5, last_used: 2026-11-02}}",
      .check = each<Tool>(check),
      .options = {days_option("idle", 90, "days without use after which no seat can be in use")},
  };
}

}  // namespace stackdrag::rules
