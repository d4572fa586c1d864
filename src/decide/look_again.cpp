// Asks the rules about the inventory as it is written, on later days: a question that comes up is evidence that has grown too old.
//
// A beat that has grown too old does not become recent again, so it is enough to look between two days on which the questions differ.
#include "decide/look_again.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "stackdrag/ask.h"
#include "stackdrag/fields.h"
#include "stackdrag/read_inventory.h"

namespace stackdrag {
namespace {

/// A beat that is too old to answer; without a field, all of a kind.
struct Stale {
  ItemId item;
  std::string_view field;
  std::string kind;

  friend auto operator<=>(const Stale& a, const Stale& b) {
    return std::tie(a.item, a.field, a.kind) <=> std::tie(b.item, b.field, b.kind);
  }
};

class Ageing {
 public:
  Ageing(const Assessment& now, const std::vector<ItemId>& moving) : now_(now), moving_(moving.begin(), moving.end()) {}

  std::set<Stale> on(Date day) const {
    const Workspace& workspace = now_.workspace;
    std::set<Stale> stale;
    ask(now_.catalogue.rules, {*workspace.inventory, workspace.facts, *workspace.packs, now_.profile, day},
        [&](const Rule& rule, const Subject&, const Verdict& verdict) {
          if (const Unknown* const missing = verdict.missing()) note(*missing, stale);
          if (verdict.finding() != nullptr && rule.id == "evidence-stale") stale.insert({{}, {}, verdict.finding()->key});
          return Standing::open;
        });
    return stale;
  }

  /// Puts down what comes up after `from` and by `to`.
  void search(Date from, const std::set<Stale>& before, Date to, const std::set<Stale>& after) {
    if (std::includes(before.begin(), before.end(), after.begin(), after.end())) return;
    if (to - from == Days{1}) {
      std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                          std::inserter(last_days_[from], last_days_[from].end()));
      return;
    }
    const Date middle = from + Days{(to - from).count / 2};
    const std::set<Stale> between = on(middle);
    search(from, before, middle, between);
    search(middle, between, to, after);
  }
  const std::map<Date, std::set<Stale>>& last_days() const { return last_days_; }

 private:
  void note(const Unknown& missing, std::set<Stale>& stale) const {
    if (!moving_.contains(missing.item)) return;
    for (const std::string_view name : missing.fields) {
      const Field* const field = find_field(missing.item.kind, name);
      const bool is_beat = field != nullptr && (field->dating == Dating::beat || (missing.item.kind == Kind::data && name == "fields"));
      if (is_beat) stale.insert({missing.item, field->name, {}});
    }
  }

  const Assessment& now_;
  std::set<ItemId> moving_;
  std::map<Date, std::set<Stale>> last_days_;
};

}  // namespace

std::vector<LookAgain> look_again_days(const Assessment& now, const std::vector<ItemId>& moving, Date until) {
  Ageing ageing(now, moving);
  ageing.search(now.as_of, ageing.on(now.as_of), until, ageing.on(until));
  std::vector<LookAgain> all;
  for (const auto& [day, stale] : ageing.last_days()) {
    std::map<std::pair<bool, std::string_view>, std::vector<std::string>> by_field;
    for (const Stale& one : stale) {
      const bool of_kind = one.field.empty();
      by_field[{of_kind, one.field}].push_back(of_kind ? one.kind : label_of(*now.workspace.inventory, one.item));
    }
    for (auto& [field, items] : by_field) {
      std::sort(items.begin(), items.end());
      all.push_back({day, std::string(field.second), std::move(items)});
    }
  }
  return all;
}

}  // namespace stackdrag
