// Which nodes of a workflow of n8n run when somebody calls it who has no credential.
#pragma once

#include <vector>

#include "stackdrag/tree.h"

namespace stackdrag::evidence {

/// The nodes behind the webhooks that let everybody in, by the connections. Nothing is behind one if a signature is checked there.
std::vector<View> nodes_behind_open_doors(View workflow);

}  // namespace stackdrag::evidence
