// Groups findings into actions, and says what each is worth.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "report/advice.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t most_named = 3;
constexpr double least_hours = 0.25;  ///< nothing is done in no time

/// What tells actions apart: the same words about the same anchor are one thing to do.
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

/// A finding that stands by itself, and the action that settles it.
struct Settled {
  std::uint32_t action = 0;
  std::uint32_t place = 0;  ///< in the report
  std::uint32_t index = 0;  ///< in the tally
  bool by_end = false;      ///< it goes with its subject, which another finding's action takes out of the stack
};

struct Actions {
  std::vector<ActionKey> keys;
  std::vector<Settled> findings;  ///< action by action, each in the order of the report
};

Actions group(const AuditResult& result, const std::vector<std::uint32_t>& order, const Report& report) {
  Actions actions;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    if (!report.findings[i].folded_into && report.findings[i].severity != Severity::info) actions.findings.push_back({0, i, order[i]});
  }
  // The items that an action takes out of the stack: everything else that is said of them is settled by it.
  const std::vector<Finding>& findings = result.tally.findings();
  Keys keys(*report.store);
  std::unordered_map<ItemId, ActionKey, Hash> ended;
  for (const Settled& settled : actions.findings) {
    const Finding& finding = findings[settled.index];
    if (finding.what.ends_subject && finding.subject.item) ended.try_emplace(finding.subject.item, keys.of(finding));
  }
  std::unordered_map<ActionKey, std::uint32_t, Hash> numbers;
  for (Settled& settled : actions.findings) {
    const Finding& finding = findings[settled.index];
    const auto end = ended.find(finding.subject.item);
    settled.by_end = end != ended.end() && !finding.what.ends_subject;
    const ActionKey key = end != ended.end() ? end->second : keys.of(finding);
    const auto [number, fresh] = numbers.try_emplace(key, static_cast<std::uint32_t>(actions.keys.size()));
    if (fresh) actions.keys.push_back(key);
    settled.action = number->second;
  }
  std::stable_sort(actions.findings.begin(), actions.findings.end(),
                   [](const Settled& a, const Settled& b) { return a.action < b.action; });
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

  std::string text() && {
    if (!others_.empty()) shown_.push_back(fmt::format("{} more", others_.size()));
    return join_words(shown_);
  }

 private:
  std::vector<std::string> shown_;
  std::unordered_set<std::string_view> others_;
};

/// Puts the names in the place of `{}`.
std::string_view filled_in(std::string_view text, std::string_view names, Store& store) {
  const std::size_t gap = text.find("{}");
  if (gap == std::string_view::npos) return store.keep(text);
  return store.join({text.substr(0, gap), names, text.substr(gap + 2)});
}

Action action_of(const AuditResult& result, const Report& report, const ActionKey& key, std::span<const Settled> settled) {
  Action action;
  Names names;
  std::vector<std::size_t> nodes;
  const std::span<std::uint32_t> places = report.store->list<std::uint32_t>(settled.size());
  for (std::size_t i = 0; i < settled.size(); ++i) {
    const Finding& finding = result.tally.findings()[settled[i].index];
    places[i] = settled[i].place;
    action.money_saved += finding.what.money;
    for (const std::size_t node : result.folding.with_shown(settled[i].index)) nodes.push_back(node);
    if (settled[i].by_end) continue;
    action.effort_hours += finding.effort;
    names.add(finding.subject.id);
  }
  action.findings = places;
  action.text = filled_in(key.text, std::move(names).text(), *report.store);
  action.points_gained = gain(result, report, nodes);
  return action;
}

}  // namespace

double gain(const AuditResult& result, const Report& report, const std::vector<std::size_t>& nodes) {
  const double after = drag_of(result.folding.high_without(nodes).value() / report.drag.capacity_hours);
  return std::max(0.0, Decimal::of(report.drag.high.value() - after).value());
}

std::vector<Action> actions_of(const AuditResult& result, const std::vector<std::uint32_t>& order, const Report& report) {
  const auto [keys, findings] = group(result, order, report);
  std::vector<Action> actions;
  actions.reserve(keys.size());
  for (std::size_t begin = 0; begin < findings.size();) {
    std::size_t end = begin;
    while (end < findings.size() && findings[end].action == findings[begin].action) ++end;
    actions.push_back(action_of(result, report, keys[findings[begin].action], std::span(findings).subspan(begin, end - begin)));
    begin = end;
  }
  const auto yield = [](const Action& action) { return action.points_gained / std::max(action.effort_hours, least_hours); };
  std::sort(actions.begin(), actions.end(), [&](const Action& a, const Action& b) {
    return yield(a) != yield(b) ? yield(a) > yield(b) : a.findings.front() < b.findings.front();
  });
  return actions;
}

}  // namespace stackdrag
