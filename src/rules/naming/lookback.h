// Which campaigns' values still stand in the reports.
#pragma once

#include "stackdrag/rule.h"

namespace stackdrag::rules {

inline Option lookback_option() { return days_option("lookback", 365, "days after a campaign's end in which its values still count"); }

/// Reports look back about a year, so a campaign that ended splits their rows for as long. Precondition: the rule has the option
/// `lookback`.
inline bool still_reported(const Campaign& campaign, const Context& in) {
  return in_use(campaign.status) && !(campaign.ends && in.as_of - *campaign.ends > in.options.days("lookback"));
}

}  // namespace stackdrag::rules
