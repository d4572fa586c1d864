// The wording that every format for people shares: the score, shares, hours, money and the gate in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag::report {

/// Rounded to whole points, but below 1 to tenths, so that a small share does not read as 0.
std::string points_phrase(Decimal points);
/// "25–30", or "25" if both ends look the same.
std::string drag_range(const Report::Drag& drag);
/// "C"; "not graded" if too little is known; "none" without a score.
std::string grade_phrase(const Report::Drag& drag);
/// "grade C", "not graded".
std::string grade_words(const Report::Drag& drag);
/// "20 % known · drag 12 proved, 85 at worst".
std::string known_phrase(const Report::Drag& drag);
/// "grade C at best while something is, or may be, critical". Precondition: the grade is capped.
std::string cap_phrase(const Report::Drag& drag);
/// Which capacity was taken, if not the one that the inventory states: "assumes 80 h a month", "counts 80 h a month, the least, instead
/// of the 40 h at stack.yaml:2:30". Else empty.
std::string capacity_phrase(const Report::Drag& drag);
/// "32 h a month (10 % of 320 h)": what people lose of their capacity.
std::string lost_phrase(double hours, double capacity);
/// "at least €1,620 a month wasted".
std::string wasted_phrase(double money, bool at_least, std::string_view currency);
/// What the debt takes, each in its own unit: "32 h a month (10 % of 320 h)", "at least €1,620 a month wasted",
/// "1 critical, 12 high". Empty without findings.
std::vector<std::string> ledger_phrases(const Report& report);
/// Rounded down, so that only full evidence reads "100 %".
std::string evidence_phrase(double share);
/// "at least €2,100 a month".
std::string interest_phrase(const Report& report);
/// "€3,240 to clear (40.5 h)".
std::string principal_phrase(const Report& report);
/// "pays back in 6 weeks"; empty if there is nothing to pay back.
std::string payback_phrase(const Report& report);

/// "−8.2", or "–" if it rounds to nothing. The amount is at least 0.
std::string fall_phrase(double points);
std::string hours_phrase(double hours);
/// "€1,120". The currency is shortened, as an inventory may have any text there.
std::string money_phrase(double amount, std::string_view currency);

/// "2.5 h, €1,120": what an action frees a month; "–" if that rounds to nothing.
std::string freed_phrase(const Action& action, std::string_view currency);
/// "2026-12-16", or "–" if it has no day.
std::string due_phrase(const Action& action);
/// "ana, ben and 2 more", or "to be named": as they were written, not made visible.
std::string owners_phrase(const Action& action);

/// "stack.yaml:31:71", as it was written: not made visible.
std::string place_of(const Location& location);
std::string_view kind_of(std::string_view subject);
/// What follows the kind; a stack is called "stack".
std::string_view id_of(std::string_view subject);
/// What people call the subject: its id, or for a UTM value or an event, whose id has no letter case and no separators, the spelling that
/// the message quotes.
std::string_view name_in_use(const ReportedFinding& finding);
/// "campaign" → "campaigns", "capability" → "capabilities".
std::string plural_of(std::string_view kind);
/// Whether a message names its subject itself.
bool names_subject(const ReportedFinding& finding);
/// The message, with the subject in front if it does not name it: as it was written, not made visible.
std::string message_phrase(const ReportedFinding& finding);

/// "contracts 14 of 19", "zombies 20 of 24": how much of what was asked is in order.
std::vector<std::string> in_order_phrases(const Report& report);
/// The message, with what people call the subject behind its id: "`t-0042` (Display and Video) has no owner".
std::string with_name(const Report& report, const ReportedFinding& finding, std::string message);
/// Whether the report has all findings that its totals count: one that was saved with a filter has not.
bool are_all_there(const Report& report);
/// "16 findings: 1 critical, 6 high, 7 medium, 2 low", "3 folded".
std::vector<std::string> totals_phrases(const Report& report);
/// ": 2.5 points are accepted and stay in the score; without waivers drag is 31"; empty if waivers change nothing that is seen.
std::string waived_phrase(const Report::Drag& drag);
/// "accepted by ana until 2027-01-31: a second admin starts in January".
std::string waiver_phrase(const ReportedWaiver& waiver);
/// "3 new since the baseline of 2026-11-01", "40 known (1 improved)", "2 gone".
std::vector<std::string> baseline_phrases(const Report::Baseline& baseline);
/// "3 exports up to 2026-11-20", "12 items as declared", "2 not as declared", "5 not declared".
std::vector<std::string> evidence_phrases(const Report::Evidence& evidence);
/// "(--all shows them)", or "it" if one is left.
std::string all_shows(std::size_t left);
/// The phrases with dots between them.
std::string with_dots(const std::vector<std::string>& phrases);
/// "failed (1 critical, 6 high; fails on high and above)".
std::string gate_phrase(const Report& report);
/// "was `tool/old` renamed to `tool/new`? …".
std::string rename_phrase(std::string_view from, std::string_view to);
/// "new (clock)", "waived (accepted until …)", "planned: the gate waits until …"; empty for a finding without a special status.
std::string standing_phrase(const ReportedFinding& finding);
/// "showing 3 of 16 findings (owned by ben); the score and the gate count all"; empty without a filter.
std::string filter_phrase(const Report& report);
/// "2 mistakes were found in the inventory: …"; empty if there is none.
std::string problems_phrase(std::size_t mistakes);

}  // namespace stackdrag::report
