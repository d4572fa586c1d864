// What packs hold, and how they are read; for the packs themselves and their tests.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "packs/pack_text.h"
#include "stackdrag/packs.h"
#include "stackdrag/pattern.h"

namespace stackdrag {

struct Packs::Contents {
  std::vector<Product> products;                                           ///< by id
  std::vector<Api> apis;                                                   ///< by id
  std::unordered_map<std::string, std::size_t> products_by_name;           ///< by folded id and alias
  std::unordered_map<std::string, std::vector<std::size_t>> apis_by_tool;  ///< by folded name
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
