// Waivers: the inventory's own statements that a finding is accepted or not applicable, with a reason and an end date.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stackdrag/ask.h"
#include "stackdrag/marks.h"
#include "stackdrag/rule.h"
#include "stackdrag/score.h"
#include "stackdrag/triage.h"

namespace stackdrag {

/// How waivers are applied.
struct WaiverSettings {
  static constexpr int longest_days = longest_delay.count;  ///< unless `limits: {waiver_days}` says otherwise

  bool honoured = true;
  Days notice{14};  ///< a waiver that ends within this many days gets a note
  /// If later than the day of the audit, the longest term counts from this day: a waiver written today is not too long just because the
  /// audit looks back.
  std::optional<Date> written_by;
};

/// What a waiver did in an audit.
struct WaiverOutcome {
  const Waiver* waiver = nullptr;  ///< never null; it has a rule and a subject
  bool not_applicable = false;     ///< its findings do not count: they leave the score as well
  WaiverState state = WaiverState::active;
  std::string note;          ///< a remark, lower case, no full stop; empty if it is simply active
  std::size_t findings = 0;  ///< how many it waives, or would waive had it not lapsed
};

/// The waivers of an inventory in one audit. Each answer of a rule is matched against them once, while the rules are asked.
class Waivers {
 public:
  /// `inventory` and `rules` must outlive it.
  Waivers(const Inventory& inventory, const std::vector<Rule>& rules, Profile profile, Date as_of, const WaiverSettings& settings);

  /// Rules that do not exist, end dates too far ahead, and fillers instead of reasons. Such waivers have no effect.
  const std::vector<Problem>& problems() const { return problems_; }
  /// Whether any finding may be waived as not applicable.
  bool may_excuse() const;
  /// Puts an answer into `excused` if a waiver says that it is not applicable, else into `tally`. An answer that is or may be critical is
  /// excused only by a waiver that names who decided (`by`). Returns what rules that follow from the answer are to make of it.
  Standing take(const Rule& rule, const Subject& subject, const Verdict& verdict, Tally& tally, Tally& excused);

  /// Whether a waiver that is in force names the subject.
  bool accepts(const Rule& rule, const Subject& subject) const;
  /// Matches a finding of the tally that no rule has answered: `index` is its place.
  void match(const Finding& finding, std::size_t index);

  /// Marks the waived findings; call it when all answers have been taken. Returns the outcome of each waiver, in the order of the files.
  std::vector<WaiverOutcome> mark(std::vector<TriagedFinding>& findings) const;

 private:
  struct Row {
    const Waiver* waiver;
    const Rule* rule;  ///< null if there is no such rule
    bool in_force;     ///< it has not lapsed and has no mistake
    bool refused = false;
  };
  /// A finding that waivers name: its index in one of the tallies, and the rows of the waivers in ascending order.
  struct Match {
    std::uint32_t finding;
    bool excused;
    std::vector<std::uint32_t> rows;
  };
  std::vector<std::uint32_t> rows_on(const Rule& rule, const Subject& subject) const;
  bool excuses(const std::vector<std::uint32_t>& rows, const Rule& rule, const Verdict& verdict);
  WaiverState state_of(const Row& row, std::size_t findings) const;
  std::string note_of(const Row& row, WaiverState state, std::size_t findings, const std::optional<std::string>& missing_item) const;

  const Inventory& inventory_;
  Profile profile_;
  Date as_of_;
  WaiverSettings settings_;
  std::vector<Row> rows_;
  /// Rows by rule id, then by what stands in `on`.
  struct OfRule {
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_name;
    std::vector<std::pair<std::string_view, std::uint32_t>> patterns;  ///< with the rows
  };
  std::unordered_map<std::string_view, OfRule> by_rule_;
  std::vector<Match> matches_;
  std::vector<Problem> problems_;
};

}  // namespace stackdrag
