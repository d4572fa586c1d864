// A renewal date that has gone by: the contract has renewed, or a decision was not carried out.
#include <string>

#include "stackdrag/renewal.h"

namespace stackdrag::rules {
namespace {

/// What the passed date means, and how bad it is. A decision covers the renewal that is written, and no later one.
struct Meaning {
  std::string text, action;
  Severity severity;
};

/// Whether somebody has decided to leave the contract.
bool is_left(const Tool& tool) { return tool.decision && (*tool.decision == Decision::cancel || *tool.decision == Decision::replace); }

bool is_used_since(const Tool& tool) { return tool.last_used && *tool.last_used > *tool.renews; }

/// What a decision to leave says of a tool that is still there. Precondition: there is one.
Meaning meaning_of_leaving(const Tool& tool) {
  const bool cancels = *tool.decision == Decision::cancel;
  const std::string after = is_used_since(tool) ? fmt::format("was still used on {}", *tool.last_used) : "still counts as in use";
  return {fmt::format("it was to be {}, but {}", cancels ? "cancelled" : "replaced", after),
          fmt::format("carry out the decision to {} {{}}", cancels ? "cancel" : "replace"), Severity::medium};
}

Meaning meaning_of(const Tool& tool) {
  if (is_left(tool)) return meaning_of_leaving(tool);
  if (tool.decision) return {"the recorded decision covers only that renewal", "record the next renewal of {}", Severity::low};
  if (tool.notice.unknown() && tool.auto_renew && *tool.auto_renew)
    return {"it renews by itself, and nobody knows whether a notice was missed",
            "find out when {} renews next, and whether you can still leave", Severity::high};
  if (tool.notice.unknown()) return {"nobody knows whether a notice was missed", "find out when {} renews next", Severity::medium};
  if (renews_by_itself(tool))
    return {"no notice was given", "find out when {} renews next, and whether you can still leave", Severity::high};
  return {"nobody has recorded what follows", "find out when {} renews next", Severity::medium};
}

/// A contract that has ended as decided, of a tool that is still there.
Verdict ended(const Tool& tool, Days ago) {
  const Meaning meaning = meaning_of_leaving(tool);
  return flag(tool.renews.at, "the contract of `{}` ended on {}, {} ago; {}", *tool.id, *tool.renews, ago, meaning.text)
      .measure(ago)
      .as(is_used_since(tool) ? Severity::medium : Severity::low)
      .act(meaning.action, tool.common.self);
}

Verdict check(const Tool& tool, const Context& in) {
  // `retire_on` says when a tool goes that was decided on.
  if (!has_renewal(tool) || !tool.renews || (tool.decision && tool.retire_on)) return not_applicable();
  const Days ago = in.as_of - *tool.renews;
  // A contract that ends by itself has not renewed, and somebody may have decided that it ends.
  if (ends_by_itself(tool)) return is_left(tool) && ago.count > 0 ? ended(tool, ago) : not_applicable();
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
          "The recorded renewal date is in the past, and the contract does not end by itself, or was to end and the tool is still there. "
          "The "
          "severity is high if notice was due and no decision is recorded, medium if the decision to leave was not carried out or nobody "
          "knows, and low if it was decided otherwise.",
      .why = "Another term has probably begun, with a notice deadline that is in nobody's calendar.",
      .fix =
          "Record the next date in `renews`, and a new `decision` when it is due. If the contract has ended, record the "
          "`decision`, and in `retire_on` the day on which you switch the tool off; then set `status: retired`.",
      .gets = "The budget is based on the term that really runs, and the next deadline is known.",
      .done = "`renews` has the next date as the vendor states it, or the account is closed and `status: retired` is set.",
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
