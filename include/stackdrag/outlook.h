// What the next weeks of work on a stack would bring, for a report.
#pragma once

#include <span>

#include "stackdrag/assess.h"
#include "stackdrag/report.h"

namespace stackdrag {

/// Plans the next 30 days, and all of the work, as `plan_work` does, which takes some hundred to some thousand times as long as the
/// assessment. Its texts are kept in `store`; the actions, whose texts it holds, must outlive it.
Outlook outlook_of(const Assessment& assessment, std::span<const Action> actions, Store& store);

}  // namespace stackdrag
