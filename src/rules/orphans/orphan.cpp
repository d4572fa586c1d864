// Declared things that nothing refers to: one finding for each kind.
#include <algorithm>
#include <set>
#include <string>
#include <unordered_set>

#include "rules/few_names.h"
#include "rules/planned.h"
#include "rules/subjects.h"
#include "rules/usage.h"
#include "stackdrag/pixel_vendor.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr std::size_t most_named = 5;

/// Whether people work with the tool themselves, which is use enough. What a team
/// has built for itself has users without seats, and an account or environment of a product serves it.
bool has_users(const Tool& tool) {
  return (tool.seats && *tool.seats > 0) || (tool.seats_used && *tool.seats_used > 0) || is_in_house(tool) || tool.product;
}

/// The names that items mention without a reference: the vendors and tag managers of pixels, what carries integrations, and whom tools
/// serve.
std::unordered_set<std::string> mentions(const Context& in) {
  std::unordered_set<std::string> names;
  for (const Pixel& pixel : in.inventory.pixels) {
    if (pixel.vendor) names.insert(folded_name(*pixel.vendor));
    if (placement_of(pixel) != Placement::tag_manager) continue;
    const std::string manager = folded_name(*pixel.via);
    names.insert({manager, "tagmanagement"});
    if (manager == "gtm" || manager == "googletagmanager") names.insert({"gtm", "googletagmanager"});
  }
  for (const Integration& integration : in.inventory.integrations) {
    if (integration.via) names.insert(folded_name(*integration.via));
  }
  for (const Tool& tool : in.inventory.tools) {
    for (const At<Text>& audience : tool.serves) names.insert(folded_name(*audience));
    if (tool.product && folded_name(*tool.product) != folded_name(*tool.id)) names.insert(folded_name(*tool.product));
  }
  return names;
}

bool is_mentioned(const Tool& tool, const std::unordered_set<std::string>& names) {
  if (names.contains(folded_name(*tool.id)) || (tool.vendor && names.contains(folded_name(*tool.vendor)))) return true;
  return std::any_of(tool.does.begin(), tool.does.end(), [&](const At<Text>& does) {
    const std::string job = folded_name(*does);
    // A consent platform works for all pixels, whether the stack names it or not.
    return names.contains(job) || job.find("consent") != std::string::npos;
  });
}

/// What items refer to; one that is retired needs nothing any more.
std::unordered_set<std::uint32_t> referred_to(const Context& in) {
  std::unordered_set<std::uint32_t> items;
  for (const Edge& edge : in.facts.edges) {
    if (edge.from == edge.to || edge.from.kind == Kind::waiver) continue;
    const bool is_item = is_referable(edge.from.kind);
    if (is_item && in.facts.items[in.facts.place_of(edge.from)].status == Status::retired) continue;
    items.insert(edge.to.number());
  }
  return items;
}

/// Whether more than its own tool writes the data.
bool is_written_to(const Data& data) {
  const ItemId record = data.system_of_record ? data.system_of_record->target : ItemId{};
  return std::any_of(data.written_by.begin(), data.written_by.end(), [&](const auto& writer) { return writer->target != record; });
}

/// Whether a page is more than a name.
bool is_described(const Page& page, const Context& in) {
  return page.pixels.size() > 0 || page.campaign || page.third_party_block_ms || !in.facts.pixels_everywhere.empty();
}

/// Whether an item that nothing refers to serves nobody. Items of most kinds serve by themselves.
bool is_idle(ItemId item, const std::unordered_set<std::string>& names, const Context& in) {
  if (item.kind == Kind::tool) {
    const Tool& tool = in.inventory.tools[item.index];
    return in_use(tool.status) && !has_users(tool) && !is_mentioned(tool, names);
  }
  if (item.kind == Kind::data) return !is_written_to(in.inventory.data[item.index]);
  if (item.kind == Kind::page) return !is_described(in.inventory.pages[item.index], in);
  if (item.kind == Kind::team) return !names.contains(folded_name(*in.inventory.teams[item.index].id));
  if (item.kind != Kind::person) return false;
  const Person& person = in.inventory.people[item.index];
  return is_service(person) && !person.left;
}

/// How many items of a kind there are and how many nothing refers to, and those of them that are not about to go, ordered by id.
struct Orphans {
  std::size_t all = 0, alone = 0;
  std::vector<ItemId> idle;
};

/// Whether the item is to go by a day that is near: then nothing needs to refer to it any more.
bool is_going(ItemId item, const Context& in) {
  const Tool* const tool = in.facts.tool(item);
  return tool != nullptr && planned_end(*tool, in);
}

Orphans orphans_of(Kind kind, const std::unordered_set<std::uint32_t>& referred, const std::unordered_set<std::string>& names,
                   const Context& in) {
  Orphans orphans;
  for (const Item& item : in.facts.items) {
    if (item.id.kind != kind) continue;
    ++orphans.all;
    if (referred.contains(item.id.number()) || !is_idle(item.id, names, in)) continue;
    ++orphans.alone;
    if (!is_going(item.id, in)) orphans.idle.push_back(item.id);
  }
  const auto by_id = [&](ItemId a, ItemId b) { return *id_of(in.inventory, a) < *id_of(in.inventory, b); };  // no mutant: an order
  std::sort(orphans.idle.begin(), orphans.idle.end(), by_id);
  return orphans;
}

/// Whether every flow and agent says which data it handles, and there are some.
bool says_what_it_reads(const Inventory& inventory) {
  const auto& integrations = inventory.integrations;
  const auto& agents = inventory.agents;
  return integrations.size() + agents.size() > 0 &&
         std::none_of(integrations.begin(), integrations.end(), [](const Integration& one) { return one.moves.unknown(); }) &&
         std::none_of(agents.begin(), agents.end(), [](const Agent& one) { return one.reads.unknown(); });
}

/// Whether the inventory says how items of the kind hang together. A plain register of tools does not.
bool is_mapped(Kind kind, const Orphans& orphans, const Inventory& inventory) {
  if (kind == Kind::data && says_what_it_reads(inventory)) return true;
  return (kind != Kind::tool && kind != Kind::data) || orphans.alone * 2 <= orphans.all;
}

/// Whether somebody has used it lately, although nothing refers to it: then the inventory may only not say whom it serves.
bool is_used(ItemId item, const Context& in) {
  const Tool* const tool = in.facts.tool(item);
  return tool != nullptr && tool->last_used && !idle_longer(in.options.days("used"), *tool->last_used, in.as_of, tool->seasonal);
}

std::string listed(std::vector<std::string> names) {
  const std::size_t all = names.size();
  names.resize(std::min(all, most_named));
  return few_of(std::move(names), all);
}

Flagged finding(Kind kind, const std::vector<ItemId>& idle, const Context& in) {
  std::vector<std::string> names;
  for (const ItemId item : idle) names.push_back(fmt::format("`{}`", *id_of(in.inventory, item)));
  const std::string_view what = kind == Kind::person ? "runs as the service account"
                                : kind == Kind::data ? "reads or moves the data"
                                                     : "refers to the";
  const std::string_view word = kind == Kind::person || kind == Kind::data ? "" : name_of(kind);
  Flagged found =
      flag(id_of(in.inventory, idle.front()).at, "nothing {}{}{}{} {}", what, word.empty() ? "" : " ", word,
           idle.size() > 1 && kind != Kind::data ? "s" : "", listed(std::move(names)))
          .keyed(std::string(name_of(kind)))
          .measure(static_cast<double>(idle.size()), "items")
          .as(std::all_of(idle.begin(), idle.end(), [&](ItemId item) { return is_used(item, in); }) ? Severity::info : Severity::low)
          .lacking()
          .act("connect or remove {}");
  for (std::size_t i = 1; i < idle.size(); ++i) found.also(id_of(in.inventory, idle[i]).at, "`{}` here", *id_of(in.inventory, idle[i]));
  return found;
}

/// What pixels send, and to which tools.
struct Sent {
  std::unordered_set<std::string> events;   ///< folded
  std::unordered_set<std::uint32_t> tools;  ///< by number
};

Sent prepare_events(const Context& in) {
  Sent sent;
  for (const Pixel& pixel : in.inventory.pixels) {
    if (in_use(pixel.status)) {
      for (const At<Text>& event : pixel.sends) sent.events.insert(folded_name(*event));
    }
    if (pixel.sends.size() == 0) continue;
    for (const auto& tool : pixel.feeds) {
      if (tool->target) sent.tools.insert(tool->target.number());
    }
  }
  return sent;
}

/// Whether the events of the data come from pixels: one of them does, or a pixel feeds the tool that keeps it.
bool comes_from_pixels(const Data& data, const Sent& sent) {
  const auto is_sent = [&](const At<Text>& event) { return sent.events.contains(folded_name(*event)); };
  if (std::any_of(data.events.begin(), data.events.end(), is_sent)) return true;
  const ItemId record = data.system_of_record ? data.system_of_record->target : ItemId{};
  return record && sent.tools.contains(record.number());
}

/// Events of data objects that no pixel sends.
Verdict check_events(const Data& data, const Sent& sent, const Context&) {
  if (data.events.size() == 0 || !comes_from_pixels(data, sent)) return not_applicable();
  std::vector<std::string> names;
  Span first{};
  for (const At<Text>& event : data.events) {
    if (sent.events.contains(folded_name(*event))) continue;
    if (names.empty()) first = event.at;
    names.push_back(fmt::format("`{}`", *event));
  }
  if (names.empty()) return clear();
  const std::size_t count = names.size();
  return flag(first, "no pixel sends {} of `{}`", listed(std::move(names)), *data.id)
      .keyed("event")
      .lacking()
      .measure(static_cast<double>(count), "events")
      .act("send the events of {}, or take them out of the plan", data.common.self);
}

void ask_items(const Context& in, const Check::Take& take) {
  // What could not be read may refer to anything.
  if (!in.inventory.misread.empty()) return;
  const std::unordered_set<std::uint32_t> referred = referred_to(in);
  const std::unordered_set<std::string> names = mentions(in);
  for (const Kind kind : {Kind::tool, Kind::data, Kind::page, Kind::team, Kind::person}) {
    const Orphans orphans = orphans_of(kind, referred, names, in);
    if (orphans.idle.empty() || !is_mapped(kind, orphans, in.inventory)) continue;
    Verdict verdict = finding(kind, orphans.idle, in);
    take(subject_at(orphans.idle.front(), in), verdict);
  }
}

}  // namespace

Rule orphan() {
  return {
      .id = "orphan",
      .title = "Nothing refers to it",
      .when =
          "Nothing refers to a tool without seats, a data object, a page, a team or a service account, or no pixel sends an event that a "
          "data object lists. While more than half of the tools stand alone, the inventory is a plain register of tools, and nothing is "
          "said of them; nor of half of the data, unless everything says what it reads.",
      .why = "It is kept, paid for or collected, and serves nobody; or the inventory does not say whom it serves.",
      .fix =
          "Say what uses it, or remove it. A tool that people work with has `seats` or `seats_used`; an event is sent by a pixel, or is "
          "taken out of the plan.",
      .gets = "A shorter list, in which everything is there for somebody.",
      .done = "Something in the inventory refers to it, or it was removed and nobody has missed it for two weeks.",
      .severity = Severity::low,
      .effort = 1,
      .carry = 0.1,
      .flagged =
          "people: {svc-old: {kind: service}, svc-new: {kind: service}}\ntools: {a: {}, b: {}}\nintegrations: {a-b: {from: a, to: b, "
          "runs_as: svc-new}}",
      .clean = "people: {svc-new: {kind: service}}\ntools: {a: {}, b: {}}\nintegrations: {a-b: {from: a, to: b, runs_as: svc-new}}",
      .check = both({ask_items}, each<Data>(prepare_events, check_events)),
      .profile = Profile::standard,
      .options = {days_option("used", 90,
                              "days since a tool was last used for which the severity is info; of a seasonal tool, days in season")},
  };
}

}  // namespace stackdrag::rules
