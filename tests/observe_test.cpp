// `stackdrag observe`, through the program.
#include <algorithm>
#include <filesystem>
#include <string>

#include "catch.h"
#include "stackdrag/text.h"
#include "stackdrag/unrecognised.h"
#include "stackdrag/wide_text.h"
#include "support.h"

using namespace stackdrag::tests;

namespace {

const std::string inspection = R"({"uri_ins": "https://www.acme.example", "reports": {"cookies": {"card": {}}}})";

}  // namespace

TEST_CASE("observe says what exports are, and what is none") {
  const std::string folder = fresh_folder("observe-kinds");
  write_text(folder + "/exports/b.json", inspection);
  write_text(folder + "/exports/notes.txt", "nothing\n");
  write_text(folder + "/exports/container.js", "(function(){})()\n");
  const Ran ran = run("$S observe exports", folder);
  CHECK(ran.exit == 0);
  CHECK(ran.out == "Blacklight inspection\n  exports/b.json  www.acme.example  nothing\n\n1 file, 77 bytes: 0 observations of 0 items\n");
  CHECK(ran.err ==
        "stackdrag: `exports/container.js` is JavaScript; export the container in its tag manager, or record a visit as a HAR file with "
        "content; it is skipped\n"
        "stackdrag: `exports/notes.txt` is no export that stackdrag knows; it is skipped\n");
}

TEST_CASE("observe writes nothing if a file that is named cannot be read") {
  const std::string folder = fresh_folder("observe-refusals");
  write_text(folder + "/scan.json", inspection);
  write_text(folder + "/other.yaml", "version: 1\ntools: {}\n");
  write_text(folder + "/cut.json", inspection.substr(0, 40));
  write_text(folder + "/a.gz", "\x1F\x8B\x08");
  const auto refused = [&](const std::string& arguments, const std::string& words) {
    const Ran ran = run("$S observe " + arguments + " -o observed.yaml", folder);
    CAPTURE(arguments, ran.err);
    CHECK(ran.exit == 2);
    CHECK(ran.err.find(words) != std::string::npos);
    CHECK(run("ls observed.yaml", folder).exit != 0);
  };
  refused("missing.json", "no such file");
  refused("other.yaml", "is no export that stackdrag knows");
  refused("cut.json", "cut.json:1:");
  refused("a.gz", "unpack it first");
  refused("scan.json --seen yesterday", "is not a date");
  // Nothing is told from half of a JSON file, even if nobody has named it.
  refused(".", "cut.json:1:");
}

TEST_CASE("of a folder, what is no export is skipped, and all that is broken is told") {
  const std::string folder = fresh_folder("observe-folder");
  write_text(folder + "/exports/a.json", inspection);
  write_text(folder + "/exports/blank.json", " \n");
  write_text(folder + "/exports/picture.png", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16));
  write_text(folder + "/exports/saved-by-powershell.json", std::string("\xFF\xFE{\0}\0", 6));
  write_text(folder + "/exports/tsconfig.json", "{\n  // for the site\n  \"strict\": true\n");
  const Ran skipped = run("$S observe exports -o observed.yaml", folder);
  CHECK(skipped.exit == 0);
  CHECK(skipped.err ==
        "stackdrag: `exports/blank.json` is empty; it is skipped\n"
        "stackdrag: `exports/picture.png` is a binary file; it is skipped\n"
        "stackdrag: `exports/saved-by-powershell.json` is no export that stackdrag knows; it is skipped\n"
        "stackdrag: `exports/tsconfig.json:1:1`: this `{` is never closed; the file is skipped\n");
  for (const char* const name : {"blank.json", "picture.png", "saved-by-powershell.json"}) {
    const Ran named = run(std::string("$S observe exports/") + name, folder);
    CHECK(named.exit == 2);
    CHECK(named.err.find(name + std::string("` is ")) != std::string::npos);
    CHECK(named.err.find(" is skipped") == std::string::npos);
  }

  write_text(folder + "/exports/cut.har", R"({"log": {"version": "1.2", "creator": {"name": "WebInspector"}, "entries": [)");
  write_text(folder + "/exports/cut.json", inspection.substr(0, 40));
  write_text(folder + "/exports/tools.csv", "Tool,Annual cost,Renewal date\n\"Asana,EUR 600,2027-01-15\n");
  const Ran broken = run("$S observe exports missing.json -o other.yaml", folder);
  CAPTURE(broken.err);
  CHECK(broken.exit == 2);
  for (const char* const place : {"exports/cut.har:1:", "exports/cut.json:1:", "exports/tools.csv:2:1", "`missing.json`: no such file"})
    CHECK(broken.err.find(place) != std::string::npos);
  CHECK(broken.err.ends_with("stackdrag: 4 files cannot be used; nothing was made of the others\n"));
  CHECK(run("ls other.yaml", folder).exit != 0);
}

TEST_CASE("of many files that are skipped for one reason, the first are told, and how many more there are") {
  const std::string folder = fresh_folder("observe-many");
  for (int i = 10; i < 30; ++i) write_text(folder + "/exports/package-" + std::to_string(i) + ".json", "{}");
  const Ran ran = run("$S observe exports", folder);
  CHECK(ran.exit == 0);
  CHECK(ran.err.find("package-19.json") != std::string::npos);
  CHECK(ran.err.find("package-20.json") == std::string::npos);
  CHECK(ran.err.ends_with("stackdrag: 10 more files are skipped: each is no export that stackdrag knows\n"));
}

TEST_CASE("every export bears the marks by which a broken one is known") {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source_dir() + "/tests/evidence")) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || name.ends_with(".observed.yaml")) continue;
    INFO(entry.path().string());
    const std::string bytes = read_text(entry.path().string());
    CHECK(stackdrag::evidence::bears_marks(stackdrag::from_utf16(bytes).value_or(bytes)));
  }
}

TEST_CASE("observe overwrites no other file, and merges into its own") {
  const std::string folder = fresh_folder("observe-merge");
  write_text(folder + "/exports/readme.txt", "nothing\n");
  write_text(folder + "/stack.yaml", "version: 1\n");
  const Ran other = run("$S observe exports -o stack.yaml", folder);
  CHECK(other.exit == 2);
  CHECK(other.err.find("`stack.yaml` is not an observed file and will not be overwritten") != std::string::npos);
  CHECK(read_text(folder + "/stack.yaml") == "version: 1\n");

  const std::string before =
      "observed: 1\nby: stackdrag 0.0.1\nsources:\n  gtm-AB12CD: {kind: gtm, of: GTM-AB12CD, day: 2026-11-19, file: gtm.json, sha256: '" +
      std::string(64, 'a') +
      "', grade: configured}\npixels:\n  meta.608795229329835: {vendor: meta, account: '608795229329835', set: [gtm-AB12CD]}\n";
  write_text(folder + "/observed.yaml", before);
  const Ran merged = run("$S observe exports -o observed.yaml", folder);
  CHECK(merged.exit == 0);
  CHECK(merged.out == "wrote observed.yaml: 1 pixel from 1 source\n");
  const std::string after = read_text(folder + "/observed.yaml");
  CHECK(after.substr(after.find("sources:")) == before.substr(before.find("sources:")));
  CHECK(run("$S observe exports -o observed.yaml", folder).out == "nothing new for observed.yaml: 1 pixel from 1 source\n");

  write_text(folder + "/observed.yaml", before + "pixel: {}\n");
  const Ran broken = run("$S observe exports -o observed.yaml", folder);
  CHECK(broken.exit == 2);
  CHECK(broken.err.find("observed.yaml:7:1") != std::string::npos);
  CHECK(run("$S observe observed.yaml -o observed.yaml", folder).exit == 2);
}

TEST_CASE("of several exports of one workflow, the one that was edited last counts") {
  const std::string folder = fresh_folder("observe-snapshots");
  const auto snapshot = [](const std::string& day, const std::string& active, const std::string& node) {
    return R"({"id": "kXz81bQwErtyui2P", "name": "Leads", "active": )" + active + R"(, "updatedAt": ")" + day +
           R"(T08:00:00.000Z", "connections": {}, "nodes": [{"type": "n8n-nodes-base.)" + node +
           R"(", "parameters": {"operation": "create"}}]})";
  };
  write_text(folder + "/exports/a.json", snapshot("2026-10-02", "false", "hubspot"));
  write_text(folder + "/exports/b.json", snapshot("2026-03-01", "true", "mailchimp"));
  const Ran ran = run("$S observe exports -o observed.yaml", folder);
  CHECK(ran.out == "read 2 files, 413 bytes: 8 observations of 1 item\nwrote observed.yaml: 1 integration from 1 source\n");
  CHECK(ran.err ==
        "stackdrag: `b.json` is left out: something newer is known, or it is older than the newest by more than `--keep` allows\n");
  const std::string observed = read_text(folder + "/observed.yaml");
  CHECK(observed.find("  n8n.kXz81bQwErtyui2P: {to: [hubspot], via: n8n, status: paused, name: Leads, set: [n8n-kXz81bQwErtyui2P]}\n") !=
        std::string::npos);
}

TEST_CASE("observe reads a spreadsheet of another country with a map") {
  const std::string folder = fresh_folder("observe-sheet");
  write_text(
      folder + "/tools.csv",
      "Stand: November;;;\nAnwendung;Kosten pro Jahr;Vertragsende;Notizen\nHubSpot;1.234,56 €;15.01.2027;geheim\nAsana;600;1.3.2027;\n");
  write_text(folder + "/map.yaml",
             "sheet: tools\nheader: 2\ncolumns: {Anwendung: id, Kosten pro Jahr: cost, Vertragsende: renews}\n"
             "money: '1.234,56'\ndates: DD.MM.YYYY\ncurrency: EUR\nignore: [Notizen]\n");
  write_text(folder + "/short.yaml", "header: 2\ncolumns: {Anwendung: id, Kosten pro Jahr: cost, Vertragsende: renews}\n");
  write_text(folder + "/wrong.yaml", "columns: {Anwendung: id, Vertragsende: renew}\ndates: TT.MM.JJJJ\n");
  const Ran refused = run("$S observe tools.csv --map short.yaml -o observed.yaml", folder);
  CHECK(refused.exit == 2);
  CHECK(refused.err.find("tools.csv:3:9") != std::string::npos);
  CHECK(refused.err.find("`money: '1.234,56'`") != std::string::npos);
  CHECK(refused.err.find("`dates: DD.MM.YYYY`") != std::string::npos);
  const Ran wrong = run("$S observe tools.csv --map wrong.yaml", folder);
  CHECK(wrong.exit == 2);
  CHECK(wrong.err.find("wrong.yaml:1:40") != std::string::npos);
  CHECK(wrong.err.find("did you mean `renews`?") != std::string::npos);
  const Ran ran = run("$S observe tools.csv --map map.yaml -o observed.yaml", folder);
  CAPTURE(ran.err, wrong.err, refused.err);
  CHECK(ran.exit == 0);
  const std::string observed = read_text(folder + "/observed.yaml");
  CAPTURE(observed);
  CHECK(observed.find("cost: '€ 1234.56/yr'") != std::string::npos);
  CHECK(observed.find("cost: EUR 600/yr") != std::string::npos);
  CHECK(observed.find("renews: 2027-03-01") != std::string::npos);
  CHECK(observed.find("geheim") == std::string::npos);
}

TEST_CASE("hostile exports end with a sentence, and soon") {
  const std::string folder = fresh_folder("observe-hostile");
  write_text(folder + "/deep.json", "{\"log\": {\"entries\": " + std::string(200'000, '['));
  write_text(folder + "/long.json", "{\"log\": {\"entries\": [{\"text\": \"" + std::string(70'000'000, 'a') + "\"}]}}");
  std::string cut = "{\"log\": {\"entries\": [\n";
  for (int i = 0; i < 70; ++i) cut += "{\"text\": \"" + std::string(1'000'000, 'a') + "\"},\n";
  write_text(folder + "/cut.json", cut + "{\"text\"");
  const auto refused = [&](const std::string& name, const std::string& words) {
    const Ran ran = run("$S observe " + name, folder);
    CAPTURE(ran.err.substr(0, 300));
    CHECK(ran.exit == 2);
    CHECK(ran.err.find(words) != std::string::npos);
    std::filesystem::remove(folder + "/" + name);
  };
  refused("deep.json", "this is nested more than 100 levels deep");
  refused("long.json", "this text is longer than 65536 KiB");
  refused("cut.json", "cut.json:72:");
}

namespace {

/// A workflow of n8n.
std::string workflow(int number) {
  return R"({"id": "kXz81bQwErtyui)" + std::to_string(number) + R"(", "name": "Leads )" + std::to_string(number) +
         R"(", "active": true, "updatedAt": "2026-10-02T08:00:00.000Z", "connections": {}, "nodes": [{"type": "n8n-nodes-base.hubspot",)"
         R"( "parameters": {"operation": "create"}}]})";
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = text.find('\n', from);
    widest = std::max(widest, stackdrag::display_width(text.substr(from, end - from)));
    from = end + 1;
  }
  return widest;
}

}  // namespace

TEST_CASE("what exports hold fits the terminal, and many of one kind are told together") {
  const std::string folder = fresh_folder("observe-wide");
  write_text(folder + "/exports/inspection.json", inspection);
  for (int i = 100; i < 400; ++i) write_text(folder + "/exports/team of the north/workflow-" + std::to_string(i) + ".json", workflow(i));
  const Ran ran = run("$S observe exports", folder);
  CHECK(ran.out.starts_with("n8n workflows, 300 files\n  exports/"));
  CHECK(ran.out.find("-109.json  kXz") != std::string::npos);
  CHECK(ran.out.find("-110.json") == std::string::npos);
  CHECK(ran.out.find("\n  and 290 more: 290 integrations\n\nBlacklight inspection\n") != std::string::npos);
  CHECK(widest_line(ran.out) <= 80);
  const std::string narrow = run("COLUMNS=50 $S observe exports", folder).out;
  CHECK(widest_line(narrow) <= 50);
  CHECK(narrow.find("…") != std::string::npos);
}

TEST_CASE("reading shows how far it is on a terminal that somebody looks at, and nowhere else") {
  const std::string folder = fresh_folder("observe-progress");
  // A file of this size is worth a line before it is read. As it holds nothing but zeros, the reading ends at once.
  write_text(folder + "/long.json", "");
  std::filesystem::resize_file(folder + "/long.json", 110'000'000);
  const auto seen = [&](const std::string& variables) {
    return run("env -u CI TERM=xterm " + variables + " script -qec \"$S observe long.json\" seen.txt < /dev/null", folder).out;
  };
  const std::string shown = seen("A=b");
  CHECK(shown.find("1 of 1 file, 0 bytes of 110 MB") != std::string::npos);
  CHECK(shown.find("\r\x1B[K") < shown.find("stackdrag: "));
  CHECK(seen("CI=true").find("110 MB") == std::string::npos);
  CHECK(seen("TERM=dumb").find("110 MB") == std::string::npos);
  CHECK(run("$S observe .", folder).err.find("110 MB") == std::string::npos);
  std::filesystem::remove(folder + "/long.json");
}

TEST_CASE("an export in the folder of an inventory is no part of it, and an inventory is no export") {
  const std::string folder = fresh_folder("exports-in-inventory");
  write_text(folder + "/stack/stack.yaml", "version: 1\nstack: {as_of: 2026-11-21}\n");
  write_text(folder + "/stack/catalog.yaml",
             "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: shop}\nspec: {owner: web}\n");
  write_text(folder + "/stack/systems.yml", "system:\n  - fides_key: crm\n    name: HubSpot\n");
  write_text(folder + "/stack/plan.yaml", "version: rudder/v1\nkind: tp\nmetadata: {name: plan}\nspec: {}\n");
  write_text(folder + "/stack/zaps.json", R"({"data": [{"id": "1", "title": "Leads", "is_enabled": true, "steps": []}]})");
  write_text(folder + "/stack/data.yaml", "data:\n  lead: {system_of_record: crm}  # nobody uses is_enabled any more\n");
  write_text(folder + "/stack/tools.json",
             R"({"data": {"account": {"system_of_record": "crm"}}, "tools": {"crm": {"purpose": "is_enabled"}}})");
  const Ran ran = run("$S audit stack --format json", folder);
  CHECK(ran.exit == 0);
  CHECK(ran.err == "stackdrag: `stack` holds 4 exports, not part of the inventory; `--evidence` lays them over it\n");
  CHECK(run("$S show data/account stack", folder).exit == 0);
  CHECK(run("$S show data/lead stack", folder).exit == 0);
  const Ran named = run("$S audit stack/stack.yaml stack/zaps.json", folder);
  CHECK(named.exit == 2);
  CHECK(named.err == "stackdrag: `stack/zaps.json` is an export, not an inventory; `--evidence stack/zaps.json` lays it over one\n");
  // Whatever it holds: a list is an export, too.
  write_text(folder + "/several.json", "[" + workflow(101) + ", " + workflow(102) + ", " + workflow(103) + "]");
  CHECK(run("$S audit several.json", folder).err.find("`several.json` is an export, not an inventory") != std::string::npos);
}

TEST_CASE("init takes several exports at once") {
  const std::string folder = fresh_folder("init-several");
  write_text(folder + "/a.json", workflow(101));
  write_text(folder + "/b.json", workflow(102));
  write_text(folder + "/more/c.json", workflow(103));
  const Ran ran = run("$S init --from a.json b.json more", folder);
  CHECK(ran.out.starts_with("wrote stack.yaml, a draft; add what the exports cannot know\n  stackdrag audit "));
  for (const char* const key : {"101", "102", "103"}) CHECK(read_text(folder + "/stack.yaml").find(key) != std::string::npos);
  CHECK(run("$S init other.yaml --from a.json b.json", folder).exit == 0);
  CHECK(read_text(folder + "/other.yaml").find("102") != std::string::npos);
  CHECK(run("$S init --from a.json more/c.json third.yaml", folder).exit == 0);
  const auto refused = [&](const std::string& arguments, const std::string& words) {
    const Ran wrong = run("$S init " + arguments, folder);
    CAPTURE(wrong.err);
    CHECK(wrong.exit == 2);
    CHECK(wrong.err.find(words) != std::string::npos);
  };
  refused("--from a.json b.jsno", "the name of a draft ends in .yaml, and cannot read `b.jsno`: no such file");
  refused("--from a.json b.jsno", "did you mean `b.json`?");
  refused("--from a.json stack.yaml", "`stack.yaml` exists already, and a draft goes over no file");
  refused("one.yaml two.yaml", "`two.yaml` is not expected here: `one.yaml` is the file to write");
}
