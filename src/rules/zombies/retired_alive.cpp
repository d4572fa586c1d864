// Something that is said to be switched off, and was seen at work.
#include <algorithm>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/shape.h"

namespace stackdrag::rules {
namespace {

/// The day from which nothing should have been seen any more; empty if it is not written.
std::optional<Date> end_of(ItemId item, Status status, const Inventory& inventory) {
  const auto written = [](const At<Date>& day) { return day ? std::optional<Date>(*day) : std::nullopt; };
  if (item.kind == Kind::pixel && status == Status::paused) return written(inventory.pixels[item.index].paused_on);
  if (status != Status::retired) return std::nullopt;
  if (item.kind == Kind::tool) return written(inventory.tools[item.index].retire_on);
  if (item.kind == Kind::pixel) return written(inventory.pixels[item.index].ends);
  return item.kind == Kind::integration ? written(inventory.integrations[item.index].ends) : std::nullopt;
}

/// The beats of an item that was seen: each field that holds one, and its day.
template <class Visit>
void each_beat(ItemId item, const Context& in, Visit visit) {
  const void* const record = visit_item(in.inventory, item, [](const auto& found) { return static_cast<const void*>(&found); });
  for (const Field& field : fields_of(item.kind).fields) {
    if (field.dating != Dating::beat || field.date == nullptr) continue;
    if (const At<Date>& day = field.date(record)) visit(field, day);
  }
}

/// Whether the item, which should not run, did so on the day; or whether it may have gone on since, for all that anybody knows.
enum class Late : std::uint8_t { no, perhaps, yes };

Late lateness_of(const Item& item, Date written, const Context& in) {
  const std::optional<Date> end = end_of(item.id, item.status, in.inventory);
  const Date seen = std::min(written, in.as_of);
  if (end && *end <= in.as_of) return seen > *end ? Late::yes : Late::no;
  // To an audit that looks back, what has been seen later was seen on its day, and nothing has ended yet.
  const At<Date>& today = in.inventory.stack.as_of;
  if (end && today && in.as_of < *today) return Late::no;
  if (item.status == Status::planned) return Late::yes;
  if (item.status != Status::retired) return Late::no;
  const Days recent = in.options.days("recent");
  if (in.as_of - seen <= recent) return Late::yes;
  // Seen shortly before the last look at such items. That nobody has looked since switches nothing off.
  return in.looks.of(*item.common, seen) - seen <= recent ? Late::perhaps : Late::no;
}

/// The days on which something planned begins or ends, with their fields; null if the item has no such day.
struct Term {
  const At<Date>* day = nullptr;
  std::string_view field;
};
std::vector<Term> terms_of(ItemId item, const Inventory& inventory) {
  if (item.kind == Kind::campaign) {
    const Campaign& campaign = inventory.campaigns[item.index];
    return {{&campaign.starts, "starts"}, {&campaign.ends, "ends"}};
  }
  return item.kind == Kind::project ? std::vector<Term>{{&inventory.projects[item.index].started, "started"}} : std::vector<Term>{};
}

/// What is still planned although the day on which it was to begin, or to end, has passed.
Verdict check_planned(const Item& item, const Context& in) {
  for (const Term& term : terms_of(item.id, in.inventory)) {
    if (!*term.day || **term.day >= in.as_of) continue;
    const Days ago = in.as_of - **term.day;
    return flag(term.day->at, "{} `{}` is planned, but its `{}` is {}, {} ago", name_of(item.id.kind), item.name, term.field, **term.day,
                ago)
        .measure(ago)
        .as(Severity::low)
        .act("say whether {} runs, or move its dates");
  }
  return not_applicable();
}

/// Whether a pixel is paused, and nobody has said when it fired last, or has reviewed it since: it may still do so.
bool lacks_beat(const Item& item, const Context& in) {
  if (item.id.kind != Kind::pixel || item.status != Status::paused) return false;
  const Pixel& pixel = in.inventory.pixels[item.id.index];
  const At<Date>& reviewed = pixel.common.extras().reviewed;
  if (reviewed && pixel.paused_on && *reviewed > *pixel.paused_on) return false;
  const bool may_fire = pixel.paused_on ? *pixel.paused_on < in.as_of : pixel.paused_on.unknown();
  return may_fire && pixel.last_seen.unknown();
}

Verdict check(const Item& item, const Context& in) {
  if (item.status == Status::planned) {
    if (Verdict planned = check_planned(item, in); planned.finding() != nullptr) return planned;
  }
  // A project makes progress until the day on which it is over.
  if (item.status == Status::active || item.id.kind == Kind::project) return not_applicable();
  if (lacks_beat(item, in)) return unknown(item.id, {"last_seen"});
  Verdict verdict = not_applicable();
  each_beat(item.id, in, [&](const Field& field, const At<Date>& day) {
    if (verdict.finding() != nullptr) return;
    const Late late = lateness_of(item, *day, in);
    if (late != Late::yes) {
      verdict = late == Late::no ? clear() : unknown(item.id, {field.name});
      return;
    }
    const std::optional<Date> end = end_of(item.id, item.status, in.inventory);
    const std::string_view word = choices_of<Status>()[static_cast<std::size_t>(item.status)];
    const std::string state = end && *end <= in.as_of ? fmt::format("has been {} since {}", word, *end) : fmt::format("is {}", word);
    verdict = flag(day.at, "{} `{}` {}, but its `{}` is {}", name_of(item.id.kind), item.name, state, field.name, *day)
                  .as(item.status == Status::planned ? Severity::low : Severity::medium)
                  .act("find out why {} still runs");
  });
  return verdict;
}

}  // namespace

Rule retired_alive() {
  return {
      .id = "retired-alive",
      .title = "Retired but alive",
      .when =
          "Something that is retired was seen running after the day on which it was switched off, or recently if that day is not recorded. "
          "The same holds for something paused or only planned, and for a campaign or project that is still planned after it was to begin "
          "(low).",
      .why = "Everybody believes that it is gone, so nobody looks after its consent, its access and its data.",
      .fix =
          "Switch it off where it runs, close its access, and record the day: in `retire_on` of a tool, in `ends` of a pixel or an "
          "integration; take an agent off the list. If it is in use after all, set `status: active`.",
      .gets = "What is retired collects nothing more and lets nobody in.",
      .done = "Its log or a fresh export shows no sign of life after its last day, and its access is closed.",
      .severity = Severity::medium,
      .effort = 1.5,
      .carry = 0.5,
      .flagged = "pixels: {old-heat: {vendor: hotjar, status: retired, last_seen: 2026-11-20}}",
      .clean = "pixels: {old-heat: {vendor: hotjar, status: retired, last_seen: 2026-06-20}}",
      .check = each<Item>(check),
      .options = {days_option("recent", 30,
                              "days before the audit that count as recent, for a retired item whose last day is not recorded")},
  };
}

}  // namespace stackdrag::rules
