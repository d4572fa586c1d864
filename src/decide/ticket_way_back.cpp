// Tells the way back from the kind of item, the kind of work, and the family of the rule that asks for it.
#include "decide/ticket_way_back.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "stackdrag/read_inventory.h"

namespace stackdrag::decide {
namespace {

using Rules = std::span<const std::string_view>;

bool holds(Rules rules, std::string_view rule) { return std::find(rules.begin(), rules.end(), rule) != rules.end(); }

// Rules whose work has a way back of its own; all others follow from what they are about.
constexpr auto seats = std::to_array<std::string_view>({"seats-exceeded", "seats-underused"});
constexpr auto sign_in =
    std::to_array<std::string_view>({"auth-method-deprecated", "integration-departed-credential", "integration-personal-credential",
                                     "integration-shared-credential", "integration-stale-secret"});
constexpr auto rights =
    std::to_array<std::string_view>({"agent-overprivileged", "integration-overscoped", "write-conflict", "writers-collide"});
constexpr auto consent = std::to_array<std::string_view>(
    {"consent-differs", "consent-platform-missing", "consent-undecided", "opt-out-signal-ignored", "pixel-no-consent-gate"});
constexpr auto deleting = std::to_array<std::string_view>({"data-field-unused", "retention-excessive", "tags-paused"});
/// Changes that nobody wants back, or cannot have back.
constexpr auto one_way =
    std::to_array<std::string_view>({"api-version-retired", "pii-in-parameters", "pixel-vendor-dead", "secret-in-artifact"});
constexpr auto upgrade = std::to_array<std::string_view>({"api-version-sunset"});
/// Of an agent, an integration or data: what changes how they work, and not only what is known of them.
constexpr auto mending = std::to_array<std::string_view>({"agent-dirty-inputs", "agent-fragile-dependency", "agent-no-oversight",
                                                          "data-quality-breach", "handoff-gap", "integration-failing", "integration-manual",
                                                          "integration-silent", "live-on-dead", "workflow-open-door"});

/// What sends nothing any more.
constexpr auto off = std::to_array<std::string_view>({"pixel-paused-stale", "pixel-vendor-dead"});

/// Of tags: all that changes is a version of their container.
bool is_about_tags(const Rule& rule) {
  constexpr auto tags = std::to_array<std::string_view>(
      {"container-clutter", "pixel-duplicate", "server-browser-no-dedup", "tag-hard-coded", "tags-brought-along"});
  return rule.family == "performance" || holds(tags, rule.id);
}

std::string of_agent(const Agent& agent) {
  if (!agent.off_switch) return "Write down its settings before you change them, and set them back if it goes wrong.";
  return fmt::format("Write down its settings before you change them. If it goes wrong, stop it first: `{}`.", *agent.off_switch);
}

std::string of_mending(ItemId item, const Inventory& inventory) {
  if (item && item.kind == Kind::agent) return of_agent(inventory.agents[item.index]);
  if (item && item.kind == Kind::data)
    return "Export the records before you begin; what is merged or overwritten comes back only from there.";
  return "Export its settings before you change them, and import them again if it goes wrong.";
}

std::string of_upgrade(ItemId item, const Inventory& inventory) {
  const bool has_version = item && item.kind == Kind::integration && inventory.integrations[item.index].api;
  return fmt::format("Until the vendor switches the old version off, it can be set back{}.",
                     has_version ? fmt::format(" to `{}`", *inventory.integrations[item.index].api) : "");
}

/// Whether the vendor has switched it off already, so that there is nothing to go back to.
bool is_gone(const Rule& rule, ItemId item, const Assessment& assessment) {
  if (rule.id == "pixel-vendor-dead") return true;
  if (rule.id != "tool-eol" || !item || item.kind != Kind::tool) return false;
  const auto& eol = assessment.workspace.inventory->tools[item.index].eol;
  return !eol || *eol < assessment.as_of;
}

std::optional<Change> of_repair(const Rule& rule, ItemId item, const Inventory& inventory) {
  if (holds(one_way, rule.id)) return Change{};
  if (holds(seats, rule.id)) return Change{"Seats can be ordered again, at the price of that day.", false};
  if (holds(sign_in, rule.id)) return Change{"Revoke the old login last; until then, it can be put back."};
  if (holds(rights, rule.id)) return Change{"Write down the rights before you take them away; they can be granted again."};
  if (holds(upgrade, rule.id)) return Change{of_upgrade(item, inventory)};
  if (holds(consent, rule.id))
    return Change{
        "Publish the former version of the tag container; tags then load without consent again, so only while you look for the mistake."};
  if (holds(deleting, rule.id)) return Change{"Until it is deleted, everything can be restored; after that, only an export is left."};
  if (holds(mending, rule.id)) return Change{of_mending(item, inventory)};
  if (is_about_tags(rule)) return Change{"Publish the former version of the tag container."};
  if (rule.family == "naming" && rule.id != "convention-missing")
    return Change{"The old name can be used again at any time; what was collected meanwhile stays under the new one.", false};
  return std::nullopt;
}

}  // namespace

std::optional<Change> change_of(const TicketStep& step, const Assessment& assessment, const std::string& retired) {
  const Rule& rule = *assessment.findings[step.leading.front()].finding->rule;
  const bool is_off = holds(off, rule.id);
  if (step.kind == TicketKind::retire) return Change{is_gone(rule, step.item, assessment) ? "" : retired, true, is_off};
  if (step.kind == TicketKind::repair) return of_repair(rule, step.item, *assessment.workspace.inventory);
  return std::nullopt;
}

}  // namespace stackdrag::decide
