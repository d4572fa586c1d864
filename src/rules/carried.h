// How an integration moves data from one tool to the other.
#pragma once

#include <algorithm>
#include <iterator>

#include "stackdrag/inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// Whether people or files move the data.
inline bool is_manual(Text via) {
  constexpr std::string_view ways[] = {"csv", "email", "excel", "file", "googlesheets", "manual", "sheets", "spreadsheet"};
  return std::find(std::begin(ways), std::end(ways), folded_name(via)) != std::end(ways);
}

/// Whether the integration calls no API: manual transfers, files and webhooks do not.
inline bool calls_no_api(const At<Text>& via) {
  if (!via) return false;
  const std::string way = folded_name(*via);
  return is_manual(way) || way == "sftp" || way == "webhook";
}

}  // namespace stackdrag::rules
