// Which projects are active and so take up people's time.
#pragma once

#include "stackdrag/inventory.h"

namespace stackdrag::rules {

inline bool is_active(const Project& project) { return !project.status || *project.status == Status::active; }

}  // namespace stackdrag::rules
