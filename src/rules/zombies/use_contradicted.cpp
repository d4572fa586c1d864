// A tool that has seats in use, and has not been used; or something that was in use off its season.
#include <string_view>

#include "rules/usage.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Flagged used_without_seats(const Tool& tool, const Silence& silence, const Context& in) {
  return flag(tool.seats_used.at, "`{}` has no seat in use, but was last used {} ago{}", *tool.id, silence.days, look_note(silence, in))
      .also(tool.last_used.at, "its last use")
      .act("find out whether {} is used", tool.common.self);
}

/// Some days before a season are spent on preparing it, and some after it on the rest.
constexpr Days margin{14};

bool is_off_season(const List<Month>& months, Date seen) {
  if (months.size() == 0 || months.misread()) return false;
  for (Date day = seen - margin; day <= seen + margin; day = day + Days{1}) {
    if (in_season(months, day)) return false;
  }
  return true;
}

/// Something that is said to be in use in some months only, and was seen in another one.
template <class T>
Verdict check_season(const T& item, const At<Date>& seen, std::string_view field, const Context& in) {
  if (!is_running(item.status) || item.seasonal.size() == 0 || !seen) return not_applicable();
  // To an audit that looks back, what has been seen later was seen on its day.
  if (*seen > in.as_of || !is_off_season(item.seasonal, *seen)) return clear();
  return flag(seen.at, "`{}` has `{}: {}`, which is none of the months that `seasonal` names", *item.id, field, *seen)
      .also(item.seasonal.at, "its season")
      .keyed("seasonal")
      .act("find out in which months {} is in use", item.common.self);
}
Verdict check_tool_season(const Tool& tool, const Context& in) { return check_season(tool, tool.last_used, "last_used", in); }
Verdict check_pixel(const Pixel& pixel, const Context& in) { return check_season(pixel, pixel.last_seen, "last_seen", in); }
Verdict check_agent(const Agent& agent, const Context& in) { return check_season(agent, agent.last_run, "last_run", in); }

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
          "since; or something was seen more than two weeks off the months that it names in `seasonal`.",
      .why = "The seats in use are those of the last 90 days, so one of the two is wrong, and the tool may be paid for nothing.",
      .fix = "Look at the tool's log of sign-ins, and correct `last_used` or `seats_used`.",
      .gets = "A true count of users before the next contract is negotiated.",
      .done = "`last_used` and `seats_used` are read from one log of sign-ins, on the same day.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "tools: {desk: {seats_used: 5, last_used: 2026-03-01, observed: 2026-11-20}}",
      .clean = "tools: {desk: {seats_used: 5, last_used: 2026-11-02}}",
      .check = both(both(each<Tool>(check), each<Tool>(check_tool_season)), both(each<Pixel>(check_pixel), each<Agent>(check_agent))),
      .options = {days_option("idle", 90, "days without use after which no seat can be in use")},
  };
}

}  // namespace stackdrag::rules
