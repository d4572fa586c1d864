// What the packs know of the API that an integration calls; for the rules of this family.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "stackdrag/called_version.h"
#include "stackdrag/carried.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"
#include "stackdrag/tool_names.h"

namespace stackdrag::rules {

/// The names by which the packs know an API of a tool.
struct KnownNames {
  std::array<Text, 4> names;
  std::size_t count = 0;

  void add(Text name, const Packs& packs) {
    if (packs.knows_api(name)) names[count++] = name;
  }
  std::span<const Text> all() const { return {names.data(), count}; }
};

/// What is worked out once for all integrations.
struct Callees {
  std::vector<KnownNames> names;  ///< by the tool's index
  Vias vias;
};

inline Callees callees_of(const Context& in) {
  Callees callees{std::vector<KnownNames>(in.inventory.tools.size()), vias_of(in)};
  for (std::size_t i = 0; i < callees.names.size(); ++i) {
    for (const Text name : names_of_tool(in.inventory.tools[i], in.packs)) callees.names[i].add(name, in.packs);
  }
  return callees;
}

/// The names for the ends of an integration, whose tools need not be declared: first where the data goes, then where it comes from.
inline std::vector<Text> api_names_of_ends(const Integration& integration, const Callees& callees, const Context& in) {
  std::vector<Text> names;
  for (const List<ToolRef>* const side : {&integration.to, &integration.from}) {
    for (const At<ToolRef>& end : *side) {
      KnownNames known;
      if (in.facts.tool(end->target) != nullptr) {
        known = callees.names[end->target.index];
      } else {
        known.add(end->text, in.packs);
      }
      names.insert(names.end(), known.all().begin(), known.all().end());
    }
  }
  return names;
}

/// The day on which an API is retired, or else loses support; far in the future if neither is known.
inline Date last_day(const Api& api) {
  return api.retired ? api.retired->first : api.unsupported ? api.unsupported->first : make_date(9999, 12, 31);
}

/// Whether somebody has said whose the tool is, or a name of it does.
inline bool has_known_vendor(const Tool& tool, const Packs& packs) {
  if (!tool.vendor.unknown()) return true;
  const std::vector<Text> names = names_of_tool(tool, packs);
  return std::any_of(names.begin(), names.end(), [&](Text name) { return packs.vendor(name) != nullptr; });
}

/// The tool whose API an integration may call, if nobody has said whose it is. Null if another end is a vendor's: it may be its API.
inline const Tool* tool_of_unknown_vendor(const Integration& integration, const Context& in) {
  const Tool* nameless = nullptr;
  for (const List<ToolRef>* const side : {&integration.from, &integration.to}) {
    for (const At<ToolRef>& end : *side) {
      const Tool* const tool = in.facts.tool(end->target);
      if (tool == nullptr || is_in_house(*tool)) continue;
      if (has_known_vendor(*tool, in.packs)) return nullptr;
      nameless = tool;
    }
  }
  return nameless;
}

/// Whether a version that is in no range of the packs is newer than all of an API: nothing is known of it yet. One that lies between or
/// before the ranges belongs to another API, such as the "Bulk API 2.0", or was never released.
inline bool is_past_all(const std::vector<Text>& names, const Version& version, const Packs& packs) {
  std::map<Text, bool> past;  // by the name of the API
  for (const Api& api : packs.rows<Api>()) {
    for (const Text name : names) {
      if (packs.api(name, *api.from) != &api) continue;
      bool& so_far = past.try_emplace(*api.name, true).first->second;
      so_far = so_far && api.from->parts < version.parts;
    }
  }
  return std::any_of(past.begin(), past.end(), [](const auto& api) { return api.second; });
}

/// How far a day of the packs is away: "30 days"; "some 18 months" where they know only the season, the quarter or the year.
inline std::string distance_to(const RoughDate& day, Days days) {
  constexpr double days_a_month = 30.44;
  if (day.precision == Precision::day || day.precision == Precision::month) return fmt::format("{}", days);
  const double months = std::round(days.count / days_a_month);
  return months <= 1 ? "about a month" : fmt::format("some {} months", months);
}

inline bool is_planned(const At<Status>& status) { return status && *status == Status::planned; }

/// Calls `judge` with the API if the packs have one with the integration's version. If the APIs of several ends have such a version, the
/// one that lives longer is meant: an integration that still runs cannot use the one that ended first.
inline Verdict ask_api(const Integration& integration, const Callees& callees, const Context& in,
                       Verdict (*judge)(const Integration&, const Api&, const Context&)) {
  const At<Text>& version = integration.api;
  // What is only planned is judged by what it says.
  const bool judged = in_use(integration.status) || (is_planned(integration.status) && version);
  if (!judged || calls_no_api(integration, callees.vias)) return not_applicable();
  const std::vector<Text> names = api_names_of_ends(integration, callees, in);
  if (names.empty()) {
    // A version says nothing as long as nobody knows of what.
    const Tool* const tool = version && called_version(*version) ? tool_of_unknown_vendor(integration, in) : nullptr;
    return tool == nullptr ? not_applicable() : unknown(*tool, {"vendor"});
  }
  if (version.none() || version.not_applicable() || (version && *version == "managed")) return clear();
  const std::optional<CalledVersion> called = version.unknown() ? std::nullopt : called_version(*version);
  if (!called) return unknown(integration, {"api"});
  const Api* meant = nullptr;
  for (const Text name : names) {
    const Api* api = in.packs.api(name, called->version);
    if (api != nullptr && (meant == nullptr || last_day(*meant) < last_day(*api))) meant = api;
  }
  if (meant != nullptr) return judge(integration, *meant, in);
  return is_past_all(names, called->version, in.packs) ? clear() : unknown(integration, {"api"});
}

/// The version that the integration calls, as written. Precondition: `ask_api` has found it.
inline std::string_view version_of(const Integration& integration) { return called_version(*integration.api)->text; }

/// The pack row of the model that an agent is pinned to; null if there is none.
inline const Model* pinned_model(const Agent& agent, const Packs& packs) {
  return (in_use(agent.status) || is_planned(agent.status)) && agent.model ? packs.model(*agent.model) : nullptr;
}

/// How bad it is for what does not run: a plan is made for something that will not work, and a pause only hides it. Precondition: it does
/// not run.
inline Severity severity_at_rest(const At<Status>& status) { return is_planned(status) ? Severity::medium : Severity::low; }

/// How bad it is for an agent to be without its model. One that acts goes on without it, or with another one; one that drafts or suggests
/// only stops.
inline Severity severity_without(const Agent& agent, const Model& model) {
  if (*model.certainty == Certainty::recalled) return Severity::low;
  if (!is_running(agent.status)) return severity_at_rest(agent.status);
  if (agent.impact && *agent.impact == Level::low) return Severity::medium;
  return agent.autonomy && *agent.autonomy != Autonomy::act ? Severity::high : Severity::critical;
}

}  // namespace stackdrag::rules
