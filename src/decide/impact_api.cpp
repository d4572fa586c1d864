// Compares the versions that integrations call with the one to move to, as far as the packs know the API.
#include "decide/impact_api.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/called_version.h"
#include "stackdrag/carried.h"
#include "stackdrag/text.h"
#include "stackdrag/tool_names.h"

namespace stackdrag {
namespace {

using rules::called_version;
using rules::CalledVersion;

bool is_date(const Version& version) { return version.parts[0] >= 1900; }

/// The range of the tool's API that holds a version; null if the packs know none.
const Api* range_of(const Tool& tool, const Version& version, const Packs& packs) {
  // A range without an end holds every date as well, of an API that counts its versions.
  for (const Text name : rules::names_of_tool(tool, packs)) {
    const Api* const api = packs.api(name, version);
    if (api != nullptr && is_date(*api->from) == is_date(version)) return api;
  }
  return nullptr;
}

bool is_retired(const Api& api, Date as_of) { return api.retired && api.retired->first <= as_of; }

std::string text_of(const Version& version) {
  std::string text = fmt::format("{}{}", is_date(version) ? "" : "v", version.parts[0]);
  for (unsigned part = 1; part < version.given; ++part)
    text += is_date(version) ? fmt::format("-{:02}", version.parts[part]) : fmt::format(".{}", version.parts[part]);
  return text;
}

/// What is known of the versions of the tool's API, the oldest first.
std::vector<const Api*> known_ranges(const Tool& tool, const Packs& packs) {
  std::vector<const Api*> ranges;
  for (const Api& api : packs.rows<Api>()) {
    if (range_of(tool, *api.from, packs) == &api) ranges.push_back(&api);
  }
  std::sort(ranges.begin(), ranges.end(), [](const Api* a, const Api* b) { return a->from->parts < b->from->parts; });
  return ranges;
}

/// "v31 to v40, from v41": what the API still answers.
std::string supported(const Tool& tool, const Assessment& assessment) {
  std::vector<const Api*> ranges = known_ranges(tool, *assessment.workspace.packs);
  std::erase_if(ranges, [&](const Api* api) { return is_retired(*api, assessment.as_of); });
  std::vector<std::string> texts;
  for (const Api* api : ranges)
    texts.push_back(!api->to                             ? "from " + text_of(*api->from)
                    : api->to->parts == api->from->parts ? text_of(*api->from)
                                                         : fmt::format("{} to {}", text_of(*api->from), text_of(*api->to)));
  return texts.empty() ? "" : fmt::format("; it still answers {}", fmt::join(texts, ", "));
}

/// The version nearest to one that nobody knows, of those that the packs name.
std::string nearest_version(const std::vector<const Api*>& ranges, const Version& wanted) {
  std::optional<Version> nearest;
  const auto distance = [&](const Version& one) {
    return std::abs(one.parts[0] - wanted.parts[0]) * 100 + std::abs(one.parts[1] - wanted.parts[1]);
  };
  const auto consider = [&](const Version& one) {
    if (is_date(one) == is_date(wanted) && (!nearest || distance(one) < distance(*nearest))) nearest = one;
  };
  for (const Api* api : ranges) {
    consider(*api->from);
    if (api->to) consider(*api->to);
    const auto replacement = api->replacement ? called_version(*api->replacement) : std::nullopt;
    if (replacement) consider(replacement->version);
  }
  return nearest ? text_of(*nearest) : "";
}

/// Whether a vendor can hardly have come so far: a range without an end holds any later version.
bool is_beyond_all(const std::vector<const Api*>& ranges, const Version& wanted, Date as_of) {
  if (is_date(wanted)) return make_date(wanted.parts[0], static_cast<unsigned>(std::max(1, wanted.parts[1])), 1) > as_of + Days{92};
  int newest = 0;
  const auto consider = [&](const Version& one) {
    if (!is_date(one)) newest = std::max(newest, one.parts[0]);
  };
  for (const Api* api : ranges) {
    consider(*api->from);
    if (api->to) consider(*api->to);
    const auto replacement = api->replacement ? called_version(*api->replacement) : std::nullopt;
    if (replacement) consider(replacement->version);
  }
  constexpr int fewest = 5, part = 4;
  return wanted.parts[0] > newest + std::max(fewest, newest / part);
}

/// "loses support about summer 2027, is switched off about summer 2028"; follows the version.
std::string ends_of(const Api& api, Date as_of) {
  std::vector<std::string> texts;
  const auto add = [&](const At<RoughDate>& day, std::string_view past, std::string_view ahead) {
    if (day) texts.push_back(fmt::format("{} {}", day->first <= as_of ? past : ahead, day->when()));
  };
  add(api.unsupported, "lost support", "loses support");
  add(api.retired, "was switched off", "is switched off");
  return fmt::format("{}", fmt::join(texts, ", "));
}

/// Whether the version that an integration says belongs to another end: the packs know it there, and not here.
bool belongs_to_other_end(const Integration& integration, const Tool& tool, const Version& version, const Assessment& assessment) {
  const Packs& packs = *assessment.workspace.packs;
  if (range_of(tool, version, packs) != nullptr) return false;
  for (const List<ToolRef>* const side : {&integration.from, &integration.to}) {
    for (const At<ToolRef>& end : *side) {
      const Tool* const other = assessment.workspace.facts.tool(end->target);
      if (other != nullptr && other != &tool && range_of(*other, version, packs) != nullptr) return true;
    }
  }
  return false;
}

void read_version(const Integration& integration, const Tool& tool, const Version& wanted, const Assessment& assessment, Consumer& into) {
  ImpactConsumer& shown = into.shown;
  if (!integration.api) return;
  if (*integration.api == "managed") {
    shown.calling = Calling::managed;
    return;
  }
  const auto called = called_version(*integration.api);
  if (!called) {
    shown.note = fmt::format("its `api` says `{}`", *integration.api);
    return;
  }
  if (belongs_to_other_end(integration, tool, called->version, assessment)) {
    shown.note = fmt::format("its `api`, `{}`, is that of its other end", *integration.api);
    return;
  }
  shown.version = called->text;
  shown.calling = called->version.parts == wanted.parts ? Calling::stays : Calling::moves;
  shown.is_back = is_date(called->version) == is_date(wanted) && wanted.parts < called->version.parts;
  const Api* const api = range_of(tool, called->version, *assessment.workspace.packs);
  if (api == nullptr) return;
  shown.note = ends_of(*api, assessment.as_of);
  const At<RoughDate>& end = api->unsupported ? api->unsupported : api->retired;
  if (is_retired(*api, assessment.as_of)) return;
  into.way_back =
      end ? fmt::format("{} {}", shown.version, end->first > assessment.as_of ? "until " + end->text() : "without support") : shown.version;
}

}  // namespace

std::string wrong_version(const Assessment& assessment, const Tool& tool, const std::string& version) {
  const auto called = called_version(version);
  if (!called) return fmt::format("--api: `{}` is not a version; write it as v62.0 or 2026-03", version);
  const Api* const api = range_of(tool, called->version, *assessment.workspace.packs);
  const std::vector<const Api*> ranges = known_ranges(tool, *assessment.workspace.packs);
  if (ranges.empty()) return "";
  if (api == nullptr || is_beyond_all(ranges, called->version, assessment.as_of)) {
    const std::string near = nearest_version(ranges, called->version);
    return fmt::format("--api: no version {} of the {} is known{}{}", version, *ranges.back()->name,
                       near.empty() ? "" : fmt::format("; the nearest that is known is {}", near), supported(tool, assessment));
  }
  if (!is_retired(*api, assessment.as_of)) return "";
  return fmt::format("--api: {} {} was switched off {}{}", *api->name, version, api->retired->when(), supported(tool, assessment));
}

bool knows_versions(const Assessment& assessment, const Tool& tool) { return !known_ranges(tool, *assessment.workspace.packs).empty(); }

std::vector<Consumer> consumers_of(const Assessment& assessment, const Tool& tool, const std::string& version) {
  const Facts& facts = assessment.workspace.facts;
  const Inventory& inventory = *facts.inventory;
  const Version wanted = called_version(version)->version;
  std::vector<Consumer> found;
  const auto add = [&](ItemId item) -> Consumer& {
    Consumer& consumer = found.emplace_back();
    consumer.item = item;
    consumer.shown.item = label_of(inventory, item);
    consumer.shown.id = *id_of(inventory, item);
    return consumer;
  };
  for (const Integration* const integration : facts.integrations_at(tool.common.self)) {
    const bool calls = !integration->via || !rules::read_via(*integration->via, *assessment.workspace.packs).no_api;
    if (!calls || !is_running(integration->status)) continue;
    read_version(*integration, tool, wanted, assessment, add(integration->common.self));
  }
  for (const Agent& agent : inventory.agents) {
    const auto uses = [&](const auto& use) { return use->target == tool.common.self; };
    if (is_running(agent.status) && std::any_of(agent.uses.begin(), agent.uses.end(), uses))
      add(agent.common.self).shown.note = "uses it directly";
  }
  return found;
}

}  // namespace stackdrag
