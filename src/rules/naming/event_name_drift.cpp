// An event that is spelled in several ways, or that breaks the naming convention.
#include <algorithm>
#include <vector>

#include "rules/naming/agreed.h"
#include "rules/naming/event_names.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

std::vector<At<Text>> spellings_of(const EventName& event) {
  std::vector<At<Text>> spellings;
  for (const EventName::Use& use : event.uses) {
    const auto same = [&](const At<Text>& known) { return *known == *use.value; };
    if (std::none_of(spellings.begin(), spellings.end(), same)) spellings.push_back(use.value);
  }
  return spellings;
}

Flagged several(const std::vector<At<Text>>& spellings, const At<Text>& odd) {
  std::vector<std::string> names;
  for (const At<Text>& spelling : spellings) names.push_back(fmt::format("`{}`", *spelling));
  Flagged finding = flag(odd.at, "one event is spelled in {} ways: {}", spellings.size(), join_words(names))
                        .measure(static_cast<double>(spellings.size()), "spellings")
                        .act("use one spelling of the event {}");
  for (const At<Text>& spelling : spellings) {
    if (spelling.at != odd.at) finding.also(spelling.at, "`{}` here", *spelling);
  }
  return finding;
}

Agreed prepare(const Context& in) { return agreed_for("event", in.facts); }

Verdict check(const EventName& event, const Agreed& agreed, const Context& in) {
  const std::vector<At<Text>> spellings = spellings_of(event);
  // Vendors spell the events that they prescribe in different ways; only the other names count.
  const auto own =
      std::find_if(spellings.rbegin(), spellings.rend(), [&](const At<Text>& name) { return !is_prescribed(*name, in.packs); });
  if (own == spellings.rend()) return clear();
  if (spellings.size() > 1) return several(spellings, *own);
  if (agreed.convention == nullptr) return clear();
  const std::vector<std::string> broken = violations(**own, agreed, in.facts);
  if (broken.empty()) return clear();
  return flag(own->at, "the event `{}` breaks the naming convention: it {}", **own, join_words(broken))
      .also(agreed.convention->id.at, "convention here")
      .act("rename the event {}");
}

}  // namespace

Rule event_name_drift() {
  return {
      .id = "event-name-drift",
      .title = "Inconsistent event names",
      .when = "An event is spelled in several ways or breaks the naming convention; names that vendors prescribe are exempt.",
      .why = "A funnel counts one spelling only, so a step seems to lose the people who were tracked under another.",
      .fix = "Keep the spelling that most of the tracking uses, change the others at the source, and generate event names from one list.",
      .severity = Severity::medium,
      .effort = 4,
      .carry = 1,
      .flagged = "pixels: {ga4: {sends: [demo_requested]}, hotjar: {sends: [DemoRequested]}}",
      .clean = "pixels: {ga4: {sends: [demo_requested]}, hotjar: {sends: [demo_requested]}}",
      .check = each<EventName>(prepare, check),
      .profile = Profile::standard,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
