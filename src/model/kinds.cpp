// The names of the kinds.
#include "stackdrag/kinds.h"

#include <algorithm>
#include <array>

namespace stackdrag {
namespace {

constexpr std::array<KindNames, 17> names{{
    {Kind::stack, "stack", "stack",
     "The stack as a whole: what it is called, in which money it counts, and how many hours keep it running.", false},
    {Kind::person, "person", "people", "Who works on the stack. While a file declares no people, any owner's name is accepted.", false},
    {Kind::team, "team", "teams", "Teams that may own items. While a file declares no teams, any team's name is accepted.", false},
    {Kind::convention, "convention", "conventions",
     "How things are named; keyed by what is named: a kind (`campaign`, `pixel`), `event`, `utm_source`, `utm_medium` or `utm_campaign`.",
     true},
    {Kind::limits, "limits", "limits", "Limits that the team has agreed on; each overrides the default of a rule's option.", false},
    {Kind::tool, "tool", "tools", "Products that the team pays for or relies on.", true},
    {Kind::pixel, "pixel", "pixels", "Tracking pixels and tags that run on pages or on a server.", true},
    {Kind::integration, "integration", "integrations", "Flows that carry data from one tool to another.", true},
    {Kind::agent, "agent", "agents", "AI agents and automations that decide or act.", true},
    {Kind::campaign, "campaign", "campaigns", "Campaigns, with their dates and UTM values.", true},
    {Kind::touchpoint, "touchpoint", "touchpoints", "Where a customer meets the company.", true},
    {Kind::data, "data", "data", "Data objects: leads, orders, articles. While a file declares no data, any name is accepted.", false},
    {Kind::page, "page", "pages", "Pages, or groups of pages, that pixels run on. While a file declares no pages, any name is accepted.",
     false},
    {Kind::project, "project", "projects", "Work on the stack: features, debt, maintenance.", true},
    {Kind::proposal, "proposal", "proposals", "What somebody wants to let into the stack.", true},
    {Kind::change, "change", "changes", "Changes that are planned.", true},
    {Kind::waiver, "waiver", "waivers", "Debt that the team has accepted for a time.", true},
}};

const KindNames& row(Kind kind) {
  return *std::find_if(names.begin(), names.end(), [&](const KindNames& n) { return n.kind == kind; });
}

}  // namespace

std::span<const KindNames> kinds() { return names; }
std::string_view name_of(Kind kind) { return row(kind).singular; }
std::string_view section_of(Kind kind) { return row(kind).section; }
bool is_always_kept(Kind kind) { return row(kind).always_kept; }

std::optional<Kind> kind_named(std::string_view singular) {
  const auto* const found = std::find_if(names.begin(), names.end(), [&](const KindNames& n) { return n.singular == singular; });
  return found == names.end() ? std::nullopt : std::optional(found->kind);
}

std::optional<Kind> kind_of_section(std::string_view section) {
  const auto* const found = std::find_if(names.begin(), names.end(), [&](const KindNames& n) { return n.section == section; });
  return found == names.end() ? std::nullopt : std::optional(found->kind);
}

}  // namespace stackdrag
