// Spreadsheets of tools, leavers and campaigns, through the program.
#include <string>

#include <nlohmann/json.hpp>

#include "catch.h"
#include "support.h"

using namespace stackdrag::tests;
using nlohmann::json;

namespace {

const std::string stack =
    "version: 1\nstack: {as_of: 2026-11-21, regions: [eu], currency: EUR}\n"
    "people:\n  ana: {email: ana@acme.example}\n  ben: {name: Ben Miller}\n  cem: {}\n  dora.lang: {left: 2026-06-30}\n"
    "tools: {hubspot: {does: [crm], owner: ben}}\n";

const std::string leavers =
    "Employee,Work E-Mail,Leave Date,Reason\n"
    "\"Miller, Ben\",ben.miller@acme.example,2026-10-31,markreason\n"
    "Ana Othermark,ana.othermark@acme.example,2026-10-01,\n"
    "Cem,cem@acme.example,2026-10-01,\n"
    "Dora Lang,,2026-07-31,\n"
    "Eve Strangermark,eve@mark.example,13/31/2026,\"a, \"\"quoted\"\"\nreasonmark\"\n"
    "\"=HYPERLINK(\"\"https://mark.example\"\",\"\"Ben Miller\"\")\",,2026-01-01,\n"
    "Fay Staysmark,fay@mark.example,,\n";

std::size_t count_of(const json& report, const std::string& rule, const std::string& subject = "") {
  std::size_t count = 0;
  for (const json& finding : report["findings"])
    count += finding["rule"] == rule && (subject.empty() || finding["subject"] == subject) ? 1 : 0;
  return count;
}

json audited(const std::string& folder, const std::string& arguments) {
  const Ran ran = run("$S audit --profile full --format json " + arguments, folder);
  CAPTURE(ran.err);
  CHECK(ran.exit < 2);
  return json::parse(ran.out);
}

std::string in_utf16(const std::string& ascii, bool little) {
  std::string out = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char c : ascii) out += little ? std::string{c, '\0'} : std::string{'\0', c};
  return out;
}

}  // namespace

TEST_CASE("whoever left by a spreadsheet still owns things, and nobody else leaves it") {
  const std::string folder = fresh_folder("sheets-leavers");
  write_text(folder + "/stack.yaml", stack);
  write_text(folder + "/leavers.csv", leavers);
  CHECK(count_of(audited(folder, ""), "owner-departed") == 0);
  const json report = audited(folder, "--evidence leavers.csv");
  CHECK(count_of(report, "owner-departed", "tool/hubspot") == 1);
  CHECK(count_of(report, "fact-differs", "person/dora.lang") == 1);
  CHECK(count_of(report, "fact-differs") == 1);
  CHECK(count_of(report, "shadow-asset") == 0);
  CHECK_FALSE(says(report.dump(), "mark"));

  const Ran ran = run("$S observe leavers.csv -o observed.yaml", folder);
  CHECK(ran.out == "read 1 file, 380 bytes: 4 observations of 2 items\nwrote observed.yaml: 2 people from 1 source\n");
  CHECK(says(ran.err, "4 rows about people whom the inventory does not declare by that e-mail address or full name, left out"));
  CHECK_FALSE(says(ran.err, "mark"));
  const std::string observed = read_text(folder + "/observed.yaml");
  CHECK(says(observed,
             "people:\n  ben: {left: 2026-10-31, listed: [sheet-people-0a844af6], places: {sheet-people-0a844af6: /0}}\n  dora.lang: {"));
  CHECK_FALSE(says(observed, "mark"));
  CHECK_FALSE(says(observed, "Miller"));
  CHECK_FALSE(says(observed, "ana"));
  CHECK(count_of(audited(folder, ""), "owner-departed", "tool/hubspot") == 1);
}

TEST_CASE("a leaver is a declared person only if the row leaves no doubt") {
  const std::string folder = fresh_folder("sheets-leavers-doubt");
  write_text(folder + "/stack.yaml",
             "version: 1\npeople:\n  anne-marie: {}\n  ben: {name: Ben Miller}\n  cem: {email: cem@acme.example}\n  dora.lang: {}\n"
             "  eve: {email: eve@acme.example}\n  fay.ling: {}\n");
  write_text(folder + "/leavers.csv",
             "Employee,Work E-Mail,Leave Date\n"
             "Anne-Marie,,2026-10-01\n"
             ",anne-marie@acme.example,2026-10-01\n"
             "Ben Miller,,2026-10-01\n"
             "Ben Miller,,2026-10-02\n"
             "Cem Cay,cem@acme.example,cem@mark.example\n"
             "Gus Other,dora.lang@other.example,2026-10-03\n"
             "eve@acme.example,,2026-10-04\n"
             "Fay Ling,fay@acme.example,2026-10-05\n"
             "Fay Ling,fay@acme.example,2026-10-05\n");
  const Ran ran = run("$S observe leavers.csv -o observed.yaml", folder);
  CAPTURE(ran.err);
  CHECK(ran.exit == 0);
  CHECK(says(ran.err, "the rows about `ben` give several days, of which none is taken"));
  const std::string observed = read_text(folder + "/observed.yaml");
  CAPTURE(observed);
  CHECK(says(observed, "  eve: {left: 2026-10-04"));
  CHECK(says(observed, "  fay.ling: {left: 2026-10-05"));
  CHECK_FALSE(says(observed, "anne-marie"));
  CHECK_FALSE(says(observed, "ben:"));
  CHECK_FALSE(says(observed, "cem"));
  CHECK_FALSE(says(observed, "dora"));
}

TEST_CASE("while nobody knows the people, nothing is kept of leavers, and nothing that is known goes") {
  const std::string folder = fresh_folder("sheets-nobody");
  write_text(folder + "/leavers.csv", leavers);
  const Ran ran = run("$S observe leavers.csv -o observed.yaml", folder);
  CHECK(ran.exit == 0);
  CHECK(ran.out == "wrote observed.yaml: nothing from 0 sources\n");
  CHECK(says(ran.err, "6 rows about people left out: only those whom an inventory declares are kept, and none is here that declares any"));
  CHECK_FALSE(says(read_text(folder + "/observed.yaml"), "people"));
  CHECK(run("$S init draft.yaml --from leavers.csv", folder).exit == 2);
  write_text(folder + "/stack.yaml", stack);
  CHECK(run("$S observe leavers.csv -o observed.yaml", folder).exit == 0);
  write_text(folder + "/stack.yaml", "version: 1\ntools: {}\n");
  CHECK(run("$S observe leavers.csv -o observed.yaml", folder).exit == 0);
  CHECK(says(read_text(folder + "/observed.yaml"), "ben: {left: 2026-10-31"));
}

TEST_CASE("a day that may be two is refused without the line, which says more of a person than that") {
  const std::string folder = fresh_folder("sheets-leavers-refused");
  write_text(folder + "/stack.yaml", stack);
  write_text(folder + "/leavers.csv", "E-Mail;Last Day;Reason\nana@acme.example;03/04/2026;markreason\n");
  const Ran ran = run("$S audit --evidence leavers.csv", folder);
  CHECK(ran.exit == 2);
  CHECK(says(ran.err, "leavers.csv:2:18: error: this cell of `Last Day`"));
  CHECK_FALSE(says(ran.err, "mark"));
  write_text(folder + "/leavers.csv", "E-Mail;Last Day;Reason\nana@acme.example;03/04/2026;\"markreason\n");
  const Ran broken = run("$S audit --evidence leavers.csv", folder);
  CHECK(broken.exit == 2);
  CHECK(says(broken.err, "this quote is never closed"));
  CHECK_FALSE(says(broken.err, "mark"));
}

TEST_CASE("campaigns of a spreadsheet meet those that are declared, by name or by what stands in their links") {
  const std::string folder = fresh_folder("sheets-campaigns");
  write_text(folder + "/stack.yaml", stack +
                                         "campaigns:\n"
                                         "  q4-launch: {ends: 2026-12-15, utm: {source: [linkedin], medium: [paid-social]}}\n"
                                         "  brand: {name: Brand search, evergreen: true}\n"
                                         "  sale-de: {ends: 2026-12-24, utm: {campaign: [sale]}}\n"
                                         "  sale-fr: {ends: 2026-12-24, utm: {campaign: [sale]}}\n"
                                         "  spring: {ends: 2027-04-01, utm: {campaign: [2027_spring]}}\n");
  write_text(folder + "/links.csv",
             "Campaign name;utm_source;utm_medium;utm_campaign;Start date;End date\n"
             "Q4 launch;LinkedIn;paid-social;q4-launch;2026-10-01;2026-12-20\n"
             "Brand search;google;cpc;;;\n"
             "Winter sale (all);google;cpc;sale;2026-11-01;2026-12-24\n"
             "Spring 2027;newsletter;email;2027_spring;2027-03-01;2027-04-01\n"
             "Old news;newsletter;email;old_news;2025-03-01;2025-04-01\n"
             "Soon;newsletter;email;soon;2027-03-01;2027-04-01\n"
             "Some time;newsletter;email;some_time;;\n"
             "Now;newsletter;email;now;2026-11-01;2026-12-01\n");
  const json report = audited(folder, "--evidence links.csv");
  CHECK(count_of(report, "shadow-asset") == 1);
  CHECK(count_of(report, "shadow-asset", "observed/now") == 1);
  CHECK(count_of(report, "fact-differs", "campaign/q4-launch") == 1);
  CHECK(count_of(report, "fact-differs") == 1);
  CHECK(count_of(audited(folder, ""), "utm-case-drift") == 0);
  CHECK(count_of(report, "utm-case-drift") == 1);
}

TEST_CASE("a draft of a spreadsheet of campaigns says what the spreadsheet says") {
  const std::string folder = fresh_folder("sheets-campaigns-draft");
  write_text(folder + "/links.csv",
             "utm_source,utm_medium,utm_campaign,utm_content,Start date,End date\n"
             "LinkedIn,paid-social,2026q4_launch,hero,2026-10-05,2026-11-30\n"
             "facebook,paid-social,2026q4_launch,\"=HYPERLINK(\"\"https://mark.example\"\",\"\"x\"\")\",2026-10-01,2026-12-20\n");
  CHECK(run("$S init --from links.csv", folder).exit == 0);
  CHECK(says(read_text(folder + "/stack.yaml"),
             "'2026q4_launch': {ends: 2026-12-20, starts: 2026-10-01, utm: {source: [LinkedIn, facebook], medium: [paid-social], "
             "campaign: ['2026q4_launch'], content: [hero]}}"));
  const json report = audited(folder, "--as-of 2026-11-21 --evidence links.csv");
  CHECK(count_of(report, "shadow-asset") + count_of(report, "fact-differs") == 0);
}

TEST_CASE("a spreadsheet in UTF-16 is read as any other, with the same places") {
  const std::string folder = fresh_folder("sheets-utf16");
  for (const bool little : {true, false}) {
    write_text(folder + "/tools.txt", in_utf16("Tool\tAnnual Cost\tNotice\r\nHubSpot\t\"$1,200.00\"\t90 days\r\n", little));
    const Ran ran = run("$S observe tools.txt -o observed.yaml", folder);
    CAPTURE(ran.err);
    CHECK(ran.exit == 0);
    CHECK(says(read_text(folder + "/observed.yaml"), "hubspot: {cost: '$ 1200.00/yr', notice: 90 days, vendor: hubspot"));
    write_text(folder + "/doubtful.txt", in_utf16("Tool\tAnnual Cost\tNotice\r\nHubSpot\t1.200\t90 days\r\n", little));
    CHECK(says(run("$S observe doubtful.txt", folder).err, "doubtful.txt:2:9: error:"));
    write_text(folder + "/cut.txt", in_utf16("Tool\tAnnual Cost\r\n", little) + "x");
    CHECK(says(run("$S observe cut.txt", folder).err, "`cut.txt` is UTF-16; save it as UTF-8"));
  }
}

TEST_CASE("a map says what is in a spreadsheet, for every command that reads one") {
  const std::string folder = fresh_folder("sheets-map");
  write_text(folder + "/stack.yaml", stack);
  write_text(folder + "/exports/tools.csv", "Anwendung;Kosten\nHubSpot;1.200,50\n");
  write_text(folder + "/exports/leavers.csv", "E-Mail;Leave Date\nana@acme.example;1.10.2026\n");
  write_text(folder + "/map.yaml", "columns: {Anwendung: id, Kosten: cost}\nmoney: '1.234,56'\ncurrency: EUR\ndates: DD.MM.YYYY\n");
  const json report = audited(folder, "--evidence exports --map map.yaml");
  CHECK(report["evidence"]["sources"].size() == 2);
  CHECK(report["evidence"]["filled"] >= 2);
  const Ran shown = run("$S show ana --evidence exports --map map.yaml", folder);
  CAPTURE(shown.out, shown.err);
  CHECK(shown.exit == 0);
  CHECK(says(shown.out, "person/ana"));
  CHECK(run("$S init draft.yaml --from exports/tools.csv --map map.yaml", folder).exit == 0);
  CHECK(says(read_text(folder + "/draft.yaml"), "hubspot: {cost: EUR 1200.50/yr"));
  CHECK(says(run("$S audit --map map.yaml", folder).err, "--map: no spreadsheet is given; add --evidence FILE"));
  CHECK(says(run("$S init other.yaml --map map.yaml", folder).err, "--map: no spreadsheet is given; add --from FILE"));
  CHECK(run("$S audit --evidence exports --map missing.yaml", folder).exit == 2);
}

TEST_CASE("a map may be about leavers or campaigns, or say nothing but how days are written") {
  const std::string folder = fresh_folder("sheets-map-kinds");
  write_text(folder + "/stack.yaml", stack);
  write_text(folder + "/a.csv", "Name;Austritt\nBen Miller;31.10.2026\n");
  write_text(folder + "/a.yaml", "columns: {Name: name, Austritt: left}\nsheet: people\ndates: DD.MM.YYYY\n");
  CHECK(run("$S observe a.csv --map a.yaml -o a.observed.yaml", folder).exit == 0);
  CHECK(says(read_text(folder + "/a.observed.yaml"), "ben: {left: 2026-10-31"));
  write_text(folder + "/b.csv", "Kampagne;Ende\nSale;31.10.2026\n");
  write_text(folder + "/b.yaml", "sheet: campaigns\ncolumns: {Kampagne: id, Ende: ends}\ndates: DD.MM.YYYY\n");
  CHECK(run("$S observe b.csv --map b.yaml -o b.observed.yaml", folder).exit == 0);
  CHECK(says(read_text(folder + "/b.observed.yaml"), "sale: {ends: 2026-10-31"));
  write_text(folder + "/c.csv", "As of\n\nE-Mail;Leave Date\nana@acme.example;1.10.2026\n");
  write_text(folder + "/c.yaml", "header: 3\ndates: DD.MM.YYYY\n");
  CHECK(run("$S observe c.csv --map c.yaml -o c.observed.yaml", folder).exit == 0);
  CHECK(says(read_text(folder + "/c.observed.yaml"), "ana: {left: 2026-10-01"));
  write_text(folder + "/d.yaml", "sheet: peple\n");
  CHECK(says(run("$S observe a.csv --map d.yaml", folder).err, "d.yaml:1:8: error: `sheet`: expected one of tools, people, campaigns"));
  write_text(folder + "/e.yaml", "columns: {Austritt: left}\n");
  CHECK(says(run("$S observe a.csv --map e.yaml", folder).err, "`left` is no field of a tool that a sheet can fill in"));
}

TEST_CASE("what a map promises and a spreadsheet lacks is told with the nearest name") {
  const std::string folder = fresh_folder("sheets-map-faults");
  write_text(folder + "/tools.csv", "Anwendung;Kosten\nHubSpot;12\n");
  const auto refused = [&](const std::string& file, const std::string& map, const std::string& words) {
    write_text(folder + "/map.yaml", map);
    const Ran ran = run("$S observe " + file + " --map map.yaml -o observed.yaml", folder);
    CAPTURE(file, map, ran.err);
    CHECK(ran.exit == 2);
    CHECK(says(ran.err, words));
  };
  refused("tools.csv", "columns: {Anwendun: id, Kosten: cost}\ncurrency: EUR\n",
          "`tools.csv` lacks what the map names, `Anwendun` (is it `Anwendung`?)");
  refused("tools.csv", "columns: {Produkt: id}\n", "`tools.csv` has none of the columns that the map names");
  const std::string map = "columns: {Anwendung: id, Kosten: cost}\ncurrency: EUR\n";
  write_text(folder + "/open.csv", "Anwendung;Kosten\nHubSpot;\"12\n");
  refused("open.csv", map, "open.csv:2:9: error: this quote is never closed");
  write_text(folder + "/wide.csv", "Anwendung;Kosten\nHubSpot;12;13\n");
  refused("wide.csv", map, "wide.csv:2:12: error: this row has more cells than the table has names");
  // A sheet that speaks for itself, and a slip in the map.
  write_text(folder + "/own.csv", "Tool,Annual Cost,Seats,Vertragsende\nHubSpot,€12,3,2027-01-01\n");
  refused("own.csv", "columns: {Vertragende: renews}\n", "did you mean `Vertragsende`?");
  write_text(folder + "/map.yaml", "columns: {Gebühr: cost}\n");
  const Ran other = run("$S observe own.csv --map map.yaml", folder);
  CHECK(other.exit == 0);
  CHECK(says(other.err, "the map names none of its columns; it is read without them"));
  CHECK(says(run("$S observe tools.csv", folder).err, "if it lists tools, leavers or campaigns, --map says which column is what"));
}

TEST_CASE("cells of a spreadsheet that want to be something else stay texts, or stay away") {
  const std::string folder = fresh_folder("sheets-hostile");
  write_text(folder + "/tools.csv",
             "Tool,Vendor,Annual Cost,Seats,Notice\n"
             "\"=HYPERLINK(\"\"https://mark.example\"\",\"\"HubSpot\"\")\",HubSpot,€1,,\n"
             "ana.mark@acme.example,Asana,€1,,\n"
             "\"Pipe\n\"\"Works\"\": {a: b}\",\"=1+1\",€1,many,\"3\nMonate\"\n"
             "\"\u001b[31mred\",,€1,,\n");
  const Ran ran = run("$S observe tools.csv -o observed.yaml", folder);
  CAPTURE(ran.err);
  CHECK(ran.exit == 2);  // a control character is no text
  write_text(folder + "/tools.csv",
             "Tool,Vendor,Annual Cost,Seats,Notice\n"
             "\"=HYPERLINK(\"\"https://mark.example\"\",\"\"HubSpot\"\")\",HubSpot,€1,,\n"
             "ana.mark@acme.example,Asana,€1,,\n"
             "\"Pipe\n\"\"Works\"\": {a: b}\",\"=1+1\",€1,many,soon\n");
  const Ran read = run("$S observe tools.csv -o observed.yaml", folder);
  CHECK(read.exit == 0);
  CHECK(says(read.err, "2 rows without a name of a tool that may be told, left out"));
  CHECK(says(read.err, "2 cells that cannot be read are left out: `Seats` of `Pipe \"Works\": {a: b}` and `Notice` of"));
  const std::string observed = read_text(folder + "/observed.yaml");
  CHECK(says(observed, "{cost: '€ 1/yr', name: 'Pipe \"Works\": {a: b}', listed:"));
  CHECK_FALSE(says(observed, "mark"));
  CHECK_FALSE(says(observed, "=1"));
}

TEST_CASE("a secret in any cell of a spreadsheet is told with its row and column, and never itself") {
  const std::string folder = fresh_folder("sheets-secret");
  write_text(
      folder + "/tools.csv",
      "Tool,Annual Cost,Seats,Notes\nHubSpot,€1,3,\nAsana,€2,4,use ghp_1234567890abcdefABCDEF for it\ncall-pat-na1-12345678-aaaa-bbbb-"
      "cccc-1234567890ab,€3,5,\n");
  const Ran ran = run("$S observe tools.csv -o observed.yaml", folder);
  CAPTURE(ran.err);
  CHECK(ran.exit == 0);
  CHECK(says(ran.err, "an access token stands at `/1/Notes`"));
  CHECK(says(ran.err, "an access token stands at `/2/Tool`"));
  const std::string observed = read_text(folder + "/observed.yaml");
  CHECK(says(observed, "{kind: secret, of: an access token, at: /1/Notes}"));
  for (const std::string& text : {observed, ran.err, ran.out}) {
    CHECK_FALSE(says(text, "ghp_"));
    CHECK_FALSE(says(text, "pat-na1"));
  }
}

TEST_CASE("a map is about a table only if it has names and a fact that the map promises") {
  const std::string folder = fresh_folder("sheets-map-staff");
  write_text(folder + "/exports/staff.csv", "Name;Department;Start\nAna Lee;Sales;2020-01-01\n");
  write_text(folder + "/exports/tools.csv", "Name;Kosten\nHubSpot;12\n");
  write_text(folder + "/map.yaml", "columns: {Name: id, Kosten: cost}\ncurrency: EUR\n");
  const Ran all = run("$S observe exports --map map.yaml -o observed.yaml", folder);
  CAPTURE(all.err);
  CHECK(all.exit == 0);
  CHECK(says(all.err, "staff.csv` lacks what the map names, `Kosten`; the rest does not tell that it is a list of tools; it is skipped"));
  CHECK(says(read_text(folder + "/observed.yaml"), "hubspot: {cost: EUR 12/yr"));
  CHECK_FALSE(says(read_text(folder + "/observed.yaml"), "ana"));
  const Ran named = run("$S observe exports/staff.csv --map map.yaml", folder);
  CHECK(named.exit == 2);
  CHECK(says(named.err, "lacks what the map names, `Kosten`"));
  write_text(folder + "/map.yaml", "columns: {Name: id}\n");
  const Ran names = run("$S observe exports/staff.csv --map map.yaml", folder);
  CHECK(names.exit == 2);
  CHECK(says(names.err, "has no more of a list of tools than names; let the map name a column with a fact about them"));
}

TEST_CASE("a list stays itself when its rows are sorted, and two lists do not replace each other") {
  const std::string folder = fresh_folder("sheets-identity");
  const std::string head = "Tool,Annual Cost,Seats\n";
  const auto sources_in = [&] {
    const std::string text = read_text(folder + "/observed.yaml");
    std::size_t count = 0;
    for (std::size_t at = text.find("kind: sheet"); at != std::string::npos; at = text.find("kind: sheet", at + 1)) ++count;
    return count;
  };
  write_text(folder + "/tools 2026-10.csv", head + "HubSpot,€1,3\nAsana,€2,4\n");
  write_text(folder + "/tools 2026-11 (2).csv", head + "Asana,€2,4\nHubSpot,€1,3\nPipedrive,€3,4\n");
  CHECK(run("$S observe 'tools 2026-10.csv' --seen 2026-10-01 -o observed.yaml", folder).exit == 0);
  CHECK(run("$S observe 'tools 2026-11 (2).csv' --seen 2026-11-01 -o observed.yaml", folder).exit == 0);
  CHECK(sources_in() == 1);
  CHECK(says(read_text(folder + "/observed.yaml"), "pipedrive"));
  write_text(folder + "/tools us.csv", head + "Slack,€2,4\n");
  CHECK(run("$S observe 'tools us.csv' -o observed.yaml", folder).exit == 0);
  CHECK(sources_in() == 2);
  write_text(folder + "/a/tools.csv", head + "Zoom,€2,4\n");
  write_text(folder + "/b/tools.csv", head + "Miro,€2,4\n");
  const Ran both = run("$S observe a b -o both.yaml", folder);
  CAPTURE(both.err);
  CHECK(both.exit == 0);
  CHECK(says(both.err, "`b/tools.csv` is read with `a/tools.csv` as one list: their columns and names are the same"));
  CHECK_FALSE(says(both.err, "something newer is known"));
  CHECK(says(read_text(folder + "/both.yaml"), "zoom"));
  CHECK(says(read_text(folder + "/both.yaml"), "miro"));
}

TEST_CASE("an amount in a currency that the inventory cannot change is left out, and the audit goes on") {
  const std::string folder = fresh_folder("sheets-currency");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {regions: [eu], currency: EUR}\ntools: {hubspot: {does: [crm]}, asana: {does: [pm]}}\n");
  write_text(folder + "/tools.csv", "Tool,Annual Cost,Seats\nHubSpot,USD 1200,3\nAsana,EUR 50,4\n");
  const auto check = [&](const std::string& arguments, bool is_told) {
    const Ran ran = run("$S audit --profile full --format json " + arguments, folder);
    CAPTURE(arguments, ran.err);
    CHECK(ran.exit < 2);
    CHECK(says(ran.err, "the cost of `hubspot` is left out: USD 1200/yr is no amount in") == is_told);
    CHECK_FALSE(says(ran.err, "the cost of `asana`"));
    CHECK(json::parse(ran.out)["problems"].empty());
  };
  check("--evidence tools.csv", true);
  CHECK(run("$S observe tools.csv -o observed.yaml", folder).exit == 0);
  check("", true);
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {regions: [eu], currency: EUR, exchange: {USD: 0.9}}\ntools: {hubspot: {does: [crm]}, asana: {}}\n");
  check("", false);
  write_text(folder + "/stack.yaml", "version: 1\nstack: {regions: [eu]}\ntools: {hubspot: {does: [crm]}}\n");
  check("", true);
}

TEST_CASE("a table that cannot be read says why") {
  const std::string folder = fresh_folder("sheets-unreadable");
  write_text(folder + "/exports/latin.csv", "Tool;K\xFCndigungsfrist;Seats\nHubSpot;3 Monate;3\n");
  write_text(folder + "/exports/bare.csv", "Tool,Annual Cost,Seats\n");
  const Ran ran = run("$S observe exports -o observed.yaml", folder);
  CAPTURE(ran.err);
  CHECK(says(ran.err, "latin.csv` is not UTF-8; save the file as UTF-8; it is skipped"));
  CHECK(says(ran.err, "bare.csv` has no rows; it is skipped"));
  const Ran named = run("$S observe exports/bare.csv", folder);
  CHECK(named.exit == 2);
  CHECK(says(named.err, "bare.csv` has no rows"));
}

TEST_CASE("a campaign is called by whichever column has its name") {
  const std::string folder = fresh_folder("sheets-campaign-names");
  for (const std::string column : {"Name", "Kampagne"}) {
    write_text(folder + "/links.csv", column + ",utm_source,utm_medium\nSpring Sale,google,cpc\n");
    CHECK(run("$S observe links.csv -o " + column + ".yaml", folder).exit == 0);
    CHECK(says(read_text(folder + "/" + column + ".yaml"), "spring-sale: {"));
  }
  write_text(folder + "/links.csv", "Name,Campaign,utm_source,utm_medium\nAna Lee,Spring Sale,google,cpc\nAna Lee,,google,cpc\n");
  CHECK(run("$S observe links.csv -o both.yaml", folder).exit == 0);
  CHECK(says(read_text(folder + "/both.yaml"), "spring-sale: {"));
  CHECK_FALSE(says(read_text(folder + "/both.yaml"), "ana"));
}
