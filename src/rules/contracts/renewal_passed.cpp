// A renewal date that has gone by: the contract has renewed, or a decision was not carried out.
#include <string>

#include "rules/contracts/renewal.h"

namespace stackdrag::rules {
namespace {

/// What the passed date means, and how bad it is. A decision covers the renewal that is written, and no later one.
struct Meaning {
  std::string text, action;
  Severity severity;
};

Meaning meaning_of(const Tool& tool) {
  const bool used_since = tool.last_used && *tool.last_used > *tool.renews;
  if (tool.decision && *tool.decision == Decision::cancel)
    return {used_since ? fmt::format("it was to be cancelled, but was still used on {}", *tool.last_used)
                       : std::string("it was to be cancelled, but still counts as in use"),
            "carry out the decision to cancel {}", Severity::medium};
  if (tool.decision) return {"the recorded decision covers only that renewal", "record the next renewal of {}", Severity::low};
  if (tool.notice.unknown() && tool.auto_renew && *tool.auto_renew)
    return {"it renews by itself, and nobody knows whether a notice was missed",
            "find out when {} renews next, and whether you can still leave", Severity::high};
  if (tool.notice.unknown()) return {"nobody knows whether a notice was missed", "find out when {} renews next", Severity::medium};
  if (renews_by_itself(tool))
    return {"no notice was given", "find out when {} renews next, and whether you can still leave", Severity::high};
  return {"nobody has recorded what follows", "find out when {} renews next", Severity::medium};
}

Verdict check(const Tool& tool, const Context& in) {
  // A contract that ends by itself has not renewed; `retire_on` says when a tool goes that was decided on.
  if (!has_renewal(tool) || ends_by_itself(tool) || (tool.decision && tool.retire_on)) return not_applicable();
  if (!tool.renews) return not_applicable();
  const Days ago = in.as_of - *tool.renews;
  if (ago.count <= 0) return clear();
  const Meaning meaning = meaning_of(tool);
  return flag(tool.renews.at, "the contract of `{}` was to renew on {}, {} ago; {}", *tool.id, *tool.renews, ago, meaning.text)
      .measure(ago)
      .as(meaning.severity)
      .act(meaning.action, tool.common.self);
}

}  // namespace

Rule renewal_passed() {
  return {
      .id = "renewal-passed",
      .title = "Renewal date has passed",
      .when =
          "The recorded renewal date is in the past, and the contract does not end by itself. The severity is high if notice was due and "
          "no decision is recorded, medium if a cancellation was not carried out or nobody knows, and low if it was decided otherwise.",
      .why = "Another term has probably begun, with a notice deadline that is in nobody's calendar.",
      .fix =
          "Record the next date in `renews`, and a new `decision` when it is due. If the contract has ended, set `auto_renew: false`. If "
          "you will switch the tool off, record the `decision`, and the day in `retire_on`.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.5,
      .flagged = "tools: {crm: {cost: 96000/yr, renews: 2026-11-01, notice: 90d}}",
      .clean = "tools: {crm: {cost: 96000/yr, renews: 2027-11-01, notice: 90d}}",
      .check = each<Tool>(check),
      .worst = Severity::high,
  };
}

}  // namespace stackdrag::rules
