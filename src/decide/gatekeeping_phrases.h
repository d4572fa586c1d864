// The wording that the formats for people share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/gatekeeping.h"

namespace stackdrag {

/// "blocked", "open questions", "may come in".
std::string_view verdict_word(GateVerdict verdict);
/// "`ai-copywriter`", "12 new items".
std::string subject_phrase(const GateCase& judged);
/// "2 reasons keep it out", "1 question to answer first", "5 facts to prove"; "nothing speaks against it".
std::vector<std::string> count_phrases(const GateCase& judged);
/// "45.8–62.6".
std::string drag_phrase(const GateStanding& standing);
std::string grade_phrase(const GateStanding& standing);
/// "drag 45.8–62.6 → 45.8–63.6", "grade D → F", "at most 61.3 and grade E if all is proved".
std::vector<std::string> standing_phrases(const GateCase& judged);
/// "€9,600 a year", "€6,000 a year less for `tool/surveybee`", "6 h a month (1.9 % of the capacity)", "owner `ana`".
std::vector<std::string> price_phrases(const Gatekeeping& gate, const GateCase& judged);
/// "`integration/quiz-crm`: `runs_as`", "… `error_rate` or `fails`".
std::string obligation_phrase(const GateObligation& obligation);
/// "up to 4.5 h a month"; empty if it rounds to nothing.
std::string worth_phrase(const GateObligation& obligation);
/// "high: `x` has no owner (`no-owner`)".
std::string finding_phrase(const GateFinding& finding);
/// "3 findings of today would be gone", "3 findings are gone"; empty if none go.
std::string settled_phrase(const GateCase& judged);
/// "1 of 3 proposals is blocked", "nothing new against `old/`".
std::string summary_phrase(const Gatekeeping& gate);
/// "2 mistakes in the inventory: only what could be read was judged"; empty if there are none.
std::string mistakes_phrase(const Gatekeeping& gate);

/// What the section of reasons of this kind is called.
std::string_view reasons_heading(GateVerdict verdict, bool accepted);
/// The reasons of one kind.
std::vector<const GateReason*> reasons_of(const GateCase& judged, GateVerdict verdict, bool accepted);

}  // namespace stackdrag
