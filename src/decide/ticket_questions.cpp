// Gathers the open questions by whom to ask.
#include "decide/ticket_questions.h"

#include <algorithm>

#include <fmt/format.h>

#include "decide/ticket_body.h"
#include "stackdrag/fnv.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::decide {
namespace {

constexpr double hours_a_question = 0.25;
constexpr std::size_t most_questions = 64;  ///< of one ticket: two days of asking; the next one asks the rest
constexpr std::size_t most_named = 4;       ///< in a line

/// The same facts about several items.
struct Asking {
  const Gap* gap;
  std::vector<std::string_view> items;
};

struct OwnersQuestions {
  std::string owner;
  std::vector<Asking> all;
};

bool is_here(const Report& report, std::string_view owner) {
  return std::none_of(report.people.begin(), report.people.end(),
                      [&](const ReportedPerson& person) { return person.id == owner && person.left && *person.left < report.as_of; });
}

std::string owner_of(const Report& report, std::string_view label) {
  const ReportedItem* const item = find_item(report, label);
  if (item == nullptr) return "";
  for (const std::string_view owner : item->owners) {
    if (is_here(report, owner)) return std::string(owner);
  }
  return "";
}

/// In the order of the gaps.
std::vector<OwnersQuestions> by_owner(const Report& report) {
  std::vector<OwnersQuestions> all;
  for (const Gap& gap : report.gaps) {
    for (const std::string_view item : gap.items) {
      const std::string owner = owner_of(report, item);
      auto found = std::find_if(all.begin(), all.end(), [&](const OwnersQuestions& one) { return one.owner == owner; });
      if (found == all.end()) found = all.insert(all.end(), {owner, {}});
      if (found->all.empty() || found->all.back().gap != &gap) found->all.push_back({&gap, {}});
      found->all.back().items.push_back(item);
    }
  }
  return all;
}

/// "`tool/crm` and `tool/cms`".
std::string named(const std::vector<std::string_view>& items) {
  std::vector<std::string> names;
  for (const std::string_view item : items) names.push_back(item == "stack" ? "the stack" : fmt::format("`{}`", item));
  return join_words(names);
}

/// "crm, cms and 3 more".
std::string subjects_of(const std::vector<Asking>& all) {
  std::vector<std::string> names;
  for (const Asking& asking : all) {
    for (const std::string_view item : asking.items) {
      const std::string name(item == "stack" ? "the stack" : report::id_of(item));
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  constexpr std::size_t most = 3;
  if (names.size() > most) names[most - 1] = fmt::format("{} more", names.size() - (most - 1)), names.resize(most);
  return join_words(names);
}

/// "Look up for `tool/crm`: `renews: <date>`".
std::string request_of(const Asking& asking) {
  std::string lines;
  for (const std::string_view line : asking.gap->lines) lines += fmt::format("{}`{}`", lines.empty() ? "" : ", ", line);
  return fmt::format("Look up for {}: {}", named(asking.items), lines);
}

/// The first questions, as many as one ticket takes, in lines of a few items each.
std::vector<Asking> first_of(const OwnersQuestions& questions) {
  std::vector<Asking> asked;
  std::size_t count = 0;
  for (const Asking& asking : questions.all) {
    const std::size_t each = asking.gap->fields.size();
    for (std::size_t i = 0; i < asking.items.size(); ++i) {
      if (count > 0 && count + each > most_questions) return asked;
      count += each;
      if (asked.empty() || asked.back().gap != asking.gap || asked.back().items.size() == most_named) asked.push_back({asking.gap, {}});
      asked.back().items.push_back(asking.items[i]);
    }
  }
  return asked;
}

std::vector<TicketPart> parts_of(const Ticket& ticket, const std::vector<Asking>& asked, bool is_all) {
  TicketPart todo{"What to do", TicketLayout::bullets, {}};
  for (const Asking& asking : asked) todo.lines.push_back({request_of(asking), ""});
  std::vector<std::string> more{ticket.owner.empty() ? "Owner to be named" : fmt::format("Owner: `{}`", ticket.owner)};
  if (!is_all) more.emplace_back("More questions wait; those on which most depends come first");
  return {{"What marketing gets",
           TicketLayout::bullets,
           {{"", "Decisions rest on what is known; until then, each open question counts as if the answer were bad."}}},
          std::move(todo),
          {"Done when",
           TicketLayout::boxes,
           {{"", "Each of these fields has a value in the inventory, or `none` where somebody looked and there is nothing."}}},
          effort_part(ticket, more)};
}

Ticket ticket_of(const OwnersQuestions& questions) {
  const std::vector<Asking> asked = first_of(questions);
  Ticket ticket{.id = {}, .anchor = "owner/" + (questions.owner.empty() ? std::string(unowned) : questions.owner)};
  ticket.kind = TicketKind::find_out;
  ticket.id = ticket_id(ticket.anchor, ticket.kind);
  ticket.owner = questions.owner;
  for (const Asking& asking : asked) {
    for (const std::string_view item : asking.items) {
      for (const std::string_view field : asking.gap->fields) ticket.findings.push_back(fingerprint_of_question(item, field));
    }
  }
  std::sort(ticket.findings.begin(), ticket.findings.end());
  ticket.hours = static_cast<double>(ticket.findings.size()) * hours_a_question;
  ticket.title = fmt::format("Answer {} about {}", count_of(ticket.findings.size(), "question"), subjects_of(asked));
  const auto count = [](const std::vector<Asking>& all) {
    std::size_t items = 0;
    for (const Asking& asking : all) items += asking.items.size();
    return items;
  };
  ticket.parts = parts_of(ticket, asked, count(asked) == count(questions.all));
  return ticket;
}

}  // namespace

std::uint64_t fingerprint_of_question(std::string_view item, std::string_view field) {
  return Fnv().text("question-1\n").text(item).byte('\n').text(field).hash;
}

std::vector<Ticket> question_tickets(const Report& report) {
  std::vector<Ticket> tickets;
  for (const OwnersQuestions& questions : by_owner(report)) tickets.push_back(ticket_of(questions));
  std::sort(tickets.begin(), tickets.end(), [](const Ticket& a, const Ticket& b) {
    // What belongs to nobody comes last: it is asked by whoever finds an owner.
    return a.owner.empty() != b.owner.empty() ? b.owner.empty() : a.owner < b.owner;
  });
  return tickets;
}

}  // namespace stackdrag::decide
