// How a plan is put into words, for all formats for people.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/render_plan.h"

namespace stackdrag::decide {

/// "NOT POSSIBLE: 2 of 5 actions that cannot wait do not fit into 40 h"; empty if all fit.
std::string shortfall_phrase(const ReportedPlan& plan);
/// "83.5 of 86.25 h until 2026-12-21", "30 % of 320 h a month, 10 % of it kept free".
std::vector<std::string> budget_phrases(const ReportedPlan& plan);
/// "frees 27 h a month, and €1,620 a month once the contracts end"; "frees nothing that is proved".
std::string gain_phrase(const ReportedPlan& plan);
/// "no choice takes off more within these hours", "within 2.3 h a month of the best choice"; empty if nobody can tell.
std::string proof_phrase(const WorkPlan& plan);
/// "46–61, grade E".
std::string drag_phrase(const Score& score);
/// Money a month below which nothing is told.
inline constexpr double least_money = 0.5;
/// Until when what it saves is still paid: "paid until 2027-01-15"; empty if it saves nothing, or at once.
std::string saving_phrase(const PlannedAction& planned);
/// "2.5 h, €1,120", or "–".
std::string freed_phrase(double hours, double money, const Report& report);
/// "2 actions that cannot wait are ready only after their day": empty if none is.
std::string behind_phrase(const WorkPlan& plan);
/// "tom leaves on 2027-01-15: …", of each who leaves within the plan.
std::vector<std::string> leaver_phrases(const WorkPlan& plan);
/// "critical", "by 2026-12-16, €13,440 at stake", "paid until 2027-01-15", "ana".
std::vector<std::string> details_of(const PlannedAction& planned, const ReportedPlan& plan);
/// "settled by: retire surveybee", "does not fit", "waits for: …".
std::string reason_of(const UnplannedAction& left, const ReportedPlan& plan);
/// The ends of the weeks in which something is done, and the later days on which a contract ends and money is saved.
std::vector<WeekOfPlan> days_of_change(const WorkPlan& plan);
/// "1, to 2026-11-27"; by phase "1, to 2026-11-27: look".
std::string week_phrase(const WorkPlan& plan, int week, Phase phase);
/// "write down 41 facts that nobody has written down yet".
std::string questions_phrase(const ReportedPlan& plan);
/// "`hubspot`: last_used", of each gap that is to be filled.
std::vector<std::string> gap_phrases(const ReportedPlan& plan, bool all);
/// What to do once the work of the first 90 days is done.
std::vector<std::string> afterwards_phrases(const WorkPlan& plan);

}  // namespace stackdrag::decide
