// Two integrations that move the same data between the same tools.
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "rules/usage.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using Pair = std::pair<Text, Text>;

/// The integrations from one tool to another, in order of the inventory. A two-way integration is listed in both directions.
using Paths = std::map<Pair, std::vector<const Integration*>>;

Pair forward(const Integration& integration) { return {integration.from->text, integration.to->text}; }
Pair backward(const Integration& integration) { return {integration.to->text, integration.from->text}; }
bool both_ways(const Integration& integration) { return integration.direction && *integration.direction == Direction::two_way; }

/// Integrations that run only on request, or that are paused for now, do not conflict with others.
bool is_checked(const Integration& integration, Date as_of) {
  return in_use(integration.status) && !is_paused_for_now(integration, as_of) && !(integration.every && integration.every->on_demand);
}

Paths prepare(const Context& in) {
  Paths paths;
  for (const Integration& integration : in.inventory.integrations) {
    if (!is_checked(integration, in.as_of)) continue;
    paths[forward(integration)].push_back(&integration);
    if (both_ways(integration)) paths[backward(integration)].push_back(&integration);
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

/// Where the later integration names data that the earlier one moves too; null if there is none.
const At<DataRef>* data_moved_twice(const Integration& earlier, const Integration& later) {
  const auto* const data = std::find_if(later.moves.begin(), later.moves.end(), [&](const At<DataRef>& moved) {
    return std::any_of(earlier.moves.begin(), earlier.moves.end(), [&](const At<DataRef>& other) { return other->text == moved->text; });
  });
  return data == later.moves.end() ? nullptr : data;
}

Verdict check_direction(const Integration& integration, const std::vector<const Integration*>& path) {
  for (const Integration* other : path) {
    if (other == &integration) break;
    if (integration.moves.unknown()) return unknown(integration, {"moves"});
    if (other->moves.unknown()) return unknown(*other, {"moves"});
    if (disjoint(integration.fields, other->fields)) continue;
    const At<DataRef>* data = data_moved_twice(*other, integration);
    if (data == nullptr) continue;
    return flag(data->at, "`{}` moves `{}` from `{}` to `{}`, and so does `{}`", *integration.id, (*data)->text, integration.from->text,
                integration.to->text, *other->id)
        .also(other->moves.at, "`{}` moves it here", *other->id)
        .keyed(std::string(*other->id))
        .end("drop {}", integration.common.self);
  }
  return clear();
}

Verdict check(const Integration& integration, const Paths& paths, const Context& in) {
  if (!is_checked(integration, in.as_of)) return not_applicable();
  Verdict onward = check_direction(integration, paths.at(forward(integration)));
  if (onward.finding() != nullptr || !both_ways(integration)) return onward;
  Verdict returning = check_direction(integration, paths.at(backward(integration)));
  if (returning.finding() != nullptr || onward.missing() == nullptr) return returning;
  return onward;
}

}  // namespace

Rule integration_duplicate() {
  return {
      .id = "integration-duplicate",
      .title = "Two integrations move the same data",
      .when = "Two integrations move the same data in the same direction between the same tools.",
      .why = "Records are written twice in no controlled order, which causes duplicates, loops and values that change back.",
      .fix = "Keep the one that is maintained and drop the other. If each writes different fields, list them in `fields`.",
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
