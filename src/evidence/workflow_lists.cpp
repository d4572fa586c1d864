#include "evidence/workflow_lists.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace stackdrag::evidence {
namespace {

constexpr std::string_view list_of = "list with ";

using Keys = std::set<std::string, std::less<>>;

bool is_list(const ExportSource& source) { return is_of_workflows(source) && source.of.starts_with(list_of); }

Keys keys_of(const Imported& import) {
  Keys keys;
  for (const Observation& observation : import.observations) keys.insert(key_of(observation.who));
  return keys;
}

/// The keys of the workflows by the sources that know them.
using KeysBySource = std::map<std::string, Keys, std::less<>>;
KeysBySource keys_by_source(const Observed& observed) {
  KeysBySource keys;
  for (const ObservedItem& item : observed.items) {
    for (const std::string& id : item.sources[static_cast<std::size_t>(Grade::configured)]) keys[id].insert(item.key);
  }
  return keys;
}

std::size_t shared(const Keys& a, const Keys& b) {
  return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](const std::string& key) { return b.contains(key); }));
}

/// Lists that were read at once and share workflows, each with another.
struct Group {
  ExportKind kind;
  std::string name;  ///< the first of their names
  Keys keys;
  std::vector<Imported*> lists;
};

/// Takes a list into the groups. It may join some that have had nothing in common.
void add(std::vector<Group>& groups, Imported& list) {
  Group joined{list.source.kind, list.source.of, keys_of(list), {&list}};
  for (Group& group : groups) {
    if (group.kind != joined.kind || shared(group.keys, joined.keys) == 0) continue;
    joined.name = std::min(joined.name, group.name);
    joined.keys.merge(group.keys);
    joined.lists.insert(joined.lists.end(), group.lists.begin(), group.lists.end());
    group.lists.clear();
  }
  std::erase_if(groups, [](const Group& group) { return group.lists.empty(); });
  groups.push_back(std::move(joined));
}

/// The known list that is one of the group, or else has most in common with it, and is not taken; null if there is none.
const ExportSource* older_self(const Group& group, const std::vector<ExportSource>& sources, const KeysBySource& known,
                               const std::set<std::string_view>& taken) {
  const ExportSource* older = nullptr;
  std::size_t most = 0;
  for (const ExportSource& source : sources) {
    const auto keys = known.find(source.id);
    if (source.kind != group.kind || !is_list(source) || keys == known.end() || taken.contains(source.id)) continue;
    const auto is_source = [&](const Imported* list) { return list->source.sha256 == source.sha256; };
    if (std::any_of(group.lists.begin(), group.lists.end(), is_source)) return &source;
    if (const std::size_t number = shared(group.keys, keys->second); number > most) older = &source, most = number;
  }
  return older;
}

bool is_edited_later(const ExportSource& a, const ExportSource& b) { return no_older_than(a) > no_older_than(b); }

}  // namespace

std::string name_of_list(const std::string& workflow) { return std::string(list_of) + workflow; }

void name_lists(const Observed& before, std::vector<Imported>& imports) {
  std::vector<Group> groups;
  for (Imported& import : imports) {
    if (is_list(import.source)) add(groups, import);
  }
  if (groups.empty()) return;
  std::sort(groups.begin(), groups.end(),
            [](const Group& a, const Group& b) { return std::tie(a.kind, a.name) < std::tie(b.kind, b.name); });
  const auto known = keys_by_source(before);
  std::set<std::string_view> taken;
  for (const Group& group : groups) {
    const ExportSource* const older = older_self(group, before.sources, known, taken);
    if (older != nullptr) taken.insert(older->id);
    for (Imported* const list : group.lists) list->source.of = older != nullptr ? older->of : group.name;
  }
}

void drop_covered(const Observed& before, KeptSources& kept) {
  const auto known = keys_by_source(before);
  for (std::size_t i = 0; i < kept.read.size(); ++i) {
    const ExportSource newer = kept.read_sources[i];
    if (!is_of_workflows(newer)) continue;
    const Keys keys = keys_of(*kept.read[i]);
    const auto drop_marks = [&](ExportSource& source) {
      std::erase_if(source.marks, [&](const Mark& mark) { return mark.kind == MarkKind::open_webhook && keys.contains(mark.of); });
    };
    std::erase_if(kept.before, [&](const ExportSource& source) {
      const auto of_source = known.find(source.id);
      return source.kind == newer.kind && is_newer(newer, source) && of_source != known.end() &&
             shared(of_source->second, keys) == of_source->second.size();
    });
    for (ExportSource& source : kept.before) {
      if (source.kind == newer.kind && is_newer(newer, source)) drop_marks(source);
    }
    for (ExportSource& source : kept.read_sources) {
      if (source.kind == newer.kind && is_edited_later(newer, source)) drop_marks(source);
    }
  }
}

}  // namespace stackdrag::evidence
