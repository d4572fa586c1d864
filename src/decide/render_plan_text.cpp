// A plan for a terminal: what it costs and brings, then the weeks, then what has to wait, then how the stack will stand.
#include <algorithm>
#include <utility>

#include "decide/plan_words.h"
#include "stackdrag/page.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::decide {
namespace {

using report::Ink;
using report::Page;
using report::Word;

constexpr std::size_t most_left_out = 8;
constexpr std::size_t fewest_table_columns = 64;

/// A text on the left, figures in columns on the right, and details below.
struct Row {
  std::string text;
  std::vector<std::string> figures;
  std::vector<std::string> details;
};

/// Rows under one title.
struct Section {
  std::string title;
  std::vector<Row> rows;
};

/// Sections whose columns are aligned.
class Table {
 public:
  Table(Page& page, std::vector<std::string> heads, std::vector<Section> sections)
      : page_(page), heads_(std::move(heads)), sections_(std::move(sections)) {
    for (const std::string& head : heads_) widths_.push_back(display_width(head));
    std::size_t longest = 0;
    for (const Section& section : sections_) {
      longest = std::max(longest, display_width(section.title));
      for (const Row& row : section.rows) {
        for (std::size_t i = 0; i < row.figures.size(); ++i) widths_[i] = std::max(widths_[i], display_width(row.figures[i]));
        longest = std::max(longest, display_width(visible(row.text)));
      }
    }
    std::size_t taken = 2;
    for (const std::size_t width : widths_) taken += 2 + width;
    columns_ = std::min(longest, page_.columns() > taken + 16 ? page_.columns() - taken : 16);
  }

  void write() {
    const bool is_wide = page_.columns() >= fewest_table_columns;
    for (const Section& section : sections_) {
      page_.blank();
      const Word head = page_.paint().word(Ink::strong, section.title);
      const bool has_heads = is_wide && &section == &sections_.front();
      page_.line(has_heads ? Word{head.text + report::fill(head.width, columns_ + 2) + figures_of(heads_, Ink::faint), 0} : head);
      for (const Row& row : section.rows) {
        if (is_wide)
          write_wide(row);
        else
          write_narrow(row);
      }
    }
  }

 private:
  void write_wide(const Row& row) {
    const std::vector<Word> lines = report::lay_out(page_.paint().words(Ink::plain, row.text, columns_), columns_);
    page_.line({lines[0].text + report::fill(lines[0].width, columns_) + figures_of(row.figures, Ink::plain), 0}, 2);
    for (std::size_t at = 1; at < lines.size(); ++at) page_.line(lines[at], 4);
    if (!row.details.empty()) page_.phrases(Ink::faint, row.details, 4, 4);
  }

  /// On a narrow terminal the figures go under the text.
  void write_narrow(const Row& row) {
    page_.paragraph(Ink::plain, row.text, 2, 4);
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < row.figures.size(); ++i) {
      if (row.figures[i] != "–") parts.push_back(fmt::format("{}: {}", heads_[i], row.figures[i]));
    }
    page_.phrases(Ink::plain, parts, 4, 4);
    if (!row.details.empty()) page_.phrases(Ink::faint, row.details, 4, 4);
  }

  std::string figures_of(const std::vector<std::string>& figures, Ink ink) const {
    std::string text;
    for (std::size_t i = 0; i < figures.size(); ++i)
      text += "  " + page_.paint()(ink, report::fill(display_width(figures[i]), widths_[i]) + figures[i]);
    return text;
  }

  Page& page_;
  std::vector<std::string> heads_;
  std::vector<Section> sections_;
  std::vector<std::size_t> widths_;  ///< of the figures
  std::size_t columns_ = 0;          ///< of the text
};

void write_head(Page& page, const ReportedPlan& shown) {
  write_title(page, shown.report);
  page.blank();
  if (const std::string mistakes = report::problems_phrase(shown.report.problems.size()); !mistakes.empty())
    page.paragraph(Ink::fair, mistakes, 2, 4);
  const std::string shortfall = shortfall_phrase(shown);
  if (!shortfall.empty()) page.paragraph(Ink::alarm, shortfall, 2, 4);
  if (const std::string behind = behind_phrase(shown.plan); !behind.empty()) page.paragraph(Ink::alarm, behind, 2, 4);
  page.phrases(Ink::strong, budget_phrases(shown), 2, 4);
  if (shown.plan.actions.empty()) return;
  page.phrases(Ink::plain,
               {gain_phrase(shown), fmt::format("drag {} → {}", drag_phrase(shown.plan.score), drag_phrase(shown.plan.weeks.back().score))},
               2, 4);
  if (const std::string proof = proof_phrase(shown.plan); !proof.empty()) page.paragraph(Ink::faint, proof, 2, 4);
  for (const std::string& leaver : leaver_phrases(shown.plan)) page.paragraph(Ink::fair, leaver, 2, 4);
}

void write_weeks(Page& page, const ReportedPlan& shown, const RenderOptions& options) {
  std::vector<Section> weeks;
  const auto begin = [&](int week, Phase phase) {
    const std::string title = fmt::format("WEEK {}", week_phrase(shown.plan, week, phase));
    if (weeks.empty() || weeks.back().title != title) weeks.push_back({title, {}});
  };
  bool has_asked = shown.plan.questions.empty();
  const auto ask = [&] {
    if (std::exchange(has_asked, true)) return;
    double hours = 0;
    for (const PlannedQuestions& one : shown.plan.questions) hours += one.hours;
    begin(shown.plan.questions.front().week, Phase::look);
    weeks.back().rows.push_back({questions_phrase(shown), {report::hours_phrase(hours), "–"}, gap_phrases(shown, options.all)});
  };
  for (const PlannedAction& planned : shown.plan.actions) {
    if (planned.phase != Phase::now) ask();
    begin(planned.week, planned.phase);
    weeks.back().rows.push_back({std::string(shown.report.actions[planned.action].text),
                                 {report::hours_phrase(planned.hours), freed_phrase(planned.frees, planned.saves, shown.report)},
                                 details_of(planned, shown)});
  }
  ask();
  Table(page, {"work", "frees a month"}, std::move(weeks)).write();
}

void write_left_out(Page& page, const ReportedPlan& shown, const RenderOptions& options) {
  const auto& left_out = shown.plan.left_out;
  if (left_out.empty()) return;
  const std::size_t count = options.all ? left_out.size() : std::min(most_left_out, left_out.size());
  page.heading(Ink::strong, "NOT NOW");
  for (std::size_t i = 0; i < count; ++i) {
    page.paragraph(Ink::plain, shown.report.actions[left_out[i].action].text, 2, 4);
    page.paragraph(Ink::faint, reason_of(left_out[i], shown), 4, 6);
  }
  const std::size_t more = left_out.size() - count;
  if (more > 0) page.paragraph(Ink::faint, fmt::format("and {} more {}", more, report::all_shows(more)), 2, 4);
}

void write_burn_down(Page& page, const ReportedPlan& shown) {
  if (shown.plan.actions.empty()) return;
  Section section{"IF THE PLAN IS KEPT", {}};
  const auto add = [&](std::string when, double hours, const Score& score, const Toll& toll) {
    const std::string wasted = report::money_phrase(toll.wasted, shown.report.stack.currency);
    section.rows.push_back({std::move(when), {report::hours_phrase(hours), drag_phrase(score), wasted}, {}});
  };
  add("today", 0, shown.plan.score, shown.plan.toll);
  for (const WeekOfPlan& week : days_of_change(shown.plan)) add(fmt::format("{}", week.ends), week.hours, week.score, week.toll);
  Table(page, {"work done", "drag", "wasted a month"}, {section}).write();
}

}  // namespace
}  // namespace stackdrag::decide

namespace stackdrag {

void render_plan_text(const ReportedPlan& plan, const RenderOptions& options, Output& out) {
  report::Page page(options, out);
  decide::write_head(page, plan);
  if (plan.report.actions.empty() && plan.plan.questions.empty()) {
    page.paragraph(report::Ink::good, "There is nothing to plan.", 2, 4);
    return;
  }
  decide::write_weeks(page, plan, options);
  decide::write_left_out(page, plan, options);
  decide::write_burn_down(page, plan);
  const std::vector<std::string> afterwards = decide::afterwards_phrases(plan.plan);
  if (!afterwards.empty()) page.heading(report::Ink::strong, "AFTERWARDS");
  for (const std::string& phrase : afterwards) page.paragraph(report::Ink::plain, phrase, 2, 4);
}

}  // namespace stackdrag
