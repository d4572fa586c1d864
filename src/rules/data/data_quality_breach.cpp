// Data that is less complete, or has more duplicates, than its service level allows.
#include <string>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether the data object itself promises what it misses. The default limits are this program's own idea, so missing them is a remark.
bool breaks_promise(const Data& data, bool incomplete, bool duplicated) {
  return data.sla && ((incomplete && data.sla->completeness) || (duplicated && data.sla->duplicates));
}

/// The data object's own target, or else the default.
double target(const Data& data, At<Rate> Sla::*field, double standard) {
  if (!data.sla) return standard;
  const At<Rate>& own = *data.sla.*field;
  return own ? own->share : standard;
}

std::string percent(double share) { return format_number(share * 100); }

Verdict check(const Data& data, const Context& in) {
  const At<Rate>& completeness = data.completeness;
  const At<Rate>& duplicates = data.duplicates;
  const double least = target(data, &Sla::completeness, in.options.number("completeness"));
  const double most = target(data, &Sla::duplicates, in.options.number("duplicates"));
  const bool incomplete = completeness && completeness->share < least;
  const bool duplicated = duplicates && duplicates->share > most;
  if (!incomplete && !duplicated) {
    if (completeness.unknown() && duplicates.unknown()) return unknown(data, {"completeness", "duplicates"});
    if (completeness.unknown()) return unknown(data, {"completeness"});
    if (duplicates.unknown()) return unknown(data, {"duplicates"});
    return clear();
  }
  std::vector<std::string> faults;
  if (incomplete) faults.push_back(fmt::format("is {} % complete (minimum {} %)", percent(completeness->share), percent(least)));
  if (duplicated) faults.push_back(fmt::format("has {} % duplicates (limit {} %)", percent(duplicates->share), percent(most)));
  Flagged finding = flag(incomplete ? completeness.at : duplicates.at, "`{}` {}", *data.id, join_words(faults))
                        .measure(incomplete ? (least - completeness->share) * 100 : (duplicates->share - most) * 100, "percent")
                        .as(breaks_promise(data, incomplete, duplicated) ? Severity::medium : Severity::low)
                        .act("clean up {} at the source", data.common.self);
  if (incomplete && duplicated) finding.also(duplicates.at, "duplicates");
  return finding;
}

}  // namespace

Rule data_quality_breach() {
  return {
      .id = "data-quality-breach",
      .title = "Data quality below target",
      .when = "Too few records are complete or too many are duplicates, by the data's own `sla` or by the default limits.",
      .why = "Campaigns miss people or reach them twice, and agents that read the data make up what is missing.",
      .fix =
          "Fix it where the data is entered: required fields, validation, one record per person. Then clean up the existing records once.",
      .severity = Severity::medium,
      .effort = 16,
      .carry = 2,
      .flagged = "data: {lead: {completeness: 81%, duplicates: 7%}}",
      .clean = "data: {lead: {completeness: 97%, duplicates: 1%}}",
      .check = each<Data>(check),
      .options = {{"completeness", "share", 0.90, "minimum share of complete records, unless the data's own `sla` says otherwise"},
                  {"duplicates", "share", 0.05, "maximum share of duplicates, unless the data's own `sla` says otherwise"}},
  };
}

}  // namespace stackdrag::rules
