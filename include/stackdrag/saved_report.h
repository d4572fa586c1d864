// Reads a JSON report back, without needing the inventory that it is about.
//
// Figures have the four decimals that were written. A report does not contain the lines of the inventory, so none can be shown.
#pragma once

#include <string>
#include <string_view>

#include "stackdrag/report.h"
#include "stackdrag/result.h"

namespace stackdrag {

/// Reads what `--format json` wrote. Accepts any bytes: returns a report, or a failure whose text begins with the place, such as
/// "old.json:3:17: `severity`: expected …". `name` is the name of the file in that text. Unknown members are skipped.
///
/// The report owns its texts; `sources` is null. A filtered report has only the findings that it shows, followed by those that they are
/// folded into. Of the latter only the fingerprint is known: their rule has no id, and `Report::shown` does not contain them.
Result<Report> read_report(std::string bytes, std::string name);

/// Whether a JSON text identifies itself as a stackdrag report, even if the rest of it is broken.
bool looks_like_report(std::string_view bytes);

}  // namespace stackdrag
