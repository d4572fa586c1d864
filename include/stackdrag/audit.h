// The audit: from the bytes of an inventory to the report.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stackdrag/baseline.h"
#include "stackdrag/catalogue.h"
#include "stackdrag/gate.h"
#include "stackdrag/report.h"
#include "stackdrag/source.h"
#include "stackdrag/tree.h"
#include "stackdrag/waivers.h"

namespace stackdrag {

/// What an audit depends on besides the inventory. Nothing else enters: no clock, no environment.
struct Settings {
  Date today;  ///< taken as the day of the audit if neither `as_of` nor the inventory says one
  std::optional<Date> as_of;
  std::optional<Profile> profile;  ///< else the inventory's, else `starter`
  std::string name = "stack";      ///< of the stack, if the inventory has none
  GateSettings gate;
  const Catalogue* catalogue = nullptr;  ///< null: the built-in one
  RuleSettings rules;                    ///< laid over the catalogue
  WaiverSettings waivers;
  const Packs* packs = nullptr;                        ///< null: the built-in ones
  std::map<std::string, std::string> packs_laid_over;  ///< a digest by file name, of what `packs` has beyond the built-in ones
  const Baseline* baseline = nullptr;                  ///< null: nothing is compared

  std::vector<std::string> select, ignore;  ///< rules and families to show; everything if `select` is empty
  std::vector<std::string> owners;          ///< owners whose findings are shown; everybody's if empty
  Lane lane = Lane::automatic;
};

/// What came of it; the sources must outlive it. An unreadable document has problems and no report; mistakes in fields are in the report.
struct Outcome {
  std::optional<Report> report;
  std::vector<ReportedProblem> problems;
  Conditions conditions;                                  ///< for a baseline of this audit
  std::vector<std::optional<std::uint32_t>> of_baseline;  ///< what `compare` returned
};

/// Audits the sources as one inventory. The same sources and settings give the same outcome.
Outcome audit(const Sources& sources, const Settings& settings);

}  // namespace stackdrag
