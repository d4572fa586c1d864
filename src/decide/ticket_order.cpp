// Goes through the tickets in the order of the plan; before each come those that have to be done first.
#include "decide/ticket_order.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag::decide {
namespace {

class Orderer {
 public:
  Orderer(std::vector<Ticket> all, std::size_t most) : all_(std::move(all)), most_(most), marks_(all_.size(), Mark::none) {
    for (std::size_t i = 0; i < all_.size(); ++i) places_.emplace(all_[i].id, i);
  }

  std::vector<Ticket> run() {
    for (std::size_t i = 0; i < all_.size(); ++i) visit(i);
    std::vector<Ticket> chosen;
    for (const std::size_t place : order_) chosen.push_back(std::move(all_[place]));
    return chosen;
  }

  std::size_t left_out() const { return all_.size() - order_.size(); }

 private:
  enum class Mark : std::uint8_t { none, open, chosen };

  /// Whether the ticket is chosen, after all that block it.
  bool visit(std::size_t place) {
    Mark& mark = marks_[place];
    if (mark == Mark::chosen) return true;
    // Each of two tickets may have a step that comes before one of the other: then neither blocks the other as a whole.
    if (mark == Mark::open) return false;
    mark = Mark::open;
    const bool is_new = all_[place].state == TicketState::fresh;
    bool may_begin = true;
    std::erase_if(all_[place].blocked_by, [&](const std::string& id) {
      const auto blocker = places_.find(id);
      if (blocker == places_.end() || marks_[blocker->second] == Mark::open) return true;
      const bool is_chosen = visit(blocker->second);
      // What is filed already stays, whatever has to wait.
      if (!is_chosen && !is_new) return true;
      may_begin = may_begin && is_chosen;
      return false;
    });
    if (!may_begin || (is_new && fresh_ == most_)) {
      mark = Mark::none;
      return false;
    }
    mark = Mark::chosen;
    fresh_ += is_new ? 1 : 0;
    order_.push_back(place);
    return true;
  }

  std::vector<Ticket> all_;
  std::size_t most_, fresh_ = 0;
  std::vector<Mark> marks_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::size_t> order_;
};

}  // namespace

void order_and_cut(Tickets& tickets, std::size_t most) {
  Orderer orderer(std::move(tickets.all), most);
  tickets.all = orderer.run();
  tickets.waiting = orderer.left_out();
}

void name_blockers(Tickets& tickets) {
  std::unordered_map<std::string_view, const Ticket*> by_id;
  for (const Ticket& ticket : tickets.all) by_id.emplace(ticket.id, &ticket);
  for (Ticket& ticket : tickets.all) {
    std::vector<std::string> names;
    for (const std::string& id : ticket.blocked_by) {
      const Ticket& blocker = *by_id.at(id);
      names.push_back(fmt::format("`{}` ({})", blocker.key.empty() ? id : blocker.key, blocker.title));
    }
    if (!names.empty()) ticket.parts.back().lines.back().text += fmt::format(" Blocked by {}.", join_words(names));
  }
}

}  // namespace stackdrag::decide
