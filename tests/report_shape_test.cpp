// The shape of the JSON report: every member of the report's structs is written, read back, and in the schema.
//
// The values are made up from the schema, so that a new member is tested without a line here. `members_test.cpp` names a member that has no
// line in the shape.
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "catch.h"
#include "stackdrag/formats.h"
#include "stackdrag/json_objects.h"
#include "stackdrag/json_tree.h"
#include "stackdrag/report_schema.h"
#include "stackdrag/saved_report.h"
#include "support.h"

using namespace stackdrag;
using nlohmann::json;

namespace {

std::string json_of(const Report& report) {
  const auto format = std::find_if(formats().begin(), formats().end(), [](const Format& one) { return one.name == "json"; });
  return collected([&](Output& out) { format->render(report, {}, out); });
}

/// Makes up values that a schema allows: nearly all different, and none that a member begins with.
class Sample {
 public:
  explicit Sample(const json& root) : root_(root) {}

  json of(const json& schema) {
    if (schema.contains("$ref")) return of(root_.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1))));
    if (schema.contains("const")) return schema["const"];
    if (schema.contains("enum")) return schema["enum"][1];
    if (schema.contains("oneOf")) return of(schema["oneOf"][schema["oneOf"][0].value("type", json()) == "null" ? 1 : 0]);
    ++count_;
    const std::string type = schema["type"].is_array() ? schema["type"][0] : schema["type"];
    if (type == "object") return object(schema);
    if (type == "array") return json::array({of(schema["items"])});
    if (type == "string") return text(schema.value("pattern", ""));
    if (type == "integer") return count_;
    if (type == "number") return number(schema.value("maximum", 100.0));
    return true;
  }

 private:
  json object(const json& schema) {
    json made = json::object();
    const json properties = schema.value("properties", json::object());
    for (const auto& [name, member] : properties.items()) made[name] = of(member);
    if (schema["additionalProperties"].is_object()) {
      const std::string name = schema.contains("propertyNames") ? of(schema["propertyNames"]).get<std::string>() : text("");
      made[name] = of(schema["additionalProperties"]);
    }
    return made;
  }
  std::string text(const std::string& pattern) const {
    if (pattern.starts_with("^[0-9]{4}-")) return fmt::format("{}", make_date(2026, 1, 1) + Days{count_});
    return fmt::format("text-{}", count_);
  }
  double number(double most) const { return most == 1 ? count_ / 1000.0 : most == 0 ? -count_ / 4.0 : count_ / 4.0; }

  const json& root_;
  int count_ = 0;
};

/// A report in which every member is set, made up from the schema. What it refers to exists.
json sample_report() {
  const json schema = json::parse(report_schema());
  json report = Sample(schema).of(schema);
  json& finding = report["findings"][0];
  const std::string rule = report["rules"].begin().key();
  finding["rule"] = rule;
  finding["family"] = report["rules"][rule]["family"];
  finding["fingerprint"] = "00000000000000f1";
  finding["folded_into"] = "00000000000000f2";
  finding["formerly"] = {"00000000000000f3"};
  report["actions"][0]["items"] = json::array({finding["subject"]});
  finding["owner"] = finding["owners"][0];
  json parent = finding;
  parent["fingerprint"] = "00000000000000f2";
  parent["folded_into"] = nullptr;
  report["findings"].push_back(parent);
  report["actions"][0]["findings"] = {"00000000000000f2", "00000000000000f1"};
  report["items"][0]["id"] = "tool/crm";
  report["items"][0]["kind"] = "tool";
  return report;
}

Report read_back(const std::string& bytes) {
  const auto read = read_report(bytes, "old.json");
  INFO((read.ok() ? "" : read.failure().message));
  REQUIRE(read.ok());
  return read.value();
}

/// The members that a schema describes: "/findings/[]/rule".
void collect_described(const json& root, const json& schema, const std::string& path, std::set<std::string>& into) {
  if (schema.contains("$ref"))
    return collect_described(root, root.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1))), path, into);
  const json properties = schema.value("properties", json::object());
  for (const auto& [name, member] : properties.items()) {
    into.insert(path + "/" + name);
    collect_described(root, member, path + "/" + name, into);
  }
  if (schema.contains("items")) collect_described(root, schema["items"], path + "/[]", into);
  if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
    collect_described(root, schema["additionalProperties"], path + "/{}", into);
  for (const json& choice : schema.value("oneOf", json::array())) collect_described(root, choice, path, into);
}

/// Calls `visit(path, value)` for every member of a report; the path has `{}` for a name that is not among the described ones.
template <class Visit>
void each_member(const json& value, const std::string& path, const std::set<std::string>& described, const Visit& visit) {
  if (value.is_array()) {
    for (const json& part : value) each_member(part, path + "/[]", described, visit);
  } else if (value.is_object() && !value.empty()) {
    const bool by_name = described.count(path + "/" + value.begin().key()) == 0;
    for (const auto& [name, part] : value.items()) {
      if (!by_name) visit(path + "/" + name, part);
      each_member(part, path + "/" + (by_name ? "{}" : name), described, visit);
    }
  }
}

std::set<std::string> described_members() {
  const json schema = json::parse(report_schema());
  std::set<std::string> described;
  collect_described(schema, schema, "", described);
  return described;
}

/// The members that have no value but one that members begin with, in any of the reports.
std::set<std::string> never_set(const std::vector<json>& reports) {
  static const json beginnings = json::parse(R"([null, 0, false, "", [], {}, "A", "info", "starter", "open", "active", "accepted"])");
  const std::set<std::string> described = described_members();
  std::set<std::string> never = described;
  for (const json& report : reports) {
    each_member(report, "", described, [&](const std::string& path, const json& value) {
      if (std::find(beginnings.begin(), beginnings.end(), value) == beginnings.end()) never.erase(path);
    });
  }
  return never;
}

}  // namespace

TEST_CASE("every member of a report is filled") {
  std::vector<json> reports;
  const auto audit = [&](const std::string& arguments, const std::string& folder = tests::source_dir()) {
    const tests::Ran ran = tests::run("$S audit --format json --as-of 2026-11-21 " + arguments, folder);
    INFO(arguments << ": " << ran.err);
    REQUIRE_FALSE(ran.out.empty());
    reports.push_back(json::parse(ran.out));
  };
  for (const std::string name : {"acme", "harbour-home", "clean", "ten-lines"}) audit("examples/" + name);
  audit("examples/acme --owner ana --outlook");
  // What compares with a baseline, what is renamed, what is no debt, and mistakes.
  const std::string folder = tests::fresh_folder("filled");
  tests::write_text(folder + "/stack.yaml",
                    "version: 1\n"
                    "tools:\n"
                    "  old: {does: [survey], owner: ana, cost: 900/mo, last_used: none}\n"
                    "  crm: {owner: ben, cost: 100/mo, last_used: 2026-06-01}\n"
                    "  gone: {cost: 100/mo, last_used: none}\n");
  REQUIRE(tests::run("$S baseline create --as-of 2026-07-21", folder).exit == 0);
  tests::write_text(folder + "/stack.yaml",
                    "version: 1\n"
                    "tools:\n"
                    "  survey: {does: [survey], owner: ana, cost: 9000/mo, last_used: none, was: [old]}\n"
                    "  poll: {owner: ana, cost: 900/mo, last_used: none, billing: monthly, retire_on: 2026-12-31}\n"
                    "  crm: {owner: ben, cost: 100/mo}\n"
                    "  gone-eu: {cost: 100/mo, last_used: none}\n"
                    "  rest: {bakcup: ana, last_used: 2024-01-01, carry: 2}\n"
                    "waivers:\n"
                    "  - {rule: no-owner, on: rest, reason: nobody needs to, by: ana, until: 2026-12-31, kind: not-applicable}\n");
  audit("--baseline .stackdrag-baseline.json", folder);
  const std::string observed = tests::fresh_folder("filled-evidence");
  tests::write_text(observed + "/stack.yaml",
                    "version: 1\n"
                    "pixels:\n"
                    "  ga4: {vendor: google-analytics, account: G-AB12CD34EF}\n"
                    "  tiktok: {vendor: tiktok, account: CABCDEF0123456789ABC, status: paused}\n"
                    "  hotjar: {vendor: hotjar, account: '123476', last_seen: 2026-09-01}\n");
  tests::write_text(observed + "/observed.yaml",
                    "observed: 1\n"
                    "sources:\n"
                    "  har-1: {kind: har, of: acme.example, pages: [/], day: 2026-11-10, grade: seen, consent: granted}\n"
                    "  har-2: {kind: har, of: acme.example, pages: [/], day: 2026-11-20, grade: seen, consent: granted}\n"
                    "pixels:\n"
                    "  google-analytics.G-AB12CD34EF: {vendor: google-analytics, account: G-AB12CD34EF, via: gtm, seen: [har-1, har-2]}\n"
                    "  meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-2]}\n"
                    "  tiktok.CABCDEF0123456789ABC: {vendor: tiktok, account: CABCDEF0123456789ABC, seen: [har-1, har-2]}\n");
  audit(".", observed);
  const std::string past = tests::fresh_folder("filled-history");
  REQUIRE(tests::run("$S audit examples/acme --as-of 2026-10-21 --fail-on never --format json -o '" + past + "/1.json'").exit == 0);
  audit("examples/acme --history '" + past + "'");
  // Rare, and tested where they are worked out.
  const std::set<std::string> expected{"/baseline/gone/[]/key",
                                       "/baseline/improved",
                                       "/baseline/unanswered",
                                       "/drag/capped",
                                       "/drag/capacity_stated",
                                       "/drag/capacity_stated/hours",
                                       "/drag/capacity_stated/location",
                                       "/drag/capacity_stated/location/column",
                                       "/drag/capacity_stated/location/end_column",
                                       "/drag/capacity_stated/location/end_line",
                                       "/drag/capacity_stated/location/file",
                                       "/drag/capacity_stated/location/line",
                                       "/next_profile",
                                       "/outlook/late",
                                       "/outlook/money_saved",
                                       "/findings/[]/severity_alone",
                                       "/findings/[]/related/[]/location/end_line",
                                       "/problems/[]/location/end_line",
                                       "/waivers/[]/location/end_line"};
  INFO("nobody fills what is not on the right: do so in src/report; if these inventories do not show it, change one");
  CHECK(never_set(reports) == expected);
}

TEST_CASE("every member of a report is read and written again") {
  const json sample = sample_report();
  REQUIRE(never_set({sample}) == std::set<std::string>());
  const std::string written = json_of(read_back(sample.dump()));
  for (const json& change : json::diff(sample, json::parse(written)))
    FAIL_CHECK(change["path"].get<std::string>() << " is read, but not written as it was");
  CHECK(json_of(read_back(written)) == written);
}

namespace stackdrag::report {
namespace {

/// A part of a format that got its second field later.
struct Grown {
  int first = 1, second = 2;
  std::string_view third;
  int fourth = 0;
};

template <class Io>
void describe(Io& io, Of<Io, Grown>& grown) {
  io.field("first", grown.first, form::Whole{0, 99, ""});
  io.added("second", grown.second, form::Whole{0, 99, ""}, "Came later.");
  io.sparse("third", grown.third, form::text_or_null, "Left out where it is empty.");
  io.sparse("fourth", grown.fourth, form::Whole{0, 99, ""}, "Left out where it is `first`.", grown.first);
  io.former("second_of_old", grown.second, form::Whole{0, 99, ""});
}

/// The second field as it is read, or what is wrong.
std::string second_of(std::string text) {
  Sources sources;
  sources.add("a.json", std::move(text));
  const Document document = read_json(sources, 0);
  REQUIRE_FALSE(document.problem);
  Store store;
  JsonReader in(sources, store);
  Grown grown;
  form::object<Grown>.read({in, document.tree.root(), "grown"}, grown);
  return in.failed() ? in.failure().message : std::to_string(grown.second);
}

}  // namespace

TEST_CASE("a field that was added later keeps its default where it is missing, and is checked where it is not") {
  CHECK(second_of(R"({"first": 5})") == "2");
  CHECK(second_of(R"({"first": 5, "second": 6})") == "6");
  CHECK(second_of(R"({"first": 5, "second_of_old": 7})") == "7");
  CHECK(second_of(R"({"first": 5, "third": null, "fourth": null})") == "2");
  CHECK(second_of(R"({"first": 5, "third": 3})").find("`third`: expected a text") != std::string::npos);
  CHECK(second_of(R"({"second": 6})") == "a.json:1:1: `first` is missing here");
  CHECK(second_of(R"({"first": 5, "second": "x"})").find("`second`: expected a whole number") != std::string::npos);
  CHECK(second_of(R"({"first": 5, "second": null})").find("`second`: expected a whole number") != std::string::npos);
  CHECK(collected([](Output& out) {
          JsonWriter json(out);
          form::row<Grown>.write(json, {.fourth = 1});
        }) == "{\"first\": 1, \"second\": 2}\n");
  CHECK(collected([](Output& out) {
          JsonWriter json(out, true);
          form::row<Grown>.write(json, {.third = "x", .fourth = 2});
        }) == "{\"first\":1,\"second\":2,\"third\":\"x\",\"fourth\":2}\n");
  const std::string schema = schema_of<Grown>(false);
  CHECK(schema.find(R"("required": ["first", "second"])") != std::string::npos);
  CHECK(schema.find(R"("third": {"description": "Left out where it is empty.", "type": "string"})") != std::string::npos);
  CHECK(schema.find("second_of_old") == std::string::npos);
}

}  // namespace stackdrag::report

TEST_CASE("the schema describes every member of a report that is written") {
  const std::set<std::string> described = described_members();
  std::set<std::string> written;
  each_member(json::parse(json_of(read_back(sample_report().dump()))), "", described,
              [&](const std::string& path, const json&) { written.insert(path); });
  CHECK(described == written);
  CHECK(written.size() > 120);
}
