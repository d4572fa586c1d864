// Which earlier audits a report is compared with.
#include "stackdrag/history.h"

#include <algorithm>

#include "stackdrag/score.h"

namespace stackdrag {
namespace {

constexpr std::size_t most_audits = 60;

/// The weeks since 1969-12-29, a Monday.
int week_of(Date day) {
  constexpr int from_monday = 3, days = 7;
  const int since = day.since_epoch + from_monday;
  return since >= 0 ? since / days : (since - days + 1) / days;
}

/// Keeps the last of those that are alike, which stand together.
template <class Alike>
void keep_last(std::vector<PastAudit>& audits, const Alike& alike) {
  const auto begin = std::unique(audits.rbegin(), audits.rend(), alike).base();
  audits.erase(audits.begin(), begin);
}

}  // namespace

bool is_comparable(const Report& past, const Report& now) {
  return past.model == now.model && past.profile == now.profile && past.stack.name == now.stack.name && is_scored(past.drag);
}

PastAudit past_audit_of(const Report& past) { return {past.as_of, past.drag.low, past.drag.high, past.drag.grade}; }

std::vector<PastAudit> history_of(std::vector<PastAudit> audits) {
  std::stable_sort(audits.begin(), audits.end(), [](const PastAudit& a, const PastAudit& b) { return a.as_of < b.as_of; });
  keep_last(audits, [](const PastAudit& a, const PastAudit& b) { return a.as_of == b.as_of; });
  if (audits.size() > most_audits)
    keep_last(audits, [](const PastAudit& a, const PastAudit& b) { return week_of(a.as_of) == week_of(b.as_of); });
  if (audits.size() > most_audits) audits.erase(audits.begin(), audits.end() - most_audits);
  return audits;
}

std::vector<PastAudit> earlier_audits(const Report& report) {
  std::vector<PastAudit> audits;
  for (const PastAudit& one : report.history) {
    if (one.as_of < report.as_of) audits.push_back(one);
  }
  return history_of(std::move(audits));
}

}  // namespace stackdrag
