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
  /// The rules at whose answers another rule of the order looks.
  std::vector<std::string_view> looked_at() const { return {looked_at_.begin(), looked_at_.end()}; }

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
  Answers answers(order.looked_at());
  for (const Rule* rule : order.rules()) {
    const bool in_profile = rule->profile <= profile;
    AnswersOfRule* const kept = answers.kept(rule->id);
    const OptionValues options = values_of(*rule, inventory);
    rule->check.ask({inventory, facts, packs, options, answers, as_of}, [&](const Subject& subject, Verdict& verdict) {
      if (in_profile) take(*rule, subject, verdict);
      const bool noted = verdict.finding() != nullptr || (verdict.missing() != nullptr && in_profile);
      if (kept != nullptr && subject.item && noted) kept->note(*rule, subject.item, std::move(verdict));
    });
  }
}

void AnswersOfRule::note(const Rule& rule, ItemId item, Verdict verdict) {
  std::vector<std::uint32_t>& places = places_[static_cast<std::size_t>(item.kind)];
  if (places.size() <= item.index) places.resize(item.index + 1);
  std::uint32_t& place = places[item.index];
  if (place == 0) {
    answers_.emplace_back();
    place = static_cast<std::uint32_t>(answers_.size());
  }
  if (Flagged* const flagged = verdict.finding()) {
    answers_[place - 1] = Found{flagged->at, flagged->severity.value_or(rule.severity), std::move(flagged->message)};
  } else {
    answers_[place - 1] = *verdict.missing();
  }
}

}  // namespace stackdrag
