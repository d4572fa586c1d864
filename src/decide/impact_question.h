// What a question is about: the item that its id means, and what happens to it.
#pragma once

#include "stackdrag/impact.h"

namespace stackdrag {

struct Asked {
  ItemId item;
  ImpactEvent event;
};

/// A failure says what is wrong with the question.
Result<Asked> asked_of(const Assessment& assessment, const ImpactQuestion& question);

}  // namespace stackdrag
