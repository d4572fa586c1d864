// Items of a kind that nobody has looked at for months.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "stackdrag/fields.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// What somebody would look at again: the items of a kind that say when they were last seen.
struct Watched {
  Kind kind;
  std::size_t all = 0;
  std::size_t count = 0;  ///< those at which nobody has looked for too long
  Span first;             ///< the id of the first of these
  Date looked{};          ///< when somebody last looked at one of them
};

Verdict check(const Watched& watched, const Context& in) {
  if (watched.all == 0) return not_applicable();
  if (watched.count == 0) return clear();
  const Days age = in.as_of - watched.looked;
  return flag(watched.first, "nobody has looked since {} whether {} still in use, {} ago (limit {})", watched.looked,
              watched.count == 1 ? fmt::format("the {} is", name_of(watched.kind))
                                 : fmt::format("the {} are", count_of(watched.count, name_of(watched.kind))),
              age, in.options.days("age"))
      .keyed(std::string(name_of(watched.kind)))
      .measure(age)
      .only_warning()
      .act("check again what still runs");
}

/// The day on which the item was last seen, as far as that is written.
std::optional<Date> last_beat(ItemId item, const Inventory& inventory) {
  std::optional<Date> last;
  const auto note = [&](const At<Date>& day) {
    if (day) last = std::max(last.value_or(*day), *day);
  };
  visit_item(inventory, item, [&](const auto& found) {
    for (const Field& field : fields_of(item.kind).fields) {
      if (field.dating == Dating::beat && field.date != nullptr) note(field.date(&found));
    }
    if constexpr (requires { found.system_of_record; }) {
      for (const auto& field : found.fields) {
        if (field.value) note(field.value->last_write);
      }
    }
  });
  return last;
}

/// When somebody last looked at the item: its own last sign of life shows as much. Empty if nothing of its kind says.
std::optional<Date> looked_at(const Item& item, const Context& in) {
  const std::optional<Date> kind = in.looks.of(item.id.kind);
  if (!kind && !item.common->extras().observed) return std::nullopt;
  // For most items the look at their kind is recent enough, and their own beats need no search.
  const bool fresh = kind && !item.common->extras().observed && in.as_of - *kind <= in.options.days("age");  // no mutant: skips a search
  if (fresh) return kind;
  const std::optional<Date> beat = last_beat(item.id, in.inventory);
  if (!kind && !beat) return std::min(*item.common->extras().observed, in.as_of);
  return in.looks.of(*item.common, beat.value_or(Date{}));
}

/// Whether a sign of life of the item could not be read.
bool has_misread_beat(ItemId item, const Inventory& inventory) {
  const std::vector<Field>& fields = fields_of(item.kind).fields;
  return !inventory.misread.empty() && std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
    return field.dating == Dating::beat && is_misread(inventory, item, field.name);  // no mutant: no fixture has mistakes, see fields_test
  });
}

/// Whether somebody of the team would look whether it still runs.
bool is_watched(const Item& item, const Context& in) {
  const Tool* const tool = in.facts.tool(item.id);
  if (item.common->extras().observed.misread()) return false;
  return is_running(item.status) && (tool == nullptr || !is_external(*tool));
}

void ask(const Context& in, const Check::Take& take) {
  std::vector<Watched> kinds;
  for (const KindNames& kind : stackdrag::kinds()) kinds.push_back({kind.kind});
  std::set<Kind> unread;
  for (const Item& item : in.facts.items) {
    if (!is_watched(item, in)) continue;
    if (has_misread_beat(item.id, in.inventory)) unread.insert(item.id.kind);
    const std::optional<Date> looked = looked_at(item, in);
    if (!looked) continue;
    const auto of = std::find_if(kinds.begin(), kinds.end(), [&](const Watched& one) { return one.kind == item.id.kind; });
    ++of->all;
    if (in.as_of - *looked <= in.options.days("age")) continue;
    if (of->count++ == 0) of->first = item.at;
    of->looked = of->count == 1 ? *looked : std::max(of->looked, *looked);
  }
  for (const Watched& watched : kinds) {
    // What could not be read may show that somebody has looked.
    if (unread.contains(watched.kind)) continue;
    Verdict verdict = check(watched, in);
    if (verdict.applies()) take(subject_of(in.facts, in.inventory.stack), verdict);
  }
}

}  // namespace

Rule evidence_stale() {
  return {
      .id = "evidence-stale",
      .title = "Outdated evidence",
      .when = "For longer than the limit, nobody has checked whether the tools, pixels, integrations, agents or projects are still in use.",
      .why =
          "The inventory is only as recent as the last check. Pixels that have died since, and integrations that have failed, go "
          "unnoticed.",
      .fix =
          "Check again and record what you see (`last_seen`, `last_ok`, `last_used` …); if nothing has changed, put the day into "
          "`observed`.",
      .gets = "Decisions rest on what runs today, and not on last year's list.",
      .done = "Each of them has a sign of life, or `observed`, from the last {age}.",
      .severity = Severity::low,
      .effort = 2,
      .carry = 0.25,
      .flagged = "pixels: {meta-main: {vendor: meta, last_seen: 2026-05-01}}",
      .clean = "pixels: {meta-main: {vendor: meta, last_seen: 2026-11-01}}",
      .check = {ask},
      .options = {days_option("age", 120, "days after which somebody should check again")},
  };
}

}  // namespace stackdrag::rules
