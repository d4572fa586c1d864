// Waivers: findings that the inventory itself says to leave alone, with a reason and a last day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/score.h"
#include "stackdrag/triage.h"

namespace stackdrag {

/// How waivers are read.
struct WaiverSettings {
  static constexpr int longest_days = 180;  ///< unless `limits: {waiver_days}` says otherwise

  bool honoured = true;
  Days notice{14};  ///< a waiver that ends within so many days is announced
  /// The day from which the length of a waiver is counted, if it is later than that of the audit: a waiver written today is not too long
  /// because the audit looks back.
  std::optional<Date> written_by;
};

enum class WaiverState : std::uint8_t {
  active,
  ending,   ///< active, and near its end
  lapsed,   ///< its last day is over, or it is no day
  unused,   ///< there is nothing that it could waive
  refused,  ///< it has no effect, for the reason that its note gives
};
std::string_view name_of(WaiverState state);
std::optional<WaiverState> waiver_state_named(std::string_view name);

/// What came of a waiver.
struct WaiverOutcome {
  const Waiver* waiver = nullptr;  ///< never null; it has a rule and a subject
  bool not_applicable = false;     ///< the finding is none: it leaves the score, too
  WaiverState state = WaiverState::active;
  std::string note;          ///< what is to be said of it, lower case, no full stop; empty if it is simply active
  std::size_t findings = 0;  ///< that it waives, or would if it had not lapsed
};

/// The waivers of an inventory in one audit. Each answer of a rule is held against them once, while the rules are asked.
class Waivers {
 public:
  /// All that is passed must outlive it.
  Waivers(const Inventory& inventory, const std::vector<Rule>& rules, Profile profile, Date as_of, const WaiverSettings& settings);

  /// Rules that do not exist, and ends that are too far ahead. Such waivers have no effect.
  const std::vector<Problem>& problems() const { return problems_; }
  /// Whether any finding may be waived as not applicable.
  bool may_excuse() const;
  /// Puts an answer into the tally of what is excused, if a waiver says that it is not applicable, else into the other one. What is or may
  /// be critical is excused only by a waiver that says who decided so.
  void take(const Rule& rule, const Subject& subject, const Verdict& verdict, Tally& tally, Tally& excused);

  /// Marks the findings that are waived; call it when all answers have been taken. Returns what came of each waiver, as written.
  std::vector<WaiverOutcome> mark(std::vector<TriagedFinding>& findings) const;

 private:
  struct Row {
    const Waiver* waiver;
    const Rule* rule;  ///< null if there is no such rule
    bool in_force;     ///< it has neither lapsed nor a mistake
    bool refused = false;
  };
  /// A finding that waivers name: its place in one of the tallies, and the waivers' rows in rising order.
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
  /// By the id of the rule, then by what `on` says: the rows.
  std::unordered_map<std::string_view, std::unordered_map<std::string_view, std::vector<std::uint32_t>>> by_rule_;
  std::vector<Match> matches_;
  std::vector<Problem> problems_;
};

}  // namespace stackdrag
