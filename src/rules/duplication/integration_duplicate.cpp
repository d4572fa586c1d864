// The same data carried between the same tools by two integrations.
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "rules/usage.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using Pair = std::pair<Text, Text>;

/// The integrations between two tools, in order of the inventory; those that go both ways stand under both.
using Paths = std::map<Pair, std::vector<const Integration*>>;

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
    paths[forth(integration)].push_back(&integration);
    if (both_ways(integration)) paths[back(integration)].push_back(&integration);
  }
  return paths;
}

/// Whether both say which fields they write, and no field is in both.
bool disjoint(const List<Text>& a, const List<Text>& b) {
  if (a.size() == 0 || b.size() == 0) return false;
  return std::none_of(a.begin(), a.end(), [&](const At<Text>& field) {
    return std::any_of(b.begin(), b.end(), [&](const At<Text>& other) { return *other == *field; });
  });
}

/// Where the later one says that it carries what the earlier one carries; null if it does not.
const At<DataRef>* carried_twice(const Integration& earlier, const Integration& later) {
  const auto* const data = std::find_if(later.moves.begin(), later.moves.end(), [&](const At<DataRef>& moved) {
    return std::any_of(earlier.moves.begin(), earlier.moves.end(), [&](const At<DataRef>& other) { return other->text == moved->text; });
  });
  return data == later.moves.end() ? nullptr : data;
}

Verdict check_way(const Integration& integration, const std::vector<const Integration*>& path) {
  for (const Integration* other : path) {
    if (other == &integration) break;
    if (integration.moves.unknown()) return unknown(integration, {"moves"});
    if (other->moves.unknown()) return unknown(*other, {"moves"});
    if (disjoint(integration.fields, other->fields)) continue;
    const At<DataRef>* data = carried_twice(*other, integration);
    if (data == nullptr) continue;
    return flag(data->at, "`{}` carries `{}` from `{}` to `{}`, as `{}` does", *integration.id, (*data)->text, integration.from->text,
                integration.to->text, *other->id)
        .also(other->moves.at, "`{}` carries it here", *other->id)
        .keyed(std::string(*other->id))
        .end("drop {}", integration.common.self);
  }
  return clear();
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
