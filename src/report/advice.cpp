// Groups findings into actions and open questions into gaps, and says what each is worth.
#include "report/advice.h"

#include <algorithm>
#include <map>
#include <set>

#include "stackdrag/fields.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t most_named = 3;
constexpr std::size_t least_alike = 4;  ///< from so many items on, those that lack the same facts are one gap
constexpr double least_hours = 0.25;    ///< nothing is done in no time

/// By how much the headline falls if these nodes go.
double gain(const AuditResult& result, const Report& report, const std::vector<std::size_t>& nodes) {
  const double after = drag_of(result.folding.without(nodes, true).value() / report.drag.capacity_hours);
  return std::max(0.0, Decimal::of(report.drag.high.value() - after).value());
}

std::string named(const std::vector<std::string>& names) {
  std::vector<std::string> shown(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most_named)));
  if (names.size() > most_named) shown.push_back(fmt::format("{} more", names.size() - most_named));
  return join_words(shown);
}

/// Puts the names in the place of `{}`.
std::string filled_in(std::string text, const std::vector<std::string>& names) {
  if (const auto gap = text.find("{}"); gap != std::string::npos) text.replace(gap, 2, named(names));
  return text;
}

/// A gap in the making.
struct Missing {
  std::set<std::string_view> fields;
  std::vector<std::size_t> nodes;
};

bool under_a_finding(const AuditResult& result, std::size_t node) {
  const std::size_t findings = result.tally.findings().size();
  for (std::size_t up = result.folding.parent(node); up != Folding::none; up = result.folding.parent(up)) {
    if (up < findings) return true;
  }
  return false;
}

/// The facts that each item lacks. Where one of several would do, one that is needed anyway is taken, else the first.
std::map<ItemId, Missing> missing_facts(const AuditResult& result) {
  std::map<ItemId, Missing> missing;
  const std::size_t findings = result.tally.findings().size();
  const auto collect = [&](bool any) {
    for (std::size_t i = 0; i < result.tally.undecided().size(); ++i) {
      const Undecided& open = result.tally.undecided()[i];
      if (open.what.any != any || (!open.finding && under_a_finding(result, findings + i))) continue;
      Missing& item = missing[open.what.item];
      item.nodes.push_back(findings + i);
      const auto& fields = open.what.fields;
      const bool covered = std::any_of(fields.begin(), fields.end(), [&](std::string_view f) { return item.fields.contains(f); });
      if (any && covered) continue;
      item.fields.insert(fields.begin(), any ? fields.begin() + 1 : fields.end());
    }
  };
  collect(false);
  collect(true);
  return missing;
}

Gap gap_of(const AuditResult& result, const Report& report, const std::vector<ItemId>& items, const std::set<std::string_view>& fields,
           const std::vector<std::size_t>& nodes) {
  Gap gap;
  for (const ItemId item : items) gap.items.push_back(label_of(result.inventory, item));
  for (const std::string_view name : fields) {
    gap.fields.emplace_back(name);
    const Field* field = find_field(items.front().kind, name);
    gap.lines.push_back(fmt::format("{}: {}", name, field != nullptr ? field->example : "…"));
  }
  gap.location = result.sources.locate(id_of(result.inventory, items.front()).at);
  gap.points = gain(result, report, nodes);
  return gap;
}

}  // namespace

std::vector<Action> actions_of(const AuditResult& result, const std::vector<std::size_t>& order, const Report& report) {
  struct Group {
    Action action;
    std::vector<std::string> names;
    std::vector<std::size_t> nodes;
  };
  std::map<std::pair<std::string, ItemId>, Group> groups;
  std::vector<const Group*> by_place;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const Finding& finding = result.tally.findings()[order[place]];
    if (report.findings[place].folded_into || finding.severity == Severity::info) continue;
    const std::string text = finding.what.action.empty() ? fmt::format("{}: {{}}", lower_case(finding.rule->title)) : finding.what.action;
    const ItemId anchor = finding.what.anchor ? finding.what.anchor : finding.subject.item;
    const auto [entry, fresh] = groups.try_emplace({text, anchor});
    Group& group = entry->second;
    if (fresh) group.action.text = text;
    if (fresh) by_place.push_back(&group);
    const std::string name(finding.subject.id);
    if (std::find(group.names.begin(), group.names.end(), name) == group.names.end()) group.names.push_back(name);
    group.action.findings.push_back(place);
    group.action.effort_hours += finding.effort;
    group.action.money_saved += finding.what.money;
    for (const std::size_t node : result.folding.with_folded(order[place])) group.nodes.push_back(node);
  }
  std::vector<Action> actions;
  for (const Group* group : by_place) {
    Action& action = actions.emplace_back(group->action);
    action.text = filled_in(action.text, group->names);
    action.points_gained = gain(result, report, group->nodes);
  }
  const auto yield = [](const Action& action) { return action.points_gained / std::max(action.effort_hours, least_hours); };
  std::stable_sort(actions.begin(), actions.end(), [&](const Action& a, const Action& b) { return yield(a) > yield(b); });
  return actions;
}

std::vector<Gap> gaps_of(const AuditResult& result, const Report& report) {
  std::map<std::pair<Kind, std::set<std::string_view>>, std::vector<std::pair<ItemId, const Missing*>>> alike;
  const auto missing = missing_facts(result);
  for (const auto& [item, facts] : missing) alike[{item.kind, facts.fields}].emplace_back(item, &facts);
  std::vector<Gap> gaps;
  for (const auto& [what, items] : alike) {
    std::vector<ItemId> together;
    std::vector<std::size_t> nodes;
    for (const auto& [item, facts] : items) {
      together.push_back(item);
      nodes.insert(nodes.end(), facts->nodes.begin(), facts->nodes.end());
      if (items.size() >= least_alike) continue;
      gaps.push_back(gap_of(result, report, together, what.second, nodes));
      together.clear();
      nodes.clear();
    }
    if (!together.empty()) gaps.push_back(gap_of(result, report, together, what.second, nodes));
  }
  std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.points > b.points; });
  return gaps;
}

}  // namespace stackdrag
