// Whether something may come into the stack: a proposal, or everything that is new against another inventory.
//
// "Before" is the stack as it is, or the other inventory. "After" is the stack with the proposal made real, or the inventory itself. At the
// low end it does all that it promises; what nobody has said or shown yet counts at the high end, as everywhere. So the questions that are
// open after and not before are what has to be proved.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/assess.h"
#include "stackdrag/enum_names.h"
#include "stackdrag/report.h"
#include "stackdrag/result.h"

namespace stackdrag {

/// What follows from a reason, and from all of them: the worst.
enum class GateVerdict : std::uint8_t {
  pass,
  ask,   ///< somebody has to answer first
  block  ///< it may not come in
};
template <>
inline constexpr auto names_of<GateVerdict> = std::to_array<std::string_view>({"pass", "ask", "block"});

/// What was asked.
struct GateQuestion {
  std::string proposal{};          ///< an id, or `proposal/id`; empty for all proposals
  const Report* before = nullptr;  ///< an audit of the other inventory, if everything new is to be judged; else null
  std::string against{};           ///< what the user calls it
  std::string stack{};             ///< what to call the stack, if it has no name
};

/// Something that speaks against letting it in.
struct GateReason {
  GateVerdict verdict = GateVerdict::ask;
  std::string item;                  ///< kind/id of what it is about
  std::string rule;                  ///< that says so; empty if the gate itself does
  std::string text;                  ///< what is wrong, with names in backticks; lower case, no full stop
  std::string todo{};                ///< what to do, an imperative; may be empty
  std::vector<std::string> lines{};  ///< of YAML to add to the item: `purpose: <text>`
  std::string accepted{};  ///< who accepts it all the same, until when and why, in words; empty if nobody does, and only then it counts
  Location at{};           ///< no file if it stands nowhere
};

/// What has to be proved: a fact that nobody knows yet.
struct GateObligation {
  std::string item;  ///< kind/id of what lacks it
  std::vector<std::string> fields;
  bool any = false;                  ///< one of them is enough
  std::vector<std::string> lines{};  ///< of YAML, one for each field
  double hours = 0;                  ///< charged hours a month that the high end would fall by
};

/// A finding that the stack does not have before.
struct GateFinding {
  Severity severity = Severity::info;
  std::string rule, subject, text;
};

/// The score on one side.
struct GateStanding {
  Decimal low, high;              ///< points
  Decimal low_hours, high_hours;  ///< a month
  char grade = no_grade;
  bool provisional = false;
};

/// One thing that wants to come in: a proposal, or all that a change adds.
struct GateCase {
  std::string item;                     ///< `proposal/ai-copywriter`; empty for a change
  std::vector<std::string> items;       ///< kind/id of what comes in: of a proposal itself, of a change all new items
  std::string owner{}, requested_by{};  ///< of a proposal, if somebody is named
  std::string replaces{};               ///< kind/id of the tool that goes; empty if none does
  GateVerdict verdict = GateVerdict::pass;
  std::vector<GateReason> reasons;          ///< what blocks first
  std::vector<GateObligation> obligations;  ///< the dearest first
  std::vector<GateFinding> adds;            ///< the most severe first
  std::size_t settles = 0;                  ///< findings that the stack has before and not after
  std::optional<GateStanding> before;       ///< empty if the scores are not comparable
  GateStanding after;
  Decimal proved_high;                 ///< what the high end would be if everything were proved
  char proved_grade = no_grade;        ///< and the grade; none if `after` has none
  std::optional<double> cost, saved;   ///< money a year: what it costs, and what is no longer paid
  std::optional<double> hours, share;  ///< a month to run it, and of the capacity
  std::vector<std::string> unchecked;  ///< what could not be judged, and why
  std::vector<std::string> notes;
};

struct Gatekeeping {
  std::string version;
  Date as_of;
  Profile profile = Profile::starter;
  std::string stack, currency;
  std::string against;  ///< empty if proposals were judged
  std::string mark;     ///< what a comment is found by: `proposal/id` if one was asked for, else `proposals` or `change`
  std::vector<GateCase> cases;
  std::size_t mistakes = 0;

  /// The worst of the cases.
  GateVerdict verdict() const;
};

/// Judges. A failure says that there is no such proposal.
Result<Gatekeeping> gatekeeping_of(const Workspace& workspace, const Settings& settings, const GateQuestion& question);

struct RenderOptions;
void render_gate_text(const Gatekeeping& gate, const RenderOptions& options, Output& out);
/// A comment for a merge request: never longer than a host takes, and with a mark by which a job finds it again.
void render_gate_markdown(const Gatekeeping& gate, const RenderOptions& options, Output& out);
void render_gate_json(const Gatekeeping& gate, const RenderOptions& options, Output& out);

/// The most characters of the comment.
inline constexpr std::size_t longest_comment = 65'536;

/// The JSON Schema (2020-12) of its JSON.
std::string gate_schema();

}  // namespace stackdrag
