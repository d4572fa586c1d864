// The assessment: what the rules say of a workspace, what it costs, and what waivers, a baseline and the gate make of it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stackdrag/baseline.h"
#include "stackdrag/catalogue.h"
#include "stackdrag/gate.h"
#include "stackdrag/score.h"
#include "stackdrag/triage.h"
#include "stackdrag/waivers.h"
#include "stackdrag/workspace.h"

namespace stackdrag {

/// What an audit depends on besides the sources. Nothing else enters: no clock, no environment.
struct Settings {
  const Packs* packs = nullptr;  ///< null: the built-in ones
  Lane lane = Lane::automatic;
  std::string name = "stack";  ///< of the stack, if the inventory has none

  Date today;  ///< taken as the day of the audit if neither `as_of` nor the inventory says one
  std::optional<Date> as_of;
  std::optional<Profile> profile;  ///< else the inventory's, else `starter`
  GateSettings gate;
  const Catalogue* catalogue = nullptr;  ///< null: the built-in one
  RuleSettings rules;                    ///< laid over the catalogue
  WaiverSettings waivers;
  std::map<std::string, std::string> packs_laid_over;  ///< a digest by file name, of what the packs have beyond the built-in ones
  const Baseline* baseline = nullptr;                  ///< null: nothing is compared
};

/// Reads the sources with the packs and the reader that the settings name.
Loaded load(const Sources& sources, const Settings& settings);

/// The workspace and the baseline must outlive it. Move-only.
struct Assessment {
  const Workspace& workspace;
  Date as_of;
  Profile profile;
  Catalogue catalogue;  ///< with the settings of the team; the rules that were asked are among its rules

  Tally tally;      ///< findings and open questions, with their charges; its store keeps the texts of all findings
  Tally excused;    ///< what waivers call not applicable: shown, never charged
  Folding folding;  ///< of the tally
  Score score;
  Score score_without_waivers;  ///< if nothing were waived as not applicable

  std::vector<TriagedFinding> findings;  ///< in the order in which they are reported
  std::vector<WaiverOutcome> waivers;    ///< as written
  Conditions conditions;                 ///< for a baseline of this assessment
  const Baseline* baseline = nullptr;    ///< as in the settings: null if nothing was compared
  std::optional<Comparison> comparison;  ///< with the baseline, if there is one
  Gate gate;
  std::vector<Problem> problems;  ///< mistakes in the inventory, those of waivers too
};

/// Asks the rules and judges what they say. The same workspace and settings give the same assessment.
Assessment assess(const Workspace& workspace, const Settings& settings);

}  // namespace stackdrag
