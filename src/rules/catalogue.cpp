// The built-in catalogue: all rules, their families, and which findings are folded into which.
#include "stackdrag/catalogue.h"

#include <algorithm>
#include <iterator>

#include "stackdrag/ensure.h"

#include "rules/rule_files.h"

namespace stackdrag {
namespace {

std::vector<Family> family_rows() {
  return {
      {"zombies", "Zombies"},
      {"orphans", "Orphans and integration health"},
      {"naming", "Naming drift"},
      {"duplication", "Duplication and overlap"},
      {"ownership", "Ownership"},
      {"contracts", "Contracts and cost"},
      {"sunsets", "API versions and sunsets"},
      {"reality", "Reality: what runs, and what is written down"},
      {"data", "Data and consent"},
      {"agents", "Agents"},
      {"journey", "Journey and touchpoints"},
      {"performance", "Page performance"},
      {"gatekeeping", "Gatekeeping"},
      {"projects", "Projects and backlog"},
  };
}

std::vector<Fold> fold_rows() {
  return {
      {"tool-unused", "no-purpose"},
      {"tool-unused", "review-overdue"},
      {"tool-unused", "seats-underused"},
      {"tool-unused", "bus-factor"},
      {"tool-unused", "contract-facts-missing"},
      {"tool-eol", "no-purpose"},
      {"tool-ended", "no-purpose"},
      {"tool-eol", "review-overdue"},
      {"tool-ended", "review-overdue"},
      {"tool-eol", "seats-underused"},
      {"tool-ended", "seats-underused"},
      {"tool-eol", "bus-factor"},
      {"tool-ended", "bus-factor"},
      {"tool-eol", "contract-facts-missing"},
      {"tool-ended", "contract-facts-missing"},
      {"renewal-passed", "renewal-notice-missed"},
      // Nobody knows by when notice is due: it may be now, or have been.
      {"renewal-notice-missed", "renewal-notice-window"},
      {"state-differs", "retired-alive"},
      {"exports-stale", "evidence-stale"},
      {"declared-unseen", "pixel-silent"},
      {"pixel-vendor-dead", "pixel-silent"},
      {"pixel-vendor-dead", "pixel-no-consumer"},
      {"pixel-vendor-dead", "no-owner"},
      {"pixel-vendor-dead", "owner-departed"},
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
      {"integration-to-retired", "owner-departed"},
      {"integration-silent", "integration-failing"},
      {"integration-departed-credential", "integration-personal-credential"},
      {"api-version-retired", "api-version-sunset"},
      {"consent-platform-missing", "pixel-no-consent-gate"},
      {"project-stalled", "project-late"},
      {"pixel-campaign-ended", "past-its-end"},
      {"change-unassessed", "past-its-end"},
      {"tool-unused", "past-its-end"},
      {"tool-eol", "past-its-end"},
      {"tool-ended", "past-its-end"},
      {"pixel-vendor-dead", "past-its-end"},
      {"integration-to-retired", "past-its-end"},
      {"owner-departed", "bus-factor"},
      // For an item without an owner, whether its owner has left is not a question of its own.
      {"no-owner", "owner-departed"},
  };
}

/// When the later rule fires on an item, what the earlier one said of it has come about: a deadline was near, and now it has passed.
struct Succession {
  std::string_view earlier, later;
};
constexpr Succession successions[] = {
    // Near the renewal, the missing notice period is told with its day.
    {"contract-facts-missing", "renewal-notice-window"},
    {"renewal-notice-window", "renewal-notice-missed"},
    {"renewal-notice-window", "renewal-passed"},
    {"renewal-notice-missed", "renewal-passed"},
    {"retired-paid", "renewal-passed"},
    {"api-version-sunset", "api-version-retired"},
    {"tool-eol", "tool-ended"},
    {"leaver-named", "agent-no-oversight"},
    {"leaver-named", "bus-factor"},
    {"leaver-named", "owner-external-only"},
};

std::size_t rank_of(std::string_view family, const std::vector<Family>& families) {
  const auto row = std::find_if(families.begin(), families.end(), [&](const Family& f) { return f.id == family; });
  ensure(row != families.end(), "a folder of rules has no family");
  return static_cast<std::size_t>(row - families.begin());
}

/// Marks a rule as reading packs if it looks at the answers of a rule that does; repeats until nothing changes.
void spread_reads_packs(std::vector<Rule>& rules) {
  const auto reads = [&rules](const std::string& id) {
    return std::any_of(rules.begin(), rules.end(), [&](const Rule& other) { return other.id == id && other.reads_packs; });
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (Rule& rule : rules) {
      if (rule.reads_packs || std::none_of(rule.after.begin(), rule.after.end(), reads)) continue;
      rule.reads_packs = changed = true;
    }
  }
}

Catalogue load() {
  Catalogue catalogue{{}, family_rows(), fold_rows()};
  const std::vector<RuleFile> files = rule_files();
  for (const RuleFile& file : files) catalogue.rules.emplace_back(file.make()).family = file.family;
  spread_reads_packs(catalogue.rules);
  for (std::size_t i = 0; i < files.size(); ++i) {
    Rule& rule = catalogue.rules[i];
    rule.version = rule.reads_packs ? files[i].version_with_packs : files[i].version;
  }
  std::sort(catalogue.rules.begin(), catalogue.rules.end(), [&families = catalogue.families](const Rule& a, const Rule& b) {
    const std::size_t rank_a = rank_of(a.family, families);
    const std::size_t rank_b = rank_of(b.family, families);
    return rank_a != rank_b ? rank_a < rank_b : a.id < b.id;
  });
  return catalogue;
}

template <class Row>
std::vector<std::string_view> ids_of(const std::vector<Row>& rows) {
  std::vector<std::string_view> ids;
  ids.reserve(rows.size());
  for (const Row& row : rows) ids.push_back(row.id);
  return ids;
}

}  // namespace

const Catalogue& built_in_catalogue() {
  static const Catalogue catalogue = load();
  return catalogue;
}

Catalogue with_settings(Catalogue catalogue, const RuleSettings& settings) {
  for (Rule& rule : catalogue.rules) {
    if (const auto set = settings.find(rule.id); set != settings.end()) rule.setting = set->second;
  }
  return catalogue;
}

bool takes_over(std::string_view later, std::string_view earlier) {
  return std::any_of(std::begin(successions), std::end(successions),
                     [&](const Succession& row) { return row.later == later && row.earlier == earlier; });
}

const Rule* Catalogue::find(std::string_view id) const {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

std::vector<std::string_view> Catalogue::rule_ids() const { return ids_of(rules); }
std::vector<std::string_view> Catalogue::family_ids() const { return ids_of(families); }

}  // namespace stackdrag
