// Moves what is seen at work with the clock, and lets contracts renew by themselves.
#include "decide/later.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "decide/steady.h"
#include "stackdrag/renewal.h"
#include "stackdrag/what_if.h"

namespace stackdrag {
namespace {

/// The days of an item that say when it was last seen. Precondition: those of a data object are a copy of its own.
template <class T, class Visit>
void each_beat(T& item, Visit visit) {
  for (const Field& field : fields_of(kind_of<T>).fields) {
    if (field.dating != Dating::beat || field.date == nullptr) continue;
    auto& day = const_cast<At<Date>&>(field.date(&item));
    if (day) visit(day);
  }
  if constexpr (std::is_same_v<T, Data>) {
    for (const auto& field : item.fields) {
      auto& day = const_cast<At<Date>&>(field.value->last_write);
      if (field.value && day) visit(day);
    }
  }
}

/// The latest beat of an item; the first of all days if it has none.
template <class T>
Date last_beat(T& item) {
  Date last;
  each_beat(item, [&](const At<Date>& day) { last = std::max(last, *day); });
  return last;
}

bool is_left(const Tool& tool) { return tool.decision && (*tool.decision == Decision::cancel || *tool.decision == Decision::replace); }

/// The last day in season up to a day, but none before `first`; the day itself for what has no season.
Date last_in_season(Date day, Date first, const List<Month>* season) {
  while (season != nullptr && day > first && !in_season(*season, day)) day = day - Days{1};
  return day;
}

/// The months in which an item is in use; null if it is so all year.
template <class T>
const List<Month>* season_of(const T& item) {
  if constexpr (requires { item.seasonal; }) {
    if (item.seasonal && item.seasonal.size() > 0) return &item.seasonal;
  }
  return nullptr;
}

}  // namespace

Date months_later(Date date, int months) {
  using namespace std::chrono;
  const year_month_day civil{sys_days{days{date.since_epoch}}};
  const year_month month = civil.year() / civil.month() + std::chrono::months{months};
  const year_month_day same = month / civil.day(), last = month / std::chrono::last;
  return {static_cast<std::int32_t>(sys_days{same.ok() ? same : last}.time_since_epoch().count())};
}

bool is_undecided(const Tool& tool) { return !tool.decision || *tool.decision == Decision::renegotiate; }

bool will_renew(const Tool& tool) {
  // What is retired and still has a contract pays for another term as well.
  const bool is_paid_for = rules::has_renewal(tool) || (is_retired(tool.status) && !is_external(tool) && !rules::is_free(tool));
  return is_paid_for && tool.renews && !rules::ends_by_itself(tool) && rules::renews_by_itself(tool) && !is_left(tool);
}

Later::Later(const Assessment& now, bool assume_nothing) : begun_(now.as_of), written_(*now.workspace.inventory), renews_(!assume_nothing) {
  auto inventory = std::make_unique<Inventory>(copy_of(*now.workspace.inventory));
  inventory_ = inventory.get();
  const Workspace& old = now.workspace;
  Facts facts = gather(*inventory, undeclared_of(old.facts), *old.packs, *old.evidence);
  workspace_ = {old.sources, old.packs, std::move(inventory), old.evidence, std::move(facts), old.problems};
  if (assume_nothing) return;
  find_beats(now);
  move_looks(now);
  go_to(begun_);
}

/// Gives a data object a copy of its fields, so that they can change.
void Later::copy_fields(Data& data) {
  if (data.fields.size() == 0) return;
  auto& own = fields_.emplace_back(data.fields.begin(), data.fields.end());
  data.fields.first = own.data();
}

/// Out of season a beat waits for the next one, and is then as recent as it was in the last.
template <class T>
void Later::add_beats(T& item) {
  const List<Month>* const season = season_of(item);
  each_beat(item, [&](At<Date>& day) {
    hands_.push_back({&day, *day, last_in_season(begun_, *day, season) - *day, season});
    if (moving_.empty() || !(moving_.back() == item.common.self)) moving_.push_back(item.common.self);
  });
}

/// Sets the beats of a kind to today, to see which of them that would change, and sets them back.
void Later::find_beats(const Assessment& now) {
  const Steady steady(now);
  for (Data& data : inventory_->data) copy_fields(data);
  each_collection(*inventory_, [&](Kind kind, auto& items) {
    std::vector<std::pair<At<Date>*, Date>> written;
    for (auto& item : items) {
      each_beat(item, [&](At<Date>& day) {
        written.emplace_back(&day, *day);
        day.value = last_in_season(begun_, *day, season_of(item));
      });
    }
    if (written.empty()) return;
    const std::set<ItemId> stopped = steady.stopped(kind, *inventory_, workspace_.facts);
    for (const auto& [day, was] : written) day->value = was;
    for (auto& item : items) {
      if (!stopped.contains(item.common.self)) add_beats(item);
    }
  });
}

/// Somebody looks as often as until now, and finds everything as it was: each item keeps the distance to its look day.
void Later::move_looks(const Assessment& now) {
  const LookDays looks(*now.workspace.inventory, begun_);
  each_collection(*inventory_, [&](Kind kind, auto& items) {
    for (auto& item : items) {
      const bool is_looked_at = looks.of(kind).has_value() || item.common.extras().observed;
      if (!is_looked_at || item.common.extras().observed.misread()) continue;
      const Date look = looks.of(item.common, last_beat(item));
      Extras& own = extras_.emplace_back(item.common.extras());
      own.observed = At<Date>(look, item.id.at);
      item.common.given = &own;
      hands_.push_back({&own.observed, look, begun_ - look, nullptr});
    }
  });
}

Date Later::next_renewal(const Tool& tool) const {
  const Date written = *written_.tools[tool.common.self.index].renews;
  const int months = rules::months_of_term(tool);
  int terms = 1;
  while (months_later(written, terms * months) <= *tool.renews) ++terms;
  return months_later(written, terms * months);
}

std::vector<Renewed> Later::go_to(Date day) {
  for (const Hand& hand : hands_)
    hand.at->value = last_in_season(last_in_season(day, hand.start, hand.season) - hand.age, hand.start, hand.season);
  std::vector<Renewed> renewed;
  if (!renews_) return renewed;
  for (Tool& tool : inventory_->tools) {
    while (will_renew(tool) && *tool.renews < day && begun_ <= *tool.renews) {
      const int months = rules::months_of_term(tool);
      const bool knows_notice = !rules::missing_for_notice(tool);
      renewed.push_back({tool.common.self, *tool.renews, months, !is_undecided(tool),
                         knows_notice ? std::optional(rules::last_notice(tool)) : std::nullopt});
      tool.renews.value = next_renewal(tool);
      // A decision covers the renewal that it was made for.
      tool.decision = {};
    }
  }
  return renewed;
}

}  // namespace stackdrag
