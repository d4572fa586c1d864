// A rule: one question, asked about one subject at a time, answered in three values.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "stackdrag/ensure.h"
#include "stackdrag/facts.h"
#include "stackdrag/kinds.h"
#include "stackdrag/look_days.h"
#include "stackdrag/packs.h"
#include "stackdrag/severity.h"
#include "stackdrag/verdict.h"

namespace stackdrag {

/// What a rule is asked about, in one shape for every type of subject. All views; lives as long as the facts.
struct Subject {
  std::string_view kind;  ///< `tool`, `capability`, `utm_source` …
  Text id;
  Text shown{};                       ///< what people call it, if that is not its id: `Demo Requested` for the event `demorequested`
  ItemId item{};                      ///< the item itself; none for a group
  std::span<const ItemId> members{};  ///< a group's items
  Span at{};
  double count = 1;                ///< how many identical things the item represents
  const Common* common = nullptr;  ///< the fields that every item has; null for a group

  std::string label() const { return label_of(kind, id); }
};

/// How long the team may put off a finding, by a waiver or a plan, unless `limits: {waiver_days}` says otherwise.
inline constexpr Days longest_delay{180};

/// A number that a user may change.
struct Option {
  std::string name;
  std::string unit;         ///< "days", "share", "tools" …
  double standard;          ///< the default
  std::string description;  ///< what the number means: "days after the campaign's end before the pixel counts as left behind"
  std::string limit{};      ///< the field of `limits` that overrides the default; a team's setting overrides both
};

/// The values of one rule's options in this audit.
class OptionValues {
 public:
  OptionValues(std::span<const Option> options, std::vector<double> values) : options_(options), values_(std::move(values)) {}
  /// Precondition: the rule has an option of this name.
  double number(std::string_view name) const;
  Days days(std::string_view name) const { return {static_cast<int>(number(name))}; }

 private:
  std::span<const Option> options_;
  std::vector<double> values_;
};

struct Rule;

/// A team's settings for a rule, which override the rule's own values.
struct RuleSetting {
  bool off = false;  ///< not asked
  std::optional<Severity> severity;
  std::optional<double> effort, carry;                 ///< hours
  std::map<std::string, double, std::less<>> options;  ///< by name
};
/// By the id of the rule.
using RuleSettings = std::map<std::string, RuleSetting, std::less<>>;

/// What becomes of an answer, for the rules that follow from it.
enum class Standing : std::uint8_t {
  open,
  accepted,  ///< waived as accepted debt: still a cause, but what follows from it does not fail the gate
  excused    ///< waived as not applicable: no cause of anything
};

/// What one rule has answered about items, for the rules that follow from it.
class AnswersOfRule {
 public:
  struct Found {
    Span at;
    Severity severity;
    std::string message;
    Standing standing;
    bool accepted() const { return standing == Standing::accepted; }
  };

  /// What the rule found about the item; null if it found nothing, or nothing that the report counts.
  const Found* finding(ItemId item) const {
    const Found* const found = told(item);
    return found != nullptr && found->standing != Standing::excused ? found : nullptr;
  }
  /// The same, and what was waived as not applicable: for a rule that leaves out what another one tells. Whoever has decided that it does
  /// not apply has decided about what is left out, too.
  const Found* told(ItemId item) const { return std::get_if<Found>(answer(item)); }
  /// What the rule lacks to decide about the item; null if it lacks nothing, or if the audit does not ask for such evidence.
  const Unknown* missing(ItemId item) const { return std::get_if<Unknown>(answer(item)); }

  /// Keeps an answer that is unknown or flagged, and takes over its text. A later one about the same item replaces it, unless that one is
  /// excused.
  void note(const Rule& rule, ItemId item, Verdict verdict, Standing standing);

 private:
  using Answer = std::variant<Found, Unknown>;
  const Answer* answer(ItemId item) const {
    const std::vector<std::uint32_t>& places = places_[static_cast<std::size_t>(item.kind)];
    const std::uint32_t place = item.index < places.size() ? places[item.index] : 0;
    return place == 0 ? nullptr : &answers_[place - 1];
  }

  /// By kind and index of the item: the number of its answer, from 1; 0 if there is none.
  std::array<std::vector<std::uint32_t>, kind_count> places_;
  std::vector<Answer> answers_;
};

/// What the rules asked so far have answered about items; for rules that follow from others.
class Answers {
 public:
  /// Only the answers of `rules` are kept.
  explicit Answers(const std::vector<std::string_view>& rules) {
    for (const std::string_view rule : rules) by_rule_.try_emplace(rule);
  }
  /// Precondition: the asking rule names `rule` in its `after`.
  const AnswersOfRule& of(std::string_view rule) const {
    const auto found = by_rule_.find(rule);
    if (found == by_rule_.end()) stop_for_bug("a rule looks at answers that it does not name in `after`");
    return found->second;
  }
  /// Null if nobody looks at this rule's answers.
  AnswersOfRule* answers_to_keep(std::string_view rule) {
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
  const LookDays& looks;
  Date as_of;
};

/// Visits the subjects of one type and passes on each answer that applies. The receiver may move from it.
struct Check {
  using Take = std::function<void(const Subject&, Verdict&)>;
  std::function<void(const Context&, const Take&)> ask;
};

/// What an undecided question may cost beyond hours and risk.
enum class Stake : std::uint8_t {
  nothing,
  cost_of_tool,  ///< the money of the tool that lacks the facts
  cheaper_tool,  ///< that of another tool, which costs no more
};

struct Rule {
  // What has no default is compulsory.
  std::string id, title;
  std::string when;        ///< when it fires, a sentence
  std::string why, fix;    ///< why it matters; what to do: sentences
  std::string gets, done;  ///< what marketing gets once it is put right; how to tell that it is: a sentence each, of at most 120 letters.
                           ///< An option's name in braces stands for its value, see `with_options`
  Severity severity;       ///< of a finding, unless it says otherwise
  double effort;           ///< hours to put it right, once
  double carry;            ///< hours a month while it stays
  std::string flagged, clean;  ///< YAML without `version` and `stack`, audited as of 2026-11-21: the first yields a finding of this rule,
                               ///< the second yields none of it
  Check check;
  Profile profile = Profile::starter;  ///< the smallest profile that asks it
  std::optional<Severity> worst{};     ///< the highest severity that a finding may have, if not `severity`
  std::optional<double> most_carry{};  ///< the most hours a month that a finding may carry, if not `carry`
  Stake stake = Stake::nothing;
  std::vector<Option> options{};
  std::vector<std::string> after{};  ///< rules whose answers it looks at
  bool gathers = false;              ///< it tells once what findings of other rules have in common, and takes their hours
  bool reads_packs = false;          ///< its answers may change with a pack, whether it looks there itself or by way of the facts; the
                                     ///< catalogue adds the rules that look at the answers of one that does
  std::string family{};              ///< set by the catalogue: the folder that the rule's file stands in
  std::string version{};             ///< set by the catalogue: changes whenever the rule's file does, or a built-in pack that it may read
  RuleSetting setting{};             ///< the team's, see `with_settings`; an item's own `effort` and `carry` override them
};

/// The highest severity that a finding of the rule can have. The team's setting overrides the rule's own.
inline Severity worst_of(const Rule& rule) { return rule.setting.severity.value_or(rule.worst.value_or(rule.severity)); }

/// The severity of a finding of the rule. The team's setting overrides what the finding says, and that the rule's own.
inline Severity severity_of(const Rule& rule, const Flagged& flagged) {
  return rule.setting.severity.value_or(flagged.severity.value_or(rule.severity));
}

/// The worst that a finding could be in place of an open question. The team's setting overrides the rule's own.
inline Severity severity_of(const Rule& rule, const Unknown& open) {
  return rule.setting.severity.value_or(std::min(worst_of(rule), open.worst.value_or(Severity::critical)));
}

/// The values of the rule's options: what the team has set, else the limits of the inventory, else the defaults.
std::vector<double> option_values(const Rule& rule, const Limits& limits);
Option days_option(std::string name, int standard, std::string description);
/// "14 days", "1 tool", "70 %".
std::string words_of(const Option& option, double value);
/// A text of the rule with the values of its options, or the defaults if there are none: "no request for {grace}" becomes "no request for
/// 14 days".
std::string with_options(std::string text, const Rule& rule, std::span<const double> values = {});

/// A subject, whatever its type.
inline Subject subject_of(const Facts&, const Item& item) {
  return {.kind = name_of(item.id.kind), .id = item.name, .item = item.id, .at = item.at, .count = item.count, .common = item.common};
}
Subject subject_of(const Facts& facts, const Capability& capability);
Subject subject_of(const Facts& facts, const UtmValue& value);
Subject subject_of(const Facts& facts, const Ghost& ghost);
Subject subject_of(const Facts& facts, const Shadow& shadow);
Subject subject_of(const Facts& facts, const evidence::Consulted& consulted);
Subject subject_of(const Facts& facts, const EventName& event);
Subject subject_of(const Facts& facts, const NameGroup& group);
Subject subject_of(const Facts& facts, const NearName& near);
Subject subject_of(const Facts& facts, const NameKind& names);
Subject subject_of(const Facts& facts, const Stage& stage);
Subject subject_of(const Facts& facts, const Login& login);
Subject subject_of(const Facts& facts, const OwnerName& owner);
template <ItemType T>
Subject subject_of(const Facts&, const T& item) {
  double count = 1;
  if constexpr (requires { item.count; }) count = item.count ? std::max(1.0, *item.count) : 1;
  return {.kind = name_of(kind_of<T>), .id = *item.id, .item = item.common.self, .at = item.id.at, .count = count, .common = &item.common};
}
inline Subject subject_of(const Facts&, const Stack& stack) {
  return {.kind = "stack", .id = "stack", .item = stack.common.self, .at = stack.id.at, .common = &stack.common};
}

/// The subjects of each type, in the order in which rules are asked.
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
  else if constexpr (std::is_same_v<T, Shadow>)
    return facts.shadows;
  else if constexpr (std::is_same_v<T, evidence::Consulted>)
    return facts.evidence->sources;
  else if constexpr (std::is_same_v<T, EventName>)
    return facts.events;
  else if constexpr (std::is_same_v<T, NameGroup>)
    return facts.name_groups;
  else if constexpr (std::is_same_v<T, NearName>)
    return facts.near_names;
  else if constexpr (std::is_same_v<T, NameKind>)
    return facts.name_kinds;
  else if constexpr (std::is_same_v<T, Stage>)
    return facts.stages;
  else if constexpr (std::is_same_v<T, Login>)
    return facts.logins;
  else if constexpr (std::is_same_v<T, OwnerName>)
    return facts.owner_names;
  else if constexpr (std::is_same_v<T, Stack>)
    return {&facts.inventory->stack, 1};
  else
    return items_of<T>(*facts.inventory);
}

/// Passes on the result of `answer` for every subject to which it applies.
template <class T, class Answer>
void hand_on_answers(const Context& in, const Check::Take& take, Answer answer) {
  for (const T& subject : subjects<T>(in.facts)) {
    Verdict verdict = answer(subject);
    if (verdict.applies()) take(subject_of(in.facts, subject), verdict);
  }
}

/// Asks `check` about every subject of its type.
template <class T>
Check each(Verdict (*check)(const T&, const Context&)) {
  return {[check](const Context& in, const Check::Take& take) {
    hand_on_answers<T>(in, take, [&](const T& subject) { return check(subject, in); });
  }};
}

/// The same for a rule whose checks share some data: `prepare` computes it once, before the first check.
template <class T, class Shared>
Check each(Shared (*prepare)(const Context&), Verdict (*check)(const T&, const Shared&, const Context&)) {
  return {[prepare, check](const Context& in, const Check::Take& take) {
    const Shared shared = prepare(in);
    hand_on_answers<T>(in, take, [&](const T& subject) { return check(subject, shared, in); });
  }};
}

/// Runs one check after the other, for a rule about several types of subject.
Check both(Check first, Check second);

}  // namespace stackdrag
