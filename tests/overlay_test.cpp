// What an audit makes of an observed file, through the program.
#include <string>

#include <nlohmann/json.hpp>

#include "catch.h"
#include "support.h"

using namespace stackdrag::tests;
using nlohmann::json;

namespace {

const std::string sources =
    "observed: 1\nsources:\n"
    "  gtm-web: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, file: gtm.json, grade: configured}\n"
    "  har-home: {kind: har, of: www.acme.example, pages: [/], day: 2026-11-20, file: home.har, grade: seen, consent: granted}\n";

json audited(const std::string& inventory, const std::string& observed, const std::string& arguments = "") {
  const std::string folder = fresh_folder("overlay");
  write_text(folder + "/stack/stack.yaml", "version: 1\nstack: {as_of: 2026-11-21, regions: [eu]}\n" + inventory);
  if (!observed.empty()) write_text(folder + "/stack/observed.yaml", sources + observed);
  const Ran ran = run("$S audit stack --profile full --format json " + arguments, folder);
  INFO(ran.err);
  CHECK(ran.exit < 2);
  return json::parse(ran.out);
}

bool asks_for(const json& report, const std::string& rule, const std::string& subject) {
  for (const json& question : report["questions"]) {
    if (question["rule"] != rule) continue;
    for (const json& one : question["subjects"]) {
      if (one == subject) return true;
    }
  }
  return false;
}

std::size_t count_of(const json& report, const std::string& rule) {
  std::size_t count = 0;
  for (const json& finding : report["findings"]) count += finding["rule"] == rule ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("what nobody wrote is filled in by an exact link, and not by a possible one") {
  const std::string inventory = "pixels:\n  meta: {vendor: facebook, account: '608795229329835'}\n";
  const json without = audited(inventory, "");
  CHECK(asks_for(without, "pixel-silent", "pixel/meta"));
  const json with = audited(inventory, "pixels:\n  meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-home]}\n");
  CHECK_FALSE(asks_for(with, "pixel-silent", "pixel/meta"));
  CHECK(count_of(with, "shadow-asset") == 0);
  CHECK(with["drag"]["evidence"].get<double>() > without["drag"]["evidence"].get<double>());
  // Another account may be another pixel.
  const json other = audited(inventory, "pixels:\n  meta.608795229320000: {vendor: meta, account: '608795229320000', seen: [har-home]}\n");
  CHECK(asks_for(other, "pixel-silent", "pixel/meta"));
}

TEST_CASE("a day that a visit brought is measured up to the newest look, not up to today") {
  const std::string observed = "pixels:\n  meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-home]}\n";
  const std::string inventory = "pixels:\n  meta: {vendor: meta, account: '608795229329835', consent: marketing}\n";
  const json later = audited(inventory, observed, "--as-of 2027-11-21");
  CHECK(count_of(later, "pixel-silent") == 0);
  CHECK(asks_for(later, "pixel-silent", "pixel/meta"));
}

TEST_CASE("what somebody wrote stays, and the later of two days counts") {
  const std::string observed = "pixels:\n  meta.608795229329835: {vendor: meta, account: '608795229329835', via: gtm, seen: [har-home]}\n";
  const json report =
      audited("pixels:\n  meta: {vendor: meta, account: '608795229329835', via: hard-coded, last_seen: 2026-01-01}\n", observed);
  CHECK(count_of(report, "pixel-silent") == 0);
  CHECK(count_of(report, "fact-differs") == 1);
}

TEST_CASE("an observed file without an inventory is no inventory, and its mistakes have places") {
  const std::string folder = fresh_folder("overlay-mistakes");
  write_text(folder + "/stack.yaml", "version: 1\ntools: {crm: {}}\n");
  write_text(folder + "/observed.yaml", sources + "pixels:\n  meta.1: {vendor: meta, colour: red, seen: [har-home]}\n");
  const Ran ran = run("$S audit stack.yaml observed.yaml", folder);
  CHECK(ran.exit == 2);
  CHECK((ran.out + ran.err).find("observed.yaml:6:") != std::string::npos);
  CHECK((ran.out + ran.err).find("colour") != std::string::npos);
}

TEST_CASE("an observed item is shown with the lines that declare it") {
  const std::string folder = fresh_folder("overlay-show");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-21}\npixels: {ga4: {vendor: google-analytics, account: G-AB12CD34EF}}\n");
  write_text(folder + "/observed.yaml",
             sources +
                 "pixels:\n  google-analytics.G-AB12CD34EF: {vendor: google-analytics, account: G-AB12CD34EF, seen: [har-home]}\n"
                 "  meta.608795229329835: {vendor: meta, account: '608795229329835', sends: [Lead], seen: [har-home]}\n");
  const Ran shadow = run("$S show observed/meta.608795229329835 . ", folder);
  CHECK(shadow.exit == 0);
  CHECK(shadow.out.find("TO DECLARE meta.608795229329835\npixels:\n  meta-329835:\n") != std::string::npos);
  CHECK(shadow.out.find("    account: '608795229329835'\n    sends: [Lead]\n") != std::string::npos);
  CHECK(run("$S show observed/google-analytics.G-AB12CD34EF .", folder).out.find("IS DECLARED AS\n  pixel/ga4") != std::string::npos);
  // What is declared with these lines is no shadow any more.
  const std::string lines = shadow.out.substr(shadow.out.find("pixels:\n  meta-329835:"));
  std::string filled;
  for (std::size_t from = 0; from < lines.size();) {
    const std::size_t end = lines.find('\n', from);
    const std::string line = lines.substr(from, end - from);
    if (line.find('<') == std::string::npos) filled += line + "\n";
    from = end + 1;
  }
  write_text(folder + "/more.yaml", filled);
  CHECK(run("$S audit . --format json | grep -c '\"rule\":\"shadow-asset\"'", folder).out == "0\n");
}
