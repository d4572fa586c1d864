// Items of a kind that nobody has looked at for months.
#include <algorithm>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// What somebody would look at again: the items of a kind that say when they were last seen.
struct Watched {
  Kind kind;
  std::size_t count = 0;
  Span first;  ///< its id
};

Verdict check(const Watched& watched, const Context& in) {
  const std::optional<Date> looked = in.looks.of(watched.kind);
  if (!looked) return not_applicable();
  const Days age = in.as_of - *looked;
  const Days limit = in.options.days("age");
  if (age <= limit) return clear();
  return flag(watched.first, "nobody has looked since {} whether {} still in use, {} ago (limit {})", *looked,
              watched.count == 1 ? fmt::format("the {} is", name_of(watched.kind))
                                 : fmt::format("the {} are", count_of(watched.count, name_of(watched.kind))),
              age, limit)
      .keyed(std::string(name_of(watched.kind)))
      .measure(age)
      .act("look again what still runs");
}

void ask(const Context& in, const Check::Take& take) {
  std::vector<Watched> kinds;
  for (const KindNames& kind : stackdrag::kinds()) kinds.push_back({kind.kind});
  for (const Item& item : in.facts.items) {
    if (!in_use(item.status)) continue;
    const auto of = std::find_if(kinds.begin(), kinds.end(), [&](const Watched& one) { return one.kind == item.id.kind; });
    if (of->count++ == 0) of->first = item.at;
  }
  for (const Watched& watched : kinds) {
    if (watched.count == 0) continue;
    Verdict verdict = check(watched, in);
    if (verdict.applies()) take(subject_of(in.facts, in.inventory.stack), verdict);
  }
}

}  // namespace

Rule evidence_stale() {
  return {
      .id = "evidence-stale",
      .title = "Evidence has grown old",
      .when = "Nobody has looked for longer than the limit whether the tools, pixels, integrations, agents or projects are still in use.",
      .why = "What the inventory says was true when somebody looked. Dead pixels and failed integrations have gone unnoticed since.",
      .fix = "Look again, write down what you see (`last_seen`, `last_ok`, `last_used` …), or say in `observed` when you looked.",
      .severity = Severity::low,
      .effort = 2,
      .carry = 0.25,
      .flagged = "pixels: {meta-main: {vendor: meta, last_seen: 2026-05-01}}",
      .clean = "pixels: {meta-main: {vendor: meta, last_seen: 2026-11-01}}",
      .check = {ask},
      .options = {days_option("age", 120, "days after which somebody should look again")},
  };
}

}  // namespace stackdrag::rules
