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
  const double after = drag_of(result.folding.high_without(nodes).value() / report.drag.capacity_hours);
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

/// The facts that each item lacks. Where one of several would do, one that is needed anyway is taken, else the first.
std::map<ItemId, Missing> missing_facts(const AuditResult& result) {
  std::map<ItemId, Missing> missing;
  const std::size_t findings = result.tally.findings().size();
  const auto collect = [&](bool any) {
    for (std::size_t i = 0; i < result.tally.undecided().size(); ++i) {
      const Undecided& open = result.tally.undecided()[i];
      if (open.what.any != any || result.folding.shown_under(findings + i) != Folding::none) continue;
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
    gap.lines.push_back(fmt::format("{}: {}", name, field != nullptr ? placeholder_of(field->shape) : "<…>"));
  }
  gap.location = result.sources.locate(id_of(result.inventory, items.front()).at);
  gap.points = gain(result, report, nodes);
  return gap;
}

}  // namespace

namespace {

/// What tells actions apart: the same words about the same anchor are one thing to do.
using ActionKey = std::pair<std::string, ItemId>;

ActionKey key_of(const Finding& finding) {
  const std::string text =
      finding.what.action.empty() ? fmt::format("{}: {{}}", lower_case(finding.rule->title)) : std::string(finding.what.action);
  return {text, finding.what.anchor ? finding.what.anchor : finding.subject.item};
}

/// An action in the making.
struct Doing {
  Action action;
  std::vector<std::string> names;
  std::vector<std::size_t> nodes;
};

/// The items that an action takes out of the stack: everything else that is said of them is settled by it.
std::map<ItemId, ActionKey> ended_items(const AuditResult& result, const std::vector<std::size_t>& standing) {
  std::map<ItemId, ActionKey> ended;
  for (const std::size_t index : standing) {
    const Finding& finding = result.tally.findings()[index];
    if (finding.what.ends_subject && finding.subject.item) ended.try_emplace(finding.subject.item, key_of(finding));
  }
  return ended;
}

}  // namespace

std::vector<Action> actions_of(const AuditResult& result, const std::vector<std::size_t>& order, const Report& report) {
  std::vector<std::size_t> standing;
  std::vector<std::size_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    if (!report.findings[i].folded_into && report.findings[i].severity != Severity::info) standing.push_back(order[i]);
  }
  const auto ended = ended_items(result, standing);
  std::map<ActionKey, Doing> doings;
  for (const std::size_t index : standing) {
    const Finding& finding = result.tally.findings()[index];
    const auto end = ended.find(finding.subject.item);
    const bool settled = end != ended.end() && !finding.what.ends_subject;
    const ActionKey key = end != ended.end() ? end->second : key_of(finding);
    Doing& doing = doings[key];
    doing.action.findings.push_back(place[index]);
    doing.action.money_saved += finding.what.money;
    for (const std::size_t node : result.folding.with_shown(index)) doing.nodes.push_back(node);
    if (settled) continue;
    doing.action.effort_hours += finding.effort;
    const std::string name(finding.subject.id);
    if (std::find(doing.names.begin(), doing.names.end(), name) == doing.names.end()) doing.names.push_back(name);
  }
  std::vector<Action> actions;
  for (auto& [key, doing] : doings) {
    Action& action = actions.emplace_back(std::move(doing.action));
    action.text = filled_in(key.first, doing.names);
    action.points_gained = gain(result, report, doing.nodes);
  }
  const auto yield = [](const Action& action) { return action.points_gained / std::max(action.effort_hours, least_hours); };
  std::sort(actions.begin(), actions.end(), [&](const Action& a, const Action& b) {
    return yield(a) != yield(b) ? yield(a) > yield(b) : a.findings.front() < b.findings.front();
  });
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
