// Assembles the report from what the audit found.
#pragma once

#include "stackdrag/report.h"
#include "stackdrag/score.h"
#include "stackdrag/source.h"

namespace stackdrag {

/// Everything that a report is made of.
struct AuditResult {
  const Sources& sources;
  const Inventory& inventory;
  const Facts& facts;
  const std::vector<Rule>& rules;  ///< as asked
  const Tally& tally;
  const Folding& folding;
  const Tally& excused;  ///< what waivers call not applicable: shown, never charged
  Date as_of;
  Profile profile;
};

/// The report without its gate, problems and filter; of all that it is made of, only the sources must outlive it. `name` stands in for a
/// stack without a name.
Report assemble(const AuditResult& result, std::string_view name);

/// The score of these answers.
Report::Drag score_of(const Tally& tally, const Folding& folding);

/// Everybody who could own something: people, teams, and whoever is named as an owner. Sorted, kept in the store.
std::vector<std::string_view> known_owners(const AuditResult& result, Store& store);

/// Mistakes with their places and lines, which are views of the sources.
std::vector<ReportedProblem> locate(const Sources& sources, const std::vector<Problem>& problems);

/// What a finding is known by: a hash of exactly its rule, subject and key (FNV-1a, 64 bits, over `rule \n subject \n key`).
std::uint64_t fingerprint_of(std::string_view rule, std::string_view subject, std::string_view key);

}  // namespace stackdrag
