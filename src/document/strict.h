// Reads small documents whose every key is known: the baseline and the configuration. Whatever does not fit is reported with its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/tree.h"
#include "stackdrag/units.h"

namespace stackdrag {

/// What is wrong is collected, and the value left as it was. `name` is what the value is called in messages.
class StrictReader {
 public:
  std::vector<Problem> problems;

  void problem(Span at, std::string message) { problems.push_back({std::move(message), at}); }
  /// A key that nobody knows.
  void unknown(View key, const std::vector<std::string_view>& known);
  void expected(View value, std::string_view name, std::string_view what);

  /// Calls `visit(key, value)` for each entry; false if this is no mapping.
  template <class Visit>
  bool entries(View value, std::string_view name, Visit visit) {
    if (!value.is_mapping()) return expected(value, name, "a mapping"), false;
    value.entries(visit);
    return true;
  }
  void text(View value, std::string_view name, std::string& out);
  void date(View value, std::string_view name, Date& out);
  void truth(View value, std::string_view name, bool& out);
  std::optional<double> number(View value, std::string_view name);
  std::optional<int> whole(View value, std::string_view name);
  /// The number of the word; empty if it is none of them.
  std::optional<std::size_t> choice(View value, std::string_view name, const std::vector<std::string_view>& words);
};

}  // namespace stackdrag
