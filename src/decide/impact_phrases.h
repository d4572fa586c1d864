// The wording that the formats for people share.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/impact.h"

namespace stackdrag {

/// "if `salesforce` is removed".
std::string event_phrase(const Impact& impact);
/// "3 items break", "1 degrades", "2 are no longer reached".
std::vector<std::string> count_phrases(const Impact& impact);
/// "nothing that works stands on it", if that is so; else empty.
std::string glad_phrase(const Impact& impact);
/// "confidence medium: 12 of 16 facts known (75 %); based on 1 declared integration at salesforce".
std::string trust_phrase(const Impact& impact);
/// What is missing, an item each: "`lead`: owner".
std::vector<std::string> gap_phrases(const Impact& impact);
/// "salesforce → hs-sf → lead-scorer".
std::string way_phrase(const Impact& impact, const ImpactHit& hit);
/// "breaks", "may degrade".
std::string harm_phrase(const Impact& impact, const ImpactHit& hit);
/// "`raj`", "no owner to ask".
std::string owners_phrase(const ImpactHit& hit);
/// "`uses` names `hs-sf`", "`moves` of `hs-sf` names it".
std::string tie_phrase(const ImpactTie& tie);
/// "silent since 2026-04-02", "not harmed: nothing has come this way since 2026-04-02, as `hs-survey` is silent".
std::string cut_phrase(const ImpactHit& hit);
/// "from v38.0 to v62.0 (v38.0 loses support about summer 2027)".
std::string consumer_phrase(const Impact& impact, const ImpactConsumer& consumer);
/// "hs-sf (owner), lead-scorer (approver)".
std::string about_phrase(const ImpactTold& told);
/// "`owner` of `tool/surveybee`: nobody else is named", "`uses` of `agent/a`, which is planned".
std::string mention_phrase(const Impact& impact, const ImpactMention& mention);
/// "lead, lead-scorer (they feed each other)".
std::string step_phrase(const ImpactStep& step);
/// "3 more lie further away than 1 step"; empty if none do.
std::string beyond_phrase(const Impact& impact);
/// Whether somebody has assessed what is planned; empty if nothing critical is harmed and nobody has.
std::string assessment_phrase(const Impact& impact);
/// "€96,000 a year"; empty if nothing is saved.
std::string saving_phrase(const Impact& impact);

}  // namespace stackdrag
