// Long edges without needless bends.
#pragma once

#include <vector>

#include "render/html/graph_ports.h"
#include "render/html/graph_spacing.h"

namespace stackdrag {

/// Moves dummies between what stands beside them, so that long edges run straight down as far as they can. Boxes stay.
void straighten(const LayeredGraph& graph, const std::vector<Spacing>& spacings, const Ports& ports, std::vector<Length>& middles);

}  // namespace stackdrag
