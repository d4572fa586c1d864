// An event that is spelled in several ways, or that breaks the naming convention.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "rules/naming/agreed.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether two uses may be compared: no vendor has to follow another one's spelling.
bool in_scope(const EventName::Use& use, std::uint32_t vendor) { return use.vendor == vendor || use.vendor == 0; }

/// The spellings that one vendor gets to see, in order of the inventory.
std::vector<At<Text>> spellings_for(const EventName& event, std::uint32_t vendor) {
  std::vector<At<Text>> spellings;
  for (const EventName::Use& use : event.uses) {
    const auto same = [&](const At<Text>& known) { return *known == *use.value; };
    if (in_scope(use, vendor) && std::none_of(spellings.begin(), spellings.end(), same)) spellings.push_back(use.value);
  }
  return spellings;
}

/// Of what the vendor gets to see, a use of the rarest spelling that is the team's own, the last of several; null if there is none.
const EventName::Use* odd_one(const EventName& event, std::uint32_t vendor) {
  std::map<Text, std::size_t> times;
  for (const EventName::Use& use : event.uses) times[*use.value] += in_scope(use, vendor) ? 1 : 0;
  const EventName::Use* odd = nullptr;
  for (const EventName::Use& use : event.uses) {
    if (!in_scope(use, vendor) || use.prescribed) continue;
    if (odd == nullptr || times[*use.value] <= times[*odd->value]) odd = &use;
  }
  return odd;
}

/// The vendor that gets to see most spellings, some of them the team's own; of several, the one with the first spelling by the alphabet.
std::optional<std::uint32_t> most_confused(const EventName& event) {
  std::set<std::uint32_t> vendors;
  for (const EventName::Use& use : event.uses) vendors.insert(use.vendor);
  std::optional<std::uint32_t> most;
  std::pair<std::size_t, Text> worst{1, {}};
  for (const std::uint32_t vendor : vendors) {
    const std::vector<At<Text>> spellings = spellings_for(event, vendor);
    if (spellings.size() < 2 || odd_one(event, vendor) == nullptr) continue;
    Text first = *spellings.front();
    for (const At<Text>& spelling : spellings) first = std::min(first, *spelling);
    if (most && (spellings.size() < worst.first || (spellings.size() == worst.first && first >= worst.second))) continue;
    most = vendor;
    worst = {spellings.size(), first};
  }
  return most;
}

Flagged several(const EventName& event, const std::vector<At<Text>>& spellings, const At<Text>& odd) {
  std::vector<std::string> names;
  for (const At<Text>& spelling : spellings) names.push_back(fmt::format("`{}`", *spelling));
  Flagged finding = flag(odd.at, "one {} is spelled in {} ways: {}", event.kind, spellings.size(), join_words(names))
                        .measure(static_cast<double>(spellings.size()), "spellings")
                        .act(fmt::format("use one spelling of the {} {{}}", event.kind));
  for (const At<Text>& spelling : spellings) {
    if (spelling.at != odd.at) finding.also(spelling.at, "`{}` here", *spelling);
  }
  return finding;
}

/// The conventions for events and for their properties.
struct Conventions {
  Agreed event, property;
};

Conventions prepare(const Context& in) { return {agreed_for("event", in.facts), agreed_for("property", in.facts)}; }

Verdict check(const EventName& event, const Conventions& conventions, const Context& in) {
  const Agreed& agreed = event.kind == "event" ? conventions.event : conventions.property;
  if (const auto vendor = most_confused(event)) return several(event, spellings_for(event, *vendor), odd_one(event, *vendor)->value);
  if (agreed.convention == nullptr) return clear();
  const auto is_bound = [&](const EventName::Use& use) {
    const Common* const common = common_of(in.inventory, use.item);
    return !use.prescribed && !is_older(*common, nullptr, *agreed.convention);
  };
  const auto own = std::find_if(event.uses.rbegin(), event.uses.rend(), is_bound);
  if (own == event.uses.rend()) return clear();
  const std::vector<std::string> broken = violations(*own->value, agreed, in.facts);
  if (broken.empty()) return clear();
  // A new convention is one matter, however many events there were before it.
  return flag(own->value.at, "the {} `{}` breaks the naming convention: it {}", event.kind, *own->value, join_words(broken))
      .also(agreed.convention->id.at, "convention here")
      .as(Severity::low)
      .taking(0.25)
      .carrying(0.1)
      .act("rename {} to fit the convention", in.inventory.stack.common.self);
}

}  // namespace

Rule event_name_drift() {
  return {
      .id = "event-name-drift",
      .title = "Inconsistent event names",
      .when =
          "One vendor gets an event or a property in several spellings, which differ in letter case, separators, order of words or tense, "
          "or an event "
          "breaks the naming convention (low). Names that vendors prescribe are exempt.",
      .why = "A funnel counts one spelling only, so a step seems to lose the people who were tracked under another.",
      .fix = "Keep the spelling that most of the tracking uses, change the others at the source, and generate event names from one list.",
      .gets = "Funnels and audiences include everybody who took the step, wherever it was tracked.",
      .done = "For a week, the vendor has received the event or property in one spelling only.",
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
