// Which projects are active and so take up people's time.
#pragma once

#include "stackdrag/inventory.h"

namespace stackdrag::rules {

/// Of a status that could not be read nobody can tell, and the project is left alone.
inline bool is_active(const Project& project) { return project.status ? *project.status == Status::active : !project.status.misread(); }

/// Whether it is still to begin, so that nobody works on it yet.
inline bool is_to_begin(const Project& project, Date as_of) {
  return project.started.misread() || (project.started && *project.started > as_of);
}

/// Whether it waits for a day that has not passed.
inline bool is_blocked(const Project& project, Date as_of) {
  return project.blocked_until.misread() || (project.blocked_until && as_of <= *project.blocked_until);
}

}  // namespace stackdrag::rules
