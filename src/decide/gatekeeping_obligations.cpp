// What has to be proved: the questions that come in with something new.
#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "decide/gatekeeping_parts.h"
#include "stackdrag/disjoint_sets.h"
#include "stackdrag/fields.h"
#include "stackdrag/read_inventory.h"

namespace stackdrag {
namespace {

/// Questions that the same facts answer.
struct Group {
  std::vector<std::string_view> fields;  ///< sorted
  bool any = false;
  bool is_told = false;  ///< a finding tells of them all
  std::vector<std::size_t> nodes;
};

bool overlap(const Group& a, const Group& b) {
  return std::any_of(a.fields.begin(), a.fields.end(),
                     [&](std::string_view field) { return std::binary_search(b.fields.begin(), b.fields.end(), field); });
}

/// Whether who answers one has answered the other, too, or half of it: those that need the same fact, and those for which one of several
/// would do if it is needed anyway or the same are asked for.
bool belong_together(const Group& a, const Group& b) {
  if (a.any && b.any) return a.fields == b.fields;
  return overlap(a, b);
}

void merge(Group& into, const Group& from) {
  into.nodes.insert(into.nodes.end(), from.nodes.begin(), from.nodes.end());
  // What is needed anyway answers a question for which it is enough.
  if (into.any && !from.any) into.fields = from.fields;
  if (into.any || !from.any) into.fields.insert(into.fields.end(), from.fields.begin(), from.fields.end());
  into.any = into.any && from.any;
  into.is_told = into.is_told && from.is_told;
  std::sort(into.fields.begin(), into.fields.end());
  into.fields.erase(std::unique(into.fields.begin(), into.fields.end()), into.fields.end());
}

std::vector<Group> merged(const std::vector<Group>& questions) {
  DisjointSets sets(questions.size());
  for (std::uint32_t a = 0; a < questions.size(); ++a) {
    for (std::uint32_t b = 0; b < a; ++b) {
      if (belong_together(questions[a], questions[b])) sets.join(a, b);
    }
  }
  std::map<std::uint32_t, Group> groups;
  for (std::uint32_t i = 0; i < questions.size(); ++i) {
    const auto [group, fresh] = groups.try_emplace(sets.find(i), questions[i]);
    if (!fresh) merge(group->second, questions[i]);
  }
  std::vector<Group> all;
  for (auto& [first, group] : groups) all.push_back(std::move(group));
  return all;
}

}  // namespace

std::string line_for(Kind kind, std::string_view field) {
  const Field* const found = find_field(kind, field);
  return fmt::format("{}: {}", field, found != nullptr ? placeholder_of(found->shape) : "<…>");
}

std::string question_key(const Undecided& question, const Inventory& inventory) {
  return fmt::format("{}\n{}\n{}\n{}", question.rule->id, question.subject.label(), label_of(inventory, question.what.item),
                     fmt::join(question.what.fields, "\n"));
}

Obligations obligations_of(const Assessment& after, const std::function<bool(const Undecided&)>& is_new) {
  const std::size_t findings = after.tally.findings().size();
  const std::vector<Undecided>& undecided = after.tally.undecided();
  std::map<ItemId, std::vector<Group>> by_item;
  for (std::size_t i = 0; i < undecided.size(); ++i) {
    const Undecided& question = undecided[i];
    if (question.what.several || !is_new(question)) continue;
    const bool is_told = after.charges.folding().shown_under(findings + i) != Folding::none;
    Group group{{question.what.fields.begin(), question.what.fields.end()}, question.what.any, is_told, {findings + i}};
    std::sort(group.fields.begin(), group.fields.end());
    by_item[question.what.item].push_back(std::move(group));
  }
  Obligations obligations;
  std::vector<std::size_t> nodes;
  for (const auto& [item, questions] : by_item) {
    for (const Group& group : merged(questions)) {
      GateObligation one{
          .item = label_of(*after.workspace.inventory, item), .fields = {group.fields.begin(), group.fields.end()}, .any = group.any};
      for (const std::string_view field : group.fields) one.lines.push_back(line_for(item.kind, field));
      one.hours = (after.charges.high() - after.charges.high_without(group.nodes)).value();
      // What a finding tells of, and takes the hours of, need not be told again.
      if (one.hours > 0 || !group.is_told) obligations.all.push_back(std::move(one));
      nodes.insert(nodes.end(), group.nodes.begin(), group.nodes.end());
    }
  }
  std::stable_sort(obligations.all.begin(), obligations.all.end(),
                   [](const GateObligation& a, const GateObligation& b) { return a.hours > b.hours; });
  obligations.proved_grade = grade_without(after.score, after.tally, after.charges, spend_of(*after.workspace.inventory), nodes);
  obligations.proved_high = after.score.high - Decimal::of(gain(after.score, after.charges, nodes));
  return obligations;
}

}  // namespace stackdrag
