// Replays the recorded visits of tests/evidence/har: beside each is what is observed in it.
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "catch.h"
#include "stackdrag/evidence.h"
#include "stackdrag/identify.h"
#include "stackdrag/observed_file.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::evidence;
using namespace stackdrag::tests;

namespace {

std::set<std::filesystem::path> visits() {
  std::set<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(source_dir() + "/tests/evidence/har")) {
    if (entry.path().extension() == ".json") found.insert(entry.path());
  }
  return found;
}

std::string visit(const std::string& name) { return read_text(source_dir() + "/tests/evidence/har/" + name + ".json"); }

/// Nothing if the text is refused.
std::optional<Imported> import_visit(const std::string& text, const Circumstances& given = {}) {
  Sources sources;
  const Opened opened = open_export(sources, sources.add("visit.har", text));
  if (opened.importer == nullptr || opened.importer->kind != ExportKind::har) return std::nullopt;
  return import_export(opened, Identify::built_in(), given, "visit.har", text);
}

/// The observed file without its first lines, and what the importer says besides.
std::string observed_of(Imported imported, const std::string& file) {
  imported.source.file = file;
  imported.source.sha256 = std::string(64, '0');
  const std::string text = observed_text(gather({imported}, {}, usual_keep).observed);
  std::string out = text.substr(text.find("sources:"));
  for (const Problem& problem : imported.problems) out += fmt::format("# problem: {}\n", problem.message);
  for (const std::string& note : imported.notes) out += fmt::format("# {}\n", note);
  return out;
}

/// What was observed of a field, as "key: value".
std::set<std::string> values_of(const Imported& imported, std::string_view field) {
  std::set<std::string> values;
  for (const Observation& observation : imported.observations) {
    if (observation.field == field) values.insert(key_of(observation.who) + ": " + observation.value);
  }
  return values;
}

}  // namespace

TEST_CASE("what is observed in a recorded visit is recorded beside it") {
  REQUIRE_FALSE(visits().empty());
  for (std::filesystem::path path : visits()) {
    INFO(path.string());
    const auto imported = import_visit(read_text(path.string()));
    REQUIRE(imported);
    const std::string observed = observed_of(*imported, path.filename().string());
    CHECK(is_recorded(path.replace_extension(".observed.yaml").string(), observed));
  }
}

TEST_CASE("nothing personal leaves a recorded visit") {
  for (const std::string_view name : {"personal", "cookies", "container"}) {
    const auto imported = import_visit(visit(std::string(name)));
    REQUIRE(imported);
    CHECK(observed_of(*imported, "visit.har").find("planted") == std::string::npos);
  }
}

TEST_CASE("a recorded visit that is cut off is refused, wherever it ends") {
  const std::string whole = visit("container");
  const std::size_t end = whole.find_last_not_of("\n") + 1;
  for (std::size_t size = 0; size < end; ++size) {
    CAPTURE(size);
    CHECK_FALSE(import_visit(whole.substr(0, size)));
  }
  CHECK(import_visit(whole));
}

TEST_CASE("before the visitor agreed, what fires waits for nothing, unless Consent Mode holds it back") {
  const std::string text = visit("consent_mode");
  for (const Choice choice : {Choice::unsaid, Choice::granted}) {
    const auto imported = import_visit(text, {.choice = choice});
    REQUIRE(imported);
    CHECK(values_of(*imported, "consent") ==
          std::set<std::string>{"google-ads.AW-778104925: marketing", "google-analytics.G-7Q2XKM4WPT: analytics"});
  }
  for (const Choice choice : {Choice::none, Choice::denied}) {
    const auto imported = import_visit(text, {.choice = choice});
    REQUIRE(imported);
    // A loader and a window that asks for consent have to be there before.
    CHECK(values_of(*imported, "consent") == std::set<std::string>{"google-ads.AW-778104925: marketing", "google-ads.AW-905512748: none",
                                                                   "google-analytics.G-7Q2XKM4WPT: analytics",
                                                                   "meta.608412907735118: none"});
  }
}

TEST_CASE("other domains of the house are no third parties") {
  const std::string text = visit("sites");
  const auto imported = import_visit(text, {.first_party = {"www.unheard-of.example", "news.example.org"}});
  REQUIRE(imported);
  CHECK(imported->notes.empty());
  CHECK(imported->source.pages == std::vector<std::string>{"/", "/pricing", "news.example.org/"});
}

TEST_CASE("a recording without a request of a page is refused") {
  for (const std::string text :
       {R"({"log": {"entries": []}})", R"({"log": {"entries": [{}, {"request": {"url": "data:text/html,a"}}, 3, null, []]}})"}) {
    const auto imported = import_visit(text);
    REQUIRE(imported);
    REQUIRE(imported->problems.size() == 1);
    CHECK(imported->observations.empty());
  }
}
