// A paid tool whose contract details are not recorded.
#include <vector>

#include "stackdrag/renewal.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Tool& tool, const Context& in) {
  if (!has_contract(tool)) return not_applicable();
  std::vector<std::string> missing;
  if (tool.cost.left_out()) missing.emplace_back("its price");
  const bool bound = is_bound(tool);
  if (bound && tool.renews.left_out()) missing.emplace_back("its renewal date");
  // Other rules own a contract that has renewed, or ended.
  const bool ended = bound && ends_by_itself(tool) && tool.decision && *tool.decision == Decision::renegotiate && tool.renews;
  if (ended && *tool.renews < in.as_of) missing.emplace_back(fmt::format("a renewal date after {}", *tool.renews));
  const bool may_renew = !ends_by_itself(tool) && !tool.auto_renew.misread();
  const bool bound_by_notice = bound && may_renew && !tool.renews.none() && !tool.renews.not_applicable();
  // Where the renewal is near, that rule says that nobody knows when notice is due.
  const bool told = in.answers.of("renewal-notice-window").told(tool.common.self) != nullptr;
  const bool lacks_notice = bound_by_notice && tool.notice.left_out();
  if (lacks_notice && !told) missing.emplace_back("its notice period");
  // What another rule tells is not in order.
  if (missing.empty()) return lacks_notice ? not_applicable() : clear();
  return flag(tool.id.at, "`{}` is missing {}", *tool.id, join_words(missing))
      .measure(static_cast<double>(missing.size()), "facts")
      .without(true)
      .act("ask finance for the contract details of {}");
}

}  // namespace

Rule contract_facts_missing() {
  return {
      .id = "contract-facts-missing",
      .title = "Contract details not recorded",
      .when =
          "A paid tool has no price, renewal date or notice period on record. A notice period that is missing shortly before the renewal "
          "is told by `renewal-notice-window`.",
      .why = "A contract that is in nobody's calendar renews by surprise, and finance learns of it from the invoice.",
      .fix =
          "Ask finance or the vendor for the price, the renewal date and the notice period. For a monthly plan, the price and `billing: "
          "monthly` are enough.",
      .gets = "Renewals are in the calendar and in the budget before the invoice comes.",
      .done = "Price, renewal and notice are copied from the contract; for a monthly plan, the price and `billing: monthly`.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.25,
      .flagged = "tools: {hubspot: {cost: 42000/yr, renews: 2027-06-15}}",
      .clean = "tools: {hubspot: {cost: 42000/yr, renews: 2027-06-15, notice: 30d}}",
      .check = each<Tool>(check),
      .after = {"renewal-notice-window"},
  };
}

}  // namespace stackdrag::rules
