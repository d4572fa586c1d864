// A tool that nobody uses.
#include <algorithm>
#include <vector>

#include "rules/planned.h"
#include "rules/usage.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// How long a tool may stay unused, given how often it is meant to be used.
Days limit_of(const Tool& tool, const Context& in) {
  if (tool.cadence && *tool.cadence == Cadence::yearly) return in.options.days("yearly");
  if (tool.cadence && *tool.cadence == Cadence::quarterly) return in.options.days("quarterly");
  if (tool.cadence && *tool.cadence <= Cadence::weekly) return in.options.days("weekly");
  return in.options.days("idle");
}

/// Whether data has left the tool lately, which shows the use of a tool that works without people. Incoming data shows nothing, and a
/// silent integration does not prove that the tool is unused.
bool delivers(const Tool& tool, Days limit, const Context& in) {
  const auto& integrations = in.facts.integrations_at(tool.common.self);
  return std::any_of(integrations.begin(), integrations.end(), [&](const Integration* integration) {
    const bool both_ways = integration->direction && *integration->direction == Direction::two_way;
    const bool leaves = both_ways || std::any_of(integration->from.begin(), integration->from.end(),
                                                 [&](const auto& from) { return from->target == tool.common.self; });
    return leaves && in_use(integration->status) && integration->last_ok &&
           silence_of(integration->common, *integration->last_ok, limit, in).pulse == Pulse::fresh;
  });
}

/// Whether the tool is the stack's consent platform and a pixel that waits for consent has fired lately: then somebody was asked.
bool asks_for_consent(const Tool& tool, Days limit, const Context& in) {
  const At<ToolRef>& platform = in.inventory.stack.consent_platform;
  if (platform.misread()) return true;
  if (!platform || platform->target != tool.common.self) return false;
  const std::vector<Pixel>& pixels = in.inventory.pixels;
  return std::any_of(pixels.begin(), pixels.end(), [&](const Pixel& pixel) {
    const bool waits = pixel.consent && (*pixel.consent == Consent::analytics || *pixel.consent == Consent::marketing);
    return waits && is_live(pixel) && pixel.last_seen && silence_of(pixel.common, *pixel.last_seen, limit, in).pulse == Pulse::fresh;
  });
}

/// The running agent that ran last, of those that use a tool, by the tool's index; null if there is none.
using Agents = std::vector<const Agent*>;

Agents prepare(const Context& in) {
  Agents last(in.inventory.tools.size());
  for (const Agent& agent : in.inventory.agents) {
    if (!is_running(agent.status) || !agent.last_run) continue;
    // What could not be read may name any tool.
    if (agent.uses.misread()) std::replace(last.begin(), last.end(), static_cast<const Agent*>(nullptr), &agent);
    for (const auto& used : agent.uses) {
      if (used->target.kind != Kind::tool || !used->target) continue;
      const Agent*& known = last[used->target.index];
      if (known == nullptr || *known->last_run < *agent.last_run) known = &agent;  // no mutant: one day, one answer
    }
  }
  return last;
}

/// Whether an agent that ran lately works with the tool. It is a user like a person.
bool serves_agent(const Tool& tool, const Agents& agents, Days limit, const Context& in) {
  const Agent* const agent = agents[tool.common.self.index];
  return agent != nullptr && silence_of(agent->common, *agent->last_run, limit, in).pulse == Pulse::fresh;
}

/// Of a tool that nobody has ever used.
Silence never(const Context& in) { return {Pulse::silent, {}, in.as_of}; }

bool has_cost(const Tool& tool) { return tool.cost && tool.cost->per_month > 0; }

Verdict missing_use(const Tool& tool) {
  const bool no_seats = tool.seats.none() || (tool.seats.not_applicable() && !tool.seats.misread());
  if (no_seats || (tool.seats_used.not_applicable() && !tool.seats_used.misread())) return unknown(tool, {"last_used"});
  if (is_in_house(tool)) return unknown(tool, {"last_used"});
  if (tool.seats || has_cost(tool)) return unknown_any(tool, {"seats_used", "last_used"});
  return unknown_any(tool, {"last_used", "seats_used"});
}

bool is_paused(const Tool& tool) { return tool.status && *tool.status == Status::paused; }

/// A paused tool is not in use, and does nothing; only what it costs is lost.
bool rests_for_free(const Tool& tool) { return is_paused(tool) && !has_cost(tool) && !lacks_cost(tool); }

Flagged finding(const Tool& tool, Days limit, const Silence& silence, const Context& in) {
  const Text id = *tool.id;
  if (is_paused(tool)) {
    const std::string since =
        tool.last_used ? fmt::format(", and was last used {} ago{} (limit {})", silence.days, look_note(silence, in), limit) : "";
    return flag(tool.status.at, "`{}` is paused{}", id, since).measure(silence.days).as(Severity::medium);
  }
  if (tool.last_used.none()) return flag(tool.last_used.at, "`{}` has never been used", id);
  if (tool.last_used)
    return flag(tool.last_used.at, "`{}` has not been used for {}{} (limit {}{})", id, silence.days, look_note(silence, in), limit,
                season_note(tool.seasonal))
        .measure(silence.days);
  if (!tool.seats) return flag(tool.seats_used.at, "`{}` has no seat in use", id);
  return flag(tool.seats_used.at, "`{}` has 0 of {} in use", id, count_of(static_cast<std::size_t>(*tool.seats), "seat"));
}

Verdict check(const Tool& tool, const Agents& agents, const Context& in) {
  if (!in_use(tool.status) || is_external(tool) || rests_for_free(tool) || is_new(tool.common, in, tool.last_used) ||
      tool.last_used.not_applicable())
    return not_applicable();
  if ((tool.seats_used && *tool.seats_used > 0) || serves_agent(tool, agents, limit_of(tool, in), in)) return clear();
  if (asks_for_consent(tool, limit_of(tool, in), in)) return clear();
  const bool feeding = delivers(tool, limit_of(tool, in), in);
  const bool stated = tool.last_used || tool.last_used.none() || tool.seats_used || tool.seats_used.none();
  if (!stated) return feeding ? clear() : missing_use(tool);
  // Somebody looks into a tool that works without people at least once a year. A feed runs on after its last reader has gone.
  const Days limit = feeding ? std::max(limit_of(tool, in), in.options.days("yearly")) : limit_of(tool, in);
  const Silence silence = tool.last_used ? silence_of(tool.common, *tool.last_used, limit, in, tool.seasonal) : never(in);
  if (silence.pulse == Pulse::fresh) return clear();
  if (silence.pulse == Pulse::unwatched) return unknown(tool, {"last_used"});

  Flagged found = finding(tool, limit, silence, in).end("retire {}", tool.common.self);
  // Nothing is paid for it.
  const bool free = tool.cost.none() || (tool.cost && tool.cost->per_month <= 0);
  if (free) found.severity = std::min(found.severity.value_or(Severity::high), Severity::medium);
  const std::optional<Date> planned = planned_end(tool, in);
  if (lacks_cost(tool)) return with_plan(std::move(found).wasting_unknown(tool), planned);
  if (!has_cost(tool)) return with_plan(std::move(found), planned);
  const At<Text>& currency = in.inventory.stack.currency;
  found.message += fmt::format(" and costs {} a month", format_money(tool.cost->per_month, currency ? *currency : Text{}));
  return with_plan(std::move(found).also(tool.cost.at, "its cost").wasting(tool), planned);
}

}  // namespace

Rule tool_unused() {
  return {
      .id = "tool-unused",
      .title = "Unused tool",
      .when =
          "A tool had not been used for longer than the limit when somebody last looked, or none of its seats is in use. A paused tool "
          "counts only if it costs something "
          "(medium).",
      .why = "You pay for it every month, its data goes stale, and its access stays open.",
      .fix =
          "Export its data, disconnect its integrations, and give notice: `decision: cancel`, and the last day in `retire_on`. If it is "
          "only used now and then, set `cadence` or `seasonal`.",
      .gets = "Money and attention, back from a tool that nobody opens.",
      .done = "Its data is exported, nobody has signed in for 14 days, and the vendor has confirmed the last day.",
      .severity = Severity::high,
      .effort = 8,
      .carry = 1,
      .flagged = "tools: {surveybee: {does: [survey], cost: 6000/yr, last_used: 2026-03-26, observed: 2026-11-20}}",
      .clean = "tools: {surveybee: {does: [survey], cost: 6000/yr, last_used: 2026-11-02}}",
      .check = each<Tool>(prepare, check),
      .stake = Stake::cost_of_tool,
      .options = {days_option("idle", 90, "days without use after which a tool counts as unused"),
                  days_option("weekly", 45, "the same for a tool with `cadence: daily` or `weekly`"),
                  days_option("quarterly", 120, "the same for a tool with `cadence: quarterly`"),
                  days_option("yearly", 400,
                              "the same for a tool with `cadence: yearly`, and for one whose integrations still carry data out of it"),
                  new_option()},
  };
}

}  // namespace stackdrag::rules
