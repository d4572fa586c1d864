// Decides what is judged: a proposal, all of them, or everything that is new against another inventory.
#include "stackdrag/gatekeeping.h"

#include <algorithm>

#include <fmt/format.h>

#include "decide/gatekeeping_parts.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::string_view kind_before = "proposal/";

/// The proposals that are asked for; a failure names the nearest.
Result<std::vector<const Proposal*>> proposals_named(const std::string& name, const Inventory& inventory) {
  std::vector<const Proposal*> all;
  std::vector<std::string_view> ids;
  const std::string_view id = std::string_view(name).substr(name.starts_with(kind_before) ? kind_before.size() : 0);
  for (const Proposal& proposal : inventory.proposals) {
    ids.push_back(*proposal.id);
    if (name.empty() || *proposal.id == id) all.push_back(&proposal);
  }
  if (!all.empty() || name.empty()) return all;
  if (ids.empty()) return Failure{fmt::format("no proposal is called `{}`, nor a file or folder: the inventory has no `proposals`", name)};
  const std::string near = did_you_mean(id, ids);
  return Failure{fmt::format("no proposal is called `{}`{}", name, near.empty() ? fmt::format("; there is `{}`", ids.front()) : near)};
}

/// The items of the inventory that the other one does not have, sorted. What has got another id is not new.
std::vector<std::string> new_items(const Inventory& inventory, const Facts& facts, const Report& before) {
  std::vector<std::string> items;
  for (const Item& item : facts.items) items.push_back(label_of(name_of(item.id.kind), item.name));
  std::erase_if(items, [&](const std::string& item) { return find_item(before, item) != nullptr; });
  for (const auto& [was, is] : renamed_items(inventory)) {
    if (find_item(before, was) != nullptr) std::erase(items, is);
  }
  std::sort(items.begin(), items.end());
  return items;
}

}  // namespace

GateVerdict Gatekeeping::verdict() const {
  GateVerdict worst = GateVerdict::pass;
  for (const GateCase& one : cases) worst = std::max(worst, one.verdict);
  return worst;
}

Result<Gatekeeping> gatekeeping_of(const Workspace& workspace, const Settings& settings, const GateQuestion& question) {
  Settings own = settings;
  own.baseline = nullptr;
  const Assessment now = assess(workspace, own);
  own.as_of = now.as_of;
  own.profile = Profile::full;
  const Assessment strict = assess(workspace, own);
  own.profile = now.profile;
  const GateInput in{now, strict, own};

  const Inventory& inventory = *workspace.inventory;
  Gatekeeping gate;
  gate.version = STACKDRAG_VERSION;
  gate.as_of = now.as_of;
  gate.profile = now.profile;
  gate.stack = inventory.stack.common.name ? std::string(*inventory.stack.common.name) : question.stack;
  gate.currency = inventory.stack.currency ? std::string(*inventory.stack.currency) : std::string();
  gate.against = question.against;
  gate.mark = question.before != nullptr ? "change" : "proposals";
  gate.mistakes = now.problems.size();

  auto proposals = proposals_named(question.proposal, inventory);
  if (!proposals.ok()) return proposals.failure();
  // With the kind before it, no proposal has one of the fixed marks.
  if (!question.proposal.empty()) gate.mark = label_of(inventory, proposals.value().front()->common.self);
  std::vector<std::string> items;
  if (question.before != nullptr) {
    items = new_items(inventory, workspace.facts, *question.before);
    const auto is_new = [&](const Proposal* one) {
      return std::binary_search(items.begin(), items.end(), label_of(inventory, one->common.self));
    };
    std::erase_if(proposals.value(), [&](const Proposal* one) { return !is_new(one); });
    std::erase_if(items, [](const std::string& item) { return item.starts_with(kind_before); });
    if (auto change = change_of(items, *question.before, in)) gate.cases.push_back(std::move(*change));
  }
  for (const Proposal* const proposal : proposals.value()) gate.cases.push_back(case_of(*proposal, in));
  return gate;
}

}  // namespace stackdrag
