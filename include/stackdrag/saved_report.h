// Reads a JSON report back: what an audit said, without the inventory that it said it of.
//
// The figures are those that were written, with four decimals; the lines of the inventory are not part of a report, and so none is shown.
#pragma once

#include <string>
#include <string_view>

#include "stackdrag/report.h"
#include "stackdrag/result.h"

namespace stackdrag {

/// Reads what `--format json` wrote. Any bytes are fine: the answer is a report or a sentence that begins with the place, such as
/// "old.json:3:17: `severity`: expected …". `name` is what the file is called in it. Members that are not known are skipped.
///
/// The report holds its own texts; `sources` is null. Of a report with a filter only the findings that it shows are there. Behind them
/// stand those that they are folded into, of which nothing but the fingerprint is known; their rule has no id. `Report::shown` leaves them
/// out.
Result<Report> read_report(std::string bytes, std::string name);

/// Whether a JSON text says of itself that it is a report of stackdrag, even if something is wrong with the rest of it.
bool looks_like_report(std::string_view bytes);

}  // namespace stackdrag
