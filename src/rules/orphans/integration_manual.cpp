// Data that people move by hand, again and again.
#include <algorithm>
#include <optional>

#include "stackdrag/carried.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Where nobody has written how long it takes, little more is assumed than is usual. Less than what may be true: a list of what to find out
/// that begins with such guesses hides what is dangerous.
constexpr double usual = 4, beyond_usual = 4;

/// The hours a month that are written; empty if they are not.
std::optional<double> written_hours(const Integration& integration) {
  if (!integration.minutes || !integration.runs_per_month) return std::nullopt;
  return *integration.minutes * *integration.runs_per_month / 60;
}

Verdict check(const Integration& integration, const Vias& vias, const Context& in) {
  if (!is_running(integration.status) || integration.via.not_applicable()) return not_applicable();
  const double most = in.options.number("most");
  const std::optional<double> written = written_hours(integration);
  if (integration.via.unknown())
    return Unknown{integration.common.self, {"via"}, false, std::min(most, written.value_or(usual + beyond_usual))};
  if (!is_manual(integration, vias)) return clear();
  if (integration.every && integration.every->on_demand) return clear();
  if (integration.until && in.as_of <= *integration.until) return clear();
  Flagged finding = flag(integration.via.at, "`{}` moves data by hand (`{}`)", *integration.id, *integration.via)
                        .act("automate or stop {}", integration.common.self);
  if (!written)
    return std::move(finding).carrying_unknown(integration, {"minutes", "runs_per_month"}, std::min(most, usual + beyond_usual));
  finding.message += fmt::format(": {} minutes, {} a month", format_number(*integration.minutes),
                                 *integration.runs_per_month == 1 ? "once" : format_number(*integration.runs_per_month) + " times");
  return std::move(finding).measure(*written, "hours").carrying(std::min(*written, most));
}

}  // namespace

Rule integration_manual() {
  return {
      .id = "integration-manual",
      .title = "Data moved by hand",
      .when = "Data is moved by file, spreadsheet or hand, again and again.",
      .why = "Someone spends hours on it every month, the data arrives late, and every copy is a chance for a mistake.",
      .fix =
          "Replace it with a connector, or stop it and write the day in `ends`. If it is temporary, set `until`; if it runs only on "
          "request, set `every: on-demand`.",
      .gets = "Hours back every month, and data that does not wait for somebody to have time.",
      .done = "Two rounds have run without a hand on them, or it was stopped and nobody has asked for it since.",
      .severity = Severity::medium,
      .effort = 16,
      .carry = usual,
      .flagged = "tools: {events: {}, crm: {}}\nintegrations: {badge-scans: {from: events, to: crm, via: csv}}",
      .clean = "tools: {events: {}, crm: {}}\nintegrations: {badge-scans: {from: events, to: crm, via: native}}",
      .check = each<Integration>(vias_of, check),
      .profile = Profile::standard,
      .most_carry = 40,
      .options = {{"most", "hours a month", 40, "most hours a month that the runs together count for"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
