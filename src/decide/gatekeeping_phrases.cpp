#include "decide/gatekeeping_phrases.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr double least_hours = 0.005;  ///< what would be printed as nothing

std::size_t count(const GateCase& judged, GateVerdict verdict) { return reasons_of(judged, verdict, false).size(); }

/// "proposal is", "proposals are".
std::string proposals(std::size_t some, std::size_t all) {
  return some == all ? fmt::format("{} {}", count_of(all, "proposal"), all == 1 ? "is" : "are")
                     : fmt::format("{} of {} {}", some, count_of(all, "proposal"), some == 1 ? "is" : "are");
}

/// "2 new items and `quiz`", "2 new items and 5 proposals": what has the verdict.
std::string subjects_phrase(const Gatekeeping& gate, GateVerdict verdict) {
  constexpr std::size_t most_named = 3;
  std::vector<std::string> subjects, proposals;
  for (const GateCase& one : gate.cases) {
    if (one.verdict == verdict) (one.item.empty() ? subjects : proposals).push_back(subject_phrase(one));
  }
  if (proposals.size() > most_named) proposals = {count_of(proposals.size(), "proposal")};
  subjects.insert(subjects.end(), proposals.begin(), proposals.end());
  return join_words(subjects);
}

}  // namespace

std::string_view verdict_word(GateVerdict verdict) {
  switch (verdict) {
    case GateVerdict::block:
      return "blocked";
    case GateVerdict::ask:
      return "open questions";
    case GateVerdict::pass:
      break;
  }
  return "may come in";
}

std::string subject_phrase(const GateCase& judged) {
  if (judged.item.empty()) return count_of(judged.items.size(), "new item");
  return fmt::format("`{}`", report::id_of(judged.item));
}

std::vector<const GateReason*> reasons_of(const GateCase& judged, GateVerdict verdict, bool accepted) {
  std::vector<const GateReason*> found;
  for (const GateReason& reason : judged.reasons) {
    if (reason.accepted.empty() != accepted && (accepted || reason.verdict == verdict)) found.push_back(&reason);
  }
  return found;
}

std::string mistakes_phrase(const Gatekeeping& gate) {
  if (gate.mistakes == 0) return "";
  return fmt::format("{} in the inventory: only what could be read was judged", count_of(gate.mistakes, "mistake"));
}

std::string_view reasons_heading(GateVerdict verdict, bool accepted) {
  if (accepted) return "Accepted all the same";
  return verdict == GateVerdict::block ? "Keeps it out" : "To answer first";
}

std::vector<std::string> count_phrases(const GateCase& judged) {
  std::vector<std::string> phrases;
  const std::size_t blocks = count(judged, GateVerdict::block), asks = count(judged, GateVerdict::ask);
  if (blocks > 0) phrases.push_back(fmt::format("{} {} out", count_of(blocks, "reason"), blocks == 1 ? "keeps it" : "keep it"));
  if (asks > 0) phrases.push_back(fmt::format("{} to answer first", count_of(asks, "question")));
  if (phrases.empty()) phrases.emplace_back("nothing speaks against it");
  if (!judged.obligations.empty()) phrases.push_back(fmt::format("{} to prove", count_of(judged.obligations.size(), "fact")));
  return phrases;
}

std::string drag_phrase(const GateStanding& standing) {
  const std::string low = fmt::format("{:.1f}", standing.low.value()), high = fmt::format("{:.1f}", standing.high.value());
  return low == high ? low : fmt::format("{}–{}", low, high);
}

std::string grade_phrase(const GateStanding& standing) { return standing.grade == no_grade ? "none" : std::string(1, standing.grade); }

std::vector<std::string> standing_phrases(const GateCase& judged) {
  std::vector<std::string> phrases;
  if (!judged.before) {
    phrases.push_back(fmt::format("drag {}", drag_phrase(judged.after)));
    phrases.push_back(fmt::format("grade {}", grade_phrase(judged.after)));
  } else {
    phrases.push_back(fmt::format("drag {} → {}", drag_phrase(*judged.before), drag_phrase(judged.after)));
    const std::string was = grade_phrase(*judged.before), is = grade_phrase(judged.after);
    phrases.push_back(was == is ? fmt::format("grade {}", is) : fmt::format("grade {} → {}", was, is));
  }
  if (judged.obligations.empty()) return phrases;
  std::string proved = fmt::format("at most {:.1f}", judged.proved_high.value());
  if (judged.proved_grade != judged.after.grade) proved += fmt::format(" and grade {}", judged.proved_grade);
  phrases.push_back(proved + " if all is proved");
  return phrases;
}

std::vector<std::string> price_phrases(const Gatekeeping& gate, const GateCase& judged) {
  std::vector<std::string> phrases;
  const auto money = [&](double amount) { return report::money_phrase(amount, gate.currency); };
  if (judged.cost) phrases.push_back(*judged.cost > 0 ? fmt::format("{} a year", money(*judged.cost)) : "free");
  if (!judged.replaces.empty()) {
    phrases.push_back(judged.saved ? fmt::format("{} a year less for `{}`", money(*judged.saved), judged.replaces)
                                   : fmt::format("replaces `{}`", judged.replaces));
  }
  if (judged.hours) {
    std::string hours = fmt::format("{} h a month", format_number(*judged.hours));
    if (judged.share) hours += fmt::format(" ({:.1f} % of the capacity)", 100 * *judged.share);
    phrases.push_back(std::move(hours));
  }
  if (!judged.owner.empty()) phrases.push_back(fmt::format("owner `{}`", judged.owner));
  if (!judged.requested_by.empty()) phrases.push_back(fmt::format("asked for by `{}`", judged.requested_by));
  return phrases;
}

std::string obligation_phrase(const GateObligation& obligation) {
  std::vector<std::string> fields;
  for (const std::string& field : obligation.fields) fields.push_back(fmt::format("`{}`", field));
  const std::string listed = obligation.any ? fmt::format("{}", fmt::join(fields, " or ")) : join_words(fields);
  return fmt::format("`{}`: {}", obligation.item, listed);
}

std::string worth_phrase(const GateObligation& obligation) {
  return obligation.hours < least_hours ? "" : fmt::format("up to {} h a month", format_number(obligation.hours));
}

std::string finding_phrase(const GateFinding& finding) {
  return fmt::format("{}: {} (`{}`)", name_of(finding.severity), finding.text, finding.rule);
}

std::string settled_phrase(const GateCase& judged) {
  if (judged.settles == 0) return "";
  const std::string count = count_of(judged.settles, "finding");
  if (judged.item.empty()) return fmt::format("{} {} gone", count, judged.settles == 1 ? "is" : "are");
  return fmt::format("{} of today would be gone", count);
}

std::string summary_phrase(const Gatekeeping& gate) {
  if (gate.cases.empty())
    return gate.against.empty() ? "there are no proposals to judge" : fmt::format("nothing is new against `{}`", gate.against);
  const GateVerdict verdict = gate.verdict();
  const auto has = [&](const GateCase& one) { return one.verdict == verdict; };
  const auto some = static_cast<std::size_t>(std::count_if(gate.cases.begin(), gate.cases.end(), has));
  if (gate.cases.size() == 1 || !gate.against.empty()) {
    const std::string what = subjects_phrase(gate, verdict);
    return verdict == GateVerdict::block ? fmt::format("blocked: {}", what)
           : verdict == GateVerdict::ask ? fmt::format("to answer first: {}", what)
                                         : fmt::format("may come in: {}", what);
  }
  const std::string what = proposals(some, gate.cases.size());
  return verdict == GateVerdict::block ? fmt::format("{} blocked", what)
         : verdict == GateVerdict::ask ? fmt::format("{} to be answered for first", what)
                                       : fmt::format("{} free to come in", what);
}

}  // namespace stackdrag
