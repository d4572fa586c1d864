// A proposal that leaves out what has to be known before anything is let in.
#include <algorithm>
#include <string>
#include <vector>

#include "stackdrag/proposals.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Proposal& proposal, const Context& in) {
  const std::vector<MissingFact> missing = missing_facts(proposal, in.inventory);
  if (missing.empty()) return clear();
  std::vector<std::string> words;
  for (const MissingFact& fact : missing) words.push_back(fact.words);
  return flag(proposal.id.at, "`{}` does not say {}", *proposal.id, join_words(words))
      .measure(static_cast<double>(missing.size()), "fields")
      .keeping_out(std::any_of(missing.begin(), missing.end(), [](const MissingFact& fact) { return fact.keeps_out; }))
      .act("complete the proposal {}", proposal.common.self);
}

}  // namespace

Rule proposal_incomplete() {
  return {
      .id = "proposal-incomplete",
      .title = "Incomplete proposal",
      .when =
          "A proposal does not say which job it would do, who would own it, what it is for, what it would cost, which data it would "
          "access, which agreement covers personal data, how you would leave it, or when it would end.",
      .why =
          "These are the questions that nobody asks after the contract is signed; a tool that comes in without the answers becomes debt.",
      .fix = "Fill in the fields. `none` is an answer to what it costs, which data it would access and when it would end: `data: none`.",
      .gets = "A proposal that one meeting can decide.",
      .done = "Each field has an answer (`none` only in `cost`, `data`, `ends` and `until`), and whoever is named as owner has agreed.",
      .severity = Severity::info,
      .effort = 1,
      .carry = 0,
      .flagged = "proposals: {greeter: {does: [chat], cost: 6000/yr}}",
      .clean =
          "proposals: {greeter: {does: [chat], owner: kim, purpose: answers at night, cost: 6000/yr, data: none, exit: remove the tag, "
          "ends: 2027-12-31}}",
      .check = each<Proposal>(check),
  };
}

}  // namespace stackdrag::rules
