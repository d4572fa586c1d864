// Finds the item, or says which is the nearest, and refuses what cannot happen to it.
#include "decide/impact_question.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "decide/impact_api.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

bool is_owner(ItemId item) { return has_role(item.kind, role::owner); }

Failure not_found(const Facts& facts, const std::string& name, const std::vector<std::string>& labels) {
  for (const Ghost& ghost : facts.ghosts) {
    if (ghost.name != Text(name)) continue;
    std::vector<std::string> users;
    for (const ItemId item : ghost.members) users.push_back(fmt::format("`{}`", label_of(*facts.inventory, item)));
    return Failure{fmt::format("`{}` is not declared; only {} {} it", name, join_words(users), users.size() == 1 ? "names" : "name")};
  }
  const std::vector<std::string_view> owners = known_owners(facts);
  if (std::find(owners.begin(), owners.end(), name) != owners.end())
    return Failure{fmt::format("`{}` is only named as an owner; write them under `people` or `teams`", name)};
  std::vector<std::string> members;
  for (const Person& person : facts.inventory->people) {
    if (person.team && person.team->text == Text(name)) members.push_back(fmt::format("`{}`", *person.id));
  }
  if (!members.empty())
    return Failure{fmt::format("`{}` is only named as the team of {}; write it under `teams`", name, join_words(members))};
  std::vector<std::string_view> names;
  for (const std::string& label : labels) names.push_back(std::string_view(label).substr(label.find('/') + 1));
  names.insert(names.end(), labels.begin(), labels.end());
  return Failure{fmt::format("no item is called `{}`{}", name, did_you_mean(name, names))};
}

/// The items that people call so, if no id is meant.
std::vector<ItemId> items_called(const Facts& facts, const std::string& name) {
  std::vector<ItemId> found;
  for (const Item& item : facts.items) {
    const bool is_called = item.common != nullptr && item.common->name && folded_name(*item.common->name) == folded_name(name);
    if (is_called && is_referable(item.id.kind)) found.push_back(item.id);
  }
  return found;
}

Result<ItemId> find_item(const Facts& facts, const std::string& name) {
  std::vector<ItemId> found;
  std::vector<std::string> labels;
  for (const Item& item : facts.items) {
    if (!is_referable(item.id.kind)) continue;
    labels.push_back(label_of(*facts.inventory, item.id));
    if (item.name == Text(name) || labels.back() == name) found.push_back(item.id);
  }
  if (found.empty()) found = items_called(facts, name);
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    std::vector<std::string> which;
    for (const ItemId item : found) which.push_back(label_of(*facts.inventory, item));
    return Failure{fmt::format("`{}` is the id of several items; say which: {}", name, fmt::join(which, ", "))};
  }
  return not_found(facts, name, labels);
}

/// What is wrong with asking that of the item; empty if nothing is.
std::string wrong_event(const Assessment& assessment, ItemId item, ImpactEvent event, const std::string& version) {
  const std::string label = label_of(*assessment.workspace.inventory, item);
  if (is_owner(item) != (event == ImpactEvent::leaving))
    return is_owner(item) ? fmt::format("people and teams leave: ask with --leaves what becomes of the stack without `{}`", label)
                          : fmt::format("--leaves is for people and teams; `{}` is removed", label);
  if (event != ImpactEvent::api) return "";
  const Tool* const tool = assessment.workspace.facts.tool(item);
  if (tool == nullptr) return fmt::format("--api is about the API of a tool; `{}` is none", label);
  return wrong_version(assessment, *tool, version);
}

}  // namespace

Result<Asked> asked_of(const Assessment& assessment, const ImpactQuestion& question) {
  const auto item = find_item(assessment.workspace.facts, question.item);
  if (!item.ok()) return item.failure();
  const ImpactEvent event = question.event.value_or(is_owner(item.value()) ? ImpactEvent::leaving : ImpactEvent::removal);
  if (std::string wrong = wrong_event(assessment, item.value(), event, question.version); !wrong.empty()) return Failure{std::move(wrong)};
  return Asked{item.value(), event};
}

}  // namespace stackdrag
