// Which campaigns' UTM values still show up in the reports.
#pragma once

#include "stackdrag/rule.h"

namespace stackdrag::rules {

inline Option lookback_option() { return days_option("lookback", 365, "days after a campaign's end for which its values still count"); }

/// Reports look back about a year, so the values of a campaign show up in them for a year after its end. Precondition: the rule has the
/// option `lookback`.
inline bool still_reported(const Campaign& campaign, const Context& in) {
  return in_use(campaign.status) && !(campaign.ends && in.as_of - *campaign.ends > in.options.days("lookback"));
}

}  // namespace stackdrag::rules
