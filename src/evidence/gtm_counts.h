// How tidy a container is, in numbers.
#pragma once

#include "evidence/gtm_container.h"
#include "stackdrag/evidence.h"

namespace stackdrag::evidence::gtm {

/// How many tags, triggers and variables the container has, and how many of them nobody uses or decided about. Of an export that is only a
/// part of a container, what is unused is not counted: the rest may use it.
Counts counts_of(View root, const Container& container);

}  // namespace stackdrag::evidence::gtm
