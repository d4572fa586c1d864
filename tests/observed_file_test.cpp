// The observed file: gathering observations by item, writing, reading again, merging.
#include <algorithm>
#include <string>
#include <vector>

#include "catch.h"
#include "stackdrag/observed_file.h"

using namespace stackdrag;
using namespace stackdrag::evidence;

namespace {

Date on(std::string_view day) { return *parse_date(day); }

evidence::Subject meta() { return {.kind = Kind::pixel, .vendor = "meta", .account = "608795229329835"}; }

/// A visit to the home page of a site.
Imported visit(std::string_view day, std::vector<Observation> observations, Choice choice = Choice::granted) {
  Imported import{.source = {.kind = ExportKind::har, .of = "acme.example", .grade = Grade::seen, .choice = choice, .pages = {"/"}},
                  .observations = std::move(observations)};
  import.source.day = on(day);
  import.source.file = std::string(day) + ".har";
  import.source.sha256 = std::string(day) + std::string(54, '0');
  return import;
}

Imported container(std::string_view day, std::vector<Observation> observations) {
  Imported import{.source = {.kind = ExportKind::gtm, .of = "GTM-AB12CD", .version = "41", .grade = Grade::configured},
                  .observations = std::move(observations)};
  import.source.day = on(day);
  import.source.file = "gtm.json";
  import.source.sha256 = std::string(day) + std::string(54, 'f');
  return import;
}

/// An export of active workflows of n8n, which says when one was last edited and not when it was made.
Imported workflows(std::string of, std::string_view edited, const std::vector<std::string>& ids, std::vector<Mark> marks = {}) {
  Imported import{.source = {.kind = ExportKind::n8n, .of = std::move(of), .version = std::string(edited), .grade = Grade::configured}};
  import.source.sha256 = import.source.of + std::string(edited);
  for (const std::string& id : ids) import.source.sha256 += id;
  import.source.sha256.resize(64, '0');
  import.source.file = import.source.of + ".json";
  import.source.marks = std::move(marks);
  for (const std::string& id : ids) import.observations.push_back({.who = {.kind = Kind::integration, .vendor = "n8n", .engine_id = id }});
  return import;
}

std::vector<std::string> names_of_sources(const Observed& observed) {
  std::vector<std::string> names;
  for (const ExportSource& source : observed.sources) names.push_back(source.of);
  return names;
}

Observed gathered(std::vector<Imported> imports, const Observed& before = {}) {
  return gather(std::move(imports), before, usual_keep).observed;
}

Observed read(const std::string& text, std::vector<std::string>& mistakes) {
  Sources sources;
  const Document document = read_document(sources, sources.add("observed.yaml", text));
  REQUIRE_FALSE(document.problem);
  std::vector<Problem> problems;
  Observed observed = read_observed(document.tree.root(), problems);
  for (const Problem& problem : problems) {
    const Location at = sources.locate(problem.at);
    mistakes.push_back(fmt::format("{}:{}: {}", at.line, at.column, problem.message));
  }
  return observed;
}

/// The text below `sources`, without them.
std::string items_of(const Observed& observed) {
  const std::string text = observed_text(observed);
  return text.substr(std::min(text.find("pixels:"), text.size()));
}

}  // namespace

TEST_CASE("of two dates of a contract the newer list counts, and not the later date") {
  const auto list = [](std::string_view of, std::string_view day, std::string_view renews) {
    Imported import{.source = {.kind = ExportKind::sheet, .of = std::string(of), .grade = Grade::listed}};
    import.source.day = on(day);
    import.source.file = std::string(of) + ".csv";
    import.source.sha256 = std::string(of) + std::string(day);
    import.source.sha256.resize(64, '0');
    const evidence::Subject hubspot{.kind = Kind::tool, .vendor = "hubspot"};
    import.observations = {{.who = hubspot}, {.who = hubspot, .field = "renews", .value = std::string(renews) }};
    return import;
  };
  const auto renews = [](const Observed& observed) { return std::string(observed.items.at(0).value("renews")); };
  CHECK(renews(gathered({list("old", "2026-10-01", "2027-06-30"), list("new", "2026-11-01", "2027-01-31")})) == "2027-01-31");
  CHECK(renews(gathered({list("new", "2026-11-01", "2027-01-31")}, gathered({list("old", "2026-10-01", "2027-06-30")}))) == "2027-01-31");
  // Two lists of one day that contradict each other answer nothing.
  CHECK(renews(gathered({list("old", "2026-11-01", "2027-06-30"), list("new", "2026-11-01", "2027-01-31")})).empty());
}

TEST_CASE("the marks of an export are written with it, and read again") {
  Imported import = container("2026-11-19", {});
  import.source.marks = {{MarkKind::secret, "an access token", "", "/containerVersion/tag/3"},
                         {MarkKind::open_webhook, "n8n.b", "hubspot", ""},
                         { MarkKind::brought_along,
                           "criteo",
                           "adroll",
                           "" }};
  const Observed observed = gathered({import});
  const std::string text = observed_text(observed);
  CHECK(text.find("marks: [{kind: secret, of: an access token, at: /containerVersion/tag/3}, {kind: open-webhook, of: n8n.b, by: hubspot}, "
                  "{kind: brought-along, of: criteo, by: adroll}]") != std::string::npos);
  std::vector<std::string> mistakes;
  CHECK(read(text, mistakes) == observed);
  CHECK(mistakes == std::vector<std::string>());
  const std::string begin = "observed: 1\nsources: {gtm-web: {kind: gtm, grade: configured, marks: ";
  for (const char* const marks : {"secret", "[secret]", "[{kind: sceret}]", "[{kind: secret, off: x}]"}) {
    mistakes.clear();
    read(begin + marks + "}}\n", mistakes);
    INFO(marks);
    CHECK(mistakes.size() == 1);
  }
}

TEST_CASE("what two sources say of one pixel stands on one line of the observed file") {
  const evidence::Subject ua{.kind = Kind::pixel, .vendor = "google-universal-analytics", .account = "UA-643778-1"};
  const Observed observed =
      gathered({visit("2026-11-20", {{.who = meta(), .pointer = "/log/entries/3"},
                                     {.who = meta(), .field = "sends", .value = "PageView", .pointer = "/log/entries/3"},
                                     {.who = ua, .field = "via", .value = "hard-coded", .pointer = "/log/entries/41"},
                                     {.who = ua, .pointer = "/log/entries/44"}}),
                container("2026-11-19", {{.who = meta(), .pointer = "/containerVersion/tag/0"},
                                         {.who = meta(), .field = "via", .value = "gtm"},
                                         {.who = meta(), .field = "on", .value = "all"},
                                         {.who = meta(), .field = "sends", .value = "Lead"},
                                         {.who = meta(), .field = "sends", .value = "PageView"}})});
  const std::string expected =
      "observed: 1\n"
      "by: stackdrag " STACKDRAG_VERSION
      "\n"
      "sources:\n"
      "  gtm-AB12CD: {kind: gtm, of: GTM-AB12CD, version: '41', day: 2026-11-19, file: gtm.json, sha256: "
      "'2026-11-19ffffffffffffffffffffffffffffffffffffffffffffffffffffff', grade: configured}\n"
      "  har-acme.example-granted: {kind: har, of: acme.example, pages: [/], day: 2026-11-20, file: '2026-11-20.har', sha256: "
      "'2026-11-20000000000000000000000000000000000000000000000000000000', grade: seen, consent: granted}\n"
      "pixels:\n"
      "  google-universal-analytics.UA-643778-1: {vendor: google-universal-analytics, account: UA-643778-1, via: hard-coded, seen: "
      "[har-acme.example-granted], places: {har-acme.example-granted: /log/entries/41}}\n"
      "  meta.608795229329835: {vendor: meta, account: '608795229329835', on: [all], sends: [Lead, PageView], via: gtm, seen: "
      "[har-acme.example-granted], set: [gtm-AB12CD], by: {via: gtm-AB12CD}}\n";
  CHECK(observed_text(observed) == expected);
}

TEST_CASE("the observed file is read as it was written, whatever its texts are") {
  std::vector<Observation> observations;
  for (const std::string_view value :
       {"Lead",    "on", "unknown", "2026-11-20", "12",   "a: b", "it's",     "#x", "- a", "[",    "line\nbreak",
        "\x1B[1m", "é",  " a ",     "a ",         "null", "~",    "\xC2\xA0", "\"", "*a",  "a, b", "}"}) {
    observations.push_back({.who = meta(), .field = "sends", .value = std::string(value), .pointer = "/a~1b/0: c"});
    observations.push_back({.who = {.kind = Kind::campaign, .vendor = "sale"}, .field = "utm.source", .value = std::string(value)});
  }
  observations.push_back(
      {.who = {.kind = Kind::integration, .vendor = "n8n", .engine_id = "kXz81bQwErtyui2P"}, .field = "via", .value = "n8n"});
  const Observed observed = gathered({visit("2026-11-20", observations, Choice::none), container("2026-11-20", {})});
  std::vector<std::string> mistakes;
  const Observed again = read(observed_text(observed), mistakes);
  CHECK(mistakes.empty());
  CHECK(again == observed);
  CHECK(observed.items.front().fields.at("sends").size() == 22);
  CHECK(observed.items.back().fields.at("utm.source").size() == 22);
}

TEST_CASE("mistakes in an observed file are told with their places") {
  const auto mistakes_of = [](const std::string& text) {
    std::vector<std::string> mistakes;
    read(text, mistakes);
    return mistakes;
  };
  using Mistakes = std::vector<std::string>;
  CHECK(mistakes_of("observed: 2\nanything: {}\n") == Mistakes{"1:11: `observed`: this stackdrag reads version 1 of the observed file"});
  CHECK(mistakes_of("observed: 1\nsources: {a: {kind: hat, grade: seen, day: today, sha256: ab, color: 1}}\n").size() == 4);
  CHECK(mistakes_of("observed: 1\nsources: {}\npixels: {meta.1: {vendor: meta, seen: [a]}}\n") ==
        Mistakes{"3:40: `a` is none of the `sources`"});
  CHECK(mistakes_of("observed: 1\nsources: {}\npixels: {meta.1: {vendor: meta}}\n") ==
        Mistakes{"3:10: `meta.1` has no source: it needs `seen`, `published`, `set` or `listed`"});
  CHECK(mistakes_of("observed: 1\nsources: {a: {}}\npixels: {meta.1: {vendors: meta, seen: [a]}}\n") ==
        Mistakes{"3:19: `vendors` is not known here; did you mean `vendor`?"});
  CHECK(mistakes_of("observed: 1\nsources: {a: {}}\npixels: {meta.1: {vendor: [meta], sends: Lead, seen: a}}\n").size() == 4);
  CHECK(mistakes_of("observed: 1\nsources: {a: {}}\ncampaigns: {sale: {utm: {sources: [x]}, listed: [a]}}\n") ==
        Mistakes{"3:26: `sources` is not known here; did you mean `source`?"});
  CHECK(mistakes_of("observed: 1\nsources: {a: {}}\ncampaigns: {sale: {utm: [x], listed: [a]}}\n").size() == 1);
  CHECK(mistakes_of("observed: 1\nsources: {a: {}}\ncampaigns: {sale: {utm: {source: x}, listed: [a]}}\n").size() == 1);
  CHECK(mistakes_of("observed: 1\npixel: {}\n").size() == 1);
}

TEST_CASE("the stronger source wins, then the newer one, and the later date") {
  const auto field = [](std::string_view name, std::string_view value) {
    return Observation{.who = meta(), .field = std::string(name), .value = std::string(value)};
  };
  CHECK(items_of(gathered({visit("2026-11-20", {field("consent", "none")}), container("2026-11-21", {field("consent", "marketing")})}))
            .find("consent: none") != std::string::npos);
  CHECK(items_of(gathered({visit("2026-11-20", {field("via", "gtm")}), visit("2026-11-21", {field("via", "hard-coded")})}))
            .find("via: hard-coded") != std::string::npos);
  CHECK(
      items_of(gathered({visit("2026-11-21", {field("last_seen", "2026-11-01")}), visit("2026-11-20", {field("last_seen", "2026-11-03")})}))
          .find("last_seen: 2026-11-03") != std::string::npos);
  // Two visits of one day that contradict each other: the question stays open, but for consent.
  Imported other = visit("2026-11-20", {field("via", "gtm"), field("consent", "none")});
  other.source.sha256.back() = '1';
  const std::string both = items_of(gathered({visit("2026-11-20", {field("via", "hard-coded"), field("consent", "marketing")}), other}));
  CHECK(both.find("via") == std::string::npos);
  CHECK(both.find("consent: none") != std::string::npos);
  // Sizes differ a little at every visit.
  CHECK(items_of(gathered({visit("2026-11-20", {field("kb", "183.4"), field("block_ms", "74")})})).find("kb: 200, block_ms: 50") !=
        std::string::npos);
}

TEST_CASE("a pixel is paused if it is so everywhere") {
  const std::vector<Observation> paused{{.who = meta(), .paused = true}, {.who = meta(), .field = "paused_on", .value = "2026-01-02"}};
  const std::string alone = items_of(gathered({container("2026-11-19", paused)}));
  CHECK(alone.find("status: paused") != std::string::npos);
  CHECK(alone.find("paused_on: 2026-01-02") != std::string::npos);
  const std::string seen = items_of(gathered({container("2026-11-19", paused), visit("2026-11-20", {{.who = meta()}})}));
  CHECK(seen.find("paused") == std::string::npos);
  // Likewise if it is seen later.
  CHECK(items_of(gathered({visit("2026-11-20", {{.who = meta()}})}, gathered({container("2026-11-19", paused)}))) == seen);
}

TEST_CASE("a source replaces its older self, and four visits to a page are kept") {
  const std::vector<Observation> sighting{{.who = meta()}};
  const Observed first = gathered({container("2026-11-01", sighting)});
  const Gathered replaced = gather({container("2026-11-19", {})}, first, usual_keep);
  CHECK(replaced.observed.sources.size() == 1);
  CHECK(replaced.observed.items.empty());
  CHECK(replaced.dropped == std::vector<std::string>{"pixels/meta.608795229329835"});
  // An older export than the one that is known says nothing.
  const Gathered outdated = gather({container("2026-10-01", {})}, first, usual_keep);
  CHECK(outdated.observed == first);
  CHECK(outdated.outdated == std::vector<std::string>{"gtm.json"});

  Observed visits;
  for (const std::string_view day : {"2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"})
    visits = gathered({visit(day, sighting)}, visits);
  CHECK(visits.sources.size() == 4);
  // The fifth takes the place of the first, and the lines of items stay as they are.
  const Observed next = gathered({visit("2026-11-05", sighting)}, visits);
  CHECK(next.sources.size() == 4);
  CHECK(next.items == visits.items);
  CHECK(next.sources != visits.sources);
  // After another choice it is another visit.
  CHECK(gathered({visit("2026-11-05", sighting, Choice::denied)}, visits).sources.size() == 5);
}

TEST_CASE("a single answer goes with the source that gave it") {
  const std::vector<Observation> ungated{{.who = meta()}, {.who = meta(), .field = "consent", .value = "none"}};
  const std::vector<Observation> sighting{{.who = meta()}};
  Observed known = gathered({visit("2026-11-01", ungated, Choice::denied), visit("2026-11-01", sighting)});
  CHECK(items_of(known).find("consent: none") != std::string::npos);
  CHECK(items_of(known).find("by: {consent: har-acme.example-denied}") != std::string::npos);
  // The tag was repaired: of the visits after a refusal the newest four are kept, and none of them shows it.
  for (const std::string_view day : {"2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"})
    known = gathered({visit(day, {}, Choice::denied)}, known);
  CHECK(items_of(known).find("meta.608795229329835") != std::string::npos);
  CHECK(items_of(known).find("consent") == std::string::npos);
}

TEST_CASE("a source that is much older than the newest is dropped") {
  const Observed old = gathered({container("2025-01-01", {{.who = meta()}})});
  const Gathered kept = gather({visit("2026-11-20", {{.who = meta()}})}, old, Days{700});
  CHECK(kept.observed.sources.size() == 2);
  const Gathered dropped = gather({visit("2026-11-20", {})}, old, usual_keep);
  CHECK(dropped.observed.sources.size() == 1);
  CHECK(dropped.dropped.size() == 1);
}

TEST_CASE("an export that does not say its day is not old because nothing in it was edited") {
  const Observed first = gathered({workflows("a0000000001", "2024-01-01", {"a0000000001"})});
  const Observed later = gathered({visit("2026-11-20", {{.who = meta()}})}, first);
  CHECK(later.sources.size() == 2);
  // What is read is newer than what is known, also if the workflow that was edited last is gone.
  const Observed known = gathered({workflows("list with a", "2026-10-02", {"a", "b"})});
  const Gathered next = gather({workflows("list with a", "2026-03-01", {"a"})}, known, usual_keep);
  CHECK(next.dropped == std::vector<std::string>{"integrations/n8n.b"});
  // Of those that are read at once, the one with the newer edit counts.
  for (const bool is_turned : {false, true}) {
    std::vector<Imported> both{workflows("a", "2026-03-01", {"a", "c"}), workflows("a", "2026-10-02", {"a"})};
    if (is_turned) std::swap(both[0], both[1]);
    CHECK(gathered(both).items.size() == 1);
  }
  // A known day counts until something was edited after it.
  Imported dated = workflows("a", "2026-03-01", {"a"});
  dated.source.day = on("2026-11-01");
  const Observed of_day = gathered({dated});
  CHECK(gathered({workflows("a", "2026-10-02", {"a", "b"})}, of_day) == of_day);
  CHECK(gathered({workflows("a", "2026-11-02", {"a", "b"})}, of_day).items.size() == 2);
}

TEST_CASE("a list of workflows replaces the older list with which it shares some") {
  const std::vector<Mark> secret{{MarkKind::secret, "an access token", "", "/0/nodes/0"}};
  const Observed known = gathered({workflows("list with a", "2026-03-01", {"a", "b"}, secret)});
  // Whichever is deleted, and if only one is left.
  for (const char* const left : {"a", "b"}) {
    const Observed next = gathered({workflows(std::string("list with ") + left, "2026-03-01", {left})}, known);
    CHECK(names_of_sources(next) == std::vector<std::string>{"list with a"});
    CHECK(next.sources.front().marks.empty());
    CHECK(next.items.size() == 1);
  }
  // A list of others is another one, and so is a workflow.
  const Observed more = gathered({workflows("list with c", "2026-03-01", {"c", "d"}), workflows("a", "2026-03-01", {"a"})}, known);
  CHECK(more.sources.size() == 3);
  CHECK(more.items.size() == 4);
  // Two snapshots of one list are one.
  CHECK(gathered({workflows("list with b", "2026-10-02", {"b", "c"}), workflows("list with a", "2026-03-01", {"a", "b"})}).items.size() ==
        2);
}

TEST_CASE("what a newer export covers is not marked by an older one any more") {
  const std::vector<Mark> open{{MarkKind::open_webhook, "n8n.a", "hubspot", ""}};
  const Observed one = gathered({workflows("a", "2026-03-01", {"a"}, open)});
  CHECK(names_of_sources(gathered({workflows("list with a", "2026-03-01", {"a", "b"})}, one)) == std::vector<std::string>{"list with a"});
  const Observed list = gathered({workflows("list with a", "2026-03-01", {"a", "b"}, open)});
  const Observed both = gathered({workflows("a", "2026-10-02", {"a"})}, list);
  REQUIRE(both.sources.size() == 2);
  for (const ExportSource& source : both.sources) CHECK(source.marks.empty());
  // Read at once, the newer edit counts.
  const Observed at_once = gathered({workflows("list with a", "2026-03-01", {"a", "b"}, open), workflows("a", "2026-10-02", {"a"})});
  for (const ExportSource& source : at_once.sources) CHECK(source.marks.empty());
}
