// The items of an inventory as they stand in its files.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/kinds.h"
#include "stackdrag/tree.h"

namespace stackdrag::cli {

/// An item as it stands in a file.
struct WrittenItem {
  std::string label;  ///< `tool/hubspot`
  Kind kind;
  std::string_view id;
  Span at;
  View fields;
  bool observed;  ///< in an observed file
};

/// In the order of the files.
std::vector<WrittenItem> written_items(const std::deque<Tree>& trees);

}  // namespace stackdrag::cli
