// The assessment of a workspace: the rules' findings, their cost, and the results of waivers, baseline and gate.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stackdrag/ask.h"
#include "stackdrag/baseline.h"
#include "stackdrag/catalogue.h"
#include "stackdrag/gate.h"
#include "stackdrag/score.h"
#include "stackdrag/triage.h"
#include "stackdrag/waivers.h"
#include "stackdrag/workspace.h"

namespace stackdrag {

/// Everything that an audit depends on besides the sources: it reads no clock and no environment.
struct Settings {
  const Packs* packs = nullptr;  ///< null: the built-in ones
  Lane lane = Lane::automatic;
  std::string name = "stack";  ///< of the stack, if the inventory gives none

  Date today;  ///< the day of the audit if neither `as_of` nor the inventory gives one
  std::optional<Date> as_of;
  std::optional<Profile> profile;  ///< if empty, the inventory's; if it has none, `starter`
  GateSettings gate;
  const Catalogue* catalogue = nullptr;  ///< null: the built-in one
  RuleSettings rules;                    ///< applied to the catalogue
  WaiverSettings waivers;
  std::map<std::string, std::string> packs_laid_over;  ///< the packs laid over the built-in ones: digests by file name
  const Baseline* baseline = nullptr;                  ///< null if there is nothing to compare with
};

/// What the rules say to one question, charged and scored.
struct Answered {
  Tally tally;      ///< findings and open questions, with their charges; its store owns the texts of all findings
  Tally excused;    ///< findings waived as not applicable: shown, never charged
  Charges charges;  ///< of the tally
  Score score;
  Score score_without_waivers;  ///< as it would be if nothing were waived as not applicable
};

/// Whether a finding is to count as put right.
using IsSettled = std::function<bool(const Rule& rule, const Subject& subject, const Flagged& flagged)>;

/// Asks the rules of the catalogue, which must outlive the answers, and so must what the question refers to. What is settled is no cause of
/// anything, as if it had never been found.
Answered answer(const Catalogue& catalogue, const Question& question, Waivers& waivers, const IsSettled& is_settled = {});

/// Reads the sources with the packs and the lane that the settings name.
Loaded load(const Sources& sources, const Settings& settings);

/// The workspace and the baseline must outlive it. Move-only.
struct Assessment {
  const Workspace& workspace;
  Date as_of;
  Profile profile;
  Catalogue catalogue;  ///< with the team's settings; contains the rules that were asked

  Tally tally;      ///< findings and open questions, with their charges; its store owns the texts of all findings
  Tally excused;    ///< findings waived as not applicable: shown, never charged
  Charges charges;  ///< of the tally
  Score score;
  Score score_without_waivers;  ///< as it would be if nothing were waived as not applicable

  std::vector<TriagedFinding> findings;  ///< in the order of the report
  std::vector<WaiverOutcome> waivers;    ///< in the order of the files
  Conditions conditions;                 ///< for a baseline of this assessment
  const Baseline* baseline = nullptr;    ///< as in the settings; null if there is none
  std::optional<Comparison> comparison;  ///< with the baseline, if there is one
  Gate gate;
  std::vector<Problem> problems;   ///< mistakes in the inventory, including its waivers
  WaiverSettings waiver_settings;  ///< as in the settings
};

/// The day of the audit: what the settings say, else the inventory, else today.
Date day_of(const Workspace& workspace, const Settings& settings);

/// Asks the rules, scores their answers, applies waivers and baseline, and decides the gate. The same input gives the same assessment.
Assessment assess(const Workspace& workspace, const Settings& settings, const IsSettled& is_settled = {});

}  // namespace stackdrag
