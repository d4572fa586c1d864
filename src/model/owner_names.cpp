// Counts the spellings of owners, and writes the chosen one into every field that names them.
#include "model/owner_names.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag {

void unify_owners(const std::vector<NamedOwner>& owners, Inventory& inventory) {
  struct Name {
    std::map<Text, std::size_t> spellings;
    Text chosen;
  };
  std::unordered_map<std::string, Name> names;
  std::unordered_map<Text, Name*> by_spelling;
  for (const NamedOwner& owner : owners) {
    if (owner.target) continue;
    Name*& name = by_spelling[*owner.name];
    if (name == nullptr) name = &names[folded_name(*owner.name)];
    ++name->spellings[*owner.name];
  }
  for (auto& [folded, name] : names) {
    const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
    name.chosen = std::max_element(name.spellings.begin(), name.spellings.end(), fewer)->first;
  }
  std::vector<OtherSpelling>& others = inventory.other_spellings;
  for (const NamedOwner& owner : owners) {
    const Text written = *owner.name;
    const Text name = owner.target ? *id_of(inventory, owner.target) : by_spelling.at(written)->chosen;
    if (written == name) continue;
    // `person/ana`, her display name and her address are other ways to refer to her, and no other spellings.
    const bool is_spelling = folded_name(written) == folded_name(name);
    if (is_spelling && !written.ends_with('/' + std::string(name))) others.push_back({name, written, owner.at, owner.from});
    *owner.name = name;
  }
  std::sort(others.begin(), others.end(),
            [](const OtherSpelling& a, const OtherSpelling& b) { return a.name != b.name ? a.name < b.name : a.at.begin < b.at.begin; });
}

}  // namespace stackdrag
