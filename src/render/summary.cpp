// Says in a few sentences what a report comes to.
#include "render/summary.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "render/plain_words.h"
#include "stackdrag/history.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_losses = 3, most_risks = 4, most_gains = 3, most_facts = 3;
constexpr double least_money = 0.5;

/// "28", "4.5": nobody knows the minutes of many hours.
std::string bare_hours(double hours) { return format_number(hours < 10 ? std::round(hours * 10) / 10 : std::round(hours)); }

/// The drag of another day than the report's.
Report::Drag drag_with(Decimal low, Decimal high, char grade) {
  Report::Drag drag;
  drag.low = low;
  drag.high = high;
  drag.grade = grade;
  drag.provisional = grade == no_grade;
  return drag;
}

std::string grade_of(const Report::Drag& drag) {
  if (!is_scored(drag)) return "Not scored";
  if (drag.grade == no_grade) return fmt::format("Not graded: only {} is known", evidence_phrase(drag.evidence));
  return fmt::format("Grade {}", grade_phrase(drag));
}

std::vector<std::string> verdict_of(const Report& report) {
  const Report::Drag& drag = report.drag;
  const Report::MoneyFigures& money = report.money;
  if (!is_scored(drag)) return {"There is nothing here that could be audited."};
  if (report.findings.empty() && report.unknown.empty()) return {"Nothing was found that takes hours or money."};
  const std::string meant = drag.grade == no_grade ? fmt::format(": {} is proved, {} is the worst that is possible",
                                                                 points_phrase(drag.low), points_phrase(drag.high))
                                                   : "";
  std::vector<std::string> out{fmt::format("Marketing drag is {} of 100{}; lower is better.", drag_range(drag), meant)};
  const std::string waste = money.wasted_per_month < least_money
                                ? "no money is paid for nothing"
                                : fmt::format("{}{} a month is paid for nothing", money.at_least ? "at least " : "",
                                              money_phrase(money.wasted_per_month, report.stack.currency));
  const std::string lost = money.hours_per_month > drag.capacity_hours
                               ? fmt::format("What is wrong in the stack would take {} a month, and people have {}",
                                             hours_words(money.hours_per_month), bare_hours(drag.capacity_hours))
                               : fmt::format("People lose {} of their {} a month to what is wrong in the stack",
                                             bare_hours(money.hours_per_month), hours_words(drag.capacity_hours));
  out.push_back(fmt::format("{}, and {}.", lost, waste));
  if (drag.capacity_assumed)
    out.push_back(fmt::format("Nobody has said how many hours the team has, so {} are assumed.", hours_words(drag.capacity_hours)));
  if (drag.capacity_stated)
    out.push_back(fmt::format("The inventory says {}; the score counts no fewer than {}.", hours_words(drag.capacity_stated->hours),
                              hours_words(drag.capacity_hours)));
  return out;
}

/// What the drag was some weeks ago: today's and yesterday's figures would say little.
std::string trend_of(const Report& report) {
  constexpr Days some_weeks{28};
  const std::vector<PastAudit> history = earlier_audits(report);
  if (history.empty() || !is_scored(report.drag)) return "";
  const PastAudit* then = &history.front();
  for (const PastAudit& past : history) {
    if (report.as_of - past.as_of >= some_weeks) then = &past;
  }
  const Report::Drag drag = drag_with(then->low, then->high, then->grade);
  const bool is_same = drag_range(drag) == drag_range(report.drag) && drag.grade == report.drag.grade;
  if (is_same) return fmt::format("It was the same on {}.", long_day(then->as_of));
  return fmt::format("On {} it was {}, {}.", long_day(then->as_of), drag_range(drag), grade_words(drag));
}

std::vector<std::string> cost_of(const Report& report) {
  std::vector<const Action*> saving;
  for (const Action& action : report.actions) {
    if (action.money_saved >= least_money) saving.push_back(&action);
  }
  std::stable_sort(saving.begin(), saving.end(), [](const Action* a, const Action* b) { return a->money_saved > b->money_saved; });
  std::vector<std::string> parts;
  for (const Action* const action : saving) {
    if (parts.size() == most_losses) break;
    parts.push_back(
        fmt::format("{} ({} a month)", action_in_plain_words(report, *action), money_phrase(action->money_saved, report.stack.currency)));
  }
  std::vector<std::string> out;
  const bool is_all = saving.size() == parts.size() && are_all_there(report) && report.filter.empty();
  if (!parts.empty()) out.push_back(fmt::format("{}: {}.", is_all ? "To end the waste" : "The largest savings", fmt::join(parts, "; ")));
  if (report.money.principal_hours > 0)
    out.push_back(fmt::format("Putting everything right takes {} of work, once.", hours_words(report.money.principal_hours)));
  return out;
}

/// The findings of a severity, without what is shown under another one, and without what is accepted.
std::vector<const ReportedFinding*> found(const Report& report, Severity severity) {
  std::vector<const ReportedFinding*> all;
  for (const ReportedFinding& finding : report.findings) {
    if (finding.severity == severity && !finding.folded_into && finding.waiver == nullptr) all.push_back(&finding);
  }
  return all;
}

/// The message, with a capital unless it begins with a name.
std::string sentence_of(const Report& report, const ReportedFinding& finding) {
  const std::string message = message_phrase(finding);
  std::string words = in_plain_words(report, message);
  return (message.starts_with('`') ? words : capitalized(std::move(words))) + ".";
}

std::vector<std::string> risk_of(const Report& report) {
  if (!are_all_there(report)) return {};
  const auto critical = found(report, Severity::critical);
  const std::size_t high = found(report, Severity::high).size();
  std::vector<std::string> out;
  if (!critical.empty()) {
    out.push_back(fmt::format("{}: {}", count_of(critical.size(), "thing is critical", "things are critical"),
                              sentence_of(report, *critical.front())));
    const std::size_t told = std::min(critical.size(), most_risks);
    for (std::size_t at = 1; at < told; ++at) out.push_back(sentence_of(report, *critical[at]));
    if (critical.size() > told) out.push_back(fmt::format("And {} more.", critical.size() - told));
  }
  if (high > 0 && critical.empty()) out.push_back(fmt::format("{} of high severity.", count_of(high, "thing is", "things are")));
  if (high > 0 && !critical.empty()) out.push_back(fmt::format("{} of high severity.", count_of(high, "more is", "more are")));
  return out;
}

/// What marketing gets from the steps of the plan that take off most, each once.
std::vector<std::string> gains_of(const Outlook& outlook) {
  std::vector<const Outlook::Step*> planned;
  for (const Outlook::Step& step : outlook.steps) {
    if (step.planned) planned.push_back(&step);
  }
  std::stable_sort(planned.begin(), planned.end(),
                   [](const Outlook::Step* a, const Outlook::Step* b) { return a->charge_hours > b->charge_hours; });
  std::vector<std::string> gets;
  for (const Outlook::Step* const step : planned) {
    if (gets.size() < most_gains && std::find(gets.begin(), gets.end(), step->gets) == gets.end()) gets.emplace_back(step->gets);
  }
  return gets;
}

/// ", the last on 31 January 2028"; empty if a day is not known.
std::string last_ending(const Outlook& outlook) {
  std::optional<Date> last;
  for (const Outlook::Step& step : outlook.steps) {
    if (!step.planned || step.money_saved < least_money) continue;
    if (step.ends_on && *step.ends_on > outlook.to) last = std::max(last.value_or(*step.ends_on), *step.ends_on);
  }
  return last ? fmt::format(", the last on {}", long_day(*last)) : "";
}

std::vector<std::string> purchase_of(const Report& report) {
  const Outlook& outlook = *report.outlook;
  const auto money = [&](double amount) { return money_phrase(amount, report.stack.currency) + " a month"; };
  std::vector<std::string> parts;
  if (outlook.hours_freed > 0) parts.push_back(hours_words(outlook.hours_freed) + " a month");
  if (outlook.money_saved >= least_money) parts.push_back(money(outlook.money_saved));
  if (outlook.money_saved_later >= least_money)
    parts.push_back(fmt::format("{} once contracts end{}", money(outlook.money_saved_later), last_ending(outlook)));
  const Report::Drag then = drag_with(outlook.low, outlook.high, outlook.grade);
  std::vector<std::string> out;
  if (outlook.planned > 0) {
    const std::string work = hours_words(outlook.planned);
    out.push_back(fmt::format("{} of work {} back {}.", work, work.ends_with('s') ? "bring" : "brings",
                              parts.empty() ? "no hours and no money" : join_words(parts)));
    // Where less is known then, as what was known has gone, there is a grade now and none then; that is no result of the work.
    const bool has_grade = then.grade != no_grade || report.drag.grade == no_grade;
    out.push_back(fmt::format("Drag would then be {}{}.", drag_range(then), has_grade ? ", " + grade_words(then) : ""));
  }
  if (outlook.late > 0)
    out.push_back(count_of(outlook.late, "action that has a day will still be late.", "actions that have a day will still be late."));
  return out;
}

std::vector<std::string> certainty_of(const Report& report) {
  if (!is_scored(report.drag) || report.unknown.empty()) return {};
  std::vector<std::string> out{fmt::format("{} of what was asked has been answered.", evidence_phrase(report.drag.evidence))};
  std::vector<std::string> items;
  for (const Gap& gap : report.gaps) {
    for (const std::string_view item : gap.items) {
      if (items.size() == most_facts) break;
      std::string name = kind_of(item) == "stack" ? "the stack as a whole" : in_plain_words(report, fmt::format("`{}`", id_of(item)));
      if (std::find(items.begin(), items.end(), name) == items.end()) items.push_back(std::move(name));
    }
  }
  if (!items.empty()) out.push_back(fmt::format("Most useful to know next: facts about {}.", join_words(items)));
  return out;
}

}  // namespace

std::string hours_words(double hours) {
  const std::string number = bare_hours(hours);
  return number + (number == "1" ? " hour" : " hours");
}

Summary summary_of(const Report& report) {
  Summary summary{.grade = grade_of(report.drag),
                  .verdict = verdict_of(report),
                  .trend = trend_of(report),
                  .cost = cost_of(report),
                  .risk = risk_of(report),
                  .certainty = certainty_of(report)};
  if (report.outlook && (report.outlook->planned > 0 || report.outlook->late > 0)) {
    summary.purchase = purchase_of(report);
    summary.gains = gains_of(*report.outlook);
  }
  return summary;
}

}  // namespace stackdrag::report
