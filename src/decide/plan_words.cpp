// The wording of a plan.
#include "decide/plan_words.h"

#include <algorithm>
#include <map>

#include <fmt/ranges.h>

#include "stackdrag/phrases.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag::decide {
namespace {

constexpr double least_hours = 0.05;

/// How many weeks go by until the last action is done.
std::size_t weeks_until_done(const WorkPlan& plan) {
  const auto is_done = [&](const WeekOfPlan& week) { return week.hours >= plan.planned; };
  const auto last = std::find_if(plan.weeks.begin(), plan.weeks.end(), is_done);
  return std::min(plan.weeks.size(), static_cast<std::size_t>(last - plan.weeks.begin()) + 1);
}

}  // namespace

std::string shortfall_phrase(const ReportedPlan& shown) {
  const WorkPlan& plan = shown.plan;
  const std::size_t left = plan.late();
  if (left == 0) return "";
  const auto is_must = [](const auto& one) { return one.is_must; };
  const auto done = static_cast<std::size_t>(std::count_if(plan.actions.begin(), plan.actions.end(), is_must));
  std::vector<std::string> busy;
  for (const UnplannedAction& one : plan.left_out) {
    if (!one.is_must || one.because != LeftOutBecause::owner_busy) continue;
    const std::string owner(shown.report.actions[one.action].owners.front());
    if (std::find(busy.begin(), busy.end(), owner) == busy.end()) busy.push_back(owner);
  }
  std::sort(busy.begin(), busy.end());
  const std::string room = busy.empty() ? report::hours_phrase(plan.budget)
                                        : fmt::format("the hours that {} {}", join_words(busy), busy.size() == 1 ? "has" : "have");
  return fmt::format("{}: {} of {} that cannot wait {} not fit into {}", plan.is_possible ? "NOT FOUND POSSIBLE" : "NOT POSSIBLE", left,
                     count_of(left + done, "action"), left == 1 ? "does" : "do", room);
}

std::vector<std::string> budget_phrases(const ReportedPlan& shown) {
  const WorkPlan& plan = shown.plan;
  std::vector<std::string> phrases{
      fmt::format("{} of {} until {}", format_number(plan.planned), report::hours_phrase(plan.budget), plan.to)};
  if (!plan.is_given)
    phrases.push_back(fmt::format("{:.0f} % of {} a month, {:.0f} % of that kept free", plan.share * 100,
                                  report::hours_phrase(plan.score.capacity_hours), plan.slack * 100));
  if (const std::string capacity = report::capacity_phrase(shown.report.drag); !capacity.empty()) phrases.push_back(capacity);
  return phrases;
}

std::string freed_phrase(double hours, double money, const Report& report) {
  std::vector<std::string> parts;
  if (hours >= least_hours) parts.push_back(report::hours_phrase(std::round(hours * 10) / 10));
  if (money >= least_money) parts.push_back(report::money_phrase(money, report.stack.currency));
  return parts.empty() ? "–" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string gain_phrase(const ReportedPlan& shown) {
  double hours = 0, money = 0, later = 0;
  for (const PlannedAction& planned : shown.plan.actions) {
    hours += planned.frees;
    (planned.saves_from && *planned.saves_from <= shown.plan.to ? money : later) += planned.saves;
  }
  std::vector<std::string> parts;
  std::vector<std::string> now;
  if (hours >= least_hours) now.push_back(freed_phrase(hours, 0, shown.report));
  if (money >= least_money) now.push_back(report::money_phrase(money, shown.report.stack.currency));
  if (!now.empty()) parts.push_back(join_words(now) + " a month");
  if (later >= least_money)
    parts.push_back(fmt::format("{} a month once contracts end", report::money_phrase(later, shown.report.stack.currency)));
  return parts.empty() ? "frees no hours and no money that are proved" : fmt::format("frees {}", fmt::join(parts, ", and "));
}

std::string behind_phrase(const WorkPlan& plan) {
  const std::size_t count = plan.behind();
  if (count == 0) return "";
  return fmt::format("{} ready only after {}: begin {} today, or give more hours to the plan",
                     count_of(count, "action that cannot wait is", "actions that cannot wait are"), count == 1 ? "its day" : "their days",
                     count == 1 ? "it" : "them");
}

std::vector<std::string> leaver_phrases(const WorkPlan& plan) {
  std::vector<std::string> phrases;
  for (const PlannedLeaver& one : plan.leavers)
    phrases.push_back(fmt::format("{} leaves on {}; what is theirs has to be handed over by then", one.who, one.left));
  return phrases;
}

namespace {

/// Who does it: "ana", "whoever takes over from tom", "owner to be named".
std::string who_phrase(const PlannedAction& planned) {
  const auto names = [](const std::vector<std::string_view>& all) {
    constexpr std::size_t most = 2;
    std::vector<std::string> words(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size())));
    if (all.size() > most + 1) words.push_back(fmt::format("{} more", all.size() - most));
    if (all.size() == most + 1) words.emplace_back(all.back());
    return join_words(words);
  };
  if (!planned.course.who.empty()) return names(planned.course.who);
  return planned.course.gone.empty() ? "owner to be named" : "whoever takes over from " + names(planned.course.gone);
}

/// "by 2026-12-16: €13,440 at stake"; empty if it has no day, or if its text has it and there is no more to say.
std::string day_phrase(const PlannedAction& planned, const ReportedPlan& shown) {
  const Action& action = shown.report.actions[planned.action];
  if (!action.due) return "";
  const std::string day = report::due_phrase(action);
  const std::string stake =
      planned.at_stake >= least_money ? report::money_phrase(planned.at_stake, shown.report.stack.currency) + " at stake" : std::string();
  const bool is_told = action.text.find(day) != std::string_view::npos;
  std::string text = *action.due <= shown.plan.from ? "due now" : is_told ? "" : "by " + day;
  if (!stake.empty()) text += (text.empty() ? "" : ": ") + stake;
  if (planned.course.is_late) text += fmt::format("{}ready by {}", text.empty() ? "" : ", ", planned.course.ready);
  return text;
}

}  // namespace

std::string saving_phrase(const PlannedAction& planned) {
  if (planned.saves < least_money) return "";
  if (!planned.saves_from) return "paid until its contract ends, which is not on record";
  if (*planned.saves_from <= planned.course.ready) return "";
  return fmt::format("paid until {}{}", *planned.saves_from, planned.course.is_bound ? " unless the vendor agrees" : "");
}

std::string proof_phrase(const WorkPlan& plan) {
  const bool has_musts = std::any_of(plan.actions.begin(), plan.actions.end(), [](const PlannedAction& one) { return one.is_must; });
  if (plan.is_best)
    return has_musts ? "no choice that does what cannot wait takes off more" : "no choice takes off more within these hours";
  if (plan.weighed < plan.actions_in_all)
    return fmt::format("the {} most urgent of {} actions were weighed", plan.weighed, plan.actions_in_all);
  if (!plan.most) return "";
  return fmt::format("within {} a month of the best choice",
                     report::hours_phrase(std::max(0.1, std::round((*plan.most - plan.charge) * 10) / 10)));
}

std::string drag_phrase(const Score& score) {
  Report::Drag drag;
  drag.low = score.low;
  drag.high = score.high;
  drag.grade = score.grade;
  drag.provisional = score.provisional;
  return fmt::format("{}, {}", report::drag_range(drag), report::grade_words(drag));
}

std::vector<std::string> details_of(const PlannedAction& planned, const ReportedPlan& shown) {
  const Action& action = shown.report.actions[planned.action];
  std::vector<std::string> parts;
  if (action.severity >= Severity::high) parts.emplace_back(name_of(action.severity));
  for (std::string part : {day_phrase(planned, shown), saving_phrase(planned)}) {
    if (!part.empty()) parts.push_back(std::move(part));
  }
  parts.push_back(who_phrase(planned));
  return parts;
}

std::string reason_of(const UnplannedAction& left, const ReportedPlan& shown) {
  const auto name = [&] { return std::string(shown.report.actions[*left.through].text); };
  switch (left.because) {
    case LeftOutBecause::settled:
      return "settled by: " + name();
    case LeftOutBecause::waits:
      return "waits for: " + name();
    case LeftOutBecause::owner_busy:
      return "its owner has not enough hours left";
    case LeftOutBecause::no_gain:
      return "takes off nothing that is proved";
    case LeftOutBecause::no_room: {
      const double room = shown.plan.budget - shown.plan.planned;
      constexpr double quarter = 0.25;
      if (room < quarter) return fmt::format("no hours are left for its {}", report::hours_phrase(left.hours));
      if (left.hours > room)
        return fmt::format("{} do not fit into the {} that are left", report::hours_phrase(left.hours), report::hours_phrase(room));
      return "others take off more in these hours";
    }
  }
  return "";
}

std::vector<WeekOfPlan> days_of_change(const WorkPlan& plan) {
  std::vector<WeekOfPlan> days(plan.weeks.begin(), plan.weeks.begin() + static_cast<std::ptrdiff_t>(weeks_until_done(plan)));
  if (days.empty()) return days;
  std::map<Date, double> saved;
  for (const PlannedAction& planned : plan.actions) {
    if (planned.saves >= least_money && planned.saves_from && *planned.saves_from > days.back().ends)
      saved[*planned.saves_from] += planned.saves;
  }
  for (const auto& [day, money] : saved) {
    WeekOfPlan one = days.back();
    one.ends = day;
    one.toll.wasted = std::max(0.0, one.toll.wasted - money);
    days.push_back(one);
  }
  return days;
}

std::string week_phrase(const WorkPlan& plan, int week, Phase phase) {
  std::string days = fmt::format("{}, to {}", week + 1, plan.weeks[static_cast<std::size_t>(week)].ends);
  if (!plan.by_phase) return days;
  return fmt::format("{}: {}", days, phase == Phase::now ? "cannot wait" : name_of(phase));
}

std::string questions_phrase(const ReportedPlan& shown) {
  std::size_t facts = 0;
  for (const PlannedQuestions& one : shown.plan.questions) {
    const Gap& gap = shown.report.gaps[one.gap];
    facts += gap.fields.size() * std::max<std::size_t>(1, gap.items.size());
  }
  return fmt::format("find out and write down {}", count_of(facts, "missing fact"));
}

std::vector<std::string> gap_phrases(const ReportedPlan& shown, bool all) {
  constexpr std::size_t most = 4;
  const std::size_t count = all ? shown.plan.questions.size() : std::min(most, shown.plan.questions.size());
  std::vector<std::string> phrases;
  for (std::size_t i = 0; i < count; ++i) {
    const Gap& gap = shown.report.gaps[shown.plan.questions[i].gap];
    std::string items(gap.items.empty() ? "stack" : report::id_of(gap.items.front()));
    if (gap.items.size() > 1) items += fmt::format(" and {} more", gap.items.size() - 1);
    phrases.push_back(fmt::format("{}: {}", items, fmt::join(gap.fields, ", ")));
  }
  if (const std::size_t more = shown.plan.questions.size() - count; more > 0)
    phrases.push_back(fmt::format("and of {} {}", more, more == 1 ? "more item" : "more items"));
  return phrases;
}

std::vector<std::string> afterwards_phrases(const WorkPlan& plan) {
  if (!plan.by_phase) return {};
  std::vector<std::string> phrases{"record where you stand, so that what is new shows: `stackdrag baseline create`"};
  const std::size_t weeks = weeks_until_done(plan);
  if (weeks < plan.weeks.size() && !plan.weeks.empty())
    phrases.push_back(fmt::format("the work is done in week {}: keep the hours for what `stackdrag forecast` says will come", weeks));
  phrases.emplace_back("each month, plan the next: `stackdrag plan`");
  return phrases;
}

}  // namespace stackdrag::decide
