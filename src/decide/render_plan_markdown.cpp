// A plan for a wiki or a merge request: the figures, then one table of the weeks, then what has to wait.
#include <utility>

#include "decide/plan_words.h"
#include "stackdrag/markdown_escape.h"
#include "stackdrag/phrases.h"

namespace stackdrag {
namespace decide {
namespace {

using report::prose;

std::string head(const ReportedPlan& shown) {
  const WorkPlan& plan = shown.plan;
  std::string out = fmt::format("# Plan for {}\n\n", report::code_span(shown.report.stack.name));
  if (const std::string mistakes = report::problems_phrase(shown.report.problems.size()); !mistakes.empty())
    out += fmt::format("**Note:** {}.\n\n", mistakes);
  if (const std::string shortfall = shortfall_phrase(shown); !shortfall.empty()) out += fmt::format("**{}**\n\n", prose(shortfall));
  if (const std::string behind = behind_phrase(plan); !behind.empty()) out += fmt::format("**{}**\n\n", prose(behind));
  out += fmt::format("**{}.**", prose(report::with_dots(budget_phrases(shown))));
  if (plan.actions.empty()) return out + "\n\n";
  out += fmt::format(" It {}: drag {} → {}.", prose(gain_phrase(shown)), drag_phrase(plan.score), drag_phrase(plan.weeks.back().score));
  const std::string proof = proof_phrase(plan);
  out += (proof.empty() ? "" : fmt::format(" ({})", prose(proof))) + "\n\n";
  for (const std::string& leaver : leaver_phrases(plan)) out += fmt::format("- {}\n", prose(leaver));
  return out + (plan.leavers.empty() ? "" : "\n");
}

std::string questions(const ReportedPlan& shown) {
  if (shown.plan.questions.empty()) return "";
  double hours = 0;
  for (const PlannedQuestions& one : shown.plan.questions) hours += one.hours;
  return fmt::format("| {} | {} | {} | – | {} |\n", week_phrase(shown.plan, shown.plan.questions.front().week, Phase::look),
                     questions_phrase(shown), report::hours_phrase(hours), prose(report::with_dots(gap_phrases(shown, false)), true));
}

std::string weeks(const ReportedPlan& shown) {
  if (shown.plan.actions.empty() && shown.plan.questions.empty()) return "";
  std::string asked = questions(shown);
  std::string out = "| Week | What | Work | Frees a month | |\n|---|---|---:|---:|---|\n";
  for (const PlannedAction& planned : shown.plan.actions) {
    if (planned.phase != Phase::now) out += std::exchange(asked, "");
    out += fmt::format("| {} | {} | {} | {} | {} |\n", week_phrase(shown.plan, planned.week, planned.phase),
                       prose(shown.report.actions[planned.action].text, true), report::hours_phrase(planned.hours),
                       prose(freed_phrase(planned.frees, planned.saves, shown.report), true),
                       prose(report::with_dots(details_of(planned, shown)), true));
  }
  return out + asked + "\n";
}

std::string left_out(const ReportedPlan& shown, bool all) {
  constexpr std::size_t most = 12;
  const auto& left = shown.plan.left_out;
  if (left.empty()) return "";
  std::string out = "## Not now\n\n";
  const std::size_t count = all ? left.size() : std::min(most, left.size());
  for (std::size_t i = 0; i < count; ++i)
    out += fmt::format("- {}: {}\n", prose(shown.report.actions[left[i].action].text), prose(reason_of(left[i], shown)));
  if (left.size() > count) out += fmt::format("- and {} more\n", left.size() - count);
  return out + "\n";
}

std::string standing(const ReportedPlan& shown) {
  if (shown.plan.actions.empty()) return "";
  const auto row = [&](const std::string& day, double hours, const Score& score, const Toll& toll) {
    return fmt::format("| {} | {} | {} | {} |\n", day, report::hours_phrase(hours), drag_phrase(score),
                       prose(report::money_phrase(toll.wasted, shown.report.stack.currency), true));
  };
  std::string out = "## If the plan is kept\n\n| | Work done | Drag | Wasted a month |\n|---|---:|---|---:|\n";
  out += row("today", 0, shown.plan.score, shown.plan.toll);
  for (const WeekOfPlan& week : days_of_change(shown.plan)) out += row(fmt::format("{}", week.ends), week.hours, week.score, week.toll);
  return out;
}

std::string afterwards(const ReportedPlan& shown) {
  std::string out;
  for (const std::string& phrase : afterwards_phrases(shown.plan)) out += fmt::format("- {}\n", prose(phrase));
  return out.empty() ? "" : "\n## Afterwards\n\n" + out;
}

}  // namespace
}  // namespace decide

void render_plan_markdown(const ReportedPlan& plan, const RenderOptions& options, Output& out) {
  using namespace decide;
  out.put(head(plan));
  out.put(plan.report.actions.empty() && plan.plan.questions.empty()
              ? "There is nothing to plan.\n"
              : weeks(plan) + left_out(plan, options.all) + standing(plan) + afterwards(plan));
}

}  // namespace stackdrag
