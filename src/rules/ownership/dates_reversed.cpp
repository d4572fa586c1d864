// Two dates of one item in an order that cannot be.
#include "stackdrag/fields.h"
#include "stackdrag/rule.h"
#include "stackdrag/shape.h"

namespace stackdrag::rules {
namespace {

/// A date that lies before another one, which it cannot.
template <class T>
Flagged reversed(const T& item, const char* earlier, const At<Date>& first, const char* later, const At<Date>& second) {
  return flag(second.at, "`{}` has `{}: {}`, which lies before `{}: {}`", *item.id, later, *second, earlier, *first)
      .also(first.at, "`{}` is here", earlier)
      .measure(*first - *second)
      .act("correct the dates of {}", item.common.self);
}

bool is_before(const At<Date>& second, const At<Date>& first) { return first && second && *second < *first; }

Verdict check_campaign(const Campaign& campaign, const Context&) {
  if (is_before(campaign.ends, campaign.starts)) return reversed(campaign, "starts", campaign.starts, "ends", campaign.ends);
  if (is_before(campaign.teardown, campaign.starts)) return reversed(campaign, "starts", campaign.starts, "teardown", campaign.teardown);
  if (campaign.evergreen && *campaign.evergreen && campaign.ends) {
    return flag(campaign.ends.at, "`{}` is evergreen, but ends on {}", *campaign.id, *campaign.ends)
        .also(campaign.evergreen.at, "evergreen")
        .act("say whether {} ends", campaign.common.self);
  }
  return clear();
}

/// Whether the project cannot be done in time: it waits beyond its due date.
bool is_due_while_blocked(const Project& project, Date today) {
  return in_use(project.status) && is_before(project.due, project.blocked_until) && *project.blocked_until >= today;
}

Verdict check_project(const Project& project, const Context& in) {
  if (is_due_while_blocked(project, in.as_of))
    return reversed(project, "blocked_until", project.blocked_until, "due", project.due).keyed("blocked");
  if (is_before(project.due, project.started)) return reversed(project, "started", project.started, "due", project.due);
  // Seen from a day before it began, progress counts as made on that day.
  const bool has_begun = !project.started || *project.started <= in.as_of;  // no mutant: what is before today is past
  const bool is_past = has_begun || (project.last_progress && *project.last_progress < in.as_of);
  if (is_past && is_before(project.last_progress, project.started))
    return reversed(project, "started", project.started, "last_progress", project.last_progress);
  return clear();
}

Verdict check_change(const Change& change, const Context&) {
  return is_before(change.date, change.assessed) ? reversed(change, "assessed", change.assessed, "date", change.date) : Verdict(clear());
}

Verdict check_page(const Page& page, const Context&) {
  return is_before(page.teardown, page.ends) ? reversed(page, "ends", page.ends, "teardown", page.teardown) : Verdict(clear());
}

/// What was seen at work before it was added. Seen from a day before that, whatever was seen counts as seen on that day.
Verdict check_added(const Item& item, const Context& in) {
  const At<Date>& added = item.common->extras().added;
  // A project may go on the list when it has long begun.
  if (!added || !in_use(item.status) || item.id.kind == Kind::project) return not_applicable();
  const void* const record = visit_item(in.inventory, item.id, [](const auto& found) { return static_cast<const void*>(&found); });
  for (const Field& field : fields_of(item.id.kind).fields) {
    if (field.dating != Dating::beat || field.date == nullptr) continue;
    const At<Date>& seen = field.date(record);
    if (!is_before(seen, added) || *seen >= in.as_of) continue;
    return flag(seen.at, "`{}` has `{}: {}`, which lies {} before `added: {}`", item.name, field.name, *seen, *added - *seen, *added)
        .also(added.at, "`added` is here")
        .keyed("added")
        .measure(*added - *seen)
        .act("correct the dates of {}", item.id);
  }
  return clear();
}

/// Whether the contract is to end before the day on which the tool is switched off.
bool runs_without_contract(const Tool& tool, Date today) {
  const bool leaves = tool.decision && (*tool.decision == Decision::cancel || *tool.decision == Decision::replace);
  return leaves && in_use(tool.status) && is_before(tool.renews, tool.retire_on) && *tool.renews >= today;
}

/// To keep a contract beyond the day on which the tool is switched off pays for nothing.
Verdict check_tool(const Tool& tool, const Context& in) {
  if (runs_without_contract(tool, in.as_of)) {
    return flag(tool.retire_on.at, "the contract of `{}` is to end on {}, but it is switched off only on {}, {} later", *tool.id,
                *tool.renews, *tool.retire_on, *tool.retire_on - *tool.renews)
        .also(tool.renews.at, "the contract ends here")
        .measure(*tool.retire_on - *tool.renews)
        .act("decide when {} goes", tool.common.self);
  }
  const bool kept = tool.decision && *tool.decision == Decision::keep;
  if (!kept || !in_use(tool.status) || !tool.retire_on || !tool.renews || *tool.renews < *tool.retire_on) return clear();
  return flag(tool.decision.at, "`{}` is to be kept when it renews on {}, but is switched off on {}", *tool.id, *tool.renews,
              *tool.retire_on)
      .also(tool.retire_on.at, "switched off here")
      .act("decide whether {} stays", tool.common.self);
}

}  // namespace

Rule dates_reversed() {
  return {
      .id = "dates-reversed",
      .title = "Dates in an impossible order",
      .when =
          "A campaign ends before it starts, or ends although it is evergreen; a page is torn down before it ends; a project was due or "
          "made progress before it started, or is due while it is blocked; a change was assessed after its date; something was seen at "
          "work before it was added; or a tool is to be kept beyond the day on which it is switched off, or used beyond the end of its "
          "contract.",
      .why = "One of the two is a slip, and every rule that counts from it says something that is not true.",
      .fix = "Correct the date that is wrong; it is often the year.",
      .gets = "Deadlines and reminders come on the right day.",
      .done = "Both dates were compared with the contract, ticket or log that they are from, and one is corrected.",
      .severity = Severity::low,
      .effort = 0.25,
      .carry = 0.1,
      .flagged = "campaigns: {fair: {starts: 2026-12-31, ends: 2026-01-31}}",
      .clean = "campaigns: {fair: {starts: 2026-12-31, ends: 2027-01-31}}",
      .check = both(both(each<Campaign>(check_campaign), each<Project>(check_project)),
                    both(both(each<Change>(check_change), each<Page>(check_page)), both(each<Tool>(check_tool), each<Item>(check_added)))),
  };
}

}  // namespace stackdrag::rules
