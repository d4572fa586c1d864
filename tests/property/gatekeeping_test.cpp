// The promises of the gate: proof never raises the drag, and the same question gets the same answer.
#include <rapidcheck.h>

#include <fmt/format.h>

#include "catch.h"
#include "property/generated.h"
#include "stackdrag/formats.h"
#include "stackdrag/gatekeeping.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

TEST_CASE("what is proved never raises the drag, and a judgement is the same each time") {
  CHECK(holds("proved", [] {
    const Generated stack = generate();
    Settings settings;
    settings.today = settings.as_of.emplace(make_date(2026, 11, 21));
    Sources sources;
    sources.add("stack.yaml", "version: 1\n" + stack.text());
    sources.add("more.yaml",
                "proposals: {zz-new: {does: [survey], owner: ana, purpose: quizzes, cost: 3600/yr, integrates_with: [tool-0]}}\n");
    const Loaded loaded = load(sources, settings);
    const auto first = gatekeeping_of(*loaded.workspace, settings, {.proposal = "zz-new"});
    const auto again = gatekeeping_of(*loaded.workspace, settings, {.proposal = "zz-new"});
    const GateCase& judged = first.value().cases.front();
    RC_ASSERT(judged.proved_high <= judged.after.high);
    RC_ASSERT(judged.after.low <= judged.after.high);
    for (const GateObligation& one : judged.obligations) RC_ASSERT(one.hours >= 0);
    const auto text = [](const Gatekeeping& gate) { return collected([&](Output& out) { render_gate_json(gate, {}, out); }); };
    RC_ASSERT(text(first.value()) == text(again.value()));
  }));
}
