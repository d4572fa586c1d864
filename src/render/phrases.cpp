// The wording that the terminal and the Markdown report share.
#include "stackdrag/phrases.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag::report {
namespace {

/// The share in percent, as a number.
std::string percent(double share) {
  const double value = share * 100;
  return value > 0 && value < 1 ? fmt::format("{:.1f}", std::max(value, 0.1)) : fmt::format("{:.0f}", std::floor(value + 0.5 + 1e-9));
}

std::string range(const std::string& low, const std::string& high) { return low == high ? high : low + "–" + high; }

/// Whether the subject's id has no letter case and no separators.
bool is_folded(std::string_view subject) {
  return subject.starts_with("utm_") || subject.starts_with("event/") || subject.starts_with("property/");
}

/// Why a finding is new, as people say it.
std::string_view cause_phrase(Cause cause) {
  switch (cause) {
    case Cause::inventory:
      return "the files changed";
    case Cause::clock:
      return "time passed";
    case Cause::rules:
      return "a rule changed";
    case Cause::evidence:
      return "a new export";
    case Cause::waiver:
      return "a waiver lapsed";
    case Cause::worsened:
      return "worsened";
  }
  return "";
}

}  // namespace

std::string points_phrase(Decimal points) {
  const double value = points.value();
  return value > 0 && value < 1 ? fmt::format("{:.1f}", std::max(value, 0.1)) : fmt::format("{:.0f}", value);
}

std::string drag_range(const Report::Drag& drag) {
  return is_scored(drag) ? range(points_phrase(drag.low), points_phrase(drag.high)) : "not scored";
}

std::string grade_phrase(const Report::Drag& drag) {
  // A report of the first model has a grade even if little is known.
  if (drag.grade != no_grade) return fmt::format("{}{}", drag.grade, drag.provisional ? ", provisional" : "");
  return drag.provisional ? "not graded" : "none";
}

std::string evidence_phrase(double share) { return fmt::format("{:.0f} %", std::floor(share * 100 + 1e-9)); }

std::string grade_words(const Report::Drag& drag) {
  return drag.grade == no_grade && drag.provisional ? "not graded" : "grade " + grade_phrase(drag);
}

std::string known_phrase(const Report::Drag& drag) {
  return fmt::format("{} known · drag {} proved, {} at worst", evidence_phrase(drag.evidence), points_phrase(drag.low),
                     points_phrase(drag.high));
}

std::string cap_phrase(const Report::Drag& drag) {
  if (drag.cap == GradeCap::waste) return fmt::format("grade {} at best, because of the money that is wasted", drag.grade);
  return fmt::format("grade {} at best while something is, or may be, critical", drag.grade);
}

std::string capacity_phrase(const Report::Drag& drag) {
  const std::string taken = hours_phrase(drag.capacity_hours);
  if (drag.capacity_assumed) return fmt::format("assumes {} a month", taken);
  if (!drag.capacity_stated) return "";
  return fmt::format("counts {} a month, the least, instead of the {} at {}", taken, hours_phrase(drag.capacity_stated->hours),
                     place_of(drag.capacity_stated->location));
}

std::string lost_phrase(double hours, double capacity) {
  // Nobody knows the minutes of many hours.
  const double shown = hours < 10 ? hours : std::round(hours);
  return fmt::format("{} a month ({} % of {})", hours_phrase(shown), percent(hours / capacity), hours_phrase(capacity));
}

std::string wasted_phrase(double money, bool at_least, std::string_view currency) {
  return fmt::format("{}{} a month wasted", at_least ? "at least " : "", money_phrase(money, currency));
}

std::vector<std::string> ledger_phrases(const Report& report) {
  std::vector<std::string> phrases;
  const MoneyFigures& money = report.money;
  if (report.findings.empty()) return phrases;
  const bool is_split = money.hours_per_month > 0 || money.wasted_per_month > 0;
  if (is_split || money.interest_per_month <= 0) {
    phrases.push_back(lost_phrase(money.hours_per_month, report.drag.capacity_hours));
    constexpr double least_money = 0.5;
    if (money.wasted_per_month >= least_money)
      phrases.push_back(wasted_phrase(money.wasted_per_month, money.at_least, report.stack.currency));
  } else {
    phrases.push_back(interest_phrase(report));  // a report of the first model
  }
  if (!are_all_there(report)) return phrases;
  std::vector<std::string> risks;
  for (const Severity severity : {Severity::critical, Severity::high}) {
    const auto count = std::count_if(report.findings.begin(), report.findings.end(), [&](const ReportedFinding& finding) {
      return finding.severity == severity && !finding.folded_into && !is_excused(finding);
    });
    if (count > 0) risks.push_back(fmt::format("{} {}", count, name_of(severity)));
  }
  if (!risks.empty()) phrases.push_back(fmt::format("{}", fmt::join(risks, ", ")));
  return phrases;
}

std::string interest_phrase(const Report& report) {
  return fmt::format("{}{} a month", report.money.at_least ? "at least " : "",
                     money_phrase(report.money.interest_per_month, report.stack.currency));
}

std::string principal_phrase(const Report& report) {
  return fmt::format("{} to clear ({})", money_phrase(report.money.principal, report.stack.currency),
                     hours_phrase(report.money.principal_hours));
}

std::string payback_phrase(const Report& report) {
  if (!report.money.payback_months || report.money.principal <= 0) return "";
  const double months = *report.money.payback_months;
  const auto in = [](double number, std::string_view unit) {
    return "pays back in " + count_of(static_cast<std::size_t>(std::max(1.0, std::round(number))), unit);
  };
  if (months < 1.9) return in(months * weeks_a_month, "week");
  if (months < 23.5) return in(months, "month");
  return months < 1200 ? in(months / 12, "year") : "does not pay back within a lifetime";
}

std::string fall_phrase(double points) { return points < 0.05 ? "–" : fmt::format("−{:.1f}", points); }

std::string hours_phrase(double hours) { return format_number(hours) + " h"; }

std::string money_phrase(double amount, std::string_view currency) { return format_money(amount, shorten(visible(currency), 8)); }

std::string freed_phrase(const Action& action, std::string_view currency) {
  std::string text;
  if (action.hours_freed >= 0.05) text = hours_phrase(std::round(action.hours_freed * 10) / 10);
  if (action.money_saved >= 0.5) text += (text.empty() ? "" : ", ") + money_phrase(action.money_saved, currency);
  return text.empty() ? "–" : text;
}

std::string due_phrase(const Action& action) { return action.due ? fmt::format("{}", *action.due) : "–"; }

std::string owners_phrase(const Action& action) {
  constexpr std::size_t most = 2;
  std::vector<std::string> owners(action.owners.begin(), action.owners.end());
  // "and 1 more" is hardly shorter than a name.
  if (owners.size() > most + 1) {
    owners.resize(most);
    owners.push_back(fmt::format("{} more", action.owners.size() - most));
  }
  return owners.empty() ? "to be named" : join_words(owners);
}

std::string place_of(const Location& location) { return fmt::format("{}:{}:{}", location.file, location.line, location.column); }

std::string_view kind_of(std::string_view subject) { return subject.substr(0, subject.find('/')); }

std::string_view id_of(std::string_view subject) {
  const std::size_t slash = subject.find('/');
  if (slash == std::string_view::npos || subject.substr(0, slash) == "stack") return kind_of(subject);
  return subject.substr(slash + 1);
}

std::string_view name_in_use(const ReportedFinding& finding) {
  const std::string_view id = id_of(finding.subject);
  if (!is_folded(finding.subject)) return id;
  std::string_view first;
  for (std::string_view rest = finding.message; rest.find('`') != rest.npos;) {
    rest.remove_prefix(rest.find('`') + 1);
    const std::string_view quoted = rest.substr(0, rest.find('`'));
    rest.remove_prefix(std::min(rest.size(), quoted.size() + 1));
    if (folded_name(quoted) == id) return quoted;
    if (first.empty() && quoted != kind_of(finding.subject)) first = quoted;
  }
  return first.empty() ? id : first;
}

std::string plural_of(std::string_view kind) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> irregular = {
      {{"person", "people"}, {"people", "people"}, {"data", "data"}, {"observed", "observed items"}}};
  for (const auto& [singular, plural] : irregular) {
    if (kind == singular) return std::string(plural);
  }
  if (kind.ends_with('y')) return std::string(kind.substr(0, kind.size() - 1)) + "ies";
  return std::string(kind) + "s";
}

bool names_subject(const ReportedFinding& finding) {
  const std::string_view id = id_of(finding.subject);
  // The id of such a subject is a spelling that nobody uses; the message quotes those in use.
  if (is_folded(finding.subject)) return true;
  return finding.subject == "stack" || finding.message.find(fmt::format("`{}`", id)) != std::string_view::npos ||
         finding.message.find(finding.subject) != std::string_view::npos;
}

std::string message_phrase(const ReportedFinding& finding) {
  if (finding.message.empty() || names_subject(finding)) return std::string(finding.message.empty() ? finding.subject : finding.message);
  return fmt::format("{}: {}", finding.subject, finding.message);
}

std::vector<std::string> in_order_phrases(const Report& report) {
  std::vector<std::string> phrases;
  for (const Report::InOrder& family : report.in_order)
    phrases.push_back(fmt::format("{} {} of {}", family.family, family.in_order, family.asked));
  return phrases;
}

std::string with_name(const Report& report, const ReportedFinding& finding, std::string message) {
  const ReportedItem* const named = find_item(report, finding.subject);
  if (named == nullptr || named->name.empty()) return message;
  const std::string quoted = fmt::format("`{}`", id_of(finding.subject));
  const std::size_t at = message.find(quoted);
  if (at == std::string::npos || message.find(named->name) != std::string::npos) return message;
  return message.insert(at + quoted.size(), fmt::format(" ({})", named->name));
}

std::string waived_phrase(const Report::Drag& drag) {
  const Report::Drag without{
      .low = drag.without_waivers.low, .high = drag.without_waivers.high, .grade = drag.grade, .provisional = drag.provisional};
  std::vector<std::string> parts;
  if (const std::string points = points_phrase(drag.waived); drag.waived > Decimal{})
    parts.push_back(points == "1" ? "1 point is accepted and stays in the score"
                                  : fmt::format("{} points are accepted and stay in the score", points));
  if (drag_range(without) != drag_range(drag)) parts.push_back(fmt::format("without waivers drag is {}", drag_range(without)));
  return parts.empty() ? "" : fmt::format(": {}", fmt::join(parts, "; "));
}

std::vector<std::string> baseline_phrases(const Report::Baseline& baseline) {
  std::vector<std::string> phrases = {fmt::format("{} new since the baseline of {}", baseline.fresh, baseline.as_of)};
  const std::string improved = baseline.improved > 0 ? fmt::format(" ({} improved)", baseline.improved) : "";
  phrases.push_back(fmt::format("{} known{}", baseline.known, improved));
  if (baseline.unanswered > 0)
    phrases.push_back(fmt::format("{} that nobody can tell now, for facts are missing or too old", baseline.unanswered));
  if (!baseline.gone.empty()) phrases.push_back(fmt::format("{} gone", baseline.gone.size()));
  return phrases;
}

std::vector<std::string> evidence_phrases(const Report::Evidence& evidence) {
  std::optional<Date> newest;
  for (const ReportedSource& source : evidence.sources) newest = std::max(newest, source.day);
  std::vector<std::string> phrases = {
      fmt::format("{}{}", count_of(evidence.sources.size(), "export"), newest ? fmt::format(" up to {}", *newest) : "")};
  phrases.push_back(fmt::format("{} as declared", count_of(evidence.agrees, "item")));
  if (evidence.differs > 0) phrases.push_back(fmt::format("{} not as declared", evidence.differs));
  if (evidence.unseen > 0) phrases.push_back(fmt::format("{} not seen", evidence.unseen));
  if (!evidence.shadow.empty()) phrases.push_back(fmt::format("{} not declared", evidence.shadow.size()));
  return phrases;
}

std::string all_shows(std::size_t left) { return left == 1 ? "(--all shows it)" : "(--all shows them)"; }

std::string with_dots(const std::vector<std::string>& phrases) { return fmt::format("{}", fmt::join(phrases, " · ")); }

std::string waiver_phrase(const ReportedWaiver& waiver) {
  std::string text = waiver.not_applicable ? "not applicable" : "accepted";
  if (!waiver.by.empty()) text += fmt::format(" by {}", waiver.by);
  if (waiver.until) text += fmt::format(" until {}", *waiver.until);
  return fmt::format("{}: {}", text, waiver.reason);
}

std::string standing_phrase(const ReportedFinding& finding) {
  if (finding.waiver != nullptr) return fmt::format("waived, {}", waiver_phrase(*finding.waiver));
  std::vector<std::string> parts;
  if (finding.cause)
    parts.push_back(finding.worsened.empty() ? fmt::format("new ({})", cause_phrase(*finding.cause))
                                             : fmt::format("new ({}: {})", cause_phrase(*finding.cause), finding.worsened));
  if (waits_for_a_day(finding)) parts.push_back(fmt::format("planned: the gate waits until {}", *finding.planned));
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string rename_phrase(std::string_view from, std::string_view to) {
  return fmt::format("was `{}` renamed to `{}`? Then write `was: [{}]` there, and what is known of it stays known", from, to, id_of(from));
}

std::string gate_phrase(const Report& report) {
  const Report::Gate& gate = report.gate;
  std::string text = gate.passed ? "passed (" : "failed (";
  if (!gate.reasons.empty()) text += fmt::format("{}; ", fmt::join(gate.reasons, ", "));
  if (!gate.warnings.empty()) text += fmt::format("not counted: {}; ", fmt::join(gate.warnings, ", "));
  if (gate.fail_on == "never") return text + "no finding fails it)";
  text += fmt::format("fails on {}{}", report.baseline ? "new findings, " : "", gate.fail_on);
  return text + (gate.fail_on == name_of(Severity::critical) ? ")" : " and above)");
}

std::string problems_phrase(std::size_t mistakes) {
  if (mistakes == 0) return "";
  return fmt::format("{} found in the inventory: only what could be read was audited",
                     mistakes == 1 ? "1 mistake was" : fmt::format("{} mistakes were", mistakes));
}

}  // namespace stackdrag::report
