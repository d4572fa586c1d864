// The difference between two audits: which findings are new, which changed, and what became of the rest.
//
// Findings are matched by fingerprint as in a baseline (see `identity.h`): as multisets, and under former ids (`was:`) as well. A finding
// waived as not applicable counts as absent. What a known finding is compared in, `extent.h` says.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/enum_names.h"
#include "stackdrag/extent.h"
#include "stackdrag/report.h"
#include "stackdrag/result.h"
#include "stackdrag/succession.h"

namespace stackdrag {

/// Why a finding no longer exists.
enum class Fate : std::uint8_t {
  fixed,       ///< its subject exists, and the rule no longer fires
  vanished,    ///< its subject is no longer in the inventory
  unanswered,  ///< facts are missing now, so it is an open question
  excused,     ///< it is now waived as not applicable
  unasked      ///< its rule is no longer asked
};
template <>
inline constexpr auto names_of<Fate> = std::to_array<std::string_view>({"fixed", "vanished", "unanswered", "excused", "unasked"});

/// A finding before and after. Null on the side where it does not exist.
struct FindingChange {
  const ReportedFinding* before = nullptr;
  const ReportedFinding* after = nullptr;
  const ReportedUnknown* question = nullptr;  ///< the open question that it is now, if it is one; else null
  Extent was{}, is{};                         ///< of a finding that is there before and after, as far as the two can be compared
};

/// What an item costs a month, if that has notably changed, or the item has come or gone.
struct CostChange {
  std::string_view item;         ///< `kind/id`, as it is called now
  double before = 0, after = 0;  ///< 0 of an item that was not there
};

/// The limit given by `--max-increase`, and whether it was exceeded.
struct LimitOutcome {
  std::string asked;  ///< "5pt"
  bool exceeded = false;
  std::string sentence;  ///< "drag rose by 6.2 points; the limit is 5 points"
};

struct Diff {
  const Report* before = nullptr;  ///< never null; both reports must outlive the difference
  const Report* after = nullptr;

  std::string incomparable;  ///< why the scores cannot be compared, without a full stop; empty if they can
  bool same_currency = true;

  std::vector<FindingChange> fresh;                                    ///< `before` is null
  std::vector<FindingChange> worsened;                                 ///< see `extent.h`; or what `before` warned of has come about
  std::vector<FindingChange> reopened;                                 ///< a waiver had accepted it, and none does now
  std::vector<FindingChange> accepted;                                 ///< a waiver accepts it now
  std::vector<FindingChange> improved;                                 ///< less bad in one respect, and worse in none
  std::vector<FindingChange> postponed;                                ///< the day for which it was planned was moved on
  std::array<std::vector<FindingChange>, names_of<Fate>.size()> gone;  ///< by fate; `after` is null except for excused findings
  std::size_t unchanged = 0;

  std::vector<CostChange> costs;                ///< the largest changes first; empty if the currencies differ
  std::vector<PerhapsRenamed> perhaps_renamed;  ///< of the items that vanished

  const std::vector<FindingChange>& gone_as(Fate fate) const { return gone[static_cast<std::size_t>(fate)]; }

  std::optional<LimitOutcome> limit;  ///< empty if no limit was given
};

/// Compares two unfiltered reports. The lists keep the order of the reports' findings.
Diff diff_of(const Report& before, const Report& after);

/// The largest rise of drag or interest that is allowed.
struct DiffLimit {
  enum class Unit : std::uint8_t { points, percent, money };
  Unit unit = Unit::points;
  double amount = 0;
  std::string currency;  ///< a code or a symbol; empty if none was given
  std::string text;      ///< as the user wrote it
};
/// Reads "5pt", "10%", "500/mo", "€500/mo", "EUR 500/mo".
Result<DiffLimit> diff_limit(std::string_view text);
/// Checks the difference against the limit; a failure if the figures it limits cannot be compared.
Result<LimitOutcome> limit_outcome(const Diff& diff, const DiffLimit& limit);

}  // namespace stackdrag
