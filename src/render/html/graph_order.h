// The order of the vertices in each row, so that few lines cross.
#pragma once

#include "render/html/layered_graph.h"

namespace stackdrag {

/// Reorders the rows. Finds good orders, not always the best ones; the same graph always gets the same.
void order_rows(LayeredGraph& graph);

}  // namespace stackdrag
