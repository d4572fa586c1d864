// How the data of an integration gets from one tool to the other.
#pragma once

#include <algorithm>
#include <iterator>

#include "stackdrag/inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// By files and people.
inline bool is_by_hand(Text via) {
  constexpr std::string_view ways[] = {"csv", "email", "excel", "file", "googlesheets", "manual", "sheets", "spreadsheet"};
  return std::find(std::begin(ways), std::end(ways), folded_name(via)) != std::end(ways);
}

/// Files, people and webhooks call no version of an API.
inline bool calls_nothing(const At<Text>& via) {
  if (!via) return false;
  const std::string way = folded_name(*via);
  return is_by_hand(way) || way == "sftp" || way == "webhook";
}

}  // namespace stackdrag::rules
