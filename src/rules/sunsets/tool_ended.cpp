// A tool that its vendor ended so long ago that nothing is left to move, only to clear away.
//
// It is as severe and takes as much as before (see `tool-eol`): that time has passed makes nothing better, only less work.
#include <algorithm>
#include <optional>
#include <vector>

#include "rules/sunsets/end_of_life.h"

namespace stackdrag::rules {
namespace {

/// Whether something shows that it is used all the same: software may outlive its vendor. Where data may still be kept, nobody should be
/// told that nothing is left to save.
bool is_used_since(const Tool& tool, Date end, const Context& in) {
  if (tool.last_used.misread() || (tool.last_used && *tool.last_used > end)) return true;
  if (tool.seats_used && *tool.seats_used > 0) return true;
  const std::vector<Data>& data = in.inventory.data;
  const auto is_kept_here = [&](const auto& one) { return one.system_of_record && one.system_of_record->target == tool.common.self; };
  if (std::any_of(data.begin(), data.end(), is_kept_here)) return true;
  const auto& integrations = in.facts.integrations_at(tool.common.self);
  return std::any_of(integrations.begin(), integrations.end(), [&](const Integration* one) { return one->last_ok && *one->last_ok > end; });
}

Verdict check(const Tool& tool, const Replaced& replaced, const Context& in) {
  if (!in_use(tool.status) || is_external(tool) || tool.eol.not_applicable()) return not_applicable();
  const std::optional<End> end = end_of(tool, in);
  if (!end) return not_applicable();
  const Days ago = in.as_of - end->day;
  if (ago <= in.options.days("over") || is_used_since(tool, end->day, in)) return not_applicable();
  const std::optional<Date> planned = way_out(tool, end->day, replaced[tool.common.self.index], in);
  // Whoever switches it off only years from now means something that goes on.
  if (!planned && tool.retire_on && *tool.retire_on > in.as_of) return not_applicable();
  Flagged finding = flag(end->at, "`{}` {}, {} ago, and is still listed as a tool in use", *tool.id, end->text, ago)
                        .measure(ago)
                        .as(end->severity)
                        .end("remove what is left of {}", tool.common.self);
  return with_plan(end->product != nullptr ? std::move(finding).according_to(*end->product) : std::move(finding), planned);
}

}  // namespace

Rule tool_ended() {
  return {
      .id = "tool-ended",
      .title = "Left over from a discontinued tool",
      .when =
          "The vendor ended a tool long ago, as recorded in `eol` or known from the packs, nothing shows that it has been used since, and "
          "it is still listed as in use. Before that, `tool-eol` tells of it, and so it does while seats are in use, an integration runs, "
          "or data is kept there.",
      .why = "What is left still loads on pages, still has logins or is still paid for, and whatever points to it gets no answer.",
      .fix =
          "There is nothing left to save. Delete its tag and its logins, see with `stackdrag impact` what still points to it, ask finance "
          "whether it is still paid for, and set `status: retired`. If it is used all the same, write when in `last_used`.",
      .gets = "Nothing of a tool that is gone loads on pages, opens a door or is paid for.",
      .done = "No page loads its tag, no login or integration points to it, no invoice came since, and it is `status: retired`.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 1,
      .flagged = "tools: {google-optimize: {does: [testing]}}",
      .clean = "tools: {google-optimize: {does: [testing], status: retired}}",
      .check = each<Tool>(replaced_tools, check),
      .options = {days_option("over", 90, "days after the end of life from which nothing is left to move")},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
