// A JSON report that is read back says what the audit said; anything else is refused in a sentence.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "fuzz/targets.h"
#include "stackdrag/formats.h"
#include "stackdrag/saved_report.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

const std::vector<std::string> example_names{"ten-lines", "acme", "clean", "start-up", "grand-magasin", "harbour-home", "shadow"};

/// The files of an example; kept until the tests end, as reports look at them.
const Sources& sources_of(const std::string& name) {
  static std::map<std::string, Sources> kept;
  Sources& sources = kept[name];
  if (sources.count() > 0) return sources;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(source_dir() + "/examples/" + name)) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) sources.add(std::filesystem::path(file).filename().string(), read_text(file));
  return sources;
}

Report audited(const std::string& name, Settings settings = {}, const Filter& by = {}) {
  settings.today = make_date(2026, 11, 21);
  return filtered(*audit(sources_of(name), settings).report, by);
}

std::string rendered(const Report& report, std::string_view name, const RenderOptions& options = {}) {
  const auto format = std::find_if(formats().begin(), formats().end(), [&](const Format& one) { return one.name == name; });
  return collected([&](Output& out) { format->render(report, options, out); });
}

Report read_back(const Report& report) {
  const auto read = read_report(rendered(report, "json"), "old.json");
  INFO((read.ok() ? "" : read.failure().message));
  REQUIRE(read.ok());
  return read.value();
}

/// Empty if it is a report.
std::string failure_of(const std::string& bytes) {
  const auto read = read_report(bytes, "old.json");
  return read.ok() ? "" : read.failure().message;
}

void check_sentence(const std::string& bytes, const std::string& part) {
  const std::string failure = failure_of(bytes);
  INFO(failure);
  CHECK(failure.find("old.json:") == 0);
  CHECK(failure.find(part) != std::string::npos);
  CHECK(visible(failure) == failure);
}

/// Every value of a report, as a pointer.
void collect(const json& value, const json::json_pointer& at, std::vector<json::json_pointer>& into) {
  if (!at.empty()) into.push_back(at);
  if (value.is_object()) {
    for (const auto& [key, part] : value.items()) collect(part, at / key, into);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) collect(value[i], at / i, into);
  }
}

/// An inventory whose report has something of everything.
std::string rich_inventory() {
  return "stack: {name: \"a \\U0001F389 b\", as_of: 2026-11-21, currency: EUR}\n"
         "people: {ana: {}, ben: {left: 2026-06-30}}\n"
         "tools:\n"
         "  survey: {does: [survey], owner: ana, cost: 6000/yr, last_used: 2026-03-26, was: [old-survey]}\n"
         "  crm: {owner: ben, cost: 100/mo}\n"
         "  rest: {}\n"
         "waivers:\n"
         "  - {rule: tool-unused, on: survey, reason: the contract runs on, by: ana, until: 2026-12-31}\n"
         "  - {rule: no-owner, on: rest, reason: nobody needs to own it, by: ana, until: 2026-12-31, kind: not-applicable}\n"
         "  - {rule: no-owner, on: crm, reason: to be seen, until: 2026-01-31}\n"
         "nonsense: 1\n";
}

}  // namespace

TEST_CASE("a saved report that is read back is written the same way, and says the same") {
  std::size_t reports = 0;
  for (const std::string& name : example_names) {
    for (const Profile profile : {Profile::starter, Profile::standard, Profile::full}) {
      for (const std::string filter : {"", "owner", "select", "ignore"}) {
        Filter by;
        if (filter == "owner") by.owners = {"ana"};
        if (filter == "select") by.select = {"no-owner", "zombies"};
        if (filter == "ignore") by.ignore = {"orphans"};
        Report report = audited(name, {.profile = profile}, by);
        const Report read = read_back(report);
        INFO(name << " " << name_of(profile) << " " << filter);
        CHECK(rendered(read, "json") == rendered(report, "json"));
        CHECK(read.shown.size() + (filter.empty() ? 0 : report.findings.size() - report.shown.size()) == report.findings.size());
        ++reports;
        // The lines of the inventory are no part of a report; what is folded is not known of findings that a filter has left out.
        report.sources = nullptr;
        const bool all_there = report.filter.empty() || read.findings.size() == report.findings.size();
        for (const bool all : {false, true}) {
          if (all_there)
            CHECK(rendered(read, "text", {.all = all, .verbose = true}) == rendered(report, "text", {.all = all, .verbose = true}));
          if (all_there) CHECK(rendered(read, "markdown", {.all = all}) == rendered(report, "markdown", {.all = all}));
        }
      }
    }
  }
  CHECK(reports == 84);
}

TEST_CASE("a report of the first version is read: its findings, questions, items and what they cost") {
  const std::string bytes = read_text(source_dir() + "/tests/saved/acme-1.json");
  const json old = json::parse(bytes);
  REQUIRE(old["schema_version"] == 1);
  const auto read = read_report(bytes, "old.json");
  REQUIRE(read.ok());
  const json now = json::parse(rendered(read.value(), "json"));
  REQUIRE(now["schema_version"] == 2);
  const auto without_blanks = [](json value) {
    for (auto it = value.begin(); it != value.end();) {
      const bool blank = it->is_null() || *it == "" || *it == json::array() || *it == false || *it == "open";
      it = blank && it.key() != "owners" ? value.erase(it) : std::next(it);
    }
    return value;
  };
  REQUIRE(now["findings"].size() == old["findings"].size());
  for (std::size_t i = 0; i < now["findings"].size(); ++i) {
    json was = without_blanks(old["findings"][i]), is = now["findings"][i];
    for (const char* gone : {"if_fixed", "location", "related", "carry_money", "claimed_money", "folded_into"})
      was.erase(gone), is.erase(gone);
    CHECK(is == was);
    CHECK(now["findings"][i]["carry_money"] == old["findings"][i]["carry_money"]);
    CHECK(now["findings"][i]["folded_into"] == old["findings"][i]["folded_into"]);
    CHECK(now["findings"][i]["location"]["line"] == old["findings"][i]["location"]["line"]);
  }
  std::size_t questions = 0;
  for (const json& group : now["questions"]) questions += group["subjects"].size();
  CHECK(questions == old["unknown"].size());
  for (const json& item : now["items"]) {
    const std::string id = item["id"], kind = item["kind"];
    CHECK(old["items"][kind].dump().find("\"" + id.substr(kind.size() + 1) + "\"") != std::string::npos);
    CHECK(item.value("cost_per_month", json()) == old["costs"].value(id, json()));
    CHECK(item.value("name", json()) == old["names"].value(id, json()));
  }
  CHECK(now["actions"].size() == old["actions"].size());
  CHECK(rendered(read.value(), "text").find("DO FIRST") != std::string::npos);
}

TEST_CASE("waivers, mistakes, former names, a baseline and causes come back") {
  Sources sources;
  sources.add("stack.yaml", rich_inventory() + "pixels: {meta: {last_seen: 2026-11-20}}\n");
  sources.add("version.yaml", "version: 1\n");
  Settings settings;
  settings.today = make_date(2026, 11, 21);
  settings.profile = Profile::full;
  const auto first = assess_text(rich_inventory(), settings);
  Baseline baseline = baseline_of((*first)->findings, (*first)->conditions);
  baseline.findings.push_back({.rule = "no-owner", .subject = "tool/gone", .key = "x"});
  settings.baseline = &baseline;
  Report report = *audit(sources, settings).report;
  REQUIRE(report.baseline);
  REQUIRE(report.problems.size() == 1);
  REQUIRE(report.waivers.size() == 3);
  const Report read = read_back(report);
  CHECK(rendered(read, "json") == rendered(report, "json"));
  report.sources = nullptr;
  CHECK(rendered(read, "text") == rendered(report, "text"));
  CHECK(rendered(read, "markdown") == rendered(report, "markdown"));
  std::size_t waived = 0, formerly = 0, fresh = 0;
  for (const ReportedFinding& finding : read.findings) {
    formerly += finding.formerly.size();
    fresh += finding.cause ? 1 : 0;
    if (finding.waiver == nullptr) continue;
    ++waived;
    CHECK(finding.waiver >= read.waivers.data());
    CHECK(finding.waiver < read.waivers.data() + read.waivers.size());
  }
  CHECK(waived >= 2);
  CHECK(formerly > 0);
  CHECK(fresh > 0);
}

TEST_CASE("a filtered report that was saved counts what it does not show") {
  for (const std::string owner : {"ana", "nobody"}) {
    const Report report = audited("acme", {}, {.owners = {owner}});
    REQUIRE(report.shown.size() < report.findings.size());
    const std::string said = rendered(read_back(report), "text", {.columns = 116});
    INFO(said);
    CHECK(said.find(fmt::format("showing {} of {} findings", report.shown.size(), report.findings.size())) != std::string::npos);
    CHECK(said.find(fmt::format("{} findings, folded ones included: ", report.findings.size())) != std::string::npos);
    CHECK(said.find("No findings") == std::string::npos);
  }
}

TEST_CASE("a report that was saved is filtered as if it had just been made") {
  const Report fresh = audited("acme"), saved = read_back(fresh);
  CHECK(saved.shown == fresh.shown);
  const Filter by{.select = {"zombies"}, .owners = {"unowned", "ana"}};
  const Report part = filtered(fresh, by);
  REQUIRE_FALSE(part.shown.empty());
  REQUIRE(part.shown.size() < fresh.shown.size());
  CHECK(filtered(saved, by).shown == part.shown);
  CHECK(rendered(filtered(saved, by), "json") == rendered(part, "json"));
}

TEST_CASE("a report that is filtered twice shows what fits both filters") {
  const Report report = audited("acme");
  const Report orphans = filtered(report, {.select = {"orphans"}});
  const Report both = filtered(report, {.select = {"orphans"}, .owners = {"unowned"}});
  REQUIRE_FALSE(both.shown.empty());
  REQUIRE(both.shown.size() < orphans.shown.size());
  const Report narrowed = filtered(orphans, {.owners = {"unowned"}});
  CHECK(narrowed.shown == both.shown);
  CHECK(narrowed.filter == "only orphans, without an owner");
  CHECK(rendered(narrowed, "json") == rendered(both, "json"));
  // What the first filter has left out of the file has no owner that is known.
  CHECK(filtered(read_back(orphans), {.owners = {"unowned"}}).shown.size() == both.shown.size());
}

TEST_CASE("what is no report says so, with its place") {
  const std::string good = rendered(audited("ten-lines"), "json");
  const auto with = [&](const std::string& pointer, const json& value) {
    json report = json::parse(good);
    report[json::json_pointer(pointer)] = value;
    return report.dump();
  };
  CHECK(failure_of(good).empty());
  check_sentence("", "ends too early");
  check_sentence("   ", "ends too early");
  check_sentence("version: 1\n", "not a stackdrag report");
  check_sentence("{version: 1}\n", "`v` is not expected here in a JSON text");
  check_sentence("[]", "not a stackdrag report");
  check_sentence("{}", "not a stackdrag report");
  check_sentence("17", "not a stackdrag report");
  check_sentence(R"({"stackdrag": "baseline", "schema_version": 1})", "not a stackdrag report");
  check_sentence(with("/tool/name", "lint"), "not a stackdrag report");
  check_sentence(with("/schema_version", 3), "newer stackdrag: `schema_version` is 3, and this one reads 2");
  check_sentence(with("/fingerprint_version", 9), "newer stackdrag");
  check_sentence(with("/schema_version", 4294967297), "expected a whole number");
  check_sentence(good.substr(0, good.size() - 2) + std::string("\0}\n", 3), "NUL");
  check_sentence(good + std::string(1, '\0') + "garbage", "NUL");
  check_sentence(good + "{}", "not expected here");
  check_sentence(with("/drag/low", 1e300), "`low`: expected a number from 0 to 100");
  check_sentence(with("/money/hourly_rate", -1), "`hourly_rate`: expected a number of at least 0, found `-1`");
  const json measure{{"value", "many"}, {"unit", "days left"}, {"band", 1}};
  check_sentence(with("/findings/0/measure", measure), "`value`: expected a number, found the text `many`");
  std::string bad = good;
  check_sentence(bad.replace(bad.find("\"high\": "), 9, "\"high\": 1e999 "), "too large");
  check_sentence(with("/gate/fail_on", "hihg"), "`fail_on`: expected a severity or never, found the text `hihg`");
  check_sentence(with("/findings/0/severity", "\x1b[31m\u202E"), "found the text `\\u{1b}[31m\\u{202e}`");
  check_sentence(with("/findings/0/rule", "no-such-rule"), "not among the `rules`");
  check_sentence(with("/findings/0/folded_into", "0123456789abcdef"), "no finding of the report has this fingerprint");
  check_sentence(with("/findings/0/folded_into", json::parse(good)["findings"][0]["fingerprint"]), "not folded into itself");
  check_sentence(with("/as_of", "2026-02-30"), "expected a date");
  check_sentence("{\"schema_version\": 1, \"schema_version\": 1}", "`schema_version` appears twice");
  check_sentence("{\"a\": \"\xff\"}", "not UTF-8");
  check_sentence("{\"a\": \"\x01\"}", "not expected here");
  std::string deep = "{\"tool\": ";
  for (int i = 0; i < 5'000'000; ++i) deep += '[';
  check_sentence(deep, "nested deeper");
  CHECK_FALSE(looks_like_report(deep));
}

TEST_CASE("a place is the line and column of the value") {
  std::string text = rendered(audited("ten-lines"), "json");
  const std::size_t at = text.find("\"starter\"");
  REQUIRE(at != std::string::npos);
  text.replace(at, 9, "\"statrer\"");
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  CHECK(failure_of(text) == fmt::format("old.json:{}:{}: `profile`: expected starter, standard or full, found the text `statrer`", line,
                                        at - text.rfind('\n', at)));
  CHECK(failure_of("\xEF\xBB\xBF" + text).substr(0, 12) == failure_of(text).substr(0, 12));
}

TEST_CASE("members that are not known are skipped") {
  json report = json::parse(rendered(audited("acme"), "json"));
  report["later"] = {{"a", {1, 2, {{"b", nullptr}}}}};
  report["findings"][0]["later"] = "x";
  report["drag"]["later"] = 1.5;
  const auto read = read_report(report.dump(), "old.json");
  REQUIRE(read.ok());
  CHECK(read.value().findings.size() == report["findings"].size());
}

TEST_CASE("a damaged report gives a sentence and never a crash") {
  const std::string text = rendered(*audit_text(rich_inventory(), Profile::starter).report, "json");
  REQUIRE(failure_of(text).empty());
  for (std::size_t size = 0; size + 2 < text.size(); size += 97) check_sentence(text.substr(0, size), "ends too early");
  json report = json::parse(text);
  std::vector<json::json_pointer> values;
  collect(report, json::json_pointer(), values);
  CHECK(values.size() > 300);
  for (const json::json_pointer& at : values) {
    INFO(at.to_string());
    json& value = report[at];
    json other = value.is_number() ? json("x") : value.is_null() ? json(true) : json(1.5);
    value.swap(other);
    CHECK_FALSE(failure_of(report.dump()).empty());
    value.swap(other);
    json& parent = report[at.parent_pointer()];
    if (!parent.is_object()) continue;
    // Without a member it may be a report still, if the member is one of a list.
    const json member = parent[at.back()];
    parent.erase(at.back());
    failure_of(report.dump());
    parent[at.back()] = member;
  }
}

TEST_CASE("reports that were saved earlier stay readable") {
  std::vector<std::string> unreadable;
  std::size_t reports = 0;
  for (const auto& entry : std::filesystem::directory_iterator(source_dir() + "/tests/fuzz/corpus/report")) {
    const std::string name = entry.path().filename().string();
    // These never were reports.
    if (name == "cut" || name == "twice") continue;
    const std::string failure = failure_of(read_text(entry.path().string()));
    ++reports;
    if (!failure.empty())
      unreadable.push_back(fmt::format("{}: {}: an older report must stay readable; describe a new field with `io.added`", name, failure));
  }
  CHECK(unreadable == std::vector<std::string>());
  CHECK(reports >= 4);
}

TEST_CASE("the fuzzer's corpus of saved reports keeps every promise") {
  std::size_t files = 0;
  for (const std::string folder : {"/tests/fuzz/corpus/report", "/tests/hostile"}) {
    for (const auto& entry : std::filesystem::directory_iterator(source_dir() + folder)) {
      INFO(entry.path().string());
      fuzz::fuzz_report(read_text(entry.path().string()));
      ++files;
    }
  }
  CHECK(files > 20);
}

TEST_CASE("render writes a saved report in every format") {
  const std::string folder = fresh_folder("render");
  const std::string inventory = source_dir() + "/examples/acme";
  const Ran saved = run("$S audit '" + inventory + "' --format json -o old.json --format markdown -o old.md", folder);
  CHECK(saved.exit == 1);
  CHECK(run("$S render old.json --format markdown", folder).out == read_text(folder + "/old.md"));
  CHECK(run("$S render - --format markdown < old.json", folder).out == read_text(folder + "/old.md"));
  const Ran both = run("$S render old.json --format json -o new.json --format text", folder);
  CHECK(both.exit == 0);
  CHECK(both.out.find("DRAG") != std::string::npos);
  CHECK(read_text(folder + "/new.json") == read_text(folder + "/old.json"));
  CHECK(run("$S render old.json -q", folder).out == run("$S audit -q '" + inventory + "'", folder).out);
  CHECK(run("$S render old.json -v --color always", folder).out.find('\x1b') != std::string::npos);
  for (const std::string wrong : {"old.json -o old.json", "missing.json", "old.md", "old.json --format jsn", ""}) {
    const Ran ran = run("$S render " + wrong, folder);
    INFO(wrong << ": " << ran.err);
    CHECK(ran.exit == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("stackdrag: ") == 0);
  }
  CHECK(read_text(folder + "/old.json") == read_text(folder + "/new.json"));
}
