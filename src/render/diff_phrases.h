// The sections of a difference and the wording that its formats share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/diff.h"

namespace stackdrag::report {

/// What happened to some of the findings.
struct DiffSection {
  std::string_view id;       ///< as in JSON: "new", "fixed"
  std::string_view heading;  ///< "removed with their items", in lower case
  std::string_view counted;  ///< behind a number: "removed with their items"
  const std::vector<FindingChange>* changes;
};

/// All sections, also those without a finding; what needs doing first.
std::vector<DiffSection> sections_of(const Diff& diff);

/// The finding of a change that is shown: the one after, if there is one.
const ReportedFinding& shown_finding(const FindingChange& change);
/// "was 120 days, is 240 days", "was `tool/old`"; of an open question, what would answer it; empty if nothing changed.
std::string change_phrase(const FindingChange& change, const Diff& diff);

/// "25–30 → 22–27 (−3.2)", "25–30"; without the difference if scores are not compared.
std::string drag_change(const Diff& diff);
/// "C → B", or "C" if both are the same.
std::string before_and_after(const std::string& before, const std::string& after);
/// "at least €2,100 a month → €1,900 a month (−€200)".
std::string interest_change(const Diff& diff);
std::string principal_change(const Diff& diff);
/// "+6.2", "−3.2"; empty if it rounds to nothing.
std::string signed_points(double points);

/// "1 new critical"; empty if nothing critical is there.
std::string danger_phrase(const Diff& diff);
/// "`tool/crm` costs €10,000 a month, was €100", the largest changes first.
std::vector<std::string> cost_phrases(const Diff& diff);
/// What to write where an item has only got another id.
std::vector<std::string> rename_phrases(const Diff& diff);

/// "2 new, 1 worsened, 3 fixed, 12 unchanged"; "nothing changed: the same 12 findings".
std::string counts_phrase(const Diff& diff);
/// What is to be known before the difference is relied on: sentences without a full stop.
std::vector<std::string> doubts(const Diff& diff);

}  // namespace stackdrag::report
