// The sections of the page, each with its heading, in the order in which they stand.
#pragma once

#include <string>

#include "stackdrag/formats.h"

namespace stackdrag::html {

std::string verdict_section(const Report& report);    ///< the dial, the summary, and up to four figures
std::string decisions_section(const Report& report);  ///< what to decide this month
std::string trend_section(const Report& report);      ///< how the drag has moved; empty without a history
std::string drag_section(const Report& report);       ///< where the drag is: a treemap by family and item
std::string owners_section(const Report& report);     ///< who carries it, and what the work buys back
std::string graph_section(const Report& report);      ///< the stack as a graph, and where it hurts
std::string actions_section(const Report& report);    ///< what to do first
std::string findings_section(const Report& report);   ///< all findings, which may be filtered
std::string gaps_section(const Report& report);       ///< what is not known
std::string in_order_section(const Report& report);   ///< what is in order, by family
std::string rules_section(const Report& report);      ///< why the rules behind the findings matter

}  // namespace stackdrag::html
