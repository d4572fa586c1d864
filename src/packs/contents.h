// What packs hold, and how they are read; for the packs themselves and their tests.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "packs/pack_text.h"
#include "stackdrag/packs.h"
#include "stackdrag/pattern.h"

namespace stackdrag {

/// Takes names for the same that differ only in letter case, spaces, `-` and `_`. For looking up without a folded copy.
struct FoldedHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const;
};
struct FoldedEqual {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const;
};
template <class T>
using ByFoldedName = std::unordered_map<std::string, T, FoldedHash, FoldedEqual>;

struct Packs::Contents {
  std::vector<Product> products;               ///< by id
  std::vector<Api> apis;                       ///< by id
  ByFoldedName<std::size_t> products_by_name;  ///< by id and alias
  ByFoldedName<std::vector<std::size_t>> apis_by_tool;
  std::vector<std::pair<Pattern, std::size_t>> products_by_account;

  Sources sources;  ///< keep the texts that the facts point into
  Inventory lists;  ///< keeps the lists; no item is ever put in
};

struct ReadPacks {
  Packs packs;
  std::vector<Problem> problems;
};

/// Reads packs in their order; a later row takes the place of an earlier one with its id.
ReadPacks read_packs(const std::vector<PackText>& texts);

}  // namespace stackdrag
