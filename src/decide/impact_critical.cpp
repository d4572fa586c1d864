// Critical is what acts by itself, what customers meet, where they decide, and what much else needs.
#include "decide/impact_critical.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/called_version.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t many = 3;

bool is_live(const Campaign& campaign, Date as_of) {
  const bool begun = !campaign.starts || *campaign.starts <= as_of, over = campaign.ends && *campaign.ends < as_of;
  return is_running(campaign.status) && begun && !over;
}

void add(const Agent& agent, std::vector<std::string>& why) {
  if (agent.autonomy && *agent.autonomy == Autonomy::act)
    why.emplace_back(agent.approver ? "acts by itself" : "acts by itself, and nobody approves");
  if (agent.customer_facing && *agent.customer_facing) why.emplace_back("customers meet it");
}

void add(const Touchpoint& touchpoint, const Assessment& assessment, std::vector<std::string>& why) {
  const Facts& facts = assessment.workspace.facts;
  if (touchpoint.internal && *touchpoint.internal) return;
  if (touchpoint.stage && assessment.workspace.packs->find<EarningStage>(*touchpoint.stage) != nullptr)
    why.emplace_back("customers decide or buy there");
  for (const auto& measure : touchpoint.measured_by) {
    if (measure->target.kind != Kind::pixel) continue;
    const At<Ref<Kind::campaign, Kind::page>>& placed_for = facts.inventory->pixels[measure->target.index].campaign;
    const Campaign* const campaign = placed_for ? facts.campaign(placed_for->target) : nullptr;
    if (campaign != nullptr && is_live(*campaign, assessment.as_of))
      return why.push_back(fmt::format("belongs to the running campaign `{}`", *campaign->id));
  }
}

/// How old an assessment of a change may be, as the rule about them has it.
Days valid_for(const Assessment& assessment) {
  const Rule* const rule = assessment.catalogue.find("change-unassessed");
  const std::vector<double> values = option_values(*rule, assessment.workspace.inventory->limits);
  return OptionValues(rule->options, values).days("valid");
}

/// Whether the change is of another version than the one asked for.
bool is_other_version(const Change& change, const std::string& version) {
  if (version.empty() || !change.to) return false;
  const auto to = rules::called_version(*change.to), wanted = rules::called_version(version);
  return to && wanted && to->version.parts != wanted->version.parts;
}

}  // namespace

std::vector<std::string> why_critical(const Assessment& assessment, const Ties& ties, ItemId item) {
  const Facts& facts = assessment.workspace.facts;
  std::vector<std::string> why;
  if (item.kind == Kind::agent) add(facts.inventory->agents[item.index], why);
  if (item.kind == Kind::touchpoint) add(facts.inventory->touchpoints[item.index], assessment, why);
  const Tool* const tool = facts.tool(item);
  if (tool != nullptr && tool->criticality && *tool->criticality == Level::high) why.emplace_back("its `criticality` is high");
  std::vector<ItemId> needing;
  for (const Tie& tie : ties.from(item)) {
    if (is_running(facts.items[facts.place_of(tie.hit)].status) && (needing.empty() || needing.back() != tie.hit))
      needing.push_back(tie.hit);
  }
  if (needing.size() >= many) why.push_back(fmt::format("{} items need it", needing.size()));
  return why;
}

/// Whether the change takes something away, and does not alter it: only that speaks for its removal.
bool takes_away(const Change& change) {
  static constexpr std::string_view verbs[] = {"remov", "retir",  "replac",     "migrat",       "decommission",
                                               "shut",  "cancel", "switch off", "switched off", "delet",
                                               "phase", "end of", "move away",  "outage",       "leaves"};
  const std::string what = change.what ? lower_case(*change.what) : std::string();
  return std::any_of(std::begin(verbs), std::end(verbs), [&](std::string_view verb) { return what.find(verb) != std::string::npos; });
}

const Change* assessed_change(const Assessment& assessment, ItemId item, const std::string& version) {
  const Date as_of = assessment.as_of;
  const Days valid = valid_for(assessment);
  const auto says_so = [&](const Change& change) {
    if (!change.on || change.on->target != item || !change.assessed || *change.assessed > as_of) return false;
    const bool in_time = !change.date || (*change.assessed <= *change.date && *change.date - *change.assessed <= valid);
    return in_time && (version.empty() ? takes_away(change) : !is_other_version(change, version));
  };
  const std::vector<Change>& changes = assessment.workspace.inventory->changes;
  const auto found = std::find_if(changes.begin(), changes.end(), says_so);
  return found == changes.end() ? nullptr : &*found;
}

}  // namespace stackdrag
