// The ids of an inventory, and the other names under which a reference finds an item.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "stackdrag/reader.h"
#include "stackdrag/text.h"

namespace stackdrag {

bool Ids::declare(Kind kind, Text id, Span at) {
  Table& table = tables_[static_cast<std::size_t>(kind)];
  if (!table.numbers.try_emplace(id, static_cast<std::uint32_t>(table.places.size())).second) return false;
  table.places.push_back(at);
  return true;
}

void Ids::sort() {
  for (const KindNames& kind : kinds()) {
    if (has_role(kind.kind, role::nameless)) continue;
    Table& table = tables_[static_cast<std::size_t>(kind.kind)];
    std::vector<std::pair<Text, std::uint32_t*>> ids;
    for (auto& [id, number] : table.numbers) ids.emplace_back(id, &number);
    std::sort(ids.begin(), ids.end());
    std::vector<Span> places;
    for (const auto& [id, number] : ids) {
      places.push_back(table.places[*number]);
      *number = static_cast<std::uint32_t>(places.size() - 1);
    }
    table.places = std::move(places);
  }
}

ItemId Ids::find(Kind kind, Text id) const {
  const auto found = of(kind).numbers.find(id);
  return found == of(kind).numbers.end() ? ItemId{} : ItemId{kind, found->second};
}

ItemId Ids::find_folded(Kind kind, Text id) const {
  std::unordered_map<std::string, ItemId>& folded = folded_[static_cast<std::size_t>(kind)];
  if (folded.empty()) {
    for (const auto& [name, number] : of(kind).numbers) {
      const auto [known, fresh] = folded.try_emplace(folded_name(name), ItemId{kind, number});
      if (!fresh) known->second = {};
    }
  }
  const auto found = folded.find(folded_name(id));
  return found == folded.end() ? ItemId{} : found->second;
}

ItemId Ids::find_page(Text url) const {
  if (pages_by_key_.empty()) {
    std::map<Text, std::uint32_t> pages(of(Kind::page).numbers.begin(), of(Kind::page).numbers.end());
    for (const auto& [id, number] : pages) pages_by_key_.try_emplace(page_key(id), ItemId{Kind::page, number});
  }
  std::vector<std::string> keys{page_key(url), page_key_without_query(url)};
  // The site of a page that is declared by its path has no name. Every site has a home page, so that one is not meant.
  const std::size_t path = keys.back().find('/');
  if (url.find("://") != Text::npos && path != std::string::npos) keys.push_back(keys.back().substr(path));
  for (const std::string& key : keys) {
    if (const auto found = pages_by_key_.find(key); found != pages_by_key_.end()) return found->second;
  }
  return {};
}

void Ids::also_known(ItemId item, Text name) {
  std::vector<ItemId>& items = by_name_[folded_name(name)];
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

ItemId Ids::find_by_name(std::span<const Kind> among, Text name) const {
  const auto known = by_name_.find(folded_name(name));
  if (known == by_name_.end()) return {};
  ItemId found;
  for (const ItemId item : known->second) {
    if (std::find(among.begin(), among.end(), item.kind) == among.end() || (!names_owners(among) && has_role(item.kind, role::owner)))
      continue;
    if (found) return {};
    found = item;
  }
  return found;
}

}  // namespace stackdrag
