// Whatever the exports say: their order does not matter, observing twice is observing once, and the file reads as it was written.
#include <algorithm>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include "catch.h"
#include "property/generated.h"
#include "stackdrag/observed_file.h"

using namespace stackdrag;
using namespace stackdrag::evidence;
using stackdrag::tests::holds;

namespace {

Observation any_observation() {
  const auto vendor = *rc::gen::element<std::string>("meta", "hotjar", "tiktok");
  Observation made{
      .who = {.kind = Kind::pixel, .vendor = vendor, .account = *rc::gen::element<std::string>("", "1", "2"), .place = "acme.example"}};
  made.field = *rc::gen::element<std::string>("", "sends", "via", "consent", "last_seen", "kb");
  if (made.field == "sends") made.value = *rc::gen::element<std::string>("Lead", "page view", "on", "it's");
  if (made.field == "via") made.value = *rc::gen::element<std::string>("gtm", "hard-coded");
  if (made.field == "consent") made.value = *rc::gen::element<std::string>("none", "analytics", "marketing");
  if (made.field == "last_seen") made.value = *rc::gen::element<std::string>("2026-11-01", "2026-11-02");
  if (made.field == "kb") made.value = *rc::gen::element<std::string>("12", "180");
  made.pointer = "/" + std::to_string(*rc::gen::inRange(0, 9));
  made.paused = *rc::gen::arbitrary<bool>();
  return made;
}

/// An export of a workflow of n8n, or of a list of them.
Imported any_workflows(std::size_t number) {
  Imported made{.source = {.kind = ExportKind::n8n, .grade = Grade::configured}};
  const bool is_list = *rc::gen::arbitrary<bool>();
  const int count = is_list ? *rc::gen::inRange(1, 4) : 1;
  for (int i = 0; i < count; ++i) {
    const auto id = *rc::gen::element<std::string>("a", "b", "c", "d");
    const evidence::Subject who{.kind = Kind::integration, .vendor = "n8n", .engine_id = id};
    made.observations.push_back({.who = who, .paused = *rc::gen::arbitrary<bool>()});
    made.observations.push_back({.who = who, .field = "to", .value = *rc::gen::element<std::string>("hubspot", "slack")});
    if (i == 0) made.source.of = (is_list ? "list with " : "") + id;
    if (made.source.marks.empty() && *rc::gen::arbitrary<bool>())
      made.source.marks.push_back({MarkKind::open_webhook, "n8n." + id, "hubspot", ""});
  }
  if (*rc::gen::arbitrary<bool>()) made.source.version = *rc::gen::element<std::string>("2025-01-01", "2026-10-02");
  if (*rc::gen::arbitrary<bool>()) made.source.day = Date{20'500 + *rc::gen::inRange(0, 3) * 100};
  made.source.file = std::to_string(number);
  made.source.sha256 = std::string(60, '0') + std::to_string(1000 + number);
  return made;
}

Imported any_import(std::size_t number) {
  if (*rc::gen::inRange(0, 2) == 0) return any_workflows(number);
  const bool is_visit = *rc::gen::arbitrary<bool>();
  Imported made;
  made.source.kind = is_visit ? ExportKind::har : ExportKind::gtm;
  made.source.of = *rc::gen::element<std::string>("acme.example", "GTM-AB12CD");
  made.source.grade = is_visit ? Grade::seen : Grade::configured;
  if (*rc::gen::arbitrary<bool>()) made.source.day = Date{20'000 + *rc::gen::inRange(0, 3) * 250};
  if (is_visit) made.source.choice = *rc::gen::element(Choice::unsaid, Choice::none, Choice::granted);
  if (is_visit) made.source.pages = {*rc::gen::element<std::string>("/", "/cart")};
  made.source.file = std::to_string(number);
  made.source.sha256 = std::string(60, '0') + std::to_string(1000 + number);
  const int count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) made.observations.push_back(any_observation());
  return made;
}

std::vector<Imported> any_imports(std::size_t first) {
  std::vector<Imported> made;
  const int count = *rc::gen::inRange(0, 8);
  for (int i = 0; i < count; ++i) made.push_back(any_import(first + static_cast<std::size_t>(i)));
  return made;
}

}  // namespace

TEST_CASE("the order of exports does not matter, and observing twice is observing once") {
  CHECK(holds("exports", [] {
    const std::vector<Imported> imports = any_imports(0);
    const Observed before = gather(any_imports(100), {}, usual_keep).observed;
    const Observed once = gather(imports, before, usual_keep).observed;
    auto shuffled = imports;
    std::reverse(shuffled.begin(), shuffled.end());
    std::rotate(shuffled.begin(), shuffled.begin() + static_cast<std::ptrdiff_t>(shuffled.size() / 3), shuffled.end());
    const Observed in_other_order = gather(shuffled, before, usual_keep).observed;
    const Observed twice = gather(imports, once, usual_keep).observed;
    RC_LOG() << observed_text(once) << "in other order:\n" << observed_text(in_other_order) << "twice:\n" << observed_text(twice);
    RC_ASSERT(in_other_order == once);
    RC_ASSERT(twice == once);

    Sources sources;
    const Document document = read_document(sources, sources.add("observed.yaml", observed_text(once)));
    RC_ASSERT_FALSE(document.problem.has_value());
    std::vector<Problem> problems;
    RC_ASSERT(read_observed(document.tree.root(), problems) == once);
    RC_ASSERT(problems.empty());
  }));
}
