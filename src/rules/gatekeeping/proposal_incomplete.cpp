// A proposal that leaves out what has to be known before anything is let in.
#include <string>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Proposal& proposal, const Context&) {
  std::vector<std::string> missing;
  const auto need = [&](const Known& fact, const char* words) {
    if (fact.left_out()) missing.emplace_back(words);
  };
  const auto need_words = [&](const At<Text>& fact, const char* words) {
    if (fact.left_out() || fact.none() || (fact && is_no_reason(*fact))) missing.emplace_back(words);
  };
  // "none" is an answer to what it costs and which data it sees, but no job, owner, purpose or way out.
  const auto need_something = [&](const Known& fact, const char* words) {
    if (fact.left_out() || fact.none()) missing.emplace_back(words);
  };
  need_something(proposal.does, "which job it would do (`does`)");
  need_something(proposal.owner, "who would own it (`owner`)");
  need_words(proposal.purpose, "what it is for (`purpose`)");
  need(proposal.cost, "what it would cost (`cost`)");
  need(proposal.data, "which data it would access (`data`)");
  need_words(proposal.exit, "how you would leave it (`exit`)");
  if (proposal.until.left_out()) need(proposal.ends, "when it would end (`ends` or `until`)");
  if (missing.empty()) return clear();
  return flag(proposal.id.at, "`{}` does not say {}", *proposal.id, join_words(missing))
      .measure(static_cast<double>(missing.size()), "fields")
      .act("complete the proposal {}", proposal.common.self);
}

}  // namespace

Rule proposal_incomplete() {
  return {
      .id = "proposal-incomplete",
      .title = "Incomplete proposal",
      .when =
          "A proposal does not say which job it would do, who would own it, what it is for, what it would cost, which data it would "
          "access, how you would leave it, or when it would end.",
      .why =
          "These are the questions that nobody asks after the contract is signed; a tool that comes in without the answers becomes debt.",
      .fix = "Fill in the fields, or write `none` where there is nothing: `data: none`.",
      .gets = "A proposal that one meeting can decide.",
      .done = "Each field of the proposal has an answer or `none`, and whoever is named as owner has agreed.",
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
