// A tool that its vendor has discontinued or will discontinue.
#include <algorithm>
#include <optional>
#include <string>

#include "rules/sunsets/end_of_life.h"

namespace stackdrag::rules {
namespace {

constexpr double hours_to_choose = 4;  ///< something else, while nothing has to be moved

/// What is only planned can still be left alone, and for what is far away there is time.
Severity severity_of(const Tool& tool, const End& end, const Context& in) {
  const bool far = end.day - in.as_of > in.options.days("far");
  return is_planned(tool) || far ? std::min(end.severity, Severity::medium) : end.severity;
}

Verdict check(const Tool& tool, const Replaced& replaced, const Context& in) {
  const bool gone = is_retired(tool.status);
  // What ended long ago has another rule.
  const bool is_told = in.answers.of("tool-ended").told(tool.common.self) != nullptr;
  if (gone || is_external(tool) || tool.eol.not_applicable() || is_told) return not_applicable();
  const auto end = end_of(tool, in);
  if (!end) return clear();
  const Days left = end->day - in.as_of;
  if (left > in.options.days("horizon")) return clear();
  // The team has planned to switch it off in time.
  if (tool.retire_on && *tool.retire_on >= in.as_of && *tool.retire_on <= end->day) return clear();
  const std::optional<Date> planned = way_out(tool, end->day, replaced[tool.common.self.index], in);
  const bool outlives = !planned && tool.retire_on && *tool.retire_on > std::max(end->day, in.as_of);  // no mutant: words
  const std::string after = outlives ? fmt::format(", and is to be switched off only on {}", *tool.retire_on) : "";
  Flagged finding = flag(end->at, "`{}` {}{}", *tool.id, end->text, after)
                        .measure(std::max(0, left.count), "days left")
                        .as(severity_of(tool, *end, in))
                        .end(is_planned(tool) ? "choose something else than {}" : "plan the move away from {}", tool.common.self);
  if (is_planned(tool)) finding.effort = hours_to_choose;
  return with_plan(end->product != nullptr ? std::move(finding).according_to(*end->product) : std::move(finding), planned);
}

Verdict check_proposal(const Proposal& proposal, const Context& in) {
  const Product* product = in.packs.discontinued(*proposal.id, {});
  if (product == nullptr) product = in.packs.discontinued_in(proposal.common.name ? *proposal.common.name : *proposal.id);
  if (product == nullptr) return clear();
  const Days left = product->retired->first - in.as_of;
  if (left > in.options.days("horizon")) return clear();
  return flag(proposal.id.at, "`{}` is proposed, and {} {}", *proposal.id, *product->name, end_in_words(left, product->retired->when()))
      .measure(std::max(0, left.count), "days left")
      .as(*product->certainty == Certainty::recalled ? Severity::low : Severity::medium)
      .according_to(*product)
      .carrying(0)
      .keeping_out(*product->certainty != Certainty::recalled)
      .act("choose something else than {}", proposal.common.self);
}

}  // namespace

Rule tool_eol() {
  return {
      .id = "tool-eol",
      .title = "Tool discontinued by its vendor",
      .when =
          "The vendor has ended or will soon end a tool, as recorded in `eol` or known from the packs, and no earlier retirement is "
          "planned; or (medium) the end is still far away, or somebody plans or proposes such a tool. What ended long ago is told by "
          "`tool-ended`.",
      .why = "You have to move anyway; the later you start, the less time you have to save your data.",
      .fix = "Choose a replacement, export the data while you still can, and record in `retire_on` when you switch the tool off.",
      .gets = "Time to choose what comes next, and no data lost on the vendor's last day.",
      .done = "`retire_on` is set, what replaces it is chosen, and a full export was opened and its records counted.",
      .severity = Severity::high,
      .effort = 24,
      .carry = 1,
      .flagged = "tools: {google-optimize: {does: [testing], last_used: 2026-11-20}}",
      .clean = "tools: {vwo: {does: [testing]}}",
      .check = both(each<Tool>(replaced_tools, check), each<Proposal>(check_proposal)),
      .options = {days_option("horizon", 365, "days before the end of life at which the move must be planned"),
                  days_option("far", 180, "days before the end of life beyond which the severity is medium")},
      .after = {"tool-ended"},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
