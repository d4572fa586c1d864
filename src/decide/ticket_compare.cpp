// Holds the tickets of today against those of the tracker, finding by finding.
#include "decide/ticket_compare.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "decide/ticket_questions.h"
#include "stackdrag/phrases.h"

namespace stackdrag::decide {
namespace {

/// What is found or asked today.
class Found {
 public:
  explicit Found(const Report& report) {
    for (const ReportedFinding& finding : report.findings) {
      // What somebody has accepted is no work any more.
      if (finding.waiver != nullptr) continue;
      add(finding.fingerprint, report::message_phrase(finding));
      for (const std::uint64_t former : finding.formerly) today_[former] = finding.fingerprint;
    }
    for (const Gap& gap : report.gaps) {
      for (const std::string_view item : gap.items) {
        for (const std::string_view field : gap.fields)
          add(fingerprint_of_question(item, field), fmt::format("`{}` of `{}` is not known", field, item));
      }
    }
  }

  /// Those of a ticket that are still found, as they are known today.
  std::set<std::uint64_t> of(const KnownTicket& known) const {
    std::set<std::uint64_t> still;
    for (const std::uint64_t one : known.findings) {
      if (const auto today = today_.find(one); today != today_.end()) still.insert(today->second);
    }
    return still;
  }
  /// Empty for what is not found.
  std::string words(std::uint64_t fingerprint) const {
    const auto found = words_.find(fingerprint);
    return found == words_.end() ? std::string() : found->second;
  }

 private:
  void add(std::uint64_t fingerprint, std::string words) {
    today_[fingerprint] = fingerprint;
    words_.emplace(fingerprint, std::move(words));
  }

  std::unordered_map<std::uint64_t, std::uint64_t> today_;
  std::unordered_map<std::uint64_t, std::string> words_;
};

/// A ticket that the tracker has, of which something is still found.
struct Living {
  const KnownTicket* known;
  std::set<std::uint64_t> still;
  std::set<std::uint64_t> came{};
};

/// The one that a ticket of today goes on with: one that is open, that of the same id, or else that which shares most with it. Null if none
/// shares anything.
Living* match_of(const Ticket& ticket, std::vector<Living>& living) {
  Living* best = nullptr;
  std::tuple<bool, bool, std::size_t> most{false, false, 0};
  for (Living& one : living) {
    const auto shared = static_cast<std::size_t>(std::count_if(ticket.findings.begin(), ticket.findings.end(),
                                                               [&](std::uint64_t finding) { return one.still.count(finding) != 0; }));
    const std::tuple rank{!one.known->is_closed, one.known->id == ticket.id, shared};
    if (shared > 0 && rank > most) best = &one, most = rank;
  }
  return best;
}

TicketState state_of(const Living& living) {
  if (living.known->is_closed) return TicketState::reopen;
  const bool is_same = living.came.empty() && living.still.size() == living.known->findings.size();
  return is_same ? TicketState::filed : TicketState::changed;
}

/// The tracker's tickets of which something is still found. What is open and is found no more is news at once, if that can be told.
std::vector<Living> living_of(const std::vector<KnownTicket>& known, const Found& found, bool tells_what_is_gone, Tickets& tickets) {
  std::vector<Living> living;
  for (const KnownTicket& one : known) {
    if (one.id == tickets.parent_id) {
      if (!one.is_closed && tickets.parent_key.empty()) tickets.parent_key = one.key;
      continue;
    }
    std::set<std::uint64_t> still = found.of(one);
    if (!still.empty())
      living.push_back({&one, std::move(still)});
    else if (!one.is_closed && tells_what_is_gone)
      tickets.news.push_back({one, TicketState::resolved, {}, one.findings.size()});
  }
  return living;
}

/// For each ticket of today, the one that it goes on with, to which it brings what nobody has filed; or null.
std::vector<const Living*> matched(const Tickets& tickets, std::vector<Living>& living) {
  std::set<std::uint64_t> filed;
  for (const Living& one : living) filed.insert(one.still.begin(), one.still.end());
  std::vector<const Living*> matches;
  for (const Ticket& ticket : tickets.all) {
    Living* const match = match_of(ticket, living);
    matches.push_back(match);
    if (match == nullptr) continue;
    for (const std::uint64_t finding : ticket.findings) {
      if (filed.insert(finding).second) match->came.insert(finding);
    }
  }
  return matches;
}

/// A closed ticket whose findings open ones have all taken over: a duplicate, or what was gathered anew.
std::vector<bool> superseded(const std::vector<Living>& living) {
  std::set<std::uint64_t> open;
  for (const Living& one : living) {
    if (!one.known->is_closed) open.insert(one.still.begin(), one.still.end());
  }
  std::vector<bool> all;
  for (const Living& one : living)
    all.push_back(one.known->is_closed && one.came.empty() && std::includes(open.begin(), open.end(), one.still.begin(), one.still.end()));
  return all;
}

}  // namespace

void compare_with(const std::vector<KnownTicket>& known, const Report& report, Tickets& tickets) {
  tickets.is_compared = true;
  const Found found(report);
  // What could not be read hides what it is about.
  std::vector<Living> living = living_of(known, found, report.problems.empty(), tickets);
  const std::vector<const Living*> matches = matched(tickets, living);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (matches[i] != nullptr) tickets.all[i].state = state_of(*matches[i]), tickets.all[i].key = matches[i]->known->key;
  }
  const std::vector<bool> is_superseded = superseded(living);
  for (std::size_t i = 0; i < living.size(); ++i) {
    if (is_superseded[i]) continue;
    const Living& one = living[i];
    TicketNews news{*one.known, state_of(one), {}, one.known->findings.size() - one.still.size()};
    for (const std::uint64_t finding : one.came) news.came.push_back(found.words(finding));
    std::sort(news.came.begin(), news.came.end());
    if (news.state != TicketState::filed) tickets.news.push_back(std::move(news));
  }
}

}  // namespace stackdrag::decide
