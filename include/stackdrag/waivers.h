// Waivers: findings that the inventory itself says to leave alone, with a reason and a last day.
#pragma once

#include <optional>
#include <vector>

#include "stackdrag/report.h"
#include "stackdrag/score.h"

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

/// The waivers of an inventory in one audit.
class Waivers {
 public:
  /// All that is passed must outlive it.
  Waivers(const Inventory& inventory, const std::vector<Rule>& rules, Profile profile, Date as_of, const WaiverSettings& settings);

  /// Rules that do not exist, and ends that are too far ahead. Such waivers have no effect.
  const std::vector<Problem>& problems() const { return problems_; }
  /// Whether any finding may be waived as not applicable.
  bool may_excuse() const;
  /// Whether an answer is waived as not applicable. What is or may be critical is so only if the waiver says by whom.
  bool excuses(const Rule& rule, const Subject& subject, const Verdict& verdict);
  /// Lists the waivers in the report, with what came of them, and marks the findings that are waived.
  void apply(Report& report, const Sources& sources) const;

 private:
  struct Row {
    const Waiver* waiver;
    const Rule* rule;  ///< null if there is no such rule
    bool in_force;     ///< it has neither lapsed nor a mistake
    bool refused = false;
  };
  bool concerns(const Row& row, std::string_view rule, std::string_view kind, std::string_view id) const;
  ReportedWaiver::State state_of(const Row& row, std::size_t findings) const;
  std::string note_of(const Row& row, ReportedWaiver::State state, std::size_t findings) const;

  const Inventory& inventory_;
  Profile profile_;
  Date as_of_;
  WaiverSettings settings_;
  std::vector<Row> rows_;
  std::vector<Problem> problems_;
};

/// The lapsed waiver that would waive the finding if it still held; null if there is none.
const ReportedWaiver* lapsed_waiver_of(const Report& report, const ReportedFinding& finding);

}  // namespace stackdrag
