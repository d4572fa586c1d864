// Whom the tags of a published container report to.
#pragma once

#include <vector>

#include "evidence/gtm_runtime.h"
#include "stackdrag/identify.h"

namespace stackdrag::evidence {

/// Empty for helpers, for custom templates, which have no name there, and for what nobody knows.
std::vector<Sender> senders_of(const PublishedTag& tag, const Identify& identify);

}  // namespace stackdrag::evidence
