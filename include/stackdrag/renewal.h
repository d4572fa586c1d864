// When a contract renews and when notice is due.
#pragma once

#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

inline bool is_free(const Tool& tool) {
  if (tool.cost) return tool.cost->per_month <= 0;
  return tool.cost.none() || (tool.cost.not_applicable() && !tool.cost.misread());
}

/// Whether the tool has a contract that matters here: it is in use, our own, bought, and paid for.
inline bool has_contract(const Tool& tool) {
  return in_use(tool.status) && !is_external(tool) && !is_in_house(tool) && !tool.in_house.misread() && !is_free(tool);
}

/// Whether the contract ends on its renewal date unless somebody prolongs it.
inline bool ends_by_itself(const Tool& tool) {
  if (tool.auto_renew) return !*tool.auto_renew;
  return tool.auto_renew.none() || (tool.auto_renew.not_applicable() && !tool.auto_renew.misread());
}

/// Whether the contract goes on unless somebody gives notice. A notice period says as much, if nothing else is written.
inline bool renews_by_itself(const Tool& tool) { return tool.auto_renew ? *tool.auto_renew : bool(tool.notice); }

/// Monthly and metered plans can be left at any time, unless they renew by themselves with a notice of more than a month: a contract for a
/// year may be billed by the month. What could not be read is not held against anybody.
inline bool is_bound(const Tool& tool) {
  constexpr Days month{31};
  const bool long_notice = tool.notice && tool.notice->days() > month;
  if (tool.renews && long_notice && renews_by_itself(tool)) return true;
  return !tool.billing.misread() && !(tool.billing && (*tool.billing == Billing::monthly || *tool.billing == Billing::usage));
}

/// Whether the tool has a renewal date that somebody has to think of.
inline bool has_renewal(const Tool& tool) {
  const bool can_tell = !tool.decision.misread() && !tool.auto_renew.misread();
  return has_contract(tool) && is_bound(tool) && can_tell && !tool.renews.none() && !tool.renews.not_applicable();
}

/// For how many months a contract renews.
inline int months_of_term(const Tool& tool) {
  constexpr int quarter = 3, year = 12;
  return tool.billing && *tool.billing == Billing::quarterly ? quarter : year;
}
/// The last day on which notice can be given. Precondition: `renews` is given, `notice` is given or `none`.
inline Date last_notice(const Tool& tool) { return tool.notice ? *tool.renews - *tool.notice : *tool.renews; }

/// The fields that are missing to compute that day, if any.
inline std::optional<FieldNames> missing_for_notice(const Tool& tool) {
  const bool no_notice = tool.notice.unknown();
  if (tool.renews.unknown() && no_notice) return FieldNames{"renews", "notice"};
  if (tool.renews.unknown()) return FieldNames{"renews"};
  if (no_notice) return FieldNames{"notice"};
  return std::nullopt;
}

}  // namespace stackdrag::rules
