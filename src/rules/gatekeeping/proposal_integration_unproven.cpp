// A proposal that has to work with other tools, and nothing shows that it does.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Calls `take` with each day or month that the text names, as in `tested 2026-11-02`.
template <class Take>
void each_date(std::string_view text, Take take) {
  const auto digit = [&](std::size_t at) { return at < text.size() && is_digit(text[at]); };  // no mutant: no digit ends it
  for (std::size_t dash = text.find('-'); dash != std::string_view::npos; dash = text.find('-', dash + 1)) {
    if (dash >= 4 && digit(dash - 4) && digit(dash - 3) && digit(dash - 2) && digit(dash - 1) && digit(dash + 1) && digit(dash + 2))
      take(text.substr(dash - 4));
  }
}

bool names_date(std::string_view text) {
  bool names = false;
  each_date(text, [&](std::string_view) { names = true; });
  return names;
}

/// The first day that the text names, if all that it names are still to come.
std::optional<Date> day_to_come(std::string_view text, Date today) {
  std::optional<Date> first;
  bool has_past = false;
  each_date(text, [&](std::string_view from) {
    const std::optional<Date> day = parse_date(from.substr(0, 10));
    has_past = has_past || !day || *day <= today;
    if (!first) first = day;
  });
  return has_past ? std::nullopt : first;
}

/// The last day that the text names; of a month, a day at its end. Empty if it names none.
std::optional<Date> last_day(std::string_view text) {
  std::optional<Date> last;
  each_date(text, [&](std::string_view from) {
    std::optional<Date> day = parse_date(from.substr(0, 10));
    if (!day) day = parse_date(fmt::format("{}-28", from.substr(0, 7)));
    if (day && (!last || *last < *day)) last = day;  // no mutant: the same day
  });
  return last;
}

/// Whether the proof is a vendor's own word, such as an entry in a marketplace, and names no day of a test.
bool is_only_listed(Text proof) {
  static constexpr std::array<std::string_view, 6> listings{"marketplace", "app store", "appstore", "appexchange", "listed", "listing"};
  const std::string text = lower_case(proof);
  const bool listed =
      std::any_of(listings.begin(), listings.end(), [&](std::string_view word) { return text.find(word) != std::string::npos; });
  return listed && !names_date(text);
}

Verdict check(const Proposal& proposal, const Context& in) {
  if (!proposal.integrates_with || proposal.integrates_with.none()) return not_applicable();
  std::vector<std::string> reasons;
  for (const At<ToolRef>& reference : proposal.integrates_with) {
    const Tool* const tool = in.facts.tool(reference->target);
    if (tool == nullptr)
      reasons.push_back(fmt::format("`{}` is not declared", reference->text.view()));
    else if (is_retired(tool->status))
      reasons.push_back(fmt::format("`{}` is retired", reference->text.view()));
  }
  const At<Text>& proof = proposal.proof;
  if (proof.left_out() || proof.none() || (proof && is_no_reason(*proof)))
    reasons.push_back(proof && names_date(*proof) ? fmt::format("its proof is a day, `{}`, and not what was tested", *proof)
                                                  : "nobody has tested it");
  else if (const auto day = proof ? day_to_come(*proof, in.as_of) : std::nullopt)
    reasons.push_back(fmt::format("its test is still to come, on {}", *day));
  else if (proposal.proof && is_only_listed(*proposal.proof))
    reasons.emplace_back("its proof is a listing, not a dated test");
  // What two tools did together half a year ago says little of what they do today. It was tested, so it only has to be tested again.
  const std::optional<Date> tested = proof ? last_day(*proof) : std::nullopt;
  const bool is_old = reasons.empty() && tested && in.as_of - *tested > in.options.days("proof");
  if (is_old) reasons.push_back(fmt::format("its test was {} ago (limit {})", in.as_of - *tested, in.options.days("proof")));
  if (reasons.empty()) return clear();
  std::vector<std::string> names;
  for (const At<ToolRef>& reference : proposal.integrates_with) names.push_back(fmt::format("`{}`", reference->text.view()));
  return flag(proposal.integrates_with.at, "`{}` must integrate with {}, but {}", *proposal.id, join_words(names), join_words(reasons))
      .measure(static_cast<double>(reasons.size()), "reasons")
      .keeping_out(!is_old)
      .act(is_old ? "repeat the test of {} with the tools that it must work with" : "test {} with the tools that it must work with",
           proposal.common.self);
}

}  // namespace

Rule proposal_integration_unproven() {
  return {
      .id = "proposal-integration-unproven",
      .title = "Proposal with unproven integrations",
      .when =
          "A proposal must integrate with a tool that is retired or not declared, or the only proof that the integration works is a "
          "marketplace listing or a test still to come, or there is none; or the last test was long ago.",
      .why = "Teams find out after signing that two tools do not work together, and then move the data by hand.",
      .fix =
          "Test it in a sandbox before you sign, and record in `proof` what you did and when. Declare the tools that it must "
          "work with, and take those off the list that are retired.",
      .gets = "Before anybody signs, the team has seen the new tool work with those it has.",
      .done = "A test record went through the sandbox between the tools, and `proof` says what was done and on which day.",
      .severity = Severity::info,
      .effort = 4,
      .carry = 0,
      .flagged = "tools: {crm: {}}\nproposals: {greeter: {integrates_with: [crm]}}",
      .clean = "tools: {crm: {}}\nproposals: {greeter: {integrates_with: [crm], proof: sandbox test of 2026-11-02}}",
      .check = each<Proposal>(check),
      .profile = Profile::standard,
      .options = {days_option("proof", 180, "days after a test from which it has to be repeated")},
  };
}

}  // namespace stackdrag::rules
