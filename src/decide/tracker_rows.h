// The issues in what a tracker exports as a table or as JSON, whatever they are wrapped in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decide/tracker_state.h"
#include "stackdrag/tree.h"

namespace stackdrag::decide {

/// What an export says of one issue.
struct TrackerRow {
  Span at;
  std::optional<std::string> body{};  ///< empty if nothing holds one
  std::string title{}, key{};
  TrackerState state{};
};

/// The rows of a table. A body stands in the column of that name.
std::vector<TrackerRow> rows_of_table(View table);

struct TrackerIssues {
  std::vector<TrackerRow> rows{};
  bool has_list = false;  ///< a list of issues is there, if only an empty one
};
/// The issues in JSON: a list of them, or one in what GitHub, Jira and Linear answer with.
TrackerIssues issues_in_json(View root);

/// All that a row of a table says, where no column is called after a body. What people answered is left out.
std::string all_of_row(View row);

/// Whether a line is one of names, and at least one of them is that of a column that exports of issues have.
bool names_issues(std::string_view line);

}  // namespace stackdrag::decide
