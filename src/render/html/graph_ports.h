// Where lines meet the boxes.
#pragma once

#include <vector>

#include "render/html/layered_graph.h"

namespace stackdrag {

/// How far right of the middle of a vertex each piece begins and ends, in pixels. All pieces meet in the middle of a dummy.
struct Ports {
  std::vector<int> high, low;  ///< of each piece, at its upper and its lower end
};

/// Ports at a box stand in the order of the vertices that the pieces lead to, so that pieces of one box do not cross.
Ports ports_of(const LayeredGraph& graph);

}  // namespace stackdrag
