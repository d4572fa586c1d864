// An agent that has not run for too long but keeps its access.
#include "rules/usage.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Agent& agent, const Context& in) {
  const At<Date>& last = agent.last_run;
  if (!in_use(agent.status) || is_new(agent.common, in, last) || last.not_applicable()) return not_applicable();
  if (last.unknown()) return unknown(agent, {"last_run"});
  if (last.none()) return flag(last.at, "`{}` has never run", *agent.id).end("retire {}", agent.common.self);
  const Days limit = in.options.days("idle");
  const Silence silence = silence_of(agent.common, *last, limit, in, agent.seasonal);
  if (silence.pulse == Pulse::fresh) return clear();
  if (silence.pulse == Pulse::unwatched) return unknown(agent, {"last_run"});
  const bool paused = !is_running(agent.status);
  return flag(last.at, "`{}` {} {}{}{} (limit {}{})", *agent.id, paused ? "is paused, and last ran" : "has not run for", silence.days,
              paused ? " ago" : "", look_note(silence, in), limit, season_note(agent.seasonal))
      .measure(silence.days)
      .as(paused ? Severity::low : Severity::medium)
      .end("retire {}", agent.common.self);
}

}  // namespace

Rule agent_idle() {
  return {
      .id = "agent-idle",
      .title = "Idle agent",
      .when =
          "An agent had not run for longer than the limit when somebody last looked; for a seasonal agent, only the days in season count.",
      .why = "Nobody uses it, but its identity can still read and write, and nobody would notice if someone else used it.",
      .fix = "Revoke its identity and keys, then archive its prompt and settings. If it runs only in some months, set `seasonal`.",
      .gets = "One door less into customer data, and one agent less to account for.",
      .done = "Its identity and keys are refused, its prompt is archived, and nobody has missed it for two weeks.",
      .severity = Severity::medium,
      .effort = 3,
      .carry = 0.5,
      .flagged = "agents: {lead-scorer: {does: scores leads, last_run: 2026-08-01, observed: 2026-11-20}}",
      .clean = "agents: {lead-scorer: {does: scores leads, last_run: 2026-11-20}}",
      .check = each<Agent>(check),
      .profile = Profile::standard,
      .options = {days_option("idle", 60, "days without a run after which an agent counts as idle"), new_option()},
  };
}

}  // namespace stackdrag::rules
