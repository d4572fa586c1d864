// The values that an argument can have: rules, and what the inventory at hand declares.
#include "cli/known_values.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/prepare.h"
#include "cli/written_items.h"
#include "stackdrag/assess.h"
#include "stackdrag/catalogue.h"
#include "stackdrag/facts.h"
#include "stackdrag/rule.h"

namespace stackdrag::cli {
namespace {

/// The values of an option as they were given.
std::vector<std::string> values_given(const Words& words, std::string_view option) {
  std::vector<std::string> values;
  for (const Words::Given& one : words.given) {
    if (one.argument->name() == option) values.push_back(one.value);
  }
  return values;
}

std::string last_given(const Words& words, std::string_view option) {
  const auto values = values_given(words, option);
  return values.empty() ? "" : values.back();
}

/// Where the command would read its inventory. What is no file or folder is left out, as the others are still of use.
InventoryArguments inventory_of(const Words& words) {
  InventoryArguments arguments;
  const auto is_there = [](const std::string& path) {
    std::error_code error;
    return std::filesystem::is_regular_file(path, error) || std::filesystem::is_directory(path, error);
  };
  for (const Words::Given& one : words.given) {
    if ((one.argument->holds == Holds::inventory || one.argument->holds == Holds::proposal) && is_there(one.value))
      arguments.paths.push_back(one.value);
  }
  for (const std::string& path : values_given(words, "--evidence")) {
    if (is_there(path)) arguments.evidence.push_back(path);
  }
  arguments.map = last_given(words, "--map");
  arguments.config = last_given(words, "--config");
  return arguments;
}

std::vector<Candidate> rules_and_families(Holds holds) {
  const Catalogue& catalogue = built_in_catalogue();
  std::vector<Candidate> found;
  if (holds != Holds::rule) {
    for (const Family& family : catalogue.families) found.push_back({std::string(family.id), std::string(family.title)});
  }
  if (holds != Holds::family) {
    for (const Rule& rule : catalogue.rules) found.push_back({std::string(rule.id), std::string(rule.title)});
  }
  return found;
}

/// By their ids, or, where that names several, by kind/id; all by kind/id if that is what was begun.
std::vector<Candidate> items_in(const Prepared& prepared, Holds holds, const std::string& typed) {
  const Loaded loaded = load(prepared.sources, prepared.settings);
  if (!loaded.workspace) return {};
  std::vector<WrittenItem> items = written_items(loaded.workspace->inventory->trees);
  // A convention can be shown, but nothing stands on it.
  std::erase_if(items, [&](const WrittenItem& item) {
    return (holds != Holds::item_or_sight && (item.observed || item.kind == Kind::convention)) ||
           (holds == Holds::proposal && item.kind != Kind::proposal);
  });
  std::map<std::string_view, int> count;
  for (const WrittenItem& item : items) count[item.id] += item.observed ? 0 : 1;
  const auto is_begun = [&](const WrittenItem& item) { return !item.observed && item.id.starts_with(typed); };
  const bool by_id = std::any_of(items.begin(), items.end(), is_begun);
  std::vector<Candidate> found;
  for (const WrittenItem& item : items) {
    const bool alone = !item.observed && count[item.id] == 1;
    if (by_id && item.observed) continue;
    found.push_back(by_id && alone ? Candidate{std::string(item.id), std::string(name_of(item.kind))} : Candidate{item.label, ""});
  }
  return found;
}

std::vector<Candidate> owners_in(const Prepared& prepared) {
  const Loaded loaded = load(prepared.sources, prepared.settings);
  if (!loaded.workspace) return {};
  std::vector<Candidate> found;
  for (const std::string_view owner : known_owners(loaded.workspace->facts)) found.push_back({std::string(owner), ""});
  found.push_back({std::string(unowned), "what nobody owns"});
  return found;
}

/// The findings that are new, as RULE:KIND/ID.
std::vector<Candidate> findings_in(const Prepared& prepared) {
  const Loaded loaded = load(prepared.sources, prepared.settings);
  if (!loaded.workspace) return {};
  const Assessment assessment = assess(*loaded.workspace, prepared.settings);
  std::vector<Candidate> found;
  for (const TriagedFinding& finding : assessment.findings) {
    if (finding.novelty == Novelty::fresh)
      found.push_back({fmt::format("{}:{}", finding.finding->rule->id, finding.subject), std::string(finding.finding->what.message)});
  }
  return found;
}

}  // namespace

bool takes_files(Holds holds) { return holds == Holds::file || holds == Holds::inventory || holds == Holds::proposal; }

std::vector<Candidate> known_values(Holds holds, const Words& words, const std::string& typed) {
  if (holds == Holds::rule || holds == Holds::family || holds == Holds::rule_or_family) return rules_and_families(holds);
  const bool is_item = holds == Holds::item || holds == Holds::item_or_sight || holds == Holds::proposal;
  const bool is_finding = holds == Holds::finding;
  if (!is_item && !is_finding && holds != Holds::owner) return {};
  const InventoryArguments arguments = inventory_of(words);
  if (arguments.found().empty()) return {};
  const auto prepared = prepare(
      arguments, is_finding ? BaselineChoice{.path = last_given(words, "--baseline"), .needed = true} : BaselineChoice{.read = false});
  if (prepared == nullptr) return {};
  return is_item ? items_in(*prepared, holds, typed) : is_finding ? findings_in(*prepared) : owners_in(*prepared);
}

}  // namespace stackdrag::cli
