// The steps to take an item out, and to settle what needs it.
#include "decide/impact_steps.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/renewal.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr Days watch{14};

/// "2026-12-16, in 25 days", "2026-11-03, 18 days ago".
std::string with_distance(Date day, Date as_of) {
  const Days left = day - as_of;
  if (left.count == 0) return fmt::format("{}, today", day);
  return left.count > 0 ? fmt::format("{}, in {}", day, left) : fmt::format("{}, {} ago", day, Days{-left.count});
}

/// When notice of a contract has to be given; empty if there is no contract to end.
std::string notice_step(const Tool& tool, Date as_of) {
  if (!rules::has_renewal(tool)) return "";
  if (rules::ends_by_itself(tool))
    return tool.renews ? fmt::format("let the contract end on {}: it does not renew by itself", *tool.renews) : "";
  if (const auto missing = rules::missing_for_notice(tool)) {
    std::vector<std::string> names;
    for (const std::string_view name : *missing) names.push_back(fmt::format("`{}`", name));
    return fmt::format("find out by when notice has to be given: {} {} not on record", join_words(names), names.size() == 1 ? "is" : "are");
  }
  const Date last = rules::last_notice(tool);
  if (last >= as_of) return fmt::format("give notice by {}; else the contract renews on {}", with_distance(last, as_of), *tool.renews);
  // The term that can still be ended: those before it have begun, or can no longer be left.
  const Date renews = *tool.renews;
  Date next = renews, notice = last;
  for (int terms = 1; notice < as_of; ++terms) {
    next = renews - Duration{.minutes = 0, .months = -terms * rules::months_of_term(tool)};
    notice = tool.notice ? next - *tool.notice : next;
  }
  return fmt::format("give notice: the last day for it was {}, and the contract {} on {}; the next is {}", with_distance(last, as_of),
                     renews < as_of ? "renewed" : "renews", renews, notice);
}

std::string stop_step(const Agent& agent) {
  return agent.off_switch ? fmt::format("stop `{}`: `{}`", *agent.id, *agent.off_switch)
                          : fmt::format("stop `{}`; how is not on record (`off_switch`)", *agent.id);
}

template <class Item>
void add_revocation(const Item& item, std::vector<std::string>& into) {
  if (item.runs_as) into.push_back(fmt::format("revoke what `{}` may do for `{}`, and its secret", item.runs_as->text, *item.id));
}

}  // namespace

ImpactSteps::ImpactSteps(const Assessment& assessment, ItemId start, const std::vector<Reached>& hits)
    : facts_(assessment.workspace.facts), as_of_(assessment.as_of), start_(start), hits_(hits) {
  const std::vector<Finding>& findings = assessment.tally.findings();
  has_ended_ = std::any_of(findings.begin(), findings.end(),
                           [&](const Finding& finding) { return finding.subject.item == start && finding.rule->id == "tool-ended"; });
}

const Reached* ImpactSteps::hit(ItemId item) const {
  const auto found = std::find_if(hits_.begin(), hits_.end(), [&](const Reached& one) { return one.item == item; });
  return found == hits_.end() ? nullptr : &*found;
}

/// Whether nothing is left of the integration without the start.
bool ImpactSteps::goes_along(const Integration& integration) const {
  for (const List<ToolRef>* const side : {&integration.from, &integration.to}) {
    const auto is_start = [&](const auto& end) { return end->target == start_; };
    if (side->size() > 0 && std::all_of(side->begin(), side->end(), is_start)) return true;
  }
  return false;
}

ImpactSteps::Texts ImpactSteps::take_out(const Tool& tool) const {
  if (has_ended_)
    return {fmt::format("delete what is left of `{}` on pages and in the tag manager", *tool.id),
            "revoke the keys and service accounts that it has in other tools", "ask finance whether it is still paid for",
            "write `status: retired` in the inventory"};
  Texts steps{fmt::format("export what `{}` holds, and keep the export where others find it", *tool.id)};
  if (std::string notice = notice_step(tool, as_of_); !notice.empty()) steps.push_back(std::move(notice));
  steps.push_back("revoke all users, keys and service accounts");
  steps.push_back(tool.personal_data && *tool.personal_data
                      ? "close the account, and have the vendor confirm that the personal data is deleted"
                      : "close the account");
  steps.emplace_back("write `status: retired` in the inventory");
  return steps;
}

ImpactSteps::Texts ImpactSteps::take_out(const Pixel& pixel) const {
  std::vector<std::string> watched;
  for (const Reached& one : hits_) {
    if (watched.size() < 5) watched.push_back(fmt::format("`{}`", id(one.item)));
  }
  const std::string what = watched.empty() ? "the reports" : join_words(watched);
  return {fmt::format("pause `{}`", *pixel.id), fmt::format("wait until {}, and watch {}", as_of_ + watch, what),
          "delete the tag, its trigger and its row in the list of cookies", "write `status: retired` in the inventory"};
}

ImpactSteps::Texts ImpactSteps::take_out(const Integration& integration) const {
  Texts steps;
  const Reached* const reached = hit(integration.common.self);
  if (reached != nullptr && reached->cut) {
    steps.push_back(fmt::format("delete `{}`; it has been silent for so long that nobody has to wait", *integration.id));
  } else {
    const bool timed = integration.every && !integration.every->on_demand;
    const Days wait = std::max(watch, timed ? Days{3 * integration.every->period.days().count} : watch);
    steps = {fmt::format("stop `{}`", *integration.id), fmt::format("wait until {}, and see who misses it", as_of_ + wait),
             fmt::format("delete `{}`", *integration.id)};
  }
  add_revocation(integration, steps);
  return steps;
}

ImpactSteps::Texts ImpactSteps::take_out(const Agent& agent) const {
  Texts steps{stop_step(agent)};
  if (agent.approver) steps.push_back(fmt::format("tell `{}`, who approves what it does, who decides from now on", agent.approver->text));
  steps.push_back(agent.logs_days ? fmt::format("keep its logs until {}", as_of_ + Days{static_cast<int>(*agent.logs_days)})
                                  : "keep its logs; for how long is not on record (`logs_days`)");
  add_revocation(agent, steps);
  steps.emplace_back("write `status: retired` in the inventory");
  return steps;
}

ImpactSteps::Texts ImpactSteps::take_out(const Data& data) const {
  Texts steps{fmt::format("export `{}`, and tell who reads it from when on there is no more", *data.id)};
  if (data.system_of_record) steps.push_back(fmt::format("delete it in `{}` and wherever it was copied to", data.system_of_record->text));
  return steps;
}

ImpactSteps::Texts ImpactSteps::settle_agent(const Agent& agent, const Reached& hit) const {
  const Tie& tie = *hit.way.back();
  const char* const verb = tie.field != nullptr && tie.field->name == "reads" ? "read" : "use";
  Texts steps{fmt::format("decide whether `{}` can {} something else than `{}`, or goes, too", *agent.id, verb, id(tie.by))};
  if (hit.harm == Harm::breaks) steps.push_back("until then, " + stop_step(agent));
  if (agent.fallback) steps.push_back(fmt::format("try out its fallback: `{}`", agent.fallback->text));
  return steps;
}

ImpactSteps::Texts ImpactSteps::settle_data(const Data& data) const {
  if (data.system_of_record && data.system_of_record->target == start_)
    return {fmt::format("choose another system of record for `{}`", *data.id),
            fmt::format("export it from `{}`, import it there, and compare the numbers of records", id(start_)),
            "tell everybody who reads it where it is kept from now on"};
  return {fmt::format("find another way for `{}` to be kept up to date, or tell its readers from when on it is stale", *data.id)};
}

ImpactSteps::Texts ImpactSteps::settle_touchpoint(const Touchpoint& touchpoint) const {
  if (touchpoint.tool && touchpoint.tool->target == start_)
    return {fmt::format("choose what runs `{}` instead, and go through it as a customer would", *touchpoint.id)};
  return {fmt::format("choose what measures `{}` instead, and let both run for two weeks", *touchpoint.id)};
}

/// Whether a tag manager that goes loads it.
bool ImpactSteps::is_loaded(const Reached& hit) {
  const Tie& tie = *hit.way.back();
  return tie.field != nullptr && tie.field->name == "via";
}

ImpactAdvice ImpactSteps::advice_on(ItemId item) const {
  const Reached* const reached = hit(item);
  if (reached == nullptr) return {ImpactVerb::retire};
  const Inventory& inventory = *facts_.inventory;
  const std::string without = fmt::format("`{}`", id(reached->way.back()->by));
  switch (item.kind) {
    case Kind::integration:
      if (goes_along(inventory.integrations[item.index])) return {ImpactVerb::retire};
      return {ImpactVerb::repoint, "to do without " + without};
    case Kind::agent:
      return {ImpactVerb::repoint, "to something else than " + without};
    case Kind::data: {
      const At<ToolRef>& home = inventory.data[item.index].system_of_record;
      if (home && home->target == start_) return {ImpactVerb::move, "to another system of record"};
      return {ImpactVerb::keep, "and feed it without " + without};
    }
    case Kind::touchpoint: {
      const At<ToolRef>& tool = inventory.touchpoints[item.index].tool;
      if (tool && tool->target == start_) return {ImpactVerb::move, "to another tool"};
      return {ImpactVerb::keep, "and measure it without " + without};
    }
    case Kind::pixel:
      return {ImpactVerb::repoint, is_loaded(*reached) ? "to something else that loads it" : "to another consent platform"};
    default:
      return {ImpactVerb::keep, "with less data"};
  }
}

ImpactSteps::Texts ImpactSteps::settle(const Reached& hit) const {
  const Inventory& inventory = *facts_.inventory;
  const Text name = id(hit.item);
  switch (hit.item.kind) {
    case Kind::integration: {
      const Integration& integration = inventory.integrations[hit.item.index];
      if (goes_along(integration)) return take_out(integration);
      return {fmt::format("take `{}` out of `{}`, and see that the rest still runs", id(start_), name)};
    }
    case Kind::agent:
      return settle_agent(inventory.agents[hit.item.index], hit);
    case Kind::data:
      return settle_data(inventory.data[hit.item.index]);
    case Kind::touchpoint:
      return settle_touchpoint(inventory.touchpoints[hit.item.index]);
    case Kind::pixel:
      return {is_loaded(hit) ? fmt::format("have something else than `{}` load `{}`, or remove it", id(hit.way.back()->by), name)
                             : fmt::format("have `{}` wait for another consent platform, or pause it", name)};
    default:
      return {fmt::format("tell who reads the figures of `{}` that `{}` no longer adds to them", name, id(hit.way.back()->by))};
  }
}

std::vector<std::string> ImpactSteps::of(ItemId item) const {
  if (const Reached* const reached = hit(item)) return settle(*reached);
  const Inventory& inventory = *facts_.inventory;
  switch (item.kind) {
    case Kind::tool:
      return take_out(inventory.tools[item.index]);
    case Kind::pixel:
      return take_out(inventory.pixels[item.index]);
    case Kind::integration: {
      Texts steps = take_out(inventory.integrations[item.index]);
      steps.emplace_back("write `status: retired` in the inventory");
      return steps;
    }
    case Kind::agent:
      return take_out(inventory.agents[item.index]);
    case Kind::data:
      return take_out(inventory.data[item.index]);
    default:
      return {fmt::format("take `{}` out of the inventory", id(item))};
  }
}

std::vector<std::string> ImpactSteps::before(const std::string& version) const {
  Texts steps;
  const Inventory& inventory = *facts_.inventory;
  for (const Reached& one : hits_) {
    const Text name = id(one.item);
    if (one.cut) continue;
    if (one.item.kind == Kind::integration) {
      const At<Rate>& rate = inventory.integrations[one.item.index].error_rate;
      steps.push_back(rate ? fmt::format("note the error rate of `{}` ({} %)", name, format_number(rate->share * 100))
                           : fmt::format("measure the error rate of `{}`; it is not on record", name));
    } else if (one.item.kind == Kind::data) {
      steps.push_back(fmt::format("send 20 records of `{}` through a sandbox on {}, and compare every field", name, version));
    } else if (one.item.kind == Kind::agent) {
      const Agent& agent = inventory.agents[one.item.index];
      const std::string last = agent.last_eval ? fmt::format(" (last on {})", with_distance(*agent.last_eval, as_of_)) : "";
      steps.push_back(agent.metric ? fmt::format("measure the `{}` of `{}`{}", *agent.metric, name, last)
                                   : fmt::format("choose a `metric` for `{}`: nothing says whether it still does its work", name));
      const bool acts = agent.autonomy && *agent.autonomy == Autonomy::act;
      if (acts && !agent.approver) steps.push_back(fmt::format("name an approver for `{}`: it acts by itself", name));
    } else if (one.item.kind == Kind::touchpoint) {
      const At<Text>& kpi = inventory.touchpoints[one.item.index].kpi;
      steps.push_back(fmt::format("note the {} of `{}`", kpi ? fmt::format("`{}`", *kpi) : "usual figures", name));
    }
  }
  return steps;
}

std::vector<std::string> ImpactSteps::before_leaving() const {
  Texts steps;
  for (const Reached& one : hits_) {
    if (one.way.size() > 1) continue;
    const Text name = id(one.item);
    steps.push_back(one.cut ? fmt::format("decide whether `{}` is still needed; if it is, move it to a service account", name)
                            : fmt::format("move `{}` to a service account", name));
  }
  if (!steps.empty()) steps.push_back(fmt::format("then revoke the login of `{}`", id(start_)));
  return steps;
}

std::vector<std::string> ImpactSteps::after() const {
  if (hits_.empty()) return {};
  return {"watch the same figures for 7 days", "write the day into `assessed` of the change, if you list it under `changes`"};
}

std::string ImpactSteps::way_back() const {
  switch (start_.kind) {
    case Kind::tool:
      if (has_ended_) return "none is needed: its vendor has ended it";
      return "until the account is closed, everything can be switched on again; after that, only the export is left";
    case Kind::pixel:
      return "until the tag is deleted, publish it again; what visitors did meanwhile is lost";
    case Kind::integration:
      return "until it is deleted, switch it on again, and reload what has come in meanwhile";
    case Kind::agent:
      return "until its login is revoked, switch it on again";
    default:
      return "";
  }
}

}  // namespace stackdrag
