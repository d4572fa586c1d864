// The same data carried between the same tools by two integrations.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "rules/usage.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using Pair = std::pair<Text, Text>;

/// Of the integrations of a path that carry one data object, the first in the inventory: what comes later is told to be its double.
struct Carriers {
  const Integration* first = nullptr;
  const Integration* first_whole = nullptr;  ///< names no fields, and so carries all
  std::unordered_map<Text, const Integration*> first_by_field;

  void add(const Integration& integration) {
    if (first == nullptr) first = &integration;
    if (integration.fields.size() == 0 && first_whole == nullptr) first_whole = &integration;
    for (const At<Text>& field : integration.fields) first_by_field.try_emplace(*field, &integration);
  }
};

/// The integrations between two tools.
struct Path {
  const Integration* first = nullptr;
  const Integration* first_untold = nullptr;  ///< does not say what it moves
  std::unordered_map<Text, Carriers> by_data;

  void add(const Integration& integration) {
    if (first == nullptr) first = &integration;
    if (integration.moves.unknown() && first_untold == nullptr) first_untold = &integration;
    for (const At<DataRef>& data : integration.moves) by_data[data->text].add(integration);
  }
};

/// Those that go both ways stand under both.
using Paths = std::map<Pair, Path>;

Pair forth(const Integration& integration) { return {integration.from->text, integration.to->text}; }
Pair back(const Integration& integration) { return {integration.to->text, integration.from->text}; }
bool both_ways(const Integration& integration) { return integration.direction && *integration.direction == Direction::two_way; }

/// What runs only on request, or rests until a day that is still to come, writes nothing beside the others.
bool is_asked(const Integration& integration, Date as_of) {
  return in_use(integration.status) && !rests_for_now(integration, as_of) && !(integration.every && integration.every->on_demand);
}

Paths prepare(const Context& in) {
  Paths paths;
  for (const Integration& integration : in.inventory.integrations) {
    if (!is_asked(integration, in.as_of)) continue;
    paths[forth(integration)].add(integration);
    if (both_ways(integration)) paths[back(integration)].add(integration);
  }
  return paths;
}

/// The first of two integrations in the inventory, where null stands behind all.
const Integration* earlier_of(const Integration* a, const Integration* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  return a->common.self.index < b->common.self.index ? a : b;
}

/// The first integration of the path that carries some of the same data, unless both say which fields they write and no field is in both.
/// It may be the integration itself; null if that moves nothing. Precondition: the integration is of the path.
const Integration* first_alike(const Integration& integration, const Path& path) {
  const Integration* alike = nullptr;
  for (const At<DataRef>& data : integration.moves) {
    const Carriers& carriers = path.by_data.at(data->text);
    alike = earlier_of(alike, integration.fields.size() == 0 ? carriers.first : carriers.first_whole);
    for (const At<Text>& field : integration.fields) alike = earlier_of(alike, carriers.first_by_field.at(*field));
  }
  return alike;
}

/// Where the later one says that it carries what the earlier one carries. Precondition: it does.
const At<DataRef>& carried_twice(const Integration& first, const Integration& later) {
  return *std::find_if(later.moves.begin(), later.moves.end(), [&](const At<DataRef>& moved) {
    return std::any_of(first.moves.begin(), first.moves.end(), [&](const At<DataRef>& other) { return other->text == moved->text; });
  });
}

Verdict check_way(const Integration& integration, const Path& path) {
  if (path.first == &integration) return clear();
  if (integration.moves.unknown()) return unknown(integration, {"moves"});
  const Integration* const other = earlier_of(first_alike(integration, path), &integration);
  if (earlier_of(path.first_untold, other) != other) return unknown(*path.first_untold, {"moves"});
  if (other == &integration) return clear();
  const At<DataRef>& data = carried_twice(*other, integration);
  return flag(data.at, "`{}` carries `{}` from `{}` to `{}`, as `{}` does", *integration.id, data->text, integration.from->text,
              integration.to->text, *other->id)
      .also(other->moves.at, "`{}` carries it here", *other->id)
      .keyed(std::string(*other->id))
      .end("drop {}", integration.common.self);
}

Verdict check(const Integration& integration, const Paths& paths, const Context& in) {
  if (!is_asked(integration, in.as_of)) return not_applicable();
  Verdict there = check_way(integration, paths.at(forth(integration)));
  if (there.finding() != nullptr || !both_ways(integration)) return there;
  Verdict back_again = check_way(integration, paths.at(back(integration)));
  if (back_again.finding() != nullptr || there.missing() == nullptr) return back_again;
  return there;
}

}  // namespace

Rule integration_duplicate() {
  return {
      .id = "integration-duplicate",
      .title = "Two integrations carry the same data",
      .when = "Two integrations carry the same data the same way between the same tools.",
      .why = "Records are written twice, in an order that nobody controls: duplicates, loops, and values that change back.",
      .fix = "Keep the one that is looked after and drop the other. If each writes fields of its own, name them in `fields`.",
      .severity = Severity::high,
      .effort = 8,
      .carry = 1,
      .flagged =
          "tools: {hubspot: {}, crm: {}}\ndata: {lead: {}}\nintegrations:\n  native: {from: hubspot, to: crm, moves: [lead]}\n  zap: "
          "{from: "
          "hubspot, to: crm, moves: [lead]}",
      .clean =
          "tools: {hubspot: {}, crm: {}}\ndata: {lead: {}, deal: {}}\nintegrations:\n  leads: {from: hubspot, to: crm, moves: [lead]}\n  "
          "deals: {from: hubspot, to: crm, moves: [deal]}",
      .check = each<Integration>(prepare, check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
