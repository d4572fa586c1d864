// What an audit makes of an observed file, through the program.
#include <set>
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
  CHECK(shadow.out.find("TO DECLARE meta.608795229329835, in another file than ./stack.yaml, which has `pixels` in brackets or as a list\n"
                        "pixels:\n  meta-329835:\n") != std::string::npos);
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

TEST_CASE("the lines that declare an observed item fit where they belong") {
  const std::string folder = fresh_folder("overlay-adopt");
  const std::string stack = "version: 1\nstack: {as_of: 2026-11-21}\npixels:\n    # what we know\n    ga4: {vendor: google-analytics}\n";
  write_text(folder + "/stack.yaml", stack);
  write_text(folder + "/observed.yaml",
             sources +
                 "pixels:\n  meta.608795229329835: {vendor: meta, account: '608795229329835', set: [gtm-web]}\n"
                 "integrations:\n  n8n.kXz81bQwErtyui2P: {to: [hubspot], via: n8n, name: Leads, set: [gtm-web]}\n");
  const std::string pixel = run("$S show observed/meta", folder).out;
  CHECK(pixel.find("TO DECLARE meta.608795229329835, below `pixels:` of stack.yaml:3\n    meta-329835:\n      owner: ") !=
        std::string::npos);
  const std::string integration = run("$S show observed/n8n.kXz81bQwErtyui2P", folder).out;
  CHECK(integration.find("TO DECLARE n8n.kXz81bQwErtyui2P\nintegrations:\n  leads:\n") != std::string::npos);
  CHECK(integration.find("\n    from: [<tool>]\n") != std::string::npos);
  // Put there as they stand, they are no mistake but for what is to be filled in.
  const auto lines = [](const std::string& page, const std::string& first) { return page.substr(page.find("\n" + first) + 1); };
  write_text(folder + "/stack.yaml", stack + lines(pixel, "    meta-329835:") + lines(integration, "integrations:"));
  const Ran audited = run("$S audit", folder);
  CAPTURE(audited.err);
  CHECK(audited.err.find("already declared") == std::string::npos);
  CHECK(audited.err.find("pixel") == std::string::npos);
}

TEST_CASE("what a report says to run can be run as it stands") {
  const std::string folder = fresh_folder("overlay-hint");
  write_text(folder + "/our stack/stack.yaml", "version: 1\nstack: {as_of: 2026-11-21}\n");
  write_text(folder + "/exports/observed.yaml",
             sources + "pixels:\n  meta.608795229329835: {vendor: meta, account: '608795229329835', set: [gtm-web]}\n");
  const std::string report = run("COLUMNS=160 $S audit 'our stack' --evidence exports", folder).out;
  const std::size_t begin = report.find("`stackdrag show ") + 1;
  const std::string command = report.substr(begin, report.find('`', begin) - begin);
  CHECK(command == "stackdrag show observed/meta 'our stack' --evidence exports");
  CHECK(run("$S" + command.substr(command.find(' ')), folder).out.find("TO DECLARE meta.608795229329835\n") != std::string::npos);
  write_text(folder + "/our client's/stack.yaml", "version: 1\nstack: {as_of: 2026-11-21}\n");
  write_text(folder + "/a map.yaml", "money: '1.234,56'\n");
  const std::string quoted = run("COLUMNS=200 $S audit \"our client's\" --evidence exports --map 'a map.yaml'", folder).out;
  const std::size_t start = quoted.find("`stackdrag show ") + 1;
  const std::string other = quoted.substr(start, quoted.find('`', start) - start);
  CHECK(other == "stackdrag show observed/meta 'our client'\\''s' --evidence exports --map 'a map.yaml'");
  CHECK(run("$S" + other.substr(other.find(' ')), folder).out.find("TO DECLARE meta.608795229329835\n") != std::string::npos);
}

TEST_CASE("what nobody saw says so under the heading of what was seen") {
  const std::string folder = fresh_folder("overlay-set");
  write_text(folder + "/stack.yaml", "version: 1\nstack: {as_of: 2026-11-21}\n");
  write_text(folder + "/observed.yaml",
             sources + "pixels:\n  meta.608795229329835: {vendor: meta, account: '608795229329835', set: [gtm-web]}\n");
  CHECK(run("$S audit", folder).out.find("  `meta`: pixel 608795229329835, set up in gtm-web, not seen\n") != std::string::npos);
  const Ran without = run("rm observed.yaml; $S show observed/meta", folder);
  CHECK(without.err == "stackdrag: no item is called `observed/meta`; what exports say is known with `--evidence`, as for the audit\n");
}

TEST_CASE("a report says what exports show beside the inventory, and a saved report says the same") {
  const std::string folder = fresh_folder("overlay-report");
  write_text(
      folder + "/stack/stack.yaml",
      "version: 1\nstack: {name: Acme, as_of: 2026-11-21, regions: [eu]}\n"
      "pixels:\n  ga4: {vendor: google-analytics, account: G-AB12CD34EF}\n  meta-old: {vendor: tiktok, account: CABCDEF0123456789ABC, "
      "status: paused}\n"
      "waivers: [{rule: shadow-asset, on: observed/hotjar, kind: not-applicable, reason: another team's, until: 2027-01-31}]\n");
  write_text(folder + "/stack/observed.yaml",
             sources +
                 "pixels:\n"
                 "  google-analytics.G-AB12CD34EF: {vendor: google-analytics, account: G-AB12CD34EF, seen: [har-home], set: [gtm-web]}\n"
                 "  hotjar.123476: {vendor: hotjar, account: '123476', seen: [har-home]}\n"
                 "  meta.608795229320000: {vendor: meta, account: '608795229320000', set: [gtm-web]}\n"
                 "  meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-home], set: [gtm-web]}\n"
                 "  tiktok.CABCDEF0123456789ABC: {vendor: tiktok, account: CABCDEF0123456789ABC, seen: [har-home]}\n");
  const std::string saved = run("$S audit stack --format json", folder).out;
  const json evidence = json::parse(saved)["evidence"];
  CHECK(evidence["sources"].size() == 2);
  CHECK(evidence["sources"][1]["consent"] == "granted");
  REQUIRE(evidence["shadow"].size() == 1);
  CHECK(evidence["shadow"][0] == json::parse(R"({"id": "observed/meta", "kind": "pixel", "accounts": ["608795229320000", "608795229329835"],
    "sources": ["gtm-web", "har-home"], "grade": "seen", "last_seen": "2026-11-20"})"));
  CHECK(evidence["agrees"] == 1);
  CHECK(evidence["differs"] == 1);
  const std::string text = run("$S audit stack", folder).out;
  CHECK(text.find("\nSEEN, NOT DECLARED\n  `meta`: pixel, 2 accounts, seen 2026-11-20 (2 exports)\n"
                  "  `stackdrag show observed/meta stack` prints the lines that declare it.\n") != std::string::npos);
  CHECK(text.find("\n2 exports up to 2026-11-20 · 1 item as declared · 1 not as declared\n  1 not declared\n") != std::string::npos);
  CHECK(run("$S audit stack --format markdown", folder).out.find("2 exports up to 2026-11-20 · 1 item as declared") != std::string::npos);
  write_text(folder + "/saved.json", saved);
  CHECK(run("$S render saved.json --format json", folder).out == saved);
  CHECK(run("$S render saved.json", folder).out.find("SEEN, NOT DECLARED") != std::string::npos);
  // Without exports there is nothing to say.
  write_text(folder + "/stack/observed.yaml", "");
  CHECK(run("$S audit stack --format json", folder).out.find("\"evidence\": {") == std::string::npos);
}

TEST_CASE("what only a newer export says is nobody's change: the gate warns of it unless told otherwise") {
  const std::string folder = fresh_folder("overlay-gate");
  const std::string ga4 = "  google-analytics.G-AB12CD34EF: {vendor: google-analytics, account: G-AB12CD34EF, set: [gtm-web]}\n";
  const std::string stack = "version: 1\nstack: {as_of: 2026-11-30}\npixels:\n  ga4: {vendor: google-analytics, account: G-AB12CD34EF}\n";
  write_text(folder + "/stack/stack.yaml", stack);
  write_text(folder + "/stack/observed.yaml", sources + "pixels:\n" + ga4);
  CHECK(run("$S baseline create stack", folder).exit == 0);
  const std::string newer = "  har-later: {kind: har, of: www.acme.example, pages: [/], day: 2026-12-03, grade: seen, consent: granted}\n";
  write_text(
      folder + "/stack/observed.yaml",
      sources + newer + "pixels:\n" + ga4 + "  meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-later]}\n");
  const std::string command = "$S audit stack --as-of 2026-12-04 --baseline .stackdrag-baseline.json";
  const Ran warned = run(command, folder);
  CHECK(warned.exit == 0);
  CHECK(warned.out.find("new (a new export)") != std::string::npos);
  CHECK(unwrapped(warned.out).find("not counted: 2 new medium (evidence)") != std::string::npos);
  write_text(folder + "/.stackdrag.yaml", "gate: {new: {evidence: fail}}\n");
  CHECK(run(command, folder).exit == 1);
  // What somebody has written is a change, whatever exports there are.
  write_text(folder + "/.stackdrag.yaml", "gate: {new: {clock: warn}}\n");
  write_text(folder + "/stack/stack.yaml", stack + "  lost: {vendor: tiktok, account: CABCDEF0123456789ABC, for: nobody}\n");
  const Ran changed = run(command, folder);
  CHECK(changed.exit == 1);
  CHECK(changed.out.find("new (the files changed)") != std::string::npos);
}

TEST_CASE("a baseline knows what it has read: an export that is older than it, or without a day, may be new") {
  const std::string folder = fresh_folder("overlay-known");
  const std::string stack = "version: 1\nstack: {as_of: 2026-11-30}\ntools:\n  hubspot: {cost: 1200}\n";
  const auto workflows = [&](const std::string& hash, const std::string& more) {
    write_text(folder + "/stack/observed.yaml", "observed: 1\nsources:\n  n8n-all: {kind: n8n, file: all.json, sha256: '" +
                                                    std::string(64, hash[0]) + "', grade: configured" + more + "}\n");
  };
  const auto audit = [&] { return unwrapped(run("$S audit stack --profile full --baseline .stackdrag-baseline.json", folder).out); };
  write_text(folder + "/stack/stack.yaml", stack);
  CHECK(run("$S baseline create stack --profile full", folder).exit == 0);
  CHECK_FALSE(says(read_text(folder + "/.stackdrag-baseline.json"), "\"exports\""));
  workflows("a", ", day: 2026-11-02, marks: [{kind: secret, of: an access token, at: /nodes/1}]");
  INFO(audit());
  CHECK(says(audit(), "not counted: 1 new high (evidence)"));
  // Once it was read, it is known; another with the same name is not.
  CHECK(run("$S baseline create stack --profile full --force", folder).exit == 0);
  CHECK(says(read_text(folder + "/.stackdrag-baseline.json"), "\"exports\": {\"n8n-all\": \"aaaaaaaaaaaaaaaa\"},\n"));
  CHECK_FALSE(says(audit(), "(evidence)"));
  workflows("b", ", marks: [{kind: secret, of: an access token, at: /nodes/1}, {kind: secret, of: an API key, at: /nodes/2}]");
  CHECK(says(audit(), "(evidence)"));
  // What it says stays new until it is accepted or gone; then the new export is recorded in the place of the old one.
  CHECK(run("$S baseline update stack --profile full", folder).exit == 0);
  CHECK(says(read_text(folder + "/.stackdrag-baseline.json"), "\"n8n-all\": \"aaaaaaaaaaaaaaaa\""));
  workflows("c", ", marks: [{kind: secret, of: an access token, at: /nodes/1}]");
  CHECK(run("$S baseline update stack --profile full", folder).exit == 0);
  CHECK(says(read_text(folder + "/.stackdrag-baseline.json"), "\"n8n-all\": \"cccccccccccccccc\"},\n"));
}

TEST_CASE("of two observed files, the newer one speaks of a container as a whole, and a visit counts once") {
  const std::string folder = fresh_folder("overlay-two");
  write_text(folder + "/stack/stack.yaml", "version: 1\nstack: {as_of: 2026-11-30}\n");
  const auto observed = [](const std::string& day, const std::string& marks, const std::string& visit) {
    return "observed: 1\nsources:\n  gtm-web: {kind: gtm, of: GTM-AB12CD3, day: " + day + ", file: c.json, sha256: '" + day +
           std::string(54, '0') + "', grade: configured" + marks + "}\n  " + visit +
           ": {kind: har, of: www.acme.example, pages: [/], day: 2026-11-20, file: a.har, sha256: '" + std::string(64, 'a') +
           "', grade: seen}\npixels:\n  meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [" + visit + "]}\n";
  };
  write_text(folder + "/stack/observed.yaml",
             observed("2026-10-01", ", marks: [{kind: secret, of: an access token, at: /tag/1}]", "har-a"));
  const auto rules = [](const json& report) {
    std::set<std::string> all;
    for (const json& finding : report["findings"]) all.insert(finding["rule"]);
    return all;
  };
  CHECK(rules(json::parse(run("$S audit stack --format json", folder).out)).count("secret-in-artifact") == 1);
  write_text(folder + "/newer.yaml", observed("2026-11-25", "", "har-b"));
  const json report = json::parse(run("$S audit stack --evidence newer.yaml --format json", folder).out);
  CHECK(rules(report).count("secret-in-artifact") == 0);
  CHECK(report["evidence"]["sources"].size() == 2);
  CHECK(report["evidence"]["shadow"][0]["sources"] == json::parse(R"(["har-a"])"));
}

TEST_CASE("a visit that is known with one choice is not taken for another") {
  const std::string folder = fresh_folder("overlay-choice");
  const std::string visit = source_dir() + "/examples/shadow/exports/before-choice.har";
  CHECK(run("$S observe " + visit + " --consent none -o observed.yaml", folder).exit == 0);
  const std::string before = read_text(folder + "/observed.yaml");
  for (const char* const consent : {"", " --consent granted"}) {
    const Ran ran = run("$S observe " + visit + consent + " -o observed.yaml", folder);
    CHECK(ran.exit == 2);
    CHECK(unwrapped(ran.err).find("is known as a visit with --consent none") != std::string::npos);
    CHECK(read_text(folder + "/observed.yaml") == before);
  }
  CHECK(run("$S observe " + visit + " --consent none -o observed.yaml", folder).exit == 0);
}

TEST_CASE("known debt that only a newer export makes worse is nobody's change either") {
  const std::string folder = fresh_folder("overlay-worse");
  write_text(folder + "/stack/stack.yaml", "version: 1\nstack: {as_of: 2026-11-30, regions: [eu]}\n");
  const std::string pixel = "pixels:\n  meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-home";
  write_text(folder + "/stack/observed.yaml", sources + pixel + "]}\n");
  CHECK(run("$S baseline create stack", folder).exit == 0);
  const std::string newer = "  har-later: {kind: har, of: www.acme.example, pages: [/], day: 2026-12-03, grade: seen, consent: none}\n";
  write_text(folder + "/stack/observed.yaml", sources + newer + pixel + ", har-later], consent: none, by: {consent: har-later}}\n");
  const std::string command = "$S audit stack --as-of 2026-12-04 --baseline .stackdrag-baseline.json";
  const Ran warned = run(command, folder);
  INFO(warned.out);
  CHECK(warned.exit == 0);
  CHECK(unwrapped(warned.out).find("1 new high (evidence)") != std::string::npos);
  write_text(folder + "/.stackdrag.yaml", "gate: {new: {evidence: fail}}\n");
  CHECK(run(command, folder).exit == 1);
}

TEST_CASE("a draft of what was observed declares all of it, so that an audit with the same evidence finds nothing else") {
  const std::string folder = fresh_folder("overlay-draft");
  write_text(folder + "/observed.yaml",
             sources +
                 "pixels:\n"
                 "  google-analytics.G-AB12CD34EF: {vendor: google-analytics, account: G-AB12CD34EF, sends: [page_view], via: gtm, seen: "
                 "[har-home], set: [gtm-web]}\n"
                 "  hotjar@GTM-AB12CD3: {vendor: hotjar, via: gtm, status: paused, paused_on: 2026-10-01, set: [gtm-web]}\n"
                 "  meta.608795229329835: {vendor: meta, account: '608795229329835', via: gtm, seen: [har-home]}\n"
                 "  meta.608795229329835.server: {vendor: meta, account: '608795229329835', via: server, set: [gtm-web]}\n"
                 "integrations:\n"
                 "  n8n.kXz81bQwErtyui2P: {from: [google-sheets], to: [hubspot], set: [gtm-web]}\n"
                 "  n8n.hook: {to: [hubspot], name: Sync leads, set: [gtm-web]}\n"
                 "agents:\n"
                 "  n8n.kXz81bQwErtyui2P: {uses: [n8n.kXz81bQwErtyui2P], model: gpt-4o, set: [gtm-web]}\n");
  const Ran drafted = run("$S init stack.yaml --from observed.yaml", folder);
  CHECK(drafted.exit == 0);
  const std::string draft = read_text(folder + "/stack.yaml");
  INFO(draft);
  CHECK(draft.find("  meta-329835: {vendor: meta, account: '608795229329835', via: gtm}  # har-home\n") != std::string::npos);
  CHECK(draft.find("\ntools:") != std::string::npos);
  CHECK(draft.find("  google-sheets: {}\n") != std::string::npos);
  const std::string lacking = "  # sync-leads: {from: [<tool>], to: [hubspot]";
  REQUIRE(draft.find(lacking) != std::string::npos);
  for (const std::string force : {"", " --force"}) CHECK(run("$S init stack.yaml --from observed.yaml" + force, folder).exit == 2);
  const json report = json::parse(run("$S audit --profile full --as-of 2026-11-21 --format json", folder).out);
  CHECK(report["problems"].empty());
  // But for the one that has yet to be completed.
  CHECK(report["evidence"]["shadow"].size() == 1);
  CHECK(report["evidence"]["differs"] == 0);
  CHECK(report["evidence"]["filled"] == 2);  // when the visit saw two of them
  CHECK(report["evidence"]["agrees"] == 6);
  // Without the `# ` and with a tool, it is complete, too.
  std::string whole = draft;
  whole.replace(whole.find(lacking), lacking.size(), "  sync-leads: {from: [google-sheets], to: [hubspot]");
  write_text(folder + "/stack.yaml", whole);
  const json completed = json::parse(run("$S audit --profile full --as-of 2026-11-21 --format json", folder).out);
  CHECK(completed["problems"].empty());
  CHECK(completed["evidence"]["shadow"].empty());
}

TEST_CASE("the lines that declare a workflow declare its tools, and have the ids of the draft") {
  const std::string folder = fresh_folder("overlay-workflow");
  const std::string observed = sources +
                               "integrations:\n  n8n.a: {from: [google-sheets], to: [hubspot], name: Leads, set: [gtm-web]}\n"
                               "agents:\n  n8n.a: {uses: [hubspot, openai], name: Leads, set: [gtm-web]}\n";
  write_text(folder + "/observed.yaml", observed);
  CHECK(run("$S init draft.yaml --from observed.yaml", folder).exit == 0);
  const std::string draft = read_text(folder + "/draft.yaml");
  CHECK(draft.find("\n  leads: {from: ") != std::string::npos);
  CHECK(draft.find("\n  leads-agent: {uses: ") != std::string::npos);
  write_text(folder + "/stack/stack.yaml", "version: 1\nstack: {as_of: 2026-11-21}\ntools:\n  hubspot: {}\n");
  const std::string page = run("$S show observed/n8n.a stack --evidence observed.yaml", folder).out;
  CAPTURE(page);
  CHECK(page.find("integrations:\n  leads:\n") != std::string::npos);
  CHECK(page.find("agents:\n  leads-agent:\n") != std::string::npos);
  CHECK(page.find("TO DECLARE google-sheets and openai, below `tools:` of stack/stack.yaml:3\n  google-sheets: {}\n  openai: {}\n") !=
        std::string::npos);
}

TEST_CASE("the observed file of the example is what its exports say") {
  const std::string folder = fresh_folder("shadow");
  const std::string exports = source_dir() + "/examples/shadow/exports/";
  CHECK(run("$S observe " + exports + "container.json " + exports + "granted-1.har " + exports + "granted-2.har " + exports +
                "workflows.json --consent granted -o observed.yaml",
            folder)
            .exit == 0);
  CHECK(run("$S observe " + exports + "before-choice.har --consent none -o observed.yaml", folder).exit == 0);
  CHECK(read_text(folder + "/observed.yaml") == read_text(source_dir() + "/examples/shadow/observed.yaml"));
}

TEST_CASE("exports that lie in the folder of the inventory are no part of it") {
  const std::string folder = fresh_folder("overlay-exports");
  write_text(folder + "/stack/stack.yaml", "version: 1\npixels: {ga4: {vendor: google-analytics, account: G-AB12CD34EF}}\n");
  write_text(folder + "/stack/exports/container.json", read_text(source_dir() + "/examples/shadow/exports/container.json"));
  write_text(folder + "/stack/exports/workflows.json", read_text(source_dir() + "/examples/shadow/exports/workflows.json"));
  const Ran ran = run("$S audit stack", folder);
  CHECK(ran.exit == 0);
  CHECK(unwrapped(ran.err) == "stackdrag: `stack` holds 2 exports, not part of the inventory; `--evidence` lays them over it ");
}

TEST_CASE("how long third parties block a page is filled in, and a page that nobody has declared is no shadow") {
  const std::string observed =
      "pages:\n  /pricing: {third_party_block_ms: 900, seen: [har-home]}\n  /about: {third_party_block_ms: 900, seen: [har-home]}\n";
  const json report = audited("pages: {/pricing: {}}\n", observed);
  CHECK(count_of(report, "page-third-party-blocking") == 1);
  CHECK(count_of(report, "shadow-asset") == 0);
}

TEST_CASE("the events of a tracking plan are added to the data object of its name") {
  const std::string inventory = "data: {acme-web: {events: [lead_created]}}\npixels: {meta: {vendor: meta, sends: [OrderCompleted]}}\n";
  const std::string observed = "data:\n  acme-web: {events: [Order Completed, lead_created], properties: [total], listed: [gtm-web]}\n";
  CHECK(count_of(audited(inventory, ""), "event-name-drift") == 0);
  const json report = audited(inventory, observed);
  CHECK(count_of(report, "event-name-drift") == 1);
  CHECK(count_of(report, "shadow-asset") == 0);
}

TEST_CASE("what links carry is added to the campaign in its own letters, and fills in what nobody wrote") {
  const std::string observed = "campaigns:\n  sale: {utm: {source: [LinkedIn, linkedin], medium: [paid-social]}, listed: [gtm-web]}\n";
  CHECK(count_of(audited("campaigns: {sale: {utm: {source: [linkedin]}}}\n", observed), "utm-case-drift") == 1);
  CHECK(count_of(audited("campaigns: {sale: {utm: {source: [linkedin]}}}\n", ""), "utm-incomplete") == 1);
  CHECK(count_of(audited("campaigns: {sale: {utm: {source: [linkedin]}}}\n", observed), "utm-incomplete") == 0);
  CHECK(count_of(audited("campaigns: {sale: {}}\n", observed), "utm-case-drift") == 1);
  // What somebody said that there is not stays so.
  CHECK(count_of(audited("campaigns: {sale: {utm: {source: none, medium: [x]}}}\n", observed), "utm-case-drift") == 0);
}

TEST_CASE("a catalog fills in an owner that the inventory declares, and no other") {
  const std::string observed = "tools:\n  hubspot: {vendor: hubspot, owner: revops, listed: [gtm-web]}\n";
  const std::string tool = "tools: {hubspot: {does: [crm]}}\n";
  CHECK(count_of(audited("teams: {revops: {}}\n" + tool, ""), "no-owner") == 1);
  CHECK(count_of(audited("teams: {revops: {}}\n" + tool, observed), "no-owner") == 0);
  const json other = audited("teams: {shop: {}}\n" + tool, observed);
  CHECK(count_of(other, "no-owner") == 1);
  CHECK(count_of(other, "ghost-reference") == 0);
}

TEST_CASE("the same difference in two observed files is one finding, and a broken observed file is told") {
  const std::string folder = fresh_folder("overlay-twice");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-21}\npixels: {hotjar: {vendor: hotjar, account: '123476', status: active}}\n");
  const std::string observed = sources + "pixels:\n  hotjar.123476: {vendor: hotjar, account: '123476', status: paused, set: [gtm-web]}\n";
  write_text(folder + "/observed.yaml", observed);
  write_text(folder + "/again/observed.yaml", observed);
  const json report = json::parse(run("$S audit --evidence again --format json", folder).out);
  CHECK(count_of(report, "state-differs") == 1);
  write_text(folder + "/observed.yaml", "observed: 1\npixels: {a: [\n");
  CHECK(run("$S audit", folder).exit == 2);
  write_text(folder + "/observed.yaml", "pixels: {}\n");
  CHECK(run("$S audit", folder).err.find("`observed.yaml` lies beside stack.yaml and is not read") != std::string::npos);
}
