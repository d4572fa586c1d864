// An integration with a tool that is retired, unused or switched off by its vendor.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/days.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// One end of an integration, and the verb that connects the two in a message.
struct End {
  const At<ToolRef>& ref;
  const Tool* tool;
  std::string_view verb;
  bool alone;  ///< the integration has no other end on this side, and so goes with it

  bool rests;  ///< the integration is paused, so nothing goes wrong until it runs again

  Text name() const { return tool != nullptr ? *tool->id : ref->text.view(); }
  ItemId item() const { return tool != nullptr ? tool->common.self : ItemId{}; }
};

const Product* discontinued(const End& end, const Context& in) {
  const Product* product = in.packs.discontinued(end.name(), {});
  if (product == nullptr && end.tool != nullptr && end.tool->vendor) product = in.packs.discontinued(*end.tool->vendor, {});
  return product != nullptr && product->retired->first <= in.as_of ? product : nullptr;
}

Flagged flag_state(const Integration& integration, const End& end, std::string_view state) {
  return flag(end.ref.at, "`{}` {} `{}`, {}", *integration.id, end.verb, end.name(), state).as(end.rests ? Severity::low : Severity::high);
}

/// For an end that does not come back.
Flagged flag_end(const Integration& integration, const End& end, std::string_view state) {
  if (end.alone) return flag_state(integration, end, state).end("retire {}", end.item());
  return flag_state(integration, end, state).act(fmt::format("take {} out of {{}}", end.name()), integration.common.self);
}

/// The ends that the data comes from, then those that it goes to, whatever the order of a list.
std::vector<End> ends_of(const Integration& integration, const Facts& facts) {
  std::vector<End> ends;
  const bool rests = !is_running(integration.status);
  const auto add = [&](const List<ToolRef>& side, std::string_view verb) {
    std::vector<const At<ToolRef>*> refs;
    for (const At<ToolRef>& ref : side) refs.push_back(&ref);
    const auto by_name = [](const auto* a, const auto* b) { return (*a)->text.view() < (*b)->text.view(); };  // no mutant: an order
    std::sort(refs.begin(), refs.end(), by_name);
    const bool alone = side.size() == 1;  // no mutant: what to do about it, which no fixture shows
    for (const At<ToolRef>* const ref : refs) ends.push_back({*ref, facts.tool((*ref)->target), verb, alone, rests});
  };
  add(integration.from, rests ? "is paused and would read from" : "reads from");
  add(integration.to, rests ? "is paused and would write to" : "writes to");
  return ends;
}

/// A finding if the tool at this end is retired, unused or discontinued.
std::optional<Flagged> gone(const Integration& integration, const End& end, const Context& in) {
  if (const Tool* tool = end.tool) {
    if (is_retired(tool->status)) return flag_end(integration, end, "which is retired").also(tool->status.at, "retired here");
    if (tool->retire_on && *tool->retire_on < in.as_of) {
      const Days late = in.as_of - *tool->retire_on;
      return flag_end(integration, end, fmt::format("which should have been retired on {}, {} ago", *tool->retire_on, late))
          .also(tool->retire_on.at, "retirement planned here")
          .measure(late);
    }
    const bool ran = integration.last_ok && !end.rests;
    if (tool->status && *tool->status == Status::paused && !end.rests) {
      constexpr std::string_view state = "which is paused";
      Flagged paused =
          end.alone ? flag_state(integration, end, state).act("pause or retire {}", end.item()) : flag_end(integration, end, state);
      return std::move(paused).also(tool->status.at, "paused here").as(Severity::medium);
    }
    if (tool->status && *tool->status == Status::planned && ran) {
      Flagged planned = flag_state(integration, end, "which is only planned").also(integration.last_ok.at, "it has run").as(Severity::low);
      return std::move(planned).act(fmt::format("say whether {} is in use", end.name()), end.item());
    }
    if (const AnswersOfRule::Found* unused = in.answers.of("tool-unused").finding(tool->common.self)) {
      return flag_end(integration, end, "which nobody uses").also(unused->at, "{}", unused->message).following_accepted(unused->accepted());
    }
  }
  const Product* product = discontinued(end, in);
  if (product == nullptr) return std::nullopt;
  const Days ago = in.as_of - product->retired->first;
  return flag_end(integration, end, fmt::format("which is {}, switched off {}, {} ago", *product->name, product->retired->when(), ago))
      .measure(ago)
      .as(end.rests || *product->certainty == Certainty::recalled ? Severity::low : Severity::high);
}

/// Whether the integration ends no later than the tool.
bool ends_with(const Integration& integration, const Tool& tool) {
  return (integration.ends && *integration.ends <= *tool.retire_on) || (integration.until && *integration.until <= *tool.retire_on);
}

/// One finding about the ends that are gone: the worst of them, and the others as further places.
std::optional<Flagged> worst_of(const Integration& integration, const std::vector<End>& ends, const Context& in) {
  std::optional<Flagged> worst;
  std::vector<Flagged> others;
  for (const End& end : ends) {
    std::optional<Flagged> found = gone(integration, end, in);
    if (!found) continue;
    if (!worst || worst->severity < found->severity) std::swap(worst, found);
    if (found) others.push_back(std::move(*found));
  }
  for (const Flagged& other : others) worst->also(other.at, "{}", other.message);
  return worst;
}

Verdict check(const Integration& integration, const Context& in) {
  if (!in_use(integration.status)) return not_applicable();
  const std::vector<End> ends = ends_of(integration, in.facts);
  if (std::optional<Flagged> found = worst_of(integration, ends, in)) return std::move(*found);
  for (const End& end : ends) {
    const Unknown* const missing = end.tool != nullptr ? in.answers.of("tool-unused").missing(end.item()) : nullptr;
    if (missing == nullptr) continue;
    Unknown question = *missing;
    question.worst = end.rests ? Severity::low : Severity::high;
    return question;
  }
  for (const End& end : ends) {
    if (end.tool == nullptr || !end.tool->retire_on || ends_with(integration, *end.tool)) continue;
    const Days left = *end.tool->retire_on - in.as_of;
    return flag_end(integration, end, fmt::format("which will be retired on {}, {}", *end.tool->retire_on, in_days(left)))
        .measure(std::max(0, left.count), "days left")
        .as(left > in.options.days("ahead") ? Severity::info : Severity::low);
  }
  return clear();
}

}  // namespace

Rule integration_to_retired() {
  return {
      .id = "integration-to-retired",
      .title = "Integration tied to a retired tool",
      .when =
          "A tool at one end of an integration is retired, unused, paused or discontinued, or soon will be, or is only planned although "
          "the integration has run. It is low while the integration itself is paused.",
      .why = "It keeps a door open to a tool that nobody looks after, and it breaks something else on the day the tool goes.",
      .fix =
          "Retire the integration before the tool: stop it, write the day in `ends`, revoke its credentials, then close the account. If it "
          "serves other tools as well, only take this one out of it.",
      .gets = "The tool can go without taking something else down with it.",
      .done = "It has not run since the day in `ends`, and the credentials at both of its ends are withdrawn.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 1,
      .flagged = "tools: {crm: {last_used: 2026-11-20}, survey: {status: retired}}\nintegrations: {crm-survey: {from: crm, to: survey}}",
      .clean =
          "tools: {crm: {last_used: 2026-11-20}, survey: {last_used: 2026-11-20}}\nintegrations: {crm-survey: {from: crm, to: survey}}",
      .check = each<Integration>(check),
      .options = {days_option("ahead", 30, "days before a tool is retired from which the severity is low; before that it is info")},
      .after = {"tool-unused"},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
