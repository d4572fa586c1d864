// Groups findings into actions and works out the gain of each.
#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "stackdrag/assess.h"
#include "stackdrag/plan.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t most_named = 3;
constexpr double least_hours = 0.25;  ///< every action takes some time

/// Identifies an action: the same words about the same anchor are one thing to do.
struct ActionKey {
  std::string_view text;
  ItemId anchor;

  friend bool operator==(const ActionKey&, const ActionKey&) = default;
};

struct Hash {
  std::size_t operator()(ItemId item) const { return item.index * std::size_t{0x9E3779B97F4A7C15} + static_cast<std::size_t>(item.kind); }
  std::size_t operator()(const ActionKey& key) const { return std::hash<std::string_view>{}(key.text) ^ (*this)(key.anchor); }
};

/// What to do about a finding, in its own words or in those of its rule's title.
class Keys {
 public:
  explicit Keys(Store& store) : store_(store) {}

  ActionKey of(const Finding& finding) {
    const ItemId anchor = finding.what.anchor ? finding.what.anchor : finding.subject.item;
    if (!finding.what.action.empty()) return {finding.what.action, anchor};
    std::string_view& standard = standard_[finding.rule];
    if (standard.empty()) standard = store_.join({lower_case(finding.rule->title), ": {}"});
    return {standard, anchor};
  }

 private:
  Store& store_;
  std::unordered_map<const Rule*, std::string_view> standard_;
};

/// What an action needs of an independent finding, copied because findings are large and scattered in memory.
struct Candidate {
  ActionKey key;
  Text name;
  ItemId item{};
  double effort = 0, money = 0;
  std::uint32_t place = 0;  ///< in the report
  std::uint32_t index = 0;  ///< in the tally
  bool ends = false;        ///< its action removes the subject from the stack
  bool settled = false;     ///< another finding's action removes its subject
};

/// In the order of the report.
std::vector<Candidate> candidates_of(const Assessment& assessment, Store& store) {
  Keys keys(store);
  std::vector<Candidate> all;
  for (std::uint32_t i = 0; i < assessment.findings.size(); ++i) {
    const TriagedFinding& triaged = assessment.findings[i];
    const Finding& finding = *triaged.finding;
    if (triaged.excused || triaged.folded_into || finding.severity == Severity::info) continue;
    const Text name = finding.subject.shown.empty() ? finding.subject.id : finding.subject.shown;
    all.push_back({keys.of(finding), name, finding.subject.item, finding.effort, finding.what.money, i, triaged.node,
                   finding.what.ends_subject && finding.subject.item, false});
  }
  return all;
}

/// If an action removes an item from the stack, all findings about the item belong to that action.
void settle_with_subjects(std::vector<Candidate>& all) {
  std::unordered_map<ItemId, ActionKey, Hash> ended;
  for (const Candidate& one : all) {
    if (one.ends) ended.try_emplace(one.item, one.key);
  }
  if (ended.empty()) return;
  for (Candidate& one : all) {
    const auto end = ended.find(one.item);
    if (end == ended.end()) continue;
    one.key = end->second;
    one.settled = !one.ends;
  }
}

/// Groups findings by action; the order within an action is kept.
std::vector<std::span<const Candidate>> by_action(std::vector<Candidate>& all) {
  // Actions are numbered in the order of their first findings.
  std::unordered_map<ActionKey, std::uint32_t, Hash> numbers;
  std::vector<std::uint32_t> number, ends;
  number.reserve(all.size());
  for (const Candidate& one : all) {
    const auto [known, added] = numbers.try_emplace(one.key, static_cast<std::uint32_t>(ends.size()));
    if (added) ends.push_back(0);
    number.push_back(known->second);
    ++ends[known->second];
  }
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<Candidate> grouped(all.size());
  std::vector<std::span<const Candidate>> actions(ends.size());
  for (std::size_t i = all.size(); i-- > 0;) grouped[--ends[number[i]]] = all[i];
  all = std::move(grouped);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    actions[i] = std::span(all).subspan(ends[i], (i + 1 < ends.size() ? ends[i + 1] : all.size()) - ends[i]);
  }
  return actions;
}

/// The names that an action is about, each once, as far as they are shown: "a, b, c and 12 more".
class Names {
 public:
  void add(std::string_view name) {
    if (std::find(shown_.begin(), shown_.end(), name) != shown_.end()) return;
    if (shown_.size() < most_named)
      shown_.emplace_back(name);
    else
      others_.insert(name);
  }

  /// Valid until names are added.
  std::string_view text() {
    if (shown_.size() == 1) return shown_.front();
    std::vector<std::string> words(shown_.begin(), shown_.end());
    if (!others_.empty()) words.push_back(fmt::format("{} more", others_.size()));
    return text_ = join_words(words);
  }
  void clear() {
    shown_.clear();
    // Clearing a table that was large once would cost its size for every small action behind it.
    if (!others_.empty()) others_ = {};
  }

 private:
  std::vector<std::string_view> shown_;
  std::unordered_set<std::string_view> others_;
  std::string text_;
};

/// Replaces `{}` with the names.
std::string_view filled_in(std::string_view text, std::string_view names, Store& store) {
  const std::size_t gap = text.find("{}");
  if (gap == std::string_view::npos) return store.keep(text);
  return store.join({text.substr(0, gap), names, text.substr(gap + 2)});
}

/// Buffers reused from action to action.
struct Scratch {
  Names names;
  std::vector<std::size_t> nodes;
};

Action action_of(const Assessment& assessment, std::span<const Candidate> findings, Scratch& scratch, Store& store) {
  Action action;
  auto& [names, nodes] = scratch;
  names.clear();
  nodes.clear();
  const std::span<std::uint32_t> places = store.list<std::uint32_t>(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    places[i] = findings[i].place;
    action.money_saved += findings[i].money;
    for (const std::size_t node : assessment.folding.with_shown(findings[i].index)) nodes.push_back(node);
    if (findings[i].settled) continue;
    action.effort_hours += findings[i].effort;
    names.add(findings[i].name);
  }
  action.findings = places;
  action.text = filled_in(findings.front().key.text, names.text(), store);
  action.points_gained = gain(assessment.score, assessment.folding, nodes);
  return action;
}

}  // namespace

std::vector<Action> actions_of(const Assessment& assessment, Store& store) {
  std::vector<Candidate> candidates = candidates_of(assessment, store);
  settle_with_subjects(candidates);
  const std::vector<std::span<const Candidate>> groups = by_action(candidates);
  std::vector<Action> actions;
  actions.reserve(groups.size());
  Scratch scratch;
  const auto is_waived = [&](const Candidate& one) { return assessment.findings[one.place].waiver.has_value(); };
  for (const std::span<const Candidate> findings : groups) {
    // An action whose findings are all waived is not worth proposing.
    if (!std::all_of(findings.begin(), findings.end(), is_waived)) actions.push_back(action_of(assessment, findings, scratch, store));
  }
  // Sorted by a figure worked out once for each; among equals, the one with the first finding comes first, as it does in `actions`.
  std::vector<std::pair<double, std::uint32_t>> yields;
  yields.reserve(actions.size());
  for (const Action& action : actions)
    yields.emplace_back(action.points_gained / std::max(action.effort_hours, least_hours), yields.size());
  std::sort(yields.begin(), yields.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::vector<Action> sorted;
  sorted.reserve(actions.size());
  for (const auto& [yield, index] : yields) sorted.push_back(actions[index]);
  return sorted;
}

}  // namespace stackdrag
