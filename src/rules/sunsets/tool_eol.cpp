// A tool whose vendor ends it.
#include <algorithm>
#include <string>

#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// When a tool ends, who says so, and how that is told.
struct End {
  Date day;
  Span at;
  std::string told;
  Severity severity = Severity::high;
};

std::string told(Days left, const std::string& when) {
  return left <= Days{0} ? fmt::format("ended {}", when) : fmt::format("ends {}, in {}", when, left);
}

/// What the team has written down counts for more than the packs.
std::optional<End> end_of(const Tool& tool, const Context& in) {
  if (tool.eol) return End{*tool.eol, tool.eol.at, told(*tool.eol - in.as_of, fmt::format("on {}", *tool.eol))};
  const Product* product = in.packs.discontinued(*tool.id, {});
  if (product == nullptr) return std::nullopt;
  const Severity severity = *product->certainty == Certainty::recalled ? Severity::low : Severity::high;
  return End{product->retired->first, tool.id.at, told(product->retired->first - in.as_of, product->retired->when()), severity};
}

Verdict check(const Tool& tool, const Context& in) {
  if (!in_use(tool.status) || is_external(tool) || tool.eol.not_applicable()) return not_applicable();
  const auto end = end_of(tool, in);
  if (!end) return clear();
  const Days left = end->day - in.as_of;
  if (left > in.options.days("horizon")) return clear();
  // It is to be switched off in time.
  if (tool.retire_on && *tool.retire_on >= in.as_of && *tool.retire_on <= end->day) return clear();
  return flag(end->at, "`{}` {}", *tool.id, end->told)
      .measure(std::max(0, left.count), "days left")
      .as(end->severity)
      .end("plan the move away from {}", tool.common.self);
}

}  // namespace

Rule tool_eol() {
  return {
      .id = "tool-eol",
      .title = "Tool that its vendor ends",
      .when = "The vendor ends a tool, as recorded in `eol` or known from the packs, and nobody has planned to leave in time.",
      .why = "The move is forced anyway; the later it begins, the more is lost on the way.",
      .fix = "Choose what takes its place, export the data while that is possible, and say in `retire_on` when you switch it off.",
      .severity = Severity::high,
      .effort = 24,
      .carry = 1,
      .flagged = "tools: {google-optimize: {does: [testing]}}",
      .clean = "tools: {vwo: {does: [testing]}}",
      .check = each<Tool>(check),
      .options = {days_option("horizon", 365, "days before the end from which it is to be planned")},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
