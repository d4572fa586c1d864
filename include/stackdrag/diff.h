// What two audits say differently: which findings are new, and what became of those that were there.
//
// A finding is known by its fingerprint, as in a baseline; as a multiset, and by the fingerprints of former ids (`was:`) as well. What is
// waived as not applicable does not count as there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/report.h"
#include "stackdrag/result.h"

namespace stackdrag {

/// Why a finding is gone.
enum class Fate : std::uint8_t {
  fixed,       ///< what it was about is there, and the question has a good answer
  vanished,    ///< the item that it was about is not in the inventory any more
  unanswered,  ///< facts are missing now, and it is an open question
  excused,     ///< a waiver says now that it does not apply
  unasked      ///< its rule was not asked any more
};
inline constexpr std::size_t fate_count = 5;
std::string_view name_of(Fate fate);

/// A finding and what it was before. Neither is null where it is listed as both.
struct FindingChange {
  const ReportedFinding* before = nullptr;
  const ReportedFinding* after = nullptr;
};

struct Diff {
  const Report* before = nullptr;  ///< never null; both reports must outlive the difference
  const Report* after = nullptr;

  std::string incomparable;  ///< why scores are not compared, a sentence without a full stop; empty if they are
  bool same_currency = true;

  std::vector<FindingChange> fresh;                         ///< `before` is null
  std::vector<FindingChange> worsened;                      ///< what was measured climbed a band
  std::vector<FindingChange> improved;                      ///< what was measured fell by a band
  std::array<std::vector<FindingChange>, fate_count> gone;  ///< by fate; `after` is null, but for what is excused
  std::size_t unchanged = 0;

  const std::vector<FindingChange>& gone_as(Fate fate) const { return gone[static_cast<std::size_t>(fate)]; }

  /// What `--max-increase` asked, and the answer.
  struct Verdict {
    std::string asked;  ///< "5pt"
    bool exceeded = false;
    std::string sentence;  ///< "drag rose by 6.2 points, and 5pt are allowed"
  };
  std::optional<Verdict> verdict;
};

/// Compares two reports, each with all its findings. In the order of the reports' findings.
Diff diff_of(const Report& before, const Report& after);

/// The most that drag or interest may rise by.
struct DiffLimit {
  enum class Unit : std::uint8_t { points, percent, money };
  Unit unit = Unit::points;
  double amount = 0;
  std::string currency;  ///< a code or a symbol; empty if none was named
  std::string text;      ///< as it was asked
};
/// Reads "5pt", "10%", "500/mo", "€500/mo", "EUR 500/mo".
Result<DiffLimit> diff_limit(std::string_view text);
/// Holds the difference against the limit; a failure if what it limits cannot be compared.
Result<Diff::Verdict> verdict_on(const Diff& diff, const DiffLimit& limit);

}  // namespace stackdrag
