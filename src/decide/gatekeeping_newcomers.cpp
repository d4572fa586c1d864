// What has to be known of a tool, pixel, integration or agent on the day on which it comes in. Later nobody remembers.
#include <algorithm>

#include <fmt/format.h>

#include "decide/gatekeeping_parts.h"
#include "stackdrag/carried.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/renewal.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// Collects what is missing of one item.
class Asking {
 public:
  Asking(ItemId item, const Facts& facts, const rules::Vias& vias) : item_(item), facts_(facts), vias_(vias) {}

  /// The fact is missing: nobody has said, or said that there is none where there must be one.
  void need(const Known& fact, std::string_view field, std::string words, bool may_be_none = true) {
    if (fact.left_out() || (!may_be_none && fact.none())) add(field, std::move(words), may_be_none);
  }
  void need_words(const At<Text>& fact, std::string_view field, std::string words) {
    if (fact.left_out() || fact.none() || (fact && is_no_reason(*fact))) add(field, std::move(words));
  }
  void need_owner(const Known& owner) {
    if (facts_.owner_of(item_) != nullptr || owner.not_applicable()) return;
    lacks_owner_ = true;
  }
  /// `may_be_none`: that there is none is an answer.
  void add(std::string_view field, std::string words, bool may_be_none = false) {
    words_.push_back(std::move(words));
    lines_.push_back(line_for(item_.kind, field));
    if (may_be_none) may_be_none_.push_back(fmt::format("`{}`", field));
  }

  const Facts& facts() const { return facts_; }
  const rules::Vias& vias() const { return vias_; }

  /// What keeps it out is told apart from what only has to be answered.
  void add_reasons_to(std::vector<GateReason>& into, const Inventory& inventory, const Sources& sources) const {
    const At<Text>& id = id_of(inventory, item_);
    GateReason reason{.verdict = GateVerdict::block, .item = label_of(inventory, item_), .at = sources.locate(id.at)};
    if (lacks_owner_) {
      reason.text = fmt::format("`{}` is new and does not say who owns it (`owner`)", *id);
      reason.todo = "name a person or a team";
      reason.lines = {line_for(item_.kind, "owner")};
      into.push_back(reason);
    }
    if (words_.empty()) return;
    reason.verdict = GateVerdict::ask;
    reason.text = fmt::format("`{}` is new and does not say {}", *id, join_words(words_));
    reason.todo = todo();
    reason.lines = lines_;
    into.push_back(std::move(reason));
  }

 private:
  std::string todo() const {
    const std::string fill = words_.size() == 1 ? "fill in the field" : "fill in the fields";
    return may_be_none_.empty() ? fill : fmt::format("{}; where there is nothing, {} may be `none`", fill, join_words(may_be_none_));
  }

  ItemId item_;
  const Facts& facts_;
  const rules::Vias& vias_;
  std::vector<std::string> words_, lines_, may_be_none_;
  bool lacks_owner_ = false;
};

/// Whether what was built for the campaign goes with it, or is meant to stay.
bool ends_with(const Campaign* campaign) {
  return campaign != nullptr && (campaign->ends || campaign->teardown || (campaign->evergreen && *campaign->evergreen));
}

void ask(const Tool& tool, Asking& asking) {
  if (is_external(tool) || is_retired(tool.status)) return;
  asking.need_owner(tool.owner);
  asking.need_words(tool.purpose, "purpose", "what it is for (`purpose`)");
  if (lacks_cost(tool)) asking.add("cost", "what it costs (`cost`)", true);
  // Nobody gives notice for what is free or built in-house.
  const bool is_bought = !is_in_house(tool) && !rules::is_free(tool) && rules::is_bound(tool);
  if (is_bought) asking.need(tool.renews, "renews", "when the contract renews (`renews`)");
  if (is_bought && !tool.renews.none()) asking.need(tool.notice, "notice", "how long the notice is (`notice`)");
  const bool sees_none = tool.personal_data.none() || (tool.personal_data && !*tool.personal_data);
  if (!is_in_house(tool) && !sees_none)
    asking.need(tool.dpa, "dpa", "under which agreement it may see personal data (`dpa`; or `personal_data: false`)");
  asking.need_words(tool.common.extras().notes, "notes", "how you would leave it (`notes`)");
}

void ask(const Pixel& pixel, Asking& asking) {
  if (is_retired(pixel.status)) return;
  asking.need_owner(pixel.owner);
  const Campaign* const campaign = pixel.campaign ? asking.facts().campaign(pixel.campaign->target) : nullptr;
  const bool ends = pixel.ends || pixel.until || pixel.keep_until;
  if (pixel.campaign && !ends && !ends_with(campaign) && pixel.ends.left_out())
    asking.add("ends", "when it goes (`ends`, or that of its campaign)", true);
  else if (!pixel.campaign && !pixel.campaign.misread())
    asking.need_words(pixel.purpose, "purpose", "what it is for (`purpose`, or `for` with the campaign)");
  asking.need(pixel.consent, "consent", "for which consent it waits (`consent`)");
}

void ask(const Integration& integration, Asking& asking) {
  if (is_retired(integration.status)) return;
  asking.need_owner(integration.owner);
  const bool by_hand = rules::is_manual(integration, asking.vias());
  const Person* const person = integration.runs_as ? asking.facts().person(integration.runs_as->target) : nullptr;
  if (!by_hand && person != nullptr && !is_service(*person))
    asking.add("runs_as", fmt::format("which service account it uses (`runs_as` is the person `{}`)", *person->id));
  else if (!by_hand)
    asking.need(integration.runs_as, "runs_as", "which service account it uses (`runs_as`)");
  if (!by_hand) {
    if (integration.alerts.left_out() || integration.alerts.none() || (integration.alerts && *integration.alerts == Alerts::no))
      asking.add("alerts", "who hears of it when it fails (`alerts`)");
    asking.need(integration.scope, "scope", "what it may do (`scope`)");
  }
  const Campaign* const campaign = integration.campaign ? asking.facts().campaign(integration.campaign->target) : nullptr;
  if (integration.campaign && !integration.until && !ends_with(campaign))
    asking.need(integration.ends, "ends", "when it goes (`ends`, or that of its campaign)");
}

void ask(const Agent& agent, Asking& asking) {
  if (is_retired(agent.status)) return;
  asking.need_owner(agent.owner);
  asking.need(agent.autonomy, "autonomy", "whether it acts by itself (`autonomy`)");
  if (agent.autonomy && *agent.autonomy == Autonomy::act)
    asking.need(agent.approver, "approver", "who approved that it acts by itself (`approver`)", false);
  asking.need_words(agent.off_switch, "off_switch", "how to stop it (`off_switch`)");
  asking.need_words(agent.metric, "metric", "by what you would notice that it does badly (`metric`)");
  asking.need(agent.logs_days, "logs_days", "how long its logs are kept (`logs_days`)", false);
  if (agent.model && lower_case(*agent.model).find("latest") != std::string::npos)
    asking.add("model", fmt::format("on which version it stays (`model` is `{}`)", *agent.model));
  else
    asking.need(agent.model, "model", "on which model it runs (`model`)");
  asking.need(agent.reads, "reads", "what it reads (`reads`)");
  asking.need(agent.writes, "writes", "what it writes (`writes`)");
}

/// Of items of other kinds nothing is asked.
template <class T>
void ask(const T&, Asking&) {}

/// Whether somebody has to answer for the item: one of the kinds above that is here to stay.
bool asks_owner(ItemId item, const Inventory& inventory) {
  switch (item.kind) {
    case Kind::tool:
      return !is_external(inventory.tools[item.index]) && !is_retired(inventory.tools[item.index].status);
    case Kind::pixel:
      return !is_retired(inventory.pixels[item.index].status);
    case Kind::integration:
      return !is_retired(inventory.integrations[item.index].status);
    case Kind::agent:
      return !is_retired(inventory.agents[item.index].status);
    default:
      return false;
  }
}

}  // namespace

std::vector<GateReason> newcomer_reasons(const std::vector<ItemId>& items, const GateInput& in) {
  const Workspace& workspace = in.now.workspace;
  const OptionValues none({}, {});
  const Answers nobody({});
  const LookDays looks(*workspace.inventory, in.now.as_of);
  const Context context{*workspace.inventory, workspace.facts, *workspace.packs, none, nobody, looks, in.now.as_of};
  const rules::Vias vias = rules::vias_of(context);
  std::vector<GateReason> reasons;
  for (const ItemId item : items) {
    Asking asking(item, workspace.facts, vias);
    visit_item(*workspace.inventory, item, [&](const auto& one) { ask(one, asking); });
    asking.add_reasons_to(reasons, *workspace.inventory, *workspace.sources);
    if (!asks_owner(item, *workspace.inventory)) continue;
    if (auto reason = owner_reason(item, in)) reasons.push_back(std::move(*reason));
  }
  return reasons;
}

}  // namespace stackdrag
