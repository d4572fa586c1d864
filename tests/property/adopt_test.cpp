// The promise of the gate: the stack after a proposal is the stack in which somebody has written it down as a tool.
#include <rapidcheck.h>

#include <fmt/format.h>

#include "catch.h"
#include "property/generated.h"
#include "stackdrag/adopt.h"
#include "stackdrag/assess.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

Settings on_the_day() {
  Settings settings;
  settings.today = settings.as_of.emplace(make_date(2026, 11, 21));
  return settings;
}

Sources sources_of(const std::string& stack, const std::string& more) {
  Sources sources;
  sources.add("stack.yaml", "version: 1\n" + stack);
  sources.add("more.yaml", more);
  return sources;
}

/// The ids of the generated tools, for others to name.
std::vector<std::string> tools_of(const Generated& stack) {
  std::vector<std::string> ids;
  for (const GeneratedItem& item : stack.items) {
    if (item.kind == Kind::tool) ids.push_back(item.id);
  }
  return ids;
}

const std::string facts = "does: [survey], owner: ana, purpose: quizzes, cost: 3600/yr";

}  // namespace

TEST_CASE("a proposal made real is the tool that somebody would write down") {
  CHECK(holds("made real", [] {
    const Generated stack = generate();
    const std::vector<std::string> tools = tools_of(stack);
    const std::string other = tools.empty() ? "nobody-knows" : tools[static_cast<std::size_t>(*rc::gen::inRange(0, 100)) % tools.size()];
    const Settings settings = on_the_day();
    const Sources proposed = sources_of(
        stack.text(),
        fmt::format("proposals: {{zz-new: {{{}, data: none, exit: export, ends: 2027-11-30, integrates_with: [{}]}}}}\n", facts, other));
    const Sources written =
        sources_of(stack.text(),
                   fmt::format("tools: {{zz-new: {{{}, personal_data: false, status: active, notes: export, retire_on: 2027-11-30, added: "
                               "2026-11-21, last_used: 2026-11-21}}}}\nintegrations: {{zz-new-{}: {{from: {}, to: zz-new, owner: ana, via: "
                               "api, added: 2026-11-21, last_ok: 2026-11-21}}}}\n",
                               facts, other, other));
    const Loaded before = load(proposed, settings), after = load(written, settings);
    const Proposal* proposal = nullptr;
    for (const Proposal& one : before.workspace->inventory->proposals) {
      if (*one.id == "zz-new") proposal = &one;
    }
    const Adopted then = adopted(*before.workspace, *proposal, make_date(2026, 11, 21));
    const Assessment real = assess(then.workspace, settings), by_hand = assess(*after.workspace, settings);
    if (real.score.low_hours != by_hand.score.low_hours || real.score.high_hours != by_hand.score.high_hours)
      RC_FAIL(fmt::format("{}–{} instead of {}–{}\n{}", real.score.low_hours.value(), real.score.high_hours.value(),
                          by_hand.score.low_hours.value(), by_hand.score.high_hours.value(), stack.text()));
  }));
}
