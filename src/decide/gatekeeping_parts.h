// What the judgement of a proposal and that of a change have in common.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/gatekeeping.h"

namespace stackdrag {

/// What every case is judged with.
struct GateInput {
  const Assessment& now;     ///< of the inventory, with its profile
  const Assessment& strict;  ///< the same with every rule asked
  const Settings& settings;
};

/// Judges the proposal, with what it would do to the stack.
GateCase case_of(const Proposal& proposal, const GateInput& in);
/// Judges all items that the other inventory does not have, but for proposals. Empty if there are none.
std::optional<GateCase> change_of(const std::vector<std::string>& items, const Report& before, const GateInput& in);

/// The reason as a finding gives it. Precondition: it is one of those of `strict`.
GateReason reason_of(const TriagedFinding& finding, GateVerdict verdict, const GateInput& in);

/// The questions that only the stack afterwards has, by item and by what would answer them, the dearest first; and what the high end and
/// the grade would be if they were answered well.
struct Obligations {
  std::vector<GateObligation> all;
  Decimal proved_high;
  char proved_grade = no_grade;
};
Obligations obligations_of(const Assessment& after, const std::function<bool(const Undecided&)>& is_new);
/// What tells apart two questions.
std::string question_key(const Undecided& question, const Inventory& inventory);

/// What speaks against the names in the proposal: undeclared ones, people who soon leave, and a `replaces` that replaces nothing.
std::vector<GateReason> name_reasons(const Proposal& proposal, const GateInput& in);
/// What speaks against the owner of a new item; empty if nothing does, or if it has none.
std::optional<GateReason> owner_reason(ItemId item, const GateInput& in);

/// The option of the rule as the team has set it.
double option_of(const Rule& rule, std::string_view name, const GateInput& in);
/// Who accepts that this rule finds fault with the subject, in words; empty if nobody does. Null is accepted by nobody.
std::string acceptance_of(const Rule& rule, const Subject* subject, const GateInput& in);

GateStanding standing_of(const Assessment& assessment);

/// What the rule `proposal-drag-budget` says of the score: how far it may rise, and that the grade must not fall. `item` is what the
/// reasons are about; a waiver may accept them.
void add_budget(GateCase& into, const std::string& item, const Subject* subject, const GateInput& in);
/// While nothing may come in, whatever replaces nothing is kept out.
std::optional<GateReason> freeze(const std::string& item, std::size_t count, const GateInput& in);

/// Whether one of the reasons says what the finding says.
bool is_told(const GateCase& judged, const TriagedFinding& finding, const GateInput& in);

/// Puts the reasons in order, and sets the verdict.
void conclude(GateCase& into);

/// What has to be known of the items that come in and nobody has said: a reason for each that lacks something. Of items of other kinds than
/// tools, pixels, integrations and agents nothing is asked.
std::vector<GateReason> newcomer_reasons(const std::vector<ItemId>& items, const GateInput& in);

/// `field: <date>`.
std::string line_for(Kind kind, std::string_view field);

}  // namespace stackdrag
