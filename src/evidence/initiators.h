// Who asked for what a recorded visit loaded.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/tree.h"

namespace stackdrag::evidence {

/// The addresses of what asked for an entry of a HAR: the code that was running, the innermost call first and what it was waiting for
/// behind it, and then the document or stylesheet that names the resource. Empty if it was not recorded. An address may stand there
/// several times, but not twice in a row.
std::vector<std::string> initiators_of(View entry);

}  // namespace stackdrag::evidence
