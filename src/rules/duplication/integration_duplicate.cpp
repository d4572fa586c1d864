// Two integrations that move the same data between the same tools.
#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/usage.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

using Pair = std::pair<Text, Text>;

/// Of the integrations of a path that move one data object, the first in the inventory: every later one is reported as a duplicate of it.
struct Movers {
  const Integration* first = nullptr;
  const Integration* first_whole = nullptr;                            ///< lists no fields, and so moves all of them
  std::unordered_map<std::string, const Integration*> first_by_field;  ///< folded

  void add(const Integration& integration) {
    if (first == nullptr) first = &integration;
    if (integration.fields.size() == 0 && first_whole == nullptr) first_whole = &integration;
    for (const At<Text>& field : integration.fields) first_by_field.try_emplace(folded_name(*field), &integration);
  }
};

/// The integrations from one tool to another.
struct Path {
  const Integration* first = nullptr;
  const Integration* first_incomplete = nullptr;    ///< its `moves` is not recorded
  std::unordered_map<std::string, Movers> by_data;  ///< folded

  void add(const Integration& integration) {
    if (first == nullptr) first = &integration;
    if (integration.moves.unknown() && first_incomplete == nullptr) first_incomplete = &integration;
    for (const At<DataRef>& data : integration.moves) by_data[folded_name(data->text)].add(integration);
  }
};

using Paths = std::map<Pair, Path>;

/// Each source of the integration with each of its targets, and the other way round if it is two-way; ordered, each once.
std::vector<Pair> pairs_of(const Integration& integration) {
  std::vector<Pair> pairs;
  const bool both_ways = integration.direction && *integration.direction == Direction::two_way;
  for (const At<ToolRef>& from : integration.from) {
    for (const At<ToolRef>& to : integration.to) {
      pairs.emplace_back(from->text, to->text);
      if (both_ways) pairs.emplace_back(to->text, from->text);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

/// More pairs of tools than one flow serves; only a generated file has them, and comparing all would take for ever.
constexpr std::size_t most_pairs = 1000;

bool has_too_many_pairs(const Integration& integration) {
  const std::size_t sources = integration.from.size(), targets = integration.to.size();
  return sources > 1 && targets > 1 && sources * targets > most_pairs;
}

bool is_silent(const Integration& integration, const Context& in) {
  if (!integration.last_ok) return false;
  return silence_of(integration.common, *integration.last_ok, in.options.days("silence"), in).pulse == Pulse::silent;
}

/// Integrations that run only on request, that are paused or that have long failed to run write nothing twice.
bool is_checked(const Integration& integration, const Context& in) {
  return is_running(integration.status) && !(integration.every && integration.every->on_demand) && !has_too_many_pairs(integration) &&
         !is_silent(integration, in);
}

Paths prepare(const Context& in) {
  Paths paths;
  for (const Integration& integration : in.inventory.integrations) {
    if (!is_checked(integration, in)) continue;
    for (const Pair& pair : pairs_of(integration)) paths[pair].add(integration);
  }
  return paths;
}

/// Whichever of two integrations comes first in the inventory; null comes after all others.
const Integration* earlier_of(const Integration* a, const Integration* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  return a->common.self.index < b->common.self.index ? a : b;  // no mutant: equal places are one integration
}

/// The first integration of the path that moves some of the same data. Two that both list their fields, with no field in common, do not
/// count. If no other comes before the integration, the result is the integration itself, or null if it moves nothing. Precondition: the
/// integration is of the path.
const Integration* first_overlapping(const Integration& integration, const Path& path) {
  const Integration* overlapping = nullptr;
  for (const At<DataRef>& data : integration.moves) {
    const Movers& movers = path.by_data.at(folded_name(data->text));
    overlapping = earlier_of(overlapping, integration.fields.size() == 0 ? movers.first : movers.first_whole);
    for (const At<Text>& field : integration.fields) overlapping = earlier_of(overlapping, movers.first_by_field.at(folded_name(*field)));
  }
  return overlapping;
}

/// Where the later integration names data that the first one moves too. Precondition: there is such data.
const At<DataRef>& data_moved_twice(const Integration& first, const Integration& later) {
  return *std::find_if(later.moves.begin(), later.moves.end(), [&](const At<DataRef>& moved) {
    return std::any_of(first.moves.begin(), first.moves.end(),
                       [&](const At<DataRef>& other) { return folded_name(other->text) == folded_name(moved->text); });
  });
}

Verdict check_pair(const Integration& integration, const Pair& pair, const Path& path) {
  if (path.first == &integration) return clear();
  if (integration.moves.unknown()) return unknown(integration, {"moves"});
  const Integration* const other = earlier_of(first_overlapping(integration, path), &integration);
  // What is certain goes before what another integration leaves open.
  if (other == &integration) {
    return earlier_of(path.first_incomplete, other) != other ? unknown(*path.first_incomplete, {"moves"}) : clear();
  }
  const At<DataRef>& data = data_moved_twice(*other, integration);
  return flag(data.at, "`{}` moves `{}` from `{}` to `{}`, and so does `{}`", *integration.id, data->text, pair.first, pair.second,
              *other->id)
      .also(other->moves.at, "`{}` moves it here", *other->id)
      .keyed(std::string(*other->id))
      .end(fmt::format("drop {{}} or {}, whichever moves no more than the other", *other->id), integration.common.self);
}

Verdict check(const Integration& integration, const Paths& paths, const Context& in) {
  if (!is_checked(integration, in)) return not_applicable();
  Verdict open = clear();
  for (const Pair& pair : pairs_of(integration)) {
    Verdict verdict = check_pair(integration, pair, paths.at(pair));
    if (verdict.finding() != nullptr) return verdict;
    if (verdict.missing() != nullptr) open = std::move(verdict);
  }
  return open;
}

}  // namespace

Rule integration_duplicate() {
  return {
      .id = "integration-duplicate",
      .title = "Two integrations move the same data",
      .when =
          "Two integrations move the same data in the same direction between the same tools; one that is paused, silent or only runs on "
          "request does not count.",
      .why = "Records are written twice in no controlled order, which causes duplicates, loops and values that change back.",
      .fix = "Keep the one that is maintained and drop the other. If each writes different fields, list them in `fields`.",
      .gets = "A record is created once, and its values stay as they were entered.",
      .done = "One of the two is switched off, and a test record arrives once and is the same an hour later.",
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
      .options = {days_option("silence", 90, "days without a successful run after which an integration duplicates nothing")},
  };
}

}  // namespace stackdrag::rules
