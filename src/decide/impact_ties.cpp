// The needs of the field table in one list, and the ties between items that follow from them.
#include "decide/impact_ties.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr auto on_target = Dependence::on_target;
constexpr auto of_target = Dependence::of_target;

constexpr std::array rows{
    Requirement{Kind::integration, "from", on_target, Harm::breaks},
    Requirement{Kind::integration, "to", on_target, Harm::breaks},
    Requirement{Kind::integration, "moves", of_target, Harm::degrades},
    Requirement{Kind::integration, "runs_as", on_target, Harm::breaks},
    Requirement{Kind::agent, "uses", on_target, Harm::breaks},
    Requirement{Kind::agent, "reads", on_target, Harm::degrades},
    Requirement{Kind::agent, "writes", of_target, Harm::degrades},
    Requirement{Kind::agent, "runs_as", on_target, Harm::breaks},
    Requirement{Kind::touchpoint, "tool", on_target, Harm::breaks},
    Requirement{Kind::touchpoint, "measured_by", on_target, Harm::degrades},
    Requirement{Kind::data, "system_of_record", on_target, Harm::breaks},
    Requirement{Kind::data, "written_by", on_target, Harm::degrades},
    Requirement{Kind::pixel, "feeds", of_target, Harm::degrades},
};

const Requirement* need_of(const Edge& edge) {
  const auto* const found = std::find_if(
      rows.begin(), rows.end(), [&](const Requirement& row) { return row.kind == edge.from.kind && row.field == edge.field->name; });
  return found == rows.end() ? nullptr : found;
}

bool depends(const Facts& facts, ItemId item, ItemId on) {
  const auto all = facts.dependencies(item);
  return std::find(all.begin(), all.end(), on) != all.end();
}

/// Whether something else takes over when what the agent uses goes.
bool falls_back(const Agent& agent, ItemId gone, const Facts& facts) {
  if (!agent.fallback) return false;
  const ItemId other = agent.fallback->target;
  return !other || (other != gone && other != agent.common.self && is_running(facts.items[facts.place_of(other)].status));
}

Harm harm_of(const Requirement& need, const Tie& tie, const Facts& facts) {
  if (tie.hit.kind != Kind::agent) return need.harm;
  const Agent& agent = facts.inventory->agents[tie.hit.index];
  if (need.field == "uses" && falls_back(agent, tie.by, facts)) return Harm::degrades;
  // One that acts by itself goes on acting, on what is wrong by then.
  const bool acts = agent.autonomy && *agent.autonomy == Autonomy::act;
  return need.field == "reads" && acts ? Harm::breaks : need.harm;
}

/// The ties that fields state.
void add_stated(const Facts& facts, std::vector<Tie>& ties) {
  for (const Edge& edge : facts.edges) {
    const Requirement* const need = need_of(edge);
    if (need == nullptr) continue;
    const bool is_own = need->harmed == on_target;
    Tie tie{is_own ? edge.from : edge.to, is_own ? edge.to : edge.from, need->harm, edge.field, edge.from, edge.at};
    // The facts know when data does not depend on an integration that moves it.
    if (edge.field->dependence != Dependence::none && !depends(facts, tie.hit, tie.by)) continue;
    tie.harm = harm_of(*need, tie, facts);
    ties.push_back(tie);
  }
}

/// Pixels that wait for consent send nothing if nobody collects it.
void add_consent(const Facts& facts, std::vector<Tie>& ties) {
  const At<ToolRef>& platform = facts.inventory->stack.consent_platform;
  if (!platform || !platform->target) return;
  const Field* const field = find_field(Kind::stack, "consent_platform");
  for (const Pixel& pixel : facts.inventory->pixels) {
    if (!pixel.consent || *pixel.consent == Consent::none || *pixel.consent == Consent::exempt) continue;
    ties.push_back({pixel.common.self, platform->target, Harm::breaks, field, ItemId(Kind::stack, 0), platform.at});
  }
}

/// A tool by the words that people call it by: its id, vendor or product.
bool is_called(const Tool& tool, std::string_view words) {
  const std::string wanted = folded_name(words);
  return folded_name(*tool.id) == wanted || (tool.vendor && folded_name(*tool.vendor) == wanted) ||
         (tool.product && folded_name(*tool.product) == wanted);
}

/// What a tag manager loads, or an automation tool runs, stops with it: `via` calls it by its name.
template <class T>
void add_carried(const std::vector<T>& items, const Facts& facts, std::vector<Tie>& ties) {
  const Field* const field = find_field(kind_of<T>, "via");
  for (const T& item : items) {
    if (!item.via) continue;
    for (const Tool& tool : facts.inventory->tools) {
      if (!is_called(tool, *item.via)) continue;
      const auto is_known = [&](const Tie& tie) { return tie.hit == item.common.self && tie.by == tool.common.self; };
      if (std::none_of(ties.begin(), ties.end(), is_known))
        ties.push_back({item.common.self, tool.common.self, Harm::breaks, field, item.common.self, item.via.at});
    }
  }
}

/// What the facts know to depend on something although no field of either says so.
void add_implied(const Facts& facts, std::vector<Tie>& ties) {
  std::vector<std::pair<ItemId, ItemId>> stated;
  for (const Tie& tie : ties) stated.emplace_back(tie.hit, tie.by);
  std::sort(stated.begin(), stated.end());
  for (const Item& item : facts.items) {
    for (const ItemId on : facts.dependencies(item.id)) {
      if (!std::binary_search(stated.begin(), stated.end(), std::pair(item.id, on)))
        ties.push_back({item.id, on, Harm::degrades, nullptr, {}, {}});
    }
  }
}

}  // namespace

std::span<const Requirement> requirements() { return rows; }

Ties::Ties(const Facts& facts) : facts_(facts) {
  std::vector<Tie> ties;
  add_stated(facts, ties);
  add_consent(facts, ties);
  add_carried(facts.inventory->pixels, facts, ties);
  add_carried(facts.inventory->integrations, facts, ties);
  add_implied(facts, ties);
  const auto place = [&](const Tie& tie) {
    return std::tuple(facts.place_of(tie.by), facts.place_of(tie.hit), -static_cast<int>(tie.harm));
  };
  std::stable_sort(ties.begin(), ties.end(), [&](const Tie& a, const Tie& b) { return place(a) < place(b); });
  lists_.begins.resize(facts.items.size() + 1);
  for (const Tie& tie : ties) ++lists_.begins[facts.place_of(tie.by) + 1];
  for (std::size_t at = 1; at < lists_.begins.size(); ++at) lists_.begins[at] += lists_.begins[at - 1];
  lists_.all = std::move(ties);
}

std::vector<Edge> Ties::mentions(ItemId item) const {
  std::vector<Edge> found;
  for (const Edge& edge : facts_.edges) {
    const Requirement* const need = need_of(edge);
    const bool counts = need == nullptr || need->harmed == of_target;
    if (edge.to == item && counts) found.push_back(edge);
  }
  return found;
}

}  // namespace stackdrag
