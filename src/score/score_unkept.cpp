// Tells once what nearly all items of a kind lack: a register that does not keep a fact has one gap, not as many as it has items.
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "stackdrag/ask.h"
#include "stackdrag/kinds.h"
#include "stackdrag/score.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// The findings of one rule that a fact is missing on items of one kind.
using Lacking = std::map<std::pair<const Rule*, Kind>, std::vector<std::uint32_t>>;

/// What is high or critical is told item by item: nobody may overlook it, and the gate may not, either.
bool is_lacking(const Finding& finding) {
  return finding.what.absent && finding.subject.item && finding.severity > Severity::info && finding.severity < Severity::high;
}

}  // namespace

std::size_t Tally::asked_about(const Rule& rule, Kind kind) const {
  const auto of_rule = std::find_if(asked_of_.begin(), asked_of_.end(), [&](const Asked& asked) { return asked.rule == &rule; });
  return of_rule == asked_of_.end() ? 0 : of_rule->by_kind[static_cast<std::size_t>(kind)];
}

void Tally::fold_unkept(const Catalogue& catalogue, const Facts& facts, const IsDecided& is_decided) {
  const std::vector<Rule>& rules = catalogue.rules;
  const auto unkept = std::find_if(rules.begin(), rules.end(), [](const Rule& rule) { return rule.id == "field-unkept"; });
  const bool is_told = unkept != rules.end() && is_of_profile(*unkept, profile_) && worst_of(*unkept) != Severity::info;
  if (!is_told) return;
  Lacking lacking;
  for (std::uint32_t i = 0; i < findings_.size(); ++i) {
    const Finding& finding = findings_[i];
    const Kind kind = finding.subject.item.kind;
    if (is_lacking(finding) && !(is_decided && is_decided(*finding.rule, finding.subject))) lacking[{finding.rule, kind}].push_back(i);
  }
  const OptionValues options(unkept->options, option_values(*unkept, inventory_.limits));
  // In the order of the findings, so that the report does not depend on where rules lie in memory.
  std::vector<std::pair<std::pair<const Rule*, Kind>, std::vector<std::uint32_t>>> groups(lacking.begin(), lacking.end());
  std::sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.second.front() < b.second.front(); });
  std::erase_if(groups, [&](const auto& group) {
    const std::size_t asked = asked_about(*group.first.first, group.first.second);
    return static_cast<double>(asked) < options.number("items") || asked == 0 ||
           static_cast<double>(group.second.size()) < options.number("share") * static_cast<double>(asked);
  });
  if (groups.empty()) return;
  const Folding folding(catalogue.folds, findings_, undecided_);
  for (const auto& [about, members] : groups) {
    const auto stands = [&](std::uint32_t member) { return folding.shown_under(member) == Folding::none; };
    if (std::any_of(members.begin(), members.end(), stands))
      tell_once(*unkept, subject_of(facts, inventory_.stack), members, asked_about(*about.first, about.second));
  }
}

void Tally::tell_once(const Rule& unkept, Subject subject, const std::vector<std::uint32_t>& members, std::size_t asked) {
  const Finding& first = findings_[members.front()];
  const std::string gap = lower_case(first.rule->title.substr(0, 1)) + first.rule->title.substr(1);
  const std::string_view section = section_of(first.subject.item.kind);
  Flagged told = flag(first.subject.at, "{} of {} {} share one gap: {}", members.size(), asked, section, gap)
                     .keyed(fmt::format("{}.{}", section, first.rule->id))
                     .act(fmt::format("settle for all {} at once: {}", section, gap));
  // Whoever owns one of the items has a part in it.
  std::vector<ItemId> items;
  for (const std::uint32_t member : members) items.push_back(findings_[member].subject.item);
  subject.members = store_->keep(items);
  take_finding(unkept, subject, told);
  const auto place = static_cast<std::uint32_t>(findings_.size() - 1);
  Finding& group = findings_[place];
  // The single findings are charged as if they stood alone.
  group.charge = group.carry = group.effort = 0;
  for (const std::uint32_t member : members) {
    findings_[member].told_with = place;
    findings_[member].severity = std::min(findings_[member].severity, group.severity);
  }
}

}  // namespace stackdrag
