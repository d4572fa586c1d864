// A tool with more seats in use than are paid for.
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Tool& tool, const Context&) {
  if (!in_use(tool.status) || is_external(tool) || !tool.seats || tool.seats_used.not_applicable()) return not_applicable();
  if (tool.seats_used.unknown()) return unknown(tool, {"seats_used"});
  if (!tool.seats_used) return clear();
  const double over = *tool.seats_used - *tool.seats;
  if (over <= 0) return clear();
  return flag(tool.seats_used.at, "`{}` has {} seats in use and {} paid for: {} too many", *tool.id, format_number(*tool.seats_used),
              format_number(*tool.seats), format_number(over))
      .also(tool.seats.at, "paid seats")
      .measure(over, "seats")
      .act("count the seats of {} again", tool.common.self);
}

}  // namespace

Rule seats_exceeded() {
  return {
      .id = "seats-exceeded",
      .title = "More seats used than paid for",
      .when = "More seats of a tool are in use than the contract has.",
      .why = "Either a bill for the difference is coming, or people share logins, or one of the two figures is wrong.",
      .fix = "Count again, then correct the figure, buy the seats, or give everybody a login of their own.",
      .gets = "No bill for the difference at the next count, and everybody signs in as themselves.",
      .done = "The vendor lists no more users than the contract has seats, and both figures have a date.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "tools: {desk: {seats: 5, seats_used: 9}}",
      .clean = "tools: {desk: {seats: 5, seats_used: 5}}",
      .check = each<Tool>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
