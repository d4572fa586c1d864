// Assembles the report from what the audit found.
#pragma once

#include "stackdrag/drag.h"
#include "stackdrag/report.h"
#include "stackdrag/source.h"

namespace stackdrag {

/// Everything that a report is made of.
struct AuditResult {
  const Sources& sources;
  const Inventory& inventory;
  const Facts& facts;
  const Tally& tally;
  const Folding& folding;
  Date as_of;
  Profile profile;
};

/// The report without its gate, problems and filter. `name` stands in for a stack without a name.
Report assemble(const AuditResult& result, std::string_view name);

/// Mistakes with their places and lines.
std::vector<ReportedProblem> locate(const Sources& sources, const std::vector<Problem>& problems);

/// What a finding is known by: a hash of exactly its rule, subject and key (FNV-1a, 64 bits, over `rule \n subject \n key`), in 16
/// hexadecimal digits.
std::string fingerprint_of(std::string_view rule, std::string_view subject, std::string_view key);

}  // namespace stackdrag
