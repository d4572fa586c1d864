// Which exports of workflows are the newer selves of others. A workflow is known by its id; a list of them often has none, and is known by
// what it shares with an older list.
#pragma once

#include <string>
#include <vector>

#include "evidence/keep_sources.h"
#include "stackdrag/observed_file.h"

namespace stackdrag::evidence {

/// What a list without an id is of: it is named after one of its workflows.
std::string name_of_list(const std::string& workflow);

/// Gives each list that was read the name of the older list with which it shares a workflow, so that it replaces it. Those that are read at
/// once and share a workflow are one list, of which the newest counts.
void name_lists(const Observed& before, std::vector<Imported>& imports);

/// Leaves out the sources all of whose workflows are in a newer one that was read, and the marks of workflows that are.
void drop_covered(const Observed& before, KeptSources& kept);

}  // namespace stackdrag::evidence
