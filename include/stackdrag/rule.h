// A rule: one question, asked about one subject at a time, answered in three values.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "stackdrag/facts.h"
#include "stackdrag/packs.h"
#include "stackdrag/severity.h"

namespace stackdrag {

/// The question does not arise: the item is retired, the campaign has no pixels.
struct NotApplicable {};

/// The question was asked, and all is well.
struct Clear {};

/// The names of the few fields that a question needs, in place; they live as long as the program.
class FieldNames {
 public:
  static constexpr std::size_t most = 4;

  /// Precondition: no more than `most`.
  FieldNames(std::initializer_list<std::string_view> names) : count_(std::min(names.size(), most)) {
    assert(names.size() <= most);
    std::copy_n(names.begin(), count_, names_.begin());
  }
  const std::string_view* begin() const { return names_.data(); }
  const std::string_view* end() const { return names_.data() + count_; }

 private:
  std::array<std::string_view, most> names_;
  std::size_t count_;
};

/// The question cannot be answered while these facts are missing.
struct Unknown {
  ItemId item;        ///< the item that lacks them
  FieldNames fields;  ///< as in the field table
  bool any = false;   ///< one of them is enough
};

/// Something is wrong.
struct Flagged {
  /// Another place that belongs to the finding. Its note stands in `notes`, from the end of the one before it.
  struct Place {
    Span at;
    std::uint32_t end;
  };

  Span at;              ///< the narrowest text that is wrong
  std::string message;  ///< what is there, with the observed value and the threshold; lower case, no full stop
  std::string key{};    ///< tells apart two findings of one rule about one subject
  std::vector<Place> places{};
  std::string notes{};  ///< what is said of the places, one after the other
  double measured = 0;
  std::string_view unit{};
  std::optional<Severity> severity{};       ///< if not the rule's own
  std::optional<double> effort{}, carry{};  ///< hours, if not the rule's own
  double money = 0;                         ///< carried each month, in the stack's currency
  std::optional<Unknown> money_unknown{};   ///< the money cannot be told while these facts are missing
  std::optional<double> most_money{};       ///< while it cannot be told: it is no more than this a month; empty if there is no bound
  std::string action{};                     ///< an imperative with `{}` for the subject: "retire {}"; empty: the rule's title stands for it
  ItemId anchor{};                          ///< findings with the same action and anchor are settled together
  bool ends_subject = false;  ///< the action takes the subject out of the stack, and everything else said of it is settled, too

  template <class... Values>
  Flagged& also(Span place, fmt::format_string<Values...> note, Values&&... values) & {
    fmt::format_to(std::back_inserter(notes), note, std::forward<Values>(values)...);
    places.push_back({place, static_cast<std::uint32_t>(notes.size())});
    return *this;
  }
  template <class... Values>
  Flagged&& also(Span place, fmt::format_string<Values...> note, Values&&... values) && {
    return std::move(also(place, note, std::forward<Values>(values)...));
  }
  Flagged&& measure(Days days) && { return measured = days.count, unit = "days", std::move(*this); }
  Flagged&& measure(double value, std::string_view in) && { return measured = value, unit = in, std::move(*this); }
  Flagged&& keyed(std::string text) && { return key = std::move(text), std::move(*this); }
  Flagged&& as(Severity other) && { return severity = other, std::move(*this); }
  Flagged&& taking(double hours) && { return effort = hours, std::move(*this); }
  Flagged&& carrying(double hours) && { return carry = hours, std::move(*this); }
  Flagged&& costing(Money a_month) && { return money += a_month.per_month, std::move(*this); }
  /// The finding costs money, but how much is unknown while the item lacks the field; `at_most`, if other facts bound it.
  template <ItemType T>
  Flagged&& costing_unknown(const T& item, std::string_view field, std::optional<Money> at_most = {}) && {
    money_unknown = Unknown{item.common.self, {field}};
    if (at_most) most_money = at_most->per_month;
    return std::move(*this);
  }
  /// What to do, as an imperative with `{}` for the subject. Findings with the same text and the same anchor are one thing to do;
  /// with the stack as anchor, all of them are.
  Flagged&& act(std::string text, ItemId settled_with = {}) && { return action = std::move(text), anchor = settled_with, std::move(*this); }
  /// Like `act`, for an action after which the subject is gone.
  Flagged&& end(std::string text, ItemId settled_with) && {
    return ends_subject = true, std::move(*this).act(std::move(text), settled_with);
  }
};

/// One answer. Nearly all are clear or do not apply and cost nothing; what there is to say of the others stands behind a pointer.
class Verdict {
 public:
  Verdict(NotApplicable) {}
  Verdict(Clear) : applies_(true) {}
  Verdict(Unknown unknown) : applies_(true), missing_(std::make_unique<Unknown>(unknown)) {}
  Verdict(Flagged flagged) : applies_(true), finding_(std::make_unique<Flagged>(std::move(flagged))) {}

  bool applies() const { return applies_; }
  /// What is missing, what is wrong; null if the answer is another.
  const Unknown* missing() const { return missing_.get(); }
  const Flagged* finding() const { return finding_.get(); }
  Flagged* finding() { return finding_.get(); }

 private:
  bool applies_ = false;
  std::unique_ptr<Unknown> missing_;
  std::unique_ptr<Flagged> finding_;
};

inline Verdict not_applicable() { return NotApplicable{}; }
inline Verdict clear() { return Clear{}; }
/// The item lacks all of `fields`, and all of them are needed.
template <ItemType T>
Verdict unknown(const T& item, std::initializer_list<std::string_view> fields) {
  return Unknown{item.common.self, fields, false};
}
/// The item lacks these, and one of them would do.
template <ItemType T>
Verdict unknown_any(const T& item, std::initializer_list<std::string_view> fields) {
  return Unknown{item.common.self, fields, true};
}
inline Verdict unknown(ItemId item, std::initializer_list<std::string_view> fields) { return Unknown{item, fields, false}; }

template <class... Values>
Flagged flag(Span at, fmt::format_string<Values...> message, Values&&... values) {
  return {.at = at, .message = fmt::format(message, std::forward<Values>(values)...)};
}

/// What a rule is asked about, in one shape for every type of subject. All views; lives as long as the facts.
struct Subject {
  std::string_view kind;  ///< `tool`, `capability`, `utm_source` …
  Text id;
  ItemId item{};                      ///< the item itself; none for a group
  std::span<const ItemId> members{};  ///< a group's items
  Span at{};
  double count = 1;                ///< how many alike the item stands for
  const Common* common = nullptr;  ///< what the item carries like all others; null for a group

  std::string label() const { return kind == "stack" ? "stack" : fmt::format("{}/{}", kind, id); }
};

/// A number that a user may change.
struct Option {
  std::string_view name;
  std::string_view unit;         ///< "days", "share", "tools" …
  double standard;               ///< the default
  std::string_view description;  ///< completes "…": "days after the campaign's end before the pixel counts as left behind"
  std::string_view limit{};      ///< the field of `limits` that overrides it
};

/// The values of one rule's options in this audit.
class OptionValues {
 public:
  OptionValues(std::span<const Option> options, std::vector<double> values) : options_(options), values_(std::move(values)) {}
  /// Precondition: the rule has an option of this name.
  double number(std::string_view name) const {
    // A rule spells the name in one file, where the same words are nearly always the same bytes: then nothing need be compared.
    const auto same = [&](const Option& option) { return option.name.data() == name.data() && option.name.size() == name.size(); };
    const auto found = std::find_if(options_.begin(), options_.end(), same);
    return found == options_.end() ? named(name) : values_[static_cast<std::size_t>(found - options_.begin())];
  }
  Days days(std::string_view name) const { return {static_cast<int>(number(name))}; }

 private:
  double named(std::string_view name) const;

  std::span<const Option> options_;
  std::vector<double> values_;
};

struct Rule;

/// What one rule has answered about items, for the rules that follow from it.
class AnswersOfRule {
 public:
  struct Found {
    Span at;
    Severity severity;
    std::string message;
  };

  /// What the rule found about the item; null if it found nothing.
  const Found* finding(ItemId item) const { return std::get_if<Found>(answer(item)); }
  /// What the rule would have to know about the item; null if it knows, or if the audit does not ask for such evidence.
  const Unknown* missing(ItemId item) const { return std::get_if<Unknown>(answer(item)); }

  /// Keeps an answer that is not clear, and takes over its text. A later one about the same item replaces it.
  void note(const Rule& rule, ItemId item, Verdict verdict);

 private:
  using Answer = std::variant<Found, Unknown>;
  const Answer* answer(ItemId item) const {
    const std::vector<std::uint32_t>& places = places_[static_cast<std::size_t>(item.kind)];
    const std::uint32_t place = item.index < places.size() ? places[item.index] : 0;
    return place == 0 ? nullptr : &answers_[place - 1];
  }

  /// By kind and index of the item: the place of its answer, counted from 1; 0 if there is none.
  std::array<std::vector<std::uint32_t>, static_cast<std::size_t>(Kind::waiver) + 1> places_;
  std::vector<Answer> answers_;
};

/// What the rules asked so far have answered about items; for rules that follow from others.
class Answers {
 public:
  /// Those of `rules` are kept.
  explicit Answers(const std::vector<std::string_view>& rules) {
    for (const std::string_view rule : rules) by_rule_.try_emplace(rule);
  }
  /// Precondition: the asking rule names `rule` in its `after`.
  const AnswersOfRule& of(std::string_view rule) const {
    const auto found = by_rule_.find(rule);
    assert(found != by_rule_.end() && "a rule looks at answers that it does not name in `after`");
    return found->second;
  }
  /// Null if nobody looks at this rule's answers.
  AnswersOfRule* kept(std::string_view rule) {
    const auto found = by_rule_.find(rule);
    return found == by_rule_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string_view, AnswersOfRule> by_rule_;
};

/// What a rule may look at besides its subject.
struct Context {
  const Inventory& inventory;
  const Facts& facts;
  const Packs& packs;
  const OptionValues& options;
  const Answers& answers;
  Date as_of;
};

/// Walks the subjects of one type and hands on each answer that applies; whoever takes it may empty it.
struct Check {
  using Take = std::function<void(const Subject&, Verdict&)>;
  std::function<void(const Context&, const Take&)> ask;
};

/// What an undecided question may cost beyond hours and risk.
enum class Stake : std::uint8_t { nothing, cost_of_tool };

struct Rule {
  std::string_view id, title, why, fix;  ///< compulsory, like everything without a default
  Severity severity;                     ///< of a finding, unless it says otherwise
  double effort;                         ///< hours to put it right, once
  double carry;                          ///< hours a month while it stays
  std::string_view flagged, clean;  ///< YAML without `version` and `stack`, audited as of 2026-11-21: the first yields a finding of this
                                    ///< rule, the second yields none of it
  Check check;
  Profile profile = Profile::starter;  ///< the smallest profile that asks it
  std::optional<Severity> worst{};     ///< the highest severity that a finding may have, if not `severity`
  std::optional<double> most_carry{};  ///< the most hours a month that a finding may carry, if not `carry`
  Stake stake = Stake::nothing;
  std::vector<Option> options{};
  std::vector<std::string_view> after{};  ///< rules whose answers it looks at
  std::string_view family{};              ///< set by the registry: the folder that the rule's file stands in
};

/// All rules, ordered by family and id. Built once.
const std::vector<Rule>& all_rules();
/// Null if there is no such rule.
const Rule* find_rule(std::string_view id);
/// The families in the order in which they are shown, each with a title.
struct Family {
  std::string_view id, title;
};
std::span<const Family> families();

/// Which findings fold under which: when `parent` fires on an asset, `child` says nothing new about it.
struct Fold {
  std::string_view parent, child;
};
std::span<const Fold> folds();

Option days_option(std::string_view name, int standard, std::string_view description);

/// A subject, whatever its type.
inline Subject subject_of(const Facts&, const Item& item) {
  return {.kind = name_of(item.id.kind), .id = item.name, .item = item.id, .at = item.at, .count = item.count, .common = item.common};
}
Subject subject_of(const Facts& facts, const Capability& capability);
Subject subject_of(const Facts& facts, const UtmValue& value);
Subject subject_of(const Facts& facts, const Ghost& ghost);
template <ItemType T>
Subject subject_of(const Facts&, const T& item) {
  double count = 1;
  if constexpr (requires { item.count; }) count = item.count ? std::max(1.0, *item.count) : 1;
  return {.kind = name_of(kind_of<T>), .id = *item.id, .item = item.common.self, .at = item.id.at, .count = count, .common = &item.common};
}
inline Subject subject_of(const Facts&, const Stack& stack) {
  return {.kind = "stack", .id = "stack", .item = stack.common.self, .at = stack.id.at, .common = &stack.common};
}

/// The subjects of each type, as the engine walks them.
template <class T>
std::span<const T> subjects(const Facts& facts) {
  if constexpr (std::is_same_v<T, Item>)
    return facts.items;
  else if constexpr (std::is_same_v<T, Capability>)
    return facts.capabilities;
  else if constexpr (std::is_same_v<T, UtmValue>)
    return facts.utm_values;
  else if constexpr (std::is_same_v<T, Ghost>)
    return facts.ghosts;
  else if constexpr (std::is_same_v<T, Stack>)
    return {&facts.inventory->stack, 1};
  else
    return items_of<T>(*facts.inventory);
}

/// Calls both functions, at the same time if a thread is to be had.
void side_by_side(const std::function<void()>& first, const std::function<void()>& second);

/// Hands on what `answer` says of every subject, in their order. Of a large inventory a second thread answers about the later ones
/// meanwhile: an answer may read whatever it wants, and change nothing.
template <class T, class Answer>
void hand_on_answers(const Context& in, const Check::Take& take, Answer answer) {
  // Below this, a thread costs more than it saves.
  constexpr std::size_t many_items = 20'000, many_subjects = 2'000;
  const std::span<const T> all = subjects<T>(in.facts);
  const auto hand_on = [&](const T& subject, Verdict verdict) {
    if (verdict.applies()) take(subject_of(in.facts, subject), verdict);
  };
  const bool split = in.facts.items.size() >= many_items && all.size() >= many_subjects;
  // Who takes the answers has more to do than who only gives them.
  const std::size_t here = split ? all.size() / 5 * 2 : all.size();
  const auto answer_here = [&] {
    for (const T& subject : all.first(here)) hand_on(subject, answer(subject));
  };
  if (!split) return answer_here();
  const std::span<const T> later = all.subspan(here);
  std::vector<Verdict> answers;
  side_by_side(answer_here, [&] {
    answers.reserve(later.size());
    for (const T& subject : later) answers.push_back(answer(subject));
  });
  for (std::size_t i = 0; i < later.size(); ++i) hand_on(later[i], std::move(answers[i]));
}

/// Asks `check` about every subject of its type.
template <class T>
Check each(Verdict (*check)(const T&, const Context&)) {
  return {[check](const Context& in, const Check::Take& take) {
    hand_on_answers<T>(in, take, [&](const T& subject) { return check(subject, in); });
  }};
}

/// The same for a rule whose questions share something: `prepare` works it out once, before the first question.
template <class T, class Shared>
Check each(Shared (*prepare)(const Context&), Verdict (*check)(const T&, const Shared&, const Context&)) {
  return {[prepare, check](const Context& in, const Check::Take& take) {
    const Shared shared = prepare(in);
    hand_on_answers<T>(in, take, [&](const T& subject) { return check(subject, shared, in); });
  }};
}

}  // namespace stackdrag
