// A rule's answer about one subject: not applicable, clear, unknown or flagged.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "stackdrag/ensure.h"
#include "stackdrag/inventory.h"
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

  /// Precondition: at most `most` names.
  FieldNames(std::initializer_list<std::string_view> names) : count_(names.size()) {
    ensure(names.size() <= most, "a question names too many fields");
    std::copy_n(names.begin(), count_, names_.begin());
  }
  void remove(std::string_view name) {
    count_ = static_cast<std::size_t>(std::remove(names_.begin(), names_.begin() + count_, name) - names_.begin());
  }
  const std::string_view* begin() const { return names_.data(); }
  const std::string_view* end() const { return names_.data() + count_; }

 private:
  std::array<std::string_view, most> names_;
  std::size_t count_;
};

/// The question cannot be answered while these facts are missing.
struct Unknown {
  ItemId item;                         ///< the item that lacks them
  FieldNames fields;                   ///< as in the field table
  bool any = false;                    ///< one of them is enough
  std::optional<double> most_carry{};  ///< an upper bound of the hours a month, if other facts give one
  double most_share = 1;               ///< of the tool's cost: how much may be paid for nothing, where the rule is about money
  std::optional<Severity> worst{};     ///< an upper bound of the severity, if other facts give one
  bool several = false;                ///< other items lack facts for the same question, so that this one's alone answer nothing
};

/// A part of what a tool costs that is paid for nothing.
struct MoneyClaim {
  ItemId tool;
  double share;                     ///< of its cost, 0 to 1
  bool open = false;                ///< whether it is paid for nothing is not known while `open_cost` is not answered
  std::optional<double> at_most{};  ///< money a month: a bound of the part, where the cost is unknown and other facts give one
};

/// Something is wrong.
struct Flagged {
  /// Another place that belongs to the finding. Its note is the part of `notes` that starts where the previous note ends.
  struct Place {
    Span at;
    std::uint32_t end;
  };

  Span at;              ///< the narrowest text that is wrong
  std::string message;  ///< what was found, with the observed value and the threshold; lower case, no full stop
  std::string key{};    ///< tells apart two findings of one rule about one subject
  std::vector<Place> places{};
  std::string notes{};  ///< the notes of the places, concatenated
  double measured = 0;
  std::string_view unit{};
  std::optional<Severity> severity{};       ///< if not the rule's own
  std::optional<double> effort{}, carry{};  ///< hours, if not the rule's own
  std::vector<MoneyClaim> claims{};         ///< the money that is paid for nothing
  std::optional<Unknown> open_cost{};       ///< its cost, or its severity, is unknown while these facts are missing
  std::optional<double> most_carry{};       ///< an upper bound of the hours a month, if those are unknown
  std::optional<Severity> most_severity{};  ///< how severe it may turn out to be, if that is what is unknown
  std::string action{};                     ///< an imperative with `{}` for the subject: "retire {}"; if empty, the rule's title is used
  ItemId anchor{};                          ///< findings with the same action and anchor are settled together
  std::string source{};                     ///< where a date is from that is not the inventory's; empty if all are
  bool ends_subject = false;                ///< the action removes the subject from the stack, which settles its other findings, too
  bool lacks = false;                       ///< it says that something is missing, not that something written is wrong
  bool absent = false;                      ///< a fact of the item is not written; a register may not keep it of any
  std::optional<Date> due{};                ///< the last day on which to act, where what is measured does not say it
  std::optional<Date> planned{};            ///< the day by which the inventory says it will be put right; until then, the gate waits
  bool misread = false;                     ///< what it says is missing stands in the files and could not be read
  bool only_warns = false;                  ///< time has passed and nothing else: the gate warns of it, and passes
  bool follows_accepted = false;            ///< it follows from findings that are all accepted, so it does not fail the gate
  bool keeps_out = false;                   ///< of a proposal: while it is so, `stackdrag gate` does not let it in

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
  Flagged&& only_warning() && { return only_warns = true, std::move(*this); }
  Flagged&& keeping_out(bool is_so = true) && { return keeps_out = is_so, std::move(*this); }
  Flagged&& keyed(std::string text) && { return key = std::move(text), std::move(*this); }
  Flagged&& following_accepted(bool all) && { return follows_accepted = all, std::move(*this); }
  /// It is no fault of what is written, but something that is missing: only a profile that asks for it reports it.
  Flagged&& lacking() && { return lacks = true, std::move(*this); }
  /// The same if nobody has said what the fact is; a fault that is written, such as `alerts: none`, is one in every profile.
  /// What could not be read lacks nothing: then there is no finding at all.
  Flagged&& lacking(const Known& fact) && { return lacks = absent = fact.unknown(), misread = fact.misread(), std::move(*this); }
  /// A fact is missing that every profile asks for.
  Flagged&& without(bool fact_is_missing) && { return absent = fact_is_missing, std::move(*this); }
  /// A date is from this row of a pack.
  template <class Row>
  Flagged&& according_to(const Row& row) && {
    if (row.source) source = *row.source;
    if (row.source && row.checked) source += fmt::format(", checked on {}", *row.checked);
    return std::move(*this);
  }
  Flagged&& as(Severity other) && { return severity = other, std::move(*this); }
  /// To be acted on by this day, if there is one; days that are left are measured as `days left` instead.
  Flagged&& by(std::optional<Date> day) && { return due = day, std::move(*this); }
  Flagged&& taking(double hours) && { return effort = hours, std::move(*this); }
  Flagged&& carrying(double hours) && { return carry = hours, std::move(*this); }
  /// This share of what the tool costs is paid for nothing. Of one tool, all findings together count it once.
  Flagged&& wasting(const Tool& tool, double share = 1) && {
    claims.push_back({tool.common.self, share});
    return std::move(*this);
  }
  /// The same for a tool whose cost is unknown.
  Flagged&& wasting_unknown(const Tool& tool, double share = 1) && {
    open_cost = Unknown{tool.common.self, {"cost"}};
    claims.push_back({tool.common.self, share, true});
    return std::move(*this);
  }
  /// How many hours per month the finding takes is unknown while the item lacks the fields, but at most `at_most`.
  template <ItemType T>
  Flagged&& carrying_unknown(const T& item, std::initializer_list<std::string_view> fields, double at_most) && {
    open_cost = Unknown{item.common.self, fields};
    most_carry = at_most;
    return std::move(*this);
  }
  /// How severe it is depends on facts that are missing as well; if any are, it may turn out to be as severe as that.
  Flagged&& perhaps(Severity at_worst, const Unknown* missing) && {
    if (missing != nullptr && at_worst > severity.value_or(at_worst)) open_cost = *missing, most_severity = at_worst;
    return std::move(*this);
  }
  /// What to do, as an imperative with `{}` for the subject. Findings with the same text and the same anchor are one thing to do;
  /// with the stack as anchor, all of them are.
  Flagged&& act(std::string text, ItemId settled_with = {}) && { return action = std::move(text), anchor = settled_with, std::move(*this); }
  /// Somebody has decided, and it will be put right by this day. It stays in the score, and the gate waits for the day.
  Flagged&& planned_for(Date day) && {
    fmt::format_to(std::back_inserter(message), "; planned for {}", day);
    return planned = day, std::move(*this);
  }
  /// Like `act`, for an action after which the subject is gone.
  Flagged&& end(std::string text, ItemId settled_with) && {
    return ends_subject = true, std::move(*this).act(std::move(text), settled_with);
  }
};

/// One answer. Nearly all are clear or not applicable, and cost no allocation; the details of the others are behind a pointer.
class Verdict {
 public:
  Verdict(NotApplicable) {}
  Verdict(Clear) : applies_(true) {}
  Verdict(Unknown unknown) : applies_(true), missing_(std::make_unique<Unknown>(unknown)) {}
  Verdict(Flagged flagged) : applies_(true), finding_(std::make_unique<Flagged>(std::move(flagged))) {}

  bool applies() const { return applies_; }
  /// The details of an unknown or a flagged answer; null for other answers.
  const Unknown* missing() const { return missing_.get(); }
  Unknown* missing() { return missing_.get(); }
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
/// The item lacks all of these fields, and any one of them would be enough.
template <ItemType T>
Verdict unknown_any(const T& item, std::initializer_list<std::string_view> fields) {
  return Unknown{item.common.self, fields, true};
}
inline Verdict unknown(ItemId item, std::initializer_list<std::string_view> fields) { return Unknown{item, fields, false}; }

/// Where a fact is written; `missed` if it is not.
inline Span where(const Known& fact, Span missed) { return fact.at.written() ? Span(fact.at) : missed; }

template <class... Values>
Flagged flag(Span at, fmt::format_string<Values...> message, Values&&... values) {
  return {.at = at, .message = fmt::format(message, std::forward<Values>(values)...)};
}

}  // namespace stackdrag
