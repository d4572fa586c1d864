// What the exports say beside the inventory, as the report has it.
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "report/report_parts.h"
#include "stackdrag/read_inventory.h"

namespace stackdrag::report {
namespace {

using evidence::Sighting;

/// The subjects of the findings of some rules, without those that are waived.
std::set<std::string_view> subjects_of(const Assessment& assessment, std::initializer_list<std::string_view> rules) {
  std::set<std::string_view> subjects;
  for (const TriagedFinding& finding : assessment.findings) {
    const bool is_of_them = std::find(rules.begin(), rules.end(), finding.finding->rule->id) != rules.end();
    if (is_of_them && !finding.waiver) subjects.insert(finding.subject);
  }
  return subjects;
}

std::span<const ReportedSource> sources_of(const evidence::Evidence& evidence, Store& store) {
  std::vector<ReportedSource> sources;
  for (const auto& [source, at] : evidence.sources) {
    sources.push_back({store.keep(source.id), name_of(source.kind), store.keep(source.of), source.day, name_of(source.grade),
                       source.choice == evidence::Choice::unsaid ? "" : name_of(source.choice)});
  }
  std::sort(sources.begin(), sources.end(), [](const ReportedSource& a, const ReportedSource& b) { return a.id < b.id; });
  return store.keep(sources);
}

std::span<const std::string_view> kept(const std::set<std::string_view>& words, Store& store) {
  std::vector<std::string_view> all;
  for (const std::string_view word : words) all.push_back(store.keep(word));
  return store.keep(all);
}

ReportedShadow reported(const Shadow& shadow, std::string_view id, Store& store) {
  ReportedShadow out{.id = store.keep(id), .kind = name_of(shadow.sightings.front()->item.kind)};
  std::set<std::string_view> accounts, sources;
  std::optional<evidence::Grade> best;
  for (const Sighting* const sighting : shadow.sightings) {
    if (const std::string_view account = sighting->item.value("account"); !account.empty()) {
      accounts.insert(account);
      out.kind = name_of(sighting->item.kind);
    }
    out.last_seen = std::max(out.last_seen, sighting->last_seen);
    for (std::size_t grade = 0; grade < sighting->item.sources.size(); ++grade) {
      const std::vector<std::string>& ids = sighting->item.sources[grade];
      sources.insert(ids.begin(), ids.end());
      if (!ids.empty()) best = std::min(best.value_or(evidence::Grade::listed), static_cast<evidence::Grade>(grade));
    }
  }
  out.accounts = kept(accounts, store);
  out.sources = kept(sources, store);
  out.grade = name_of(best.value_or(evidence::Grade::listed));
  return out;
}

}  // namespace

void set_evidence(const Assessment& assessment, Report& report) {
  const Facts& facts = assessment.workspace.facts;
  const evidence::Evidence& evidence = *facts.evidence;
  if (evidence.empty()) return;
  Store& store = *report.store;
  const auto differing = subjects_of(assessment, {"account-differs", "state-differs", "consent-differs", "fact-differs"});
  const auto undeclared = subjects_of(assessment, {"shadow-asset", "tag-unknown"});
  Report::Evidence out{.sources = sources_of(evidence, store),
                       .differs = differing.size(),
                       .unseen = subjects_of(assessment, {"declared-unseen"}).size(),
                       .filled = evidence.filled.size()};
  std::vector<ReportedShadow> shadows;
  for (const Shadow& shadow : facts.shadows) {
    const std::string id = subject_of(facts, shadow).label();
    if (undeclared.contains(id)) shadows.push_back(reported(shadow, id, store));
  }
  // What was seen at work first.
  std::stable_sort(shadows.begin(), shadows.end(),
                   [](const ReportedShadow& a, const ReportedShadow& b) { return a.last_seen.has_value() > b.last_seen.has_value(); });
  out.shadow = store.keep(shadows);
  std::set<std::string> agreeing;
  for (const Sighting& sighting : evidence.sightings) {
    if (!sighting.is_declared()) continue;
    for (const ItemId item : sighting.declared) agreeing.insert(label_of(*facts.inventory, item));
  }
  const auto unseen = subjects_of(assessment, {"declared-unseen"});
  std::erase_if(agreeing, [&](const std::string& item) { return differing.contains(item) || unseen.contains(item); });
  for (const evidence::Difference& difference : evidence.differences) agreeing.erase(label_of(*facts.inventory, difference.item));
  out.agrees = agreeing.size();
  report.evidence = out;
}

}  // namespace stackdrag::report
