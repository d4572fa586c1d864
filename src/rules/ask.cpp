// Asks every rule about every subject, and lets rules that follow from others see what those answered.
#include "stackdrag/ask.h"

#include <algorithm>
#include <set>

namespace stackdrag {
namespace {

/// The limit that the team has agreed on, if the inventory states one for the option.
std::optional<double> agreed_limit(const Inventory& inventory, std::string_view field) {
  const Limits& limits = inventory.limits;
  if (field == "pixels_per_page" && limits.pixels_per_page) return *limits.pixels_per_page;
  if (field == "tools_per_capability" && limits.tools_per_capability) return *limits.tools_per_capability;
  if (field == "third_party_block_ms" && limits.third_party_block_ms) return *limits.third_party_block_ms;
  if (field == "waiver_days" && limits.waiver_days) return *limits.waiver_days;
  return std::nullopt;
}

OptionValues values_of(const Rule& rule, const Inventory& inventory) {
  std::vector<double> values;
  for (const Option& option : rule.options) values.push_back(agreed_limit(inventory, option.limit).value_or(option.standard));
  return {rule.options, std::move(values)};
}

/// The rules to ask, each after those that it looks at.
class Order {
 public:
  explicit Order(Profile profile) {
    for (const Rule& rule : all_rules()) {
      if (rule.profile <= profile) place(rule);
    }
  }
  const std::vector<const Rule*>& rules() const { return rules_; }
  /// Whether another rule of the order looks at this one's answers.
  bool looked_at(const Rule& rule) const { return looked_at_.contains(rule.id); }

 private:
  void place(const Rule& rule) {
    if (!placed_.insert(rule.id).second) return;
    for (const std::string_view id : rule.after) {
      looked_at_.insert(id);
      if (const Rule* earlier = find_rule(id)) place(*earlier);
    }
    rules_.push_back(&rule);
  }

  std::vector<const Rule*> rules_;
  std::set<std::string_view> placed_, looked_at_;
};

}  // namespace

void ask(Profile profile, const Inventory& inventory, const Facts& facts, const Packs& packs, Date as_of, const TakeVerdict& take) {
  const Order order(profile);
  Answers answers;
  for (const Rule* rule : order.rules()) {
    const bool in_profile = rule->profile <= profile;
    const bool looked_at = order.looked_at(*rule);
    const OptionValues options = values_of(*rule, inventory);
    rule->check.ask({inventory, facts, packs, options, answers, as_of}, [&](const Subject& subject, Verdict verdict) {
      const bool noted = looked_at && subject.item && (in_profile || std::holds_alternative<Flagged>(verdict));
      if (noted) answers.note(rule->id, subject.item, verdict);
      if (in_profile) take(*rule, subject, std::move(verdict));
    });
  }
}

void Answers::note(std::string_view rule, ItemId item, const Verdict& verdict) {
  if (std::holds_alternative<Flagged>(verdict) || std::holds_alternative<Unknown>(verdict)) by_rule_[rule].insert_or_assign(item, verdict);
}

const Flagged* Answers::finding(std::string_view rule, ItemId item) const {
  const auto found = by_rule_.find(rule);
  if (found == by_rule_.end()) return nullptr;
  const auto answer = found->second.find(item);
  return answer == found->second.end() ? nullptr : std::get_if<Flagged>(&answer->second);
}

const Unknown* Answers::missing(std::string_view rule, ItemId item) const {
  const auto found = by_rule_.find(rule);
  if (found == by_rule_.end()) return nullptr;
  const auto answer = found->second.find(item);
  return answer == found->second.end() ? nullptr : std::get_if<Unknown>(&answer->second);
}

}  // namespace stackdrag
