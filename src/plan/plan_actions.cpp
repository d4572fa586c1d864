// Groups findings into actions and works out the gain of each.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "plan/hours.h"
#include "stackdrag/assess.h"
#include "stackdrag/plan.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"
#include "stackdrag/what_if.h"

namespace stackdrag {
namespace {

constexpr std::size_t most_named = 3;
constexpr double least_hours = 0.25;  ///< every action takes some time
constexpr double most_weeks = 520;
constexpr double least_rise = 0.05;              ///< of the drag, in points
constexpr std::size_t most_items_asked = 8'000;  ///< over all actions that are worked out by asking again
constexpr Days reach{30}, reserve{7};            ///< what has to be begun within a month is urgent; a week is kept in reserve

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
  double effort = 0;
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
    all.push_back({keys.of(finding), name, finding.subject.item, effort_with_told(assessment, triaged.node), i, triaged.node,
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
  std::vector<Charges::Taken> taken;  ///< of the pools, by the findings
  Names names;
  std::vector<std::size_t> nodes;
};

Action action_of(const Assessment& assessment, std::span<const Candidate> findings, Scratch& scratch, Store& store) {
  Action action;
  auto& [taken, names, nodes] = scratch;
  names.clear();
  nodes.clear();
  const std::span<std::uint32_t> places = store.list<std::uint32_t>(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = assessment.tally.findings()[findings[i].index];
    places[i] = findings[i].place;
    action.severity = std::max(action.severity, finding.severity);
    if (const auto day = due_day(finding, assessment.as_of)) action.due = std::min(action.due.value_or(*day), *day);
    action.hours_freed += hours_with_shown(assessment.tally, assessment.charges.folding(), findings[i].index);
    for (const std::size_t node : assessment.charges.folding().with_shown(findings[i].index)) {
      nodes.push_back(node);
      if (node < taken.size()) action.money_saved += taken[node].money, action.hours_freed += taken[node].hours;
    }
    if (findings[i].settled) continue;
    action.effort_hours += findings[i].effort;
    names.add(findings[i].name);
  }
  action.findings = places;
  action.imperative = store.keep(findings.front().key.text);
  action.text = filled_in(action.imperative, names.text(), store);
  action.points_gained = gain(assessment.score, assessment.charges, nodes);
  return action;
}

/// Where an action stands in the order; worked out once for each.
struct Rank {
  bool urgent;    ///< critical, or to be begun within reach
  Date day;       ///< of what is urgent
  double stake;   ///< money a month that its tools cost; what is unknown counts as boundless
  bool decides;   ///< about the whole of something, so that smaller changes to it wait for the answer
  double worth;   ///< money a month that it frees, for each hour of work
  double points;  ///< that it gains, for each hour of work
  std::size_t index;
};

/// Whether the action has to be begun within reach: its day, less the weeks that the work takes and a reserve.
bool is_within_reach(const Action& action, const Assessment& assessment) {
  if (!action.due || action.severity < Severity::medium) return false;
  const double a_week = assessment.tally.tariff().capacity_hours * repair_share / weeks_a_month;
  const Days work{7 * static_cast<int>(std::min(most_weeks, std::ceil(action.effort_hours / a_week)))};
  return *action.due - work - reserve <= assessment.as_of + reach;
}

double stake_of(const Action& action, const Assessment& assessment) {
  double stake = 0;
  for (const std::uint32_t place : action.findings) {
    const ItemId item = assessment.findings[place].finding->subject.item;
    if (item.kind != Kind::tool) continue;
    const At<Money>& cost = assessment.workspace.inventory->tools[item.index].cost;
    if (cost.unknown()) return std::numeric_limits<double>::infinity();
    stake = std::max(stake, cost ? cost->per_month : 0);
  }
  return stake;
}

Rank rank_of(const Action& action, const Assessment& assessment, std::size_t index) {
  const double hours = std::max(action.effort_hours, least_hours);
  const bool critical = action.severity == Severity::critical;
  const bool urgent = critical || is_within_reach(action, assessment);
  const double freed = action.hours_freed * assessment.tally.tariff().hourly_rate + action.money_saved;
  return {urgent,
          critical || !urgent ? assessment.as_of : *action.due,
          urgent ? stake_of(action, assessment) : 0,
          action.text.starts_with("decide "),
          freed / hours,
          action.points_gained / hours,
          index};
}

/// Among equals, the action with the first finding comes first.
bool comes_first(const Rank& a, const Rank& b) {
  if (a.urgent != b.urgent) return a.urgent;
  if (a.urgent && a.day != b.day) return a.day < b.day;
  if (a.urgent && a.stake != b.stake) return a.stake > b.stake;
  if (a.urgent && a.decides != b.decides) return a.decides;
  if (a.worth != b.worth) return a.worth > b.worth;
  return a.points != b.points ? a.points > b.points : a.index < b.index;
}

std::string names_of(const std::vector<ItemId>& items, const Assessment& assessment) {
  Names names;
  for (const ItemId item : items) names.add(*id_of(*assessment.workspace.inventory, item));
  return std::string(names.text());
}

/// Works out what endings really gain, by doing them: what goes takes its questions along, settles what others have with it, and leaves
/// behind what hangs on it. Where something hangs on it so that the drag would rise, that has to be looked at first. The first actions that
/// a fleet of thousands of items has are worked out; the others keep the sum of what their findings charge.
void work_out_endings(std::vector<Action>& actions, const Assessment& assessment, Store& store) {
  const std::size_t items = std::max<std::size_t>(1, item_count(*assessment.workspace.inventory));
  const Toll toll = toll_of(assessment.tally, assessment.charges);
  struct Ending {
    double points;
    std::size_t action;
    std::vector<ItemId> items;
  };
  std::vector<Ending> endings;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (std::vector<ItemId> ended = ended_by(actions[i], assessment); !ended.empty())
      endings.push_back({actions[i].points_gained, i, std::move(ended)});
  }
  std::stable_sort(endings.begin(), endings.end(), [](const Ending& a, const Ending& b) { return a.points > b.points; });
  endings.resize(std::min(endings.size(), most_items_asked / items));
  for (const Ending& ending : endings) {
    Action& action = actions[ending.action];
    const Afterwards then = what_if(assessment, {ending.items, action.findings});
    const double fall = (assessment.score.high - then.score.high).value();
    action.points_gained = std::max(0.0, Decimal::of(fall).value());
    action.hours_freed = std::max(0.0, Decimal::of(toll.hours - then.toll.hours).value());
    action.money_saved = std::max(0.0, Decimal::of(toll.wasted - then.toll.wasted).value());
    if (fall >= -least_rise) continue;
    action.imperative = "look at what depends on {}: then put an end to it";
    action.text = filled_in(action.imperative, names_of(ending.items, assessment), store);
  }
}

}  // namespace

std::optional<Date> due_day(const Finding& finding, Date as_of) {
  if (finding.what.unit == "days left") return as_of + Days{static_cast<int>(finding.what.measured)};
  return finding.what.due;
}

std::vector<Action> actions_of(const Assessment& assessment, Store& store) {
  std::vector<Candidate> candidates = candidates_of(assessment, store);
  settle_with_subjects(candidates);
  const std::vector<std::span<const Candidate>> groups = by_action(candidates);
  std::vector<Action> actions;
  actions.reserve(groups.size());
  Scratch scratch{assessment.charges.taken(), {}, {}};
  const auto is_decided = [&](const Candidate& one) {
    const TriagedFinding& triaged = assessment.findings[one.place];
    return triaged.waiver || (triaged.finding->what.planned && triaged.finding->severity < Severity::critical);
  };
  for (const std::span<const Candidate> findings : groups) {
    // What is accepted, or planned for a day, has been decided.
    if (!std::all_of(findings.begin(), findings.end(), is_decided)) actions.push_back(action_of(assessment, findings, scratch, store));
  }
  work_out_endings(actions, assessment, store);
  std::vector<Rank> order;
  order.reserve(actions.size());
  for (const Action& action : actions) order.push_back(rank_of(action, assessment, order.size()));
  std::sort(order.begin(), order.end(), comes_first);
  std::vector<Action> sorted;
  sorted.reserve(actions.size());
  for (const Rank& rank : order) sorted.push_back(actions[rank.index]);
  return sorted;
}

}  // namespace stackdrag
