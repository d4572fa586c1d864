// Data that is worse than it promises to be.
#include <string>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// What a data object promises, or what is asked of all.
double promised(const Data& data, At<Rate> Sla::*field, double standard) {
  if (!data.sla) return standard;
  const At<Rate>& own = *data.sla.*field;
  return own ? own->share : standard;
}

std::string percent(double share) { return format_number(share * 100); }

Verdict check(const Data& data, const Context& in) {
  const At<Rate>& complete = data.completeness;
  const At<Rate>& twice = data.duplicates;
  const double least = promised(data, &Sla::completeness, in.options.number("completeness"));
  const double most = promised(data, &Sla::duplicates, in.options.number("duplicates"));
  const bool incomplete = complete && complete->share < least;
  const bool doubled = twice && twice->share > most;
  if (!incomplete && !doubled) {
    if (complete.unknown() && twice.unknown()) return unknown(data, {"completeness", "duplicates"});
    if (complete.unknown()) return unknown(data, {"completeness"});
    if (twice.unknown()) return unknown(data, {"duplicates"});
    return clear();
  }
  std::vector<std::string> faults;
  if (incomplete) faults.push_back(fmt::format("{} % complete (limit {} %)", percent(complete->share), percent(least)));
  if (doubled) faults.push_back(fmt::format("{} % duplicates (limit {} %)", percent(twice->share), percent(most)));
  Flagged finding = flag(incomplete ? complete.at : twice.at, "`{}`: {}", *data.id, join_words(faults))
                        .measure(incomplete ? (least - complete->share) * 100 : (twice->share - most) * 100, "percent")
                        .act("clean up {} where it is entered", data.common.self);
  if (incomplete && doubled) finding.also(twice.at, "duplicates");
  return finding;
}

}  // namespace

Rule data_quality_breach() {
  return {
      .id = "data-quality-breach",
      .title = "Data worse than promised",
      .when = "Too few records are complete or too many are duplicates, by the data's own promise or the default limits.",
      .why = "Campaigns miss people, people get things twice, and agents that read it make up what is missing.",
      .fix = "Put it right where it is entered: required fields, checks, one record for one person. Then clean up the rest once.",
      .severity = Severity::medium,
      .effort = 16,
      .carry = 2,
      .flagged = "data: {lead: {completeness: 81%, duplicates: 7%}}",
      .clean = "data: {lead: {completeness: 97%, duplicates: 1%}}",
      .check = each<Data>(check),
      .options = {{"completeness", "share", 0.90, "share of the records that must be complete, unless the data's own `sla` says otherwise"},
                  {"duplicates", "share", 0.05, "share of the records that may be duplicates, unless the data's own `sla` says otherwise"}},
  };
}

}  // namespace stackdrag::rules
