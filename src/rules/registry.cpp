// The registry: all rules, their families, and which findings are folded into which.
#include "rules/registry.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace stackdrag {
namespace {

constexpr std::array<Family, 13> family_rows{{
    {"zombies", "Zombies"},
    {"orphans", "Orphans and integration health"},
    {"naming", "Naming drift"},
    {"duplication", "Duplication and overlap"},
    {"ownership", "Ownership"},
    {"contracts", "Contracts and cost"},
    {"sunsets", "API versions and sunsets"},
    {"data", "Data and consent"},
    {"agents", "Agents"},
    {"journey", "Journey and touchpoints"},
    {"performance", "Page performance"},
    {"gatekeeping", "Gatekeeping"},
    {"projects", "Projects and backlog"},
}};

constexpr std::array fold_rows = std::to_array<Fold>({
    {"tool-unused", "no-purpose"},
    {"tool-unused", "review-overdue"},
    {"tool-unused", "seats-underused"},
    {"tool-unused", "bus-factor"},
    {"tool-unused", "contract-facts-missing"},
    {"tool-eol", "no-purpose"},
    {"tool-eol", "review-overdue"},
    {"tool-eol", "seats-underused"},
    {"tool-eol", "bus-factor"},
    {"tool-eol", "contract-facts-missing"},
    {"pixel-vendor-dead", "pixel-silent"},
    {"pixel-vendor-dead", "pixel-no-consumer"},
    {"pixel-vendor-dead", "no-owner"},
    {"pixel-vendor-dead", "no-purpose"},
    {"pixel-vendor-dead", "pixel-over-scoped"},
    {"pixel-vendor-dead", "review-overdue"},
    {"pixel-campaign-ended", "pixel-no-consumer"},
    {"pixel-campaign-ended", "pixel-over-scoped"},
    {"pixel-campaign-ended", "review-overdue"},
    {"integration-to-retired", "integration-silent"},
    {"integration-to-retired", "integration-failing"},
    {"integration-to-retired", "integration-unmonitored"},
    {"integration-to-retired", "api-version-retired"},
    {"integration-to-retired", "api-version-sunset"},
    {"integration-to-retired", "api-version-unpinned"},
    {"integration-to-retired", "no-owner"},
    {"integration-departed-credential", "integration-personal-credential"},
    {"api-version-retired", "api-version-sunset"},
    {"consent-platform-missing", "pixel-no-consent-gate"},
    {"owner-departed", "bus-factor"},
    // For an item without an owner, whether its owner has left is not a question of its own.
    {"no-owner", "owner-departed"},
});

std::size_t rank_of(std::string_view family) {
  const auto* const row = std::find_if(family_rows.begin(), family_rows.end(), [&](const Family& f) { return f.id == family; });
  assert(row != family_rows.end() && "a folder of rules has no family");
  return static_cast<std::size_t>(row - family_rows.begin());
}

std::vector<Rule> load() {
  std::vector<Rule> rules;
  for (const RuleFile& file : rule_files()) {
    Rule rule = file.make();
    rule.family = file.family;
    rule.version = file.version;
    rule.reads_packs = file.reads_packs;
    rules.push_back(std::move(rule));
  }
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) {
    const std::size_t rank_a = rank_of(a.family);
    const std::size_t rank_b = rank_of(b.family);
    return rank_a != rank_b ? rank_a < rank_b : a.id < b.id;
  });
  return rules;
}

}  // namespace

const std::vector<Rule>& all_rules() {
  static const std::vector<Rule> rules = load();
  return rules;
}

const Rule* find_rule(std::string_view id) {
  const auto found = std::find_if(all_rules().begin(), all_rules().end(), [&](const Rule& rule) { return rule.id == id; });
  return found == all_rules().end() ? nullptr : &*found;
}

std::vector<Rule> rules_with(const RuleSettings& settings) {
  std::vector<Rule> rules = all_rules();
  for (Rule& rule : rules) {
    if (const auto set = settings.find(rule.id); set != settings.end()) rule.setting = set->second;
  }
  return rules;
}

std::span<const Family> families() { return family_rows; }
std::span<const Fold> folds() { return fold_rows; }

Option days_option(std::string_view name, int standard, std::string_view description) {
  return {name, "days", static_cast<double>(standard), description};
}

double OptionValues::named(std::string_view name) const {
  const auto found = std::find_if(options_.begin(), options_.end(), [&](const Option& option) { return option.name == name; });
  assert(found != options_.end() && "a rule asks for an option that it does not declare");
  return values_[static_cast<std::size_t>(found - options_.begin())];
}

Subject subject_of(const Facts&, const Capability& capability) {
  const Tool& first = *capability.tools.front();
  if (capability.id.empty())
    return {.kind = "tool", .id = *first.id, .item = first.common.self, .at = first.id.at, .common = &first.common};
  return {.kind = "capability", .id = capability.id, .members = capability.members, .at = first.does.at};
}

Subject subject_of(const Facts&, const UtmValue& value) {
  return {.kind = value.field, .id = value.folded, .members = value.members, .at = value.uses.front().value.at};
}

Subject subject_of(const Facts&, const Ghost& ghost) {
  return {.kind = name_of(ghost.expected), .id = ghost.name, .members = ghost.members, .at = ghost.uses.front().at};
}

Subject subject_of(const Facts&, const EventName& event) {
  return {.kind = "event", .id = event.folded, .members = event.members, .at = event.uses.front().value.at};
}

Subject subject_of(const Facts& facts, const NameGroup& group) {
  const Item& first = facts.items[facts.place_of(group.members.front())];
  return {.kind = name_of(group.kind), .id = group.key, .members = group.members, .at = first.at};
}

Subject subject_of(const Facts& facts, const NearName& near) { return subject_of(facts, facts.items[facts.place_of(near.item)]); }

Subject subject_of(const Facts&, const NameKind& names) { return {.kind = "convention", .id = names.convention, .at = names.first}; }

Subject subject_of(const Facts&, const Stage& stage) {
  return {.kind = "stage", .id = *stage.name, .members = stage.touchpoints, .at = stage.name.at};
}

Check both(Check first, Check second) {
  return {[first = std::move(first), second = std::move(second)](const Context& in, const Check::Take& take) {
    first.ask(in, take);
    second.ask(in, take);
  }};
}

}  // namespace stackdrag
