// Triage: what is known of each finding beside the finding itself. Is it waived, was it there before, why is it new, does the gate fail for
// it?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stackdrag/identity.h"
#include "stackdrag/score.h"

namespace stackdrag {

/// Whether a finding was there before. In JSON: `open`, `known`, `new`.
enum class Novelty : std::uint8_t {
  open,   ///< nothing was compared
  known,  ///< the baseline has it
  fresh
};
std::string_view name_of(Novelty novelty);
std::optional<Novelty> novelty_named(std::string_view name);

/// Why a finding is new.
enum class Cause : std::uint8_t {
  inventory,  ///< the files say something else than before
  clock,      ///< time passed
  rules,      ///< a rule, one of its options or a pack changed
  waiver,     ///< a waiver lapsed
  worsened    ///< the baseline has it, but what was measured has climbed a band
};
inline constexpr std::size_t cause_count = 5;
std::string_view name_of(Cause cause);
std::optional<Cause> cause_named(std::string_view name);

/// A finding and its marks. It looks into the tally that has the finding, and into that tally's store.
struct TriagedFinding {
  const Finding* finding = nullptr;  ///< never null
  std::uint32_t node = 0;            ///< in the folding; of an excused finding, which folds nowhere, its place in its own tally
  std::string_view subject;          ///< `kind/id`
  Identity identity;
  std::optional<std::uint32_t> folded_into;  ///< index among the triaged findings

  std::optional<std::uint32_t> waiver;  ///< the waiver in force that waives it: its place in the list of outcomes
  bool waiver_lapsed = false;           ///< a waiver that has lapsed would waive it
  bool excused = false;                 ///< waived as not applicable: it is listed, charges nothing and is in no total
  Novelty novelty = Novelty::open;
  std::optional<Cause> cause;  ///< of what is new; else empty
  bool fails = false;          ///< the gate counts it
};

/// All findings in the order in which they are reported: worst first, then as written, then by rule and key; the excused ones last, in the
/// same order. Nothing but the identity is marked yet. The store keeps what is not in the tallies.
std::vector<TriagedFinding> triaged(const Inventory& inventory, const Tally& tally, const Folding& folding, const Tally& excused,
                                    Store& store);

/// `kind/id`, kept in the store.
std::string_view kept_label(const Subject& subject, Store& store);

}  // namespace stackdrag
