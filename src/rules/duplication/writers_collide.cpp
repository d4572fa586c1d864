// Agents or integrations that write the same data and may undo what the other has written.
#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/duplication/field_writers.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// By the data object's index: who writes it by itself.
struct Writers {
  std::vector<std::vector<const Agent*>> agents;
  std::vector<std::vector<const Integration*>> feeds;
};

Writers prepare(const Context& in) {
  Writers writers{std::vector<std::vector<const Agent*>>(in.inventory.data.size()),
                  std::vector<std::vector<const Integration*>>(in.inventory.data.size())};
  for (const Agent& agent : in.inventory.agents) {
    if (!is_running(agent.status) || !agent.autonomy || *agent.autonomy != Autonomy::act) continue;
    for (const auto& data : agent.writes) {
      if (data->target) writers.agents[data->target.index].push_back(&agent);
    }
  }
  for (const Integration& integration : in.inventory.integrations) {
    if (!is_running(integration.status) || integration.fields.size() == 0) continue;
    for (const auto& data : integration.moves) {
      if (data->target) writers.feeds[data->target.index].push_back(&integration);
    }
  }
  return writers;
}

/// Whether the data object says who writes the field, whose name is folded.
bool is_settled(const Data& data, std::string_view field) {
  return std::any_of(data.fields.begin(), data.fields.end(),
                     [&](const auto& known) { return folded_name(*known.key) == field && names_writer(known.value); });
}

template <class T>
std::string names_of(std::vector<const T*> all) {
  std::vector<std::string> names;
  for (const T* one : all) names.push_back(fmt::format("`{}`", *one->id));
  std::sort(names.begin(), names.end());
  return join_words(names);
}

Verdict check_agents(const Data& data, const Writers& writers, const Context&) {
  const std::vector<const Agent*>& agents = writers.agents[data.common.self.index];
  if (agents.size() < 2) return not_applicable();
  if (every_field_has_writer(data)) return clear();
  return flag(data.id.at, "`{}` is written by the agents {}, which act on their own", *data.id, names_of(agents))
      .keyed("agents")
      .measure(static_cast<double>(agents.size()), "agents")
      .act("say which agent writes which field of {}", data.common.self);
}

/// A list may name a field or a tool twice.
void add_once(const Integration* feed, std::vector<const Integration*>& writing) {
  if (writing.empty() || writing.back() != feed) writing.push_back(feed);
}

bool writes_to(const Integration& feed, ItemId tool) {
  return tool && std::any_of(feed.to.begin(), feed.to.end(), [&](const auto& to) { return to->target == tool; });
}

/// Whether the feed carries the field, whose name is folded, to where the integration writes it that alone is to do so. What carries it
/// elsewhere reads it.
bool trespasses(const Integration& feed, const Integration& sole, std::string_view field, const Data& data) {
  const auto carries = [&](const At<Text>& one) { return folded_name(*one) == field; };
  if (&feed == &sole || std::none_of(feed.fields.begin(), feed.fields.end(), carries)) return false;
  if (data.system_of_record && writes_to(feed, data.system_of_record->target)) return true;
  return std::any_of(sole.to.begin(), sole.to.end(), [&](const auto& to) { return writes_to(feed, to->target); });
}

/// A feed that writes a field although another integration is named as its only writer.
Verdict check_sole(const Data& data, const Writers& writers, const Context& in) {
  const std::vector<const Integration*>& feeds = writers.feeds[data.common.self.index];
  if (feeds.empty()) return not_applicable();
  for (const auto& known : data.fields) {
    const Integration* const sole = known.value && known.value->writer ? in.facts.integration(known.value->writer->target) : nullptr;
    if (sole == nullptr) continue;
    const std::string field = folded_name(*known.key);
    std::vector<const Integration*> others;
    std::copy_if(feeds.begin(), feeds.end(), std::back_inserter(others),
                 [&](const Integration* feed) { return trespasses(*feed, *sole, field, data); });
    if (others.empty()) continue;
    return flag(known.value->writer.at, "`{}` of `{}` is to be written by `{}`, and {} {} it as well", *known.key, *data.id, *sole->id,
                names_of(others), others.size() == 1 ? "writes" : "write")
        .keyed(field + "/writer")
        .measure(static_cast<double>(others.size()), "writers")
        .as(Severity::low)
        .act("stop the others from writing what has one writer in {}", data.common.self);
  }
  return clear();
}

Verdict check_feeds(const Data& data, const Writers& writers, const Context&) {
  const std::vector<const Integration*>& feeds = writers.feeds[data.common.self.index];
  if (feeds.size() < 2) return not_applicable();
  // By the field, in any spelling, and the tool that it is written to.
  std::map<std::pair<std::string, Text>, std::vector<const Integration*>> by_field;
  for (const Integration* feed : feeds) {
    for (const At<Text>& field : feed->fields) {
      for (const At<ToolRef>& to : feed->to) add_once(feed, by_field[{folded_name(*field), to->text.view()}]);
    }
  }
  for (const auto& [place, writing] : by_field) {
    if (writing.size() < 2 || is_settled(data, place.first)) continue;
    return flag(data.id.at, "`{}` of `{}` is written to `{}` by {}", place.first, *data.id, place.second, names_of(writing))
        .keyed(std::string(place.first))
        .measure(static_cast<double>(writing.size()), "writers")
        .as(Severity::low)
        .act("name the one writer of each field of {}", data.common.self);
  }
  return clear();
}

}  // namespace

Rule writers_collide() {
  return {
      .id = "writers-collide",
      .title = "Writers that undo each other's work",
      .when =
          "Two agents that act on their own write the same data, or two integrations write the same field in the same tool, or (low) one "
          "writes a field that has another as its `writer`.",
      .why = "The last one wins: values change by the hour, and each writer's own figures look right.",
      .fix = "Give each field one `writer` under `fields` of the data object, and stop the other from writing it.",
      .gets = "A field holds still long enough to build a report or an audience on it.",
      .done = "Each field has one `writer`, and for a week its change history has shown no other.",
      .severity = Severity::medium,
      .effort = 4,
      .carry = 0.5,
      .flagged = "data: {lead: {}}\nagents: {scorer: {autonomy: act, writes: [lead]}, router: {autonomy: act, writes: [lead]}}",
      .clean = "data: {lead: {}}\nagents: {scorer: {autonomy: act, writes: [lead]}, router: {autonomy: suggest, writes: [lead]}}",
      .check = both(each<Data>(prepare, check_agents), both(each<Data>(prepare, check_feeds), each<Data>(prepare, check_sole))),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
