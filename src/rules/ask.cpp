// Runs every rule on every subject, and gives rules that depend on others the answers of those.
#include "stackdrag/ask.h"

#include <algorithm>
#include <set>

namespace stackdrag {
namespace {

/// The limit for the option that the inventory states, if any.
std::optional<double> agreed_limit(const Limits& limits, std::string_view field) {
  if (field == "pixels_per_page" && limits.pixels_per_page) return *limits.pixels_per_page;
  if (field == "tools_per_capability" && limits.tools_per_capability) return *limits.tools_per_capability;
  if (field == "third_party_block_ms" && limits.third_party_block_ms) return *limits.third_party_block_ms;
  return std::nullopt;
}

/// The rules in an order in which each comes after those whose answers it reads.
class Order {
 public:
  explicit Order(const std::vector<Rule>& all) : all_(all) {
    for (const Rule& rule : all) place(rule);
  }
  const std::vector<const Rule*>& rules() const { return rules_; }
  /// The rules whose answers another rule reads.
  std::vector<std::string_view> looked_at() const { return {looked_at_.begin(), looked_at_.end()}; }

 private:
  void place(const Rule& rule) {
    if (rule.setting.off || !placed_.insert(rule.id).second) return;
    for (const std::string_view id : rule.after) {
      looked_at_.insert(id);
      const auto earlier = std::find_if(all_.begin(), all_.end(), [id](const Rule& other) { return other.id == id; });
      if (earlier != all_.end()) place(*earlier);
    }
    rules_.push_back(&rule);
  }

  const std::vector<Rule>& all_;
  std::vector<const Rule*> rules_;
  std::set<std::string_view> placed_, looked_at_;
};

/// Whether the answer belongs into a report of the profile.
bool is_reported(const Rule& rule, const Verdict& verdict, Profile profile) {
  if (rule.profile <= profile) return true;
  const Flagged* const flagged = verdict.finding();
  return flagged != nullptr && !flagged->lacks;
}

/// Whether another finding may follow from the answer. A mere remark is none that counts, nor what is missing for one.
bool counts(const Rule& rule, const Verdict& verdict) {
  if (const Flagged* const flagged = verdict.finding()) return severity_of(rule, *flagged) != Severity::info;
  const Unknown* const missing = verdict.missing();
  return missing != nullptr && severity_of(rule, *missing) != Severity::info;
}

/// Takes what stands in the files but could not be read out of a question. False if nothing is left to ask: to read the value would decide
/// it, and that the value cannot be read has been told.
bool without_misread(Unknown& question, const Inventory& inventory) {
  const FieldNames asked = question.fields;
  bool left = false;
  for (const std::string_view field : asked) {
    const bool misread = is_misread(inventory, question.item, field);
    if (misread && question.any) return false;
    if (misread) question.fields.remove(field);
    left |= !misread;
  }
  return left;
}

/// The same for what an answer asks, or finds missing. False if nothing is left of it.
bool without_misread(Verdict& verdict, const Inventory& inventory) {
  if (inventory.misread.empty()) return true;
  if (Unknown* const missing = verdict.missing()) return without_misread(*missing, inventory);
  Flagged* const found = verdict.finding();
  if (found != nullptr && found->misread) return false;
  if (found != nullptr && found->open_cost && !without_misread(*found->open_cost, inventory)) found->open_cost.reset();
  return true;
}

}  // namespace

std::vector<double> option_values(const Rule& rule, const Limits& limits) {
  std::vector<double> values;
  for (const Option& option : rule.options) {
    const auto set = rule.setting.options.find(option.name);
    values.push_back(set != rule.setting.options.end() ? set->second : agreed_limit(limits, option.limit).value_or(option.standard));
  }
  return values;
}

void ask(const std::vector<Rule>& rules, const Question& about, const TakeVerdict& take) {
  const Order order(rules);
  Answers answers(order.looked_at());
  const LookDays looks(about.inventory, about.as_of);
  for (const Rule* rule : order.rules()) {
    AnswersOfRule* const kept = answers.answers_to_keep(rule->id);
    const OptionValues options(rule->options, option_values(*rule, about.inventory.limits));
    const Context context{about.inventory, about.facts, about.packs, options, answers, looks, about.as_of};
    rule->check.ask(context, [&](const Subject& subject, Verdict& verdict) {
      if (!is_reported(*rule, verdict, about.profile) || !without_misread(verdict, about.inventory)) return;
      const Standing standing = take(*rule, subject, verdict);
      if (kept != nullptr && subject.item && counts(*rule, verdict)) kept->note(*rule, subject.item, std::move(verdict), standing);
    });
  }
}

void AnswersOfRule::note(const Rule& rule, ItemId item, Verdict verdict, Standing standing) {
  if (standing == Standing::excused && (verdict.finding() == nullptr || answer(item) != nullptr)) return;
  std::vector<std::uint32_t>& places = places_[static_cast<std::size_t>(item.kind)];
  if (places.size() <= item.index) places.resize(item.index + 1);
  std::uint32_t& place = places[item.index];
  if (place == 0) {
    answers_.emplace_back();
    place = static_cast<std::uint32_t>(answers_.size());
  }
  if (Flagged* const flagged = verdict.finding()) {
    answers_[place - 1] = Found{flagged->at, severity_of(rule, *flagged), std::move(flagged->message), standing};
  } else {
    answers_[place - 1] = *verdict.missing();
  }
}

}  // namespace stackdrag
