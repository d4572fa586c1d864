// Makes tickets of a plan and of the open questions, and holds them against what the tracker has.
#include "stackdrag/tickets.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "decide/plan_edges.h"
#include "decide/ticket_body.h"
#include "decide/ticket_compare.h"
#include "decide/ticket_groups.h"
#include "decide/ticket_order.h"
#include "decide/ticket_questions.h"
#include "stackdrag/fnv.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

using namespace decide;

constexpr std::size_t most_title = 120;

std::string id_of(std::string_view anchor, std::string_view kind, std::size_t number) {
  Fnv fnv;
  fnv.text("ticket-1\n").text(anchor).byte('\n').text(kind);
  if (number > 1) fnv.byte('\n').text(std::to_string(number));
  return fmt::format("SD-{:08x}", fnv.hash >> 32U);
}

/// Fit for one line, and no longer than a title may be, in characters as well as in columns.
std::string as_title(std::string_view text) {
  std::string title = shorten(visible(text), most_title);
  std::size_t count = 0, end = 0;
  for (std::size_t at = 0; at < title.size() && count < most_title - 1; ++count) next_code_point(title, at), end = at;
  std::size_t last = end;
  if (end < title.size()) next_code_point(title, last);
  if (last < title.size()) title = title.substr(0, end) + "…";
  if (!title.empty() && title.front() >= 'a' && title.front() <= 'z') title.front() = static_cast<char>(title.front() - 'a' + 'A');
  return title;
}

std::string title_of(const TicketGroup& group) {
  std::vector<std::string> texts;
  for (const TicketStep& step : group.steps) texts.emplace_back(step.action->text);
  const std::string begin = group.is_small ? "Small repairs: " : "";
  const std::string whole = begin + fmt::format("{}", fmt::join(texts, "; "));
  if (texts.size() == 1 || (display_width(visible(whole)) <= most_title && texts.size() <= 3)) return as_title(whole);
  const std::string rest = fmt::format(", and {} more", texts.size() - 1);
  return as_title(begin + shorten(visible(texts.front()), most_title - begin.size() - rest.size()) + rest);
}

TrackerAccounts accounts_of(const Assessment& assessment, std::string_view owner) {
  const auto& people = assessment.workspace.inventory->people;
  const auto person = std::find_if(people.begin(), people.end(), [&](const Person& one) { return *one.id == owner; });
  // Who has left is never an assignee.
  if (person == people.end() || (person->left && *person->left < assessment.as_of)) return {};
  const auto text = [](const At<Text>& account) { return account ? std::string(*account) : std::string(); };
  return {text(person->github), text(person->jira), text(person->linear)};
}

class Maker {
 public:
  Maker(const Assessment& assessment, const Report& report, const WorkPlan& plan) : assessment_(assessment), report_(report), plan_(plan) {}

  std::vector<Ticket> run() {
    groups_ = ticket_groups_of(assessment_, report_, plan_);
    for (const TicketGroup& group : groups_) add(group);
    set_blocked();
    for (std::size_t i = 0; i < groups_.size(); ++i) tickets_[i].parts = body_of(groups_[i], assessment_, report_, tickets_[i], plan_);
    for (Ticket& ticket : question_tickets(report_)) tickets_.push_back(std::move(ticket));
    for (Ticket& ticket : tickets_) {
      ticket.title = as_title(ticket.title);
      ticket.accounts = accounts_of(assessment_, ticket.owner);
    }
    return std::move(tickets_);
  }

 private:
  void add(const TicketGroup& group) {
    const TicketStep& first = group.steps.front();
    Ticket ticket{.id = {}, .anchor = first.anchor, .kind = first.kind, .title = title_of(group)};
    if (group.is_small) {
      ticket.kind = TicketKind::small;
      ticket.anchor = "owner/" + (group.owner.empty() ? std::string(unowned) : group.owner);
    }
    ticket.id = ticket_id(ticket.anchor, ticket.kind, ++counts_[{ticket.anchor, ticket.kind}]);
    ticket.owner = group.owner;
    ticket.hours = group.hours();
    ticket.week = first.planned->week;
    for (const TicketStep& step : group.steps) {
      homes_[step.planned->action] = tickets_.size();
      ticket.week = std::min(ticket.week, step.planned->week);
      ticket.severity = std::max(ticket.severity, step.action->severity);
      if (step.action->due) ticket.due = std::min(ticket.due.value_or(*step.action->due), *step.action->due);
      for (const std::uint32_t place : step.findings) ticket.findings.push_back(report_.findings[place].fingerprint);
    }
    std::sort(ticket.findings.begin(), ticket.findings.end());
    ticket.findings.erase(std::unique(ticket.findings.begin(), ticket.findings.end()), ticket.findings.end());
    tickets_.push_back(std::move(ticket));
  }

  /// Which tickets have to be done before which: those of the actions that have to come before.
  void set_blocked() {
    const std::span<const Action> weighed = std::span(report_.actions).first(std::min(plan_.weighed, report_.actions.size()));
    const std::vector<std::vector<std::uint32_t>> before = edges_of(assessment_, weighed);
    for (const auto& [action, home] : homes_) {
      for (const std::uint32_t first : before[action]) {
        const auto other = homes_.find(first);
        if (other == homes_.end() || other->second == home) continue;
        std::vector<std::string>& ids = tickets_[home].blocked_by;
        const std::string& id = tickets_[other->second].id;
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
      }
    }
    for (Ticket& ticket : tickets_) std::sort(ticket.blocked_by.begin(), ticket.blocked_by.end());
  }

  const Assessment& assessment_;
  const Report& report_;
  const WorkPlan& plan_;
  std::vector<TicketGroup> groups_;
  std::vector<Ticket> tickets_;
  std::map<std::uint32_t, std::size_t> homes_;  ///< the ticket of each action of the plan
  std::map<std::pair<std::string, TicketKind>, std::size_t> counts_;
};

/// The ids of the tickets that there may have been about what the inventory has.
std::set<std::string> ids_of_stack(const Assessment& assessment) {
  std::vector<std::string> anchors{"owner/" + std::string(unowned)};
  for (const Item& item : assessment.workspace.facts.items) {
    anchors.push_back(label_of(name_of(item.id.kind), item.name));
    if (item.id.kind == Kind::person || item.id.kind == Kind::team) anchors.push_back(fmt::format("owner/{}", item.name));
  }
  for (const Rule& rule : assessment.catalogue.rules) anchors.push_back(fmt::format("rule/{}", rule.id));
  constexpr std::size_t most = 4;  // tickets of one kind about one thing
  std::set<std::string> ids;
  for (const std::string& anchor : anchors) {
    for (const std::string_view kind : names_of<TicketKind>) {
      for (std::size_t number = 1; number <= most; ++number) ids.insert(id_of(anchor, kind, number));
    }
  }
  return ids;
}

/// What is gone may be of another stack that has its tickets in the same tracker.
void tell_whose(const Assessment& assessment, std::vector<TicketNews>& news) {
  if (news.empty()) return;
  const std::set<std::string> ids = ids_of_stack(assessment);
  for (TicketNews& one : news) one.is_ours = one.state != TicketState::resolved || ids.contains(one.known.id);
}

/// How many new tickets have the title of an issue that has lost our line.
std::size_t count_alike(const std::vector<Ticket>& all, const std::vector<std::string>& titles) {
  const std::set<std::string_view> known(titles.begin(), titles.end());
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [&](const Ticket& one) { return one.state == TicketState::fresh && known.contains(one.title); }));
}

}  // namespace

std::size_t Tickets::count(TicketState state) const {
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const Ticket& ticket) { return ticket.state == state; }));
}

std::string ticket_id(std::string_view anchor, TicketKind kind, std::size_t number) {
  return id_of(anchor, names_of<TicketKind>[static_cast<std::size_t>(kind)], number);
}

Tickets tickets_of(const Assessment& assessment, const Report& report, const WorkPlan& plan, std::size_t most, const KnownTickets* known) {
  Tickets tickets{report.stack.name, plan.from, plan.to, report.stack.currency};
  tickets.parent_id = id_of("stack/" + tickets.stack, "plan", 1);
  tickets.all = Maker(assessment, report, plan).run();
  if (known != nullptr) {
    compare_with(known->all, report, tickets);
    tell_whose(assessment, tickets.news);
    tickets.unknown_states = known->unknown_states;
    tickets.has_states = known->has_states;
  }
  order_and_cut(tickets, most);
  if (known != nullptr) tickets.alike = count_alike(tickets.all, known->unmarked_titles);
  name_blockers(tickets);
  return tickets;
}

std::vector<std::string> ticket_account(const Tickets& tickets) {
  std::vector<std::string> account;
  const std::size_t fresh = tickets.count(TicketState::fresh);
  std::vector<std::string> counts{tickets.is_compared ? fmt::format("{} new", fresh) : count_of(fresh, "ticket")};
  const std::size_t reopened = tickets.count(TicketState::reopen);
  if (const std::size_t filed = tickets.all.size() - fresh - reopened; filed > 0) counts.push_back(fmt::format("{} filed already", filed));
  if (reopened > 0) counts.push_back(fmt::format("{} to reopen", reopened));
  if (tickets.waiting > 0) counts.push_back(fmt::format("{} more {}", tickets.waiting, tickets.waiting == 1 ? "waits" : "wait"));
  account.push_back(fmt::format("{}", fmt::join(counts, ", ")));
  for (const TicketNews& one : tickets.news) {
    const std::string name = fmt::format("`{}`", one.known.key.empty() ? one.known.id : one.known.key);
    std::vector<std::string> parts;
    if (one.state == TicketState::resolved)
      parts.emplace_back(
          one.is_ours ? "nothing of it is found any more: close it"
                      : "nothing of it is found, and this inventory has nothing that it could be about: close it if it is of this stack");
    if (one.state == TicketState::reopen)
      parts.emplace_back("closed, and something of it is still found: reopen it, or accept it by a waiver");
    if (one.state == TicketState::changed) parts.emplace_back("changed");
    if (one.state != TicketState::resolved) {
      for (const std::string& came : one.came) parts.push_back(fmt::format("new: {}", came));
      if (one.went > 0) parts.push_back(fmt::format("{} of {} gone", one.went, count_of(one.known.findings.size(), "finding")));
    }
    account.push_back(fmt::format("{}: {}", name, fmt::join(parts, "; ")));
  }
  for (const UnknownState& state : tickets.unknown_states)
    account.push_back(fmt::format("{} in the state `{}`, which is not known here: taken for open",
                                  count_of(state.count, "ticket is", "tickets are"), state.word));
  if (tickets.alike > 0)
    account.push_back(
        fmt::format("the export has {} of new tickets on issues without our last line: their descriptions may have been cut "
                    "off, and they would be filed twice",
                    count_of(tickets.alike, "title")));
  if (!tickets.has_states) account.emplace_back("the export does not say which tickets are closed: all are taken for open");
  return account;
}

}  // namespace stackdrag
