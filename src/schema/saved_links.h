// Turns the ids and fingerprints in a JSON report back into pointers and indices.
#pragma once

#include <unordered_map>

#include "stackdrag/report_shape.h"

namespace stackdrag::report {

/// The references in a report that is being read. The two forms read the rows; once all are read, `resolve` looks up what they refer to.
class SavedLinks {
 public:
  /// Both must outlive the links.
  SavedLinks(JsonReader& in, Report& report) : in_(in), report_(report) {}
  SavedLinks(const SavedLinks&) = delete;

  struct Findings {
    SavedLinks& links;
    void read(const JsonValue& from, Report& report) const;
  } findings{*this};
  struct Actions {
    SavedLinks& links;
    void read(const JsonValue& from, Report& report) const;
  } actions{*this};

  void resolve();

 private:
  /// What a finding refers to, and where that is written.
  struct NamesOfFinding : FindingNames {
    Span at, folded_at;
  };
  struct NamesOfAction : ActionNames {
    Span at;
  };

  void find_rules();
  void find_waiver(std::size_t finding);
  void find_parent(std::size_t finding);
  void refuse_ring(std::size_t finding);
  void find_findings(std::size_t action);
  std::uint32_t hidden(std::uint64_t fingerprint);

  JsonReader& in_;
  Report& report_;
  std::vector<NamesOfFinding> of_findings_;
  std::vector<NamesOfAction> of_actions_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_fingerprint_;
  const ReportedRule* nameless_ = nullptr;
};

}  // namespace stackdrag::report
