// What the packs know of the API that an integration calls; for the rules of this family.
#pragma once

#include <algorithm>
#include <iterator>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// The names by which the packs may know the ends of an integration.
inline std::vector<Text> names_of_ends(const Integration& integration, const Facts& facts) {
  std::vector<Text> names;
  for (const At<ToolRef>* end : {&integration.to, &integration.from}) {
    const Tool* tool = facts.tool((*end)->target);
    names.push_back(tool != nullptr ? *tool->id : (*end)->text.view());
    if (tool != nullptr && tool->vendor) names.push_back(*tool->vendor);
  }
  return names;
}

/// Files and people call no API.
inline bool calls_nothing(const At<Text>& via) {
  constexpr std::string_view ways[] = {"csv", "file", "manual", "sftp", "spreadsheet"};
  return via && std::find(std::begin(ways), std::end(ways), lower_case(*via)) != std::end(ways);
}

/// The day from which an API is no longer of use; far away if it is alive.
inline Date last_day(const Api& api) {
  return api.retired ? api.retired->first : api.unsupported ? api.unsupported->first : make_date(9999, 12, 31);
}

/// Asks `judge` about the API, if the packs know one with that version. A version may mean the API of either end: then the one that lives
/// longer is meant, because nobody connects two systems by the one that died first.
inline Verdict ask_api(const Integration& integration, const Context& in,
                       Verdict (*judge)(const Integration&, const Api&, const Context&)) {
  if (!in_use(integration.status) || calls_nothing(integration.via)) return not_applicable();
  const std::vector<Text> names = names_of_ends(integration, in.facts);
  if (std::none_of(names.begin(), names.end(), [&](Text name) { return in.packs.knows_api(name); })) return not_applicable();
  const At<Text>& version = integration.api;
  if (version.none() || version.not_applicable() || (version && *version == "managed")) return clear();
  if (version.unknown() || !parse_version(*version)) return unknown(integration, {"api"});
  const Api* meant = nullptr;
  for (const Text name : names) {
    const Api* api = in.packs.api(name, *version);
    if (api != nullptr && (meant == nullptr || last_day(*meant) < last_day(*api))) meant = api;
  }
  return meant == nullptr ? clear() : judge(integration, *meant, in);
}

}  // namespace stackdrag::rules
