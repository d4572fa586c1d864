// `stackdrag tickets`: which there are, how they are known again, what they say, and what trackers make of them.
#include <algorithm>
#include <set>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "attacks.h"
#include "catch.h"
#include "decide/ticket_goals.h"
#include "decide/ticket_text.h"
#include "stackdrag/catalogue.h"
#include "stackdrag/known_tickets.h"
#include "stackdrag/text.h"
#include "stackdrag/tickets.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

const std::vector<std::string> trackers{"github", "jira", "linear", "csv", "markdown"};

Ran tickets(const std::string& arguments, const std::string& folder = source_dir()) {
  return run("COLUMNS=80 $S tickets " + arguments, folder);
}

json as_json(const std::string& arguments, const std::string& folder = source_dir()) {
  const Ran ran = tickets(arguments + " --to json", folder);
  INFO(ran.err);
  REQUIRE(ran.exit == 0);
  return json::parse(ran.out);
}

/// A folder with an inventory, without `version`.
std::string folder_with(const std::string& name, const std::string& text) {
  const std::string folder = fresh_folder("tickets-" + name);
  write_text(folder + "/stack.yaml", "version: 1\n" + text);
  return folder;
}

/// Files what is written for a tracker, and writes its export to `export` in the folder. `more` are arguments of the stand-in.
Ran file(const std::string& tracker, const std::string& folder, const std::string& inventory, const std::string& more = "") {
  return run(
      fmt::format("$S tickets '{1}' --to {0} --max 1000 --known '{2}/export' > '{2}/new' 2> '{2}/told'; [ $? -ne 3 ] && env -i "
                  "PATH=/usr/bin:/bin:/usr/local/bin LC_ALL=C.UTF-8 python3 tests/tickets/tracker.py {0} --has '{2}/has' {3} < '{2}/new' > "
                  "'{2}/next' && mv '{2}/next' '{2}/export'",
                  tracker, inventory, folder, more));
}

const std::string small_stack =
    "stack: {as_of: 2026-11-21, currency: EUR, capacity_hours: 320}\n"
    "people: {ana: {x-github: ana-gh, x-jira: ana@acme.example, x-linear: Ana Silva}, ben: {left: 2026-06-30, x-github: ben-gh}}\n"
    "tools: {crm: {does: [crm], owner: ana, cost: 12000/yr, last_used: 2026-03-26}}\n"
    "pixels: {old: {vendor: google-universal-analytics, owner: ben, last_seen: 2026-11-20}}\n";

/// Of each ticket of planned work: id, kind, item and hours.
std::vector<std::string> summary_of(const json& all) {
  std::vector<std::string> lines;
  for (const json& one : all["tickets"]) {
    if (one["kind"] == "find-out") continue;
    lines.push_back(fmt::format("{} {} {} {} h {}", one["id"].get<std::string>(), one["kind"].get<std::string>(),
                                one["item"].get<std::string>(), one["hours"].get<double>(),
                                one["owner"].is_null() ? "-" : one["owner"].get<std::string>()));
  }
  return lines;
}

}  // namespace

TEST_CASE("a ticket is named after what it is about and the kind of work") {
  // printf 'ticket-1\ntool/surveybee\nretire' through FNV-1a with 64 bits is 60eb3b8d6556c4d9.
  CHECK(ticket_id("tool/surveybee", TicketKind::retire) == "SD-60eb3b8d");
  CHECK(ticket_id("tool/hubspot", TicketKind::decide) == "SD-f820d775");
  CHECK(ticket_id("tool/hubspot", TicketKind::decide, 2) != "SD-f820d775");
  CHECK(ticket_mark("SD-60eb3b8d", {1, 0xABCDEF}) == "stackdrag: SD-60eb3b8d 0000000000000001 0000000000abcdef");
}

TEST_CASE("the tickets of acme follow from its plan") {
  // `stackdrag plan examples/acme --days 30` plans 22 actions. Those about hubspot (3 + 3 h), demo-call (4 + 3 h) and chat-greeter
  // (0.5 + 2 h) are one ticket each. lead-scorer has four (4 + 6 + 4 + 4 h), of which the last would make 18 of 16 hours. Two of ana's
  // take half an hour each and two of nobody's an hour, all of them medium or low: small repairs. ua-legacy takes an hour as well, but it
  // is high. That leaves 8 alone: 15 tickets. Then ana, raj and nobody are asked 10, 12 and 19 questions.
  const json all = as_json("examples/acme");
  CHECK(summary_of(all) == std::vector<std::string>{
                               "SD-60eb3b8d retire tool/surveybee 12 h -",
                               "SD-87d2ffae decide project/cdp-pilot 2 h -",
                               "SD-f820d775 decide tool/hubspot 6 h ana",
                               "SD-55cdd09b retire pixel/ua-legacy 1 h -",
                               "SD-fc35482f small owner/ana 1 h ana",
                               "SD-a698004f retire campaign/2026q1_launch 1.5 h -",
                               "SD-bb3215f8 small owner/unowned 2 h -",
                               "SD-080b6c68 decide tool/salesforce 2 h raj",
                               "SD-0d9a3756 repair agent/lead-scorer 14 h raj",
                               "SD-b1ad914d repair utm_source/facebook 2 h -",
                               "SD-a8c0cfe9 repair agent/chat-greeter 2.5 h ana",
                               "SD-b5640daa repair agent/lead-scorer 4 h raj",
                               "SD-99afd95d repair touchpoint/demo-call 7 h raj",
                               "SD-a92a8c30 repair data/lead 16 h -",
                               "SD-0d1559bf repair page// 6 h -",
                           });
  std::vector<std::string> questions;
  for (const json& one : all["tickets"]) {
    if (one["kind"] == "find-out") questions.push_back(fmt::format("{} {}", one["item"].get<std::string>(), one["findings"].size()));
  }
  CHECK(questions == std::vector<std::string>{"owner/ana 10", "owner/raj 12", "owner/unowned 19"});
  CHECK(all["waiting"] == 0);
}

/// Nobody can repair the integration before somebody takes it over.
const std::string blocked_stack =
    "stack: {as_of: 2026-11-21, capacity_hours: 420, profile: full}\npeople: {tom: {}, priya: {left: 2025-12-19}}\n"
    "tools:\n  salesforce: {owner: tom, cost: 12000/yr}\n  mailchimp: {owner: tom, cost: 1200/yr}\n"
    "integrations:\n  sync: {from: salesforce, to: mailchimp, via: api, api: v28.0, runs_as: priya, "
    "owner: priya, last_ok: 2026-11-20}\n"
    "projects:\n  move: {owner: priya, last_progress: 2026-05-14}\n";

TEST_CASE("what has to come first is named by its ticket") {
  const json all = as_json("stack.yaml", folder_with("first", blocked_stack));
  const auto ticket = [&](const std::string& item, const std::string& kind) {
    for (const json& one : all["tickets"]) {
      if (one["item"] == item && one["kind"] == kind) return one;
    }
    return json();
  };
  // Nobody owns the integration until somebody takes it over from priya.
  const json first = ticket("person/priya", "own"), second = ticket("integration/sync", "repair");
  CHECK(second["blocked_by"] == json::array({first["id"]}));
  CHECK(says(second["body"].get<std::string>(), "Blocked by `" + first["id"].get<std::string>() + "` (Hand "));
}

TEST_CASE("what blocks a ticket is written before it, however few are written") {
  // Each plan of harbour-home takes its time, under the sanitizers most of all.
  const std::vector<std::string> few{"1", "5", "1000"}, many{"1", "2", "3", "4", "5", "8", "12", "20", "1000"};
  for (const std::string stack : {"harbour-home", "acme"}) {
    for (const std::string& most : stack == "acme" ? many : is_sanitized() ? std::vector<std::string>{"5"} : few) {
      INFO(stack << " --max " << most);
      const json all = as_json("examples/" + stack + " --max " + most);
      CHECK(all["tickets"].size() <= std::stoul(most));
      std::set<std::string> before;
      for (const json& one : all["tickets"]) {
        for (const std::string id : one["blocked_by"]) CHECK(before.count(id) == 1);
        before.insert(one["id"].get<std::string>());
      }
    }
  }
}

TEST_CASE("a blocker that the tracker has is called what the tracker calls it") {
  const std::string folder = folder_with("blocker", blocked_stack);
  write_text(folder + "/export", "");
  REQUIRE(file("jira", folder, folder + "/stack.yaml").exit == 0);
  bool is_there = false;
  const json all = as_json(folder + "/stack.yaml --known '" + folder + "/export'");
  for (const json& one : all["tickets"]) {
    if (one["blocked_by"].empty()) continue;
    is_there = true;
    CHECK(says(one["body"].get<std::string>(), "Blocked by `MKT-"));
  }
  CHECK(is_there);
}

TEST_CASE("our line is found in what trackers make of it") {
  const auto known = [](const std::string& text) {
    const auto all = known_tickets_in("export", text);
    INFO((all.ok() ? "" : all.failure().message));
    REQUIRE(all.ok());
    std::vector<std::string> lines;
    for (const KnownTicket& one : all.value().all)
      lines.push_back(fmt::format("{} {} {} {}", one.key, one.id, one.findings.size(), one.is_closed ? "closed" : "open"));
    return lines;
  };
  using Lines = std::vector<std::string>;
  const std::string mark = "stackdrag: SD-60eb3b8d 0000000000000001 0000000000000002";
  CHECK(known(R"([{"number": 7, "state": "OPEN", "body": "x\r\n\r\n)" + mark + R"("}])") == Lines{"#7 SD-60eb3b8d 2 open"});
  CHECK(known(R"([{"number": 7, "state": "CLOSED", "body": ")" + mark + R"("}])") == Lines{"#7 SD-60eb3b8d 2 closed"});
  CHECK(known("\xEF\xBB\xBFSummary,Issue key,Resolved,Description\nx,MKT-3,,\"a\n\n" + mark + "\"\n") == Lines{"MKT-3 SD-60eb3b8d 2 open"});
  CHECK(known("Issue key,Resolved,Description\nMKT-3,22/Nov/26,\"" + mark + "\"\n") == Lines{"MKT-3 SD-60eb3b8d 2 closed"});
  CHECK(known("ID,Description,Completed,Canceled\nENG-1,\"" + mark + "\",,Sat Nov 21 2026\n") == Lines{"ENG-1 SD-60eb3b8d 2 closed"});
  // Editors put signs before hyphens, marks around words, and break lines.
  CHECK(known("Key,Description\nA-1,\"*stackdrag:* SD\\-60eb3b8d\r\n0000000000000001\"\n") == Lines{"A-1 SD-60eb3b8d 1 open"});
  // The last of several counts; what only looks like it does not.
  CHECK(known("Key,Description\nA-1,\"stackdrag: SD-11111111\n" + mark + "\"\n") == Lines{"A-1 SD-60eb3b8d 2 open"});
  CHECK(known("Key,Description\nA-1,\"" + mark + "\nstackdrag: SD-1 is fun\"\n") == Lines{"A-1 SD-60eb3b8d 2 open"});
  CHECK(known("Key,Description,Comment\nA-1,something else," + mark + "\n") == Lines());
  CHECK(known("- [x] done\n  " + mark + "\n- [ ] not yet\n  stackdrag: SD-00000002\n") ==
        Lines{" SD-60eb3b8d 2 closed", " SD-00000002 0 open"});
  CHECK(known("") == Lines());
  CHECK(known("[]") == Lines());
  CHECK_FALSE(known_tickets_in("export", R"([{"number": 7, "title": "x"}])").ok());
  CHECK_FALSE(known_tickets_in("export", "Summary,Issue key\nx,MKT-3\n").ok());
  CHECK_FALSE(known_tickets_in("export", "{\"broken\": ").ok());
  CHECK_FALSE(known_tickets_in("export", "[{\"body\": ").ok());
  CHECK_FALSE(known_tickets_in("export", "what is this\n").ok());
}

namespace {

/// Of an export: what it holds, and what it says of the states.
std::string told_of(const std::string& text) {
  const auto read = known_tickets_in("export", text);
  if (!read.ok()) return read.failure().message;
  std::vector<std::string> words;
  for (const KnownTicket& one : read.value().all) words.push_back(fmt::format("{} {}", one.key, one.is_closed ? "closed" : "open"));
  for (const UnknownState& one : read.value().unknown_states) words.push_back(fmt::format("{}? {}", one.word, one.count));
  if (!read.value().has_states) words.emplace_back("no states");
  return fmt::format("{}", fmt::join(words, ", "));
}

/// A table in which each row has our line: the names and cells before it.
std::string table_of(const std::string& names, const std::vector<std::string>& rows) {
  std::string text = "Issue key," + names + ",Description\n";
  for (std::size_t i = 0; i < rows.size(); ++i)
    text += fmt::format("M-{},{},stackdrag: SD-60eb3b8d 000000000000000{}\n", i + 1, rows[i], i + 1);
  return text;
}

}  // namespace

TEST_CASE("what a tracker fixes decides on the state before a team's own word does") {
  // Jira: the category of a state, then its resolution.
  CHECK(told_of(table_of("Status,Status Category", {"Live,Done", "Done,In Progress", "Im Review,To Do"})) ==
        "M-1 closed, M-2 open, M-3 open");
  CHECK(told_of(table_of("Status,Statuskategorie", {"Live gegangen,Fertig", "x,Zu erledigen"})) == "M-1 closed, M-2 open");
  CHECK(told_of(table_of("Status,Resolution", {"Ausgerollt,Done", "To Do,Unresolved", "To Do,"})) == "M-1 closed, M-2 open, M-3 open");
  CHECK(told_of(table_of("Status,Resolved", {"Ausgerollt,22/Nov/26 9:00 AM", "To Do,"})) == "M-1 closed, M-2 open");
  CHECK(told_of(table_of("Status,Resolution,Status Category", {"Backlog,Done,To Do"})) == "M-1 open");
  // Linear: a column for each way of being closed.
  CHECK(told_of(table_of("Status,Completed,Canceled,Archived", {"Shipped,,,", "Gelandet,Sat Nov 21 2026,,", "Weg,,Sat Nov 21 2026,",
                                                                "Alt,,,x"})) == "M-1 open, M-2 closed, M-3 closed, M-4 closed");
}

TEST_CASE("common words for states are known in a few languages, and others are told") {
  for (const std::string word : {"Done",     "CLOSED",     "Erledigt",  "Fertig",    "Geschlossen", "Live",   "Shipped",    "Fermé",
                                 "FERMÉE",   "Terminé(e)", "Résolu",    "Cancelada", "Cerrado",     "Listo",  "Completata", "Chiuso",
                                 "Gesloten", "Klaar",      "Concluído", "Fechado",   "Won't Do",    "✅ Done", "Abgebrochen"})
    CHECK(told_of(table_of("Status", {word})) == "M-1 closed");
  for (const std::string word : {"To Do", "In Progress", "Offen", "In Arbeit", "À faire", "En cours", "Por hacer", "Da fare", "Te doen",
                                 "A fazer", "Em andamento", "Backlog", "Active", "Zu erledigen"})
    CHECK(told_of(table_of("Status", {word})) == "M-1 open");
  CHECK(told_of(table_of("Status", {"Parkplatz", "Parkplatz", "完了", "Done"})) ==
        "M-1 open, M-2 open, M-3 open, M-4 closed, Parkplatz? 2, 完了? 1");
  CHECK(told_of("Key,Description\nA-1,stackdrag: SD-60eb3b8d\n") == "A-1 open, no states");
  CHECK(told_of("Key,Status,Description\nA-1,Parkplatz,another\n").empty());
  const std::string folder = folder_with("states", small_stack);
  write_text(folder + "/export.csv", table_of("Status", {"Parkplatz", "Parkplatz"}));
  const std::string sentence = "2 tickets are in the state `Parkplatz`, which is not known here: taken for open";
  CHECK(says(run("$S tickets stack.yaml --known export.csv --to jira", folder).err, sentence));
  CHECK(says(run("COLUMNS=200 $S tickets stack.yaml --known export.csv", folder).out, sentence));
  CHECK(as_json("stack.yaml --known export.csv", folder)["unknown_states"] == json::parse(R"([{"state": "Parkplatz", "tickets": 2}])"));
}

TEST_CASE("JSON of trackers is read, whatever it is wrapped in") {
  const std::string mark = "stackdrag: SD-60eb3b8d 0000000000000001";
  const std::string github = R"({"number": 7, "title": "x", "body": ")" + mark + R"(", "state": )";
  CHECK(told_of("\xEF\xBB\xBF \n [" + github + "\"OPEN\"}]") == "#7 open");
  CHECK(told_of(github + "\"CLOSED\"}\n" + github + "\"OPEN\"}\n") == "#7 closed, #7 open");
  CHECK(told_of("[" + github + "\"OPEN\"}][" + github + "\"CLOSED\"}]") == "#7 open, #7 closed");
  CHECK(told_of("[[" + github + "\"OPEN\"}], [" + github + "\"CLOSED\"}]]") == "#7 open, #7 closed");
  CHECK(told_of("[" + github + R"(null, "closedAt": "2026-11-22T09:00:00Z"}])") == "#7 closed");
  CHECK(told_of("[" + github + R"(null, "closedAt": null}])") == "#7 open");
  CHECK(told_of("[" + github + R"("x", "state_reason": "not_planned"}])") == "#7 closed");
  CHECK(told_of("[" + github + R"("x", "stateReason": "REOPENED"}])") == "#7 open");
  CHECK(told_of(R"({"data": {"repository": {"description": "shop", "issues": {"nodes": [)" + github + R"("CLOSED"}]}}}})") == "#7 closed");
  CHECK(told_of(R"({"data": {"issues": {"edges": [{"node": {"id": "b1-2", "identifier": "ENG-4", "title": "x", "description": ")" + mark +
                R"(", "state": {"name": "Gelandet", "type": "completed"}}}]}}})") == "ENG-4 closed");
  const auto jira = [&](const std::string& description, const std::string& category) {
    return R"({"startAt": 0, "total": 1, "issues": [{"id": "10001", "key": "MKT-3", "fields": {"summary": "x", "description": )" +
           description + R"(, "status": {"name": "Parkplatz", "statusCategory": {"id": 3, "key": ")" + category +
           R"("}}, "resolution": null}}]})";
  };
  CHECK(told_of(jira("\"" + mark + "\"", "done")) == "MKT-3 closed");
  CHECK(told_of(jira("\"" + mark + "\"", "indeterminate")) == "MKT-3 open");
  CHECK(told_of(jira("null", "new")).empty());
  const std::string document =
      R"({"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": "a"}]},
          {"type": "paragraph", "content": [{"type": "text", "text": "stackdrag: ", "marks": []}, {"type": "text", "text": "SD-60eb3b8d"},
                                            {"type": "text", "text": " 0000000000000001"}]}]})";
  CHECK(told_of(jira(document, "done")) == "MKT-3 closed");
  for (const std::string empty : {"[]", " [ ]\n", R"({"issues": []})", R"({"data": {"issues": {"nodes": []}}})"})
    CHECK(told_of(empty).empty());
}

TEST_CASE("tables are read with any mark between cells, and what stands above the names is passed over") {
  const std::string mark = "stackdrag: SD-60eb3b8d 0000000000000001";
  CHECK(told_of("Key;Status;Description\r\nA-1;Done;\"a, b\n" + mark + "\"\r\n") == "A-1 closed");
  CHECK(told_of("Key\tStatus\tDescription\nA-1\tDone\t" + mark + "\n") == "A-1 closed");
  CHECK(told_of("\xEF\xBB\xBF\n\nKey,Status,Description\nA-1,Done," + mark + "\n") == "A-1 closed");
  CHECK(told_of("sep=;\nKey;Status;Description\nA-1;Done;" + mark + "\n") == "A-1 closed");
  CHECK(told_of("Vorgangsschlüssel,Status,Beschreibung\nA-1,Fertig," + mark + "\n") == "A-1 closed");
  // A body is found in a column of any name, but not in what somebody answered.
  CHECK(told_of("Key,Status,Inhalt,Comment\nA-1,Done," + mark + ",\nA-2,Done,," + mark + "\n") == "A-1 closed");
  CHECK(told_of("Key,Status,Description\n").empty());
}

TEST_CASE("a file of another kind is refused at its place") {
  CHECK(told_of("what is this\n").starts_with("export:1:1: this is no table of issues"));
  CHECK(told_of("<html>\n").starts_with("export:1:1: this is HTML or XML"));
  CHECK(told_of("PK\x03\x04rest").starts_with("export:1:1: this is a workbook"));
  CHECK(told_of("Key,Description\nA-1,\"open\n").starts_with("export:2:5: "));
  CHECK(told_of("\nKey,Title\nx,y\n").starts_with("export:3:1: this table has no column `Description`"));
  CHECK(told_of(R"({"errorMessages": ["no"]})").starts_with("export:1:1: there is no list of issues"));
  CHECK(told_of("[1, 2]").starts_with("export:1:1: there is no list of issues"));
  CHECK(told_of("[\n  {\"number\": 7, \"title\": \"x\"}]").starts_with("export:2:3: no issue has a `body`"));
  CHECK(told_of("{\"title\": \"x\", \"body\": \"\"}\n{\"title\": \"x\", \"body\": }}\n").starts_with("export:2:25: this bracket"));
  CHECK(told_of("[]]").starts_with("export:1:3: "));
  const std::string folder = folder_with("kinds", small_stack);
  const Ran ran = run("$S tickets stack.yaml --known stack.yaml", folder);
  CHECK(ran.exit == 2);
  CHECK(says(ran.err, "stack.yaml:1:1: "));
}

TEST_CASE("a ticket says what marketing gets, what to do, and when it is done") {
  const std::string folder = folder_with("body", small_stack);
  const json all = as_json("stack.yaml", folder);
  json first;
  for (const json& one : all["tickets"]) {
    if (one["item"] == "tool/crm") first = one;
  }
  const std::string body = first["body"];
  INFO(body);
  const Rule& rule = *built_in_catalogue().find("tool-unused");
  for (const std::string& part : {rule.gets, rule.fix, with_options(rule.done, rule)}) CHECK(says(body, part));
  for (const std::string part : {"What marketing gets", "What to do", "Done when", "Evidence", "Touches", "Way back", "Effort"})
    CHECK(says(body, "**" + part + "**\n\n"));
  CHECK(says(body, "stack.yaml:4:"));
  CHECK(says(body, "\n- [ ] "));
  CHECK(body.rfind("\nstackdrag: " + first["id"].get<std::string>()) != std::string::npos);
  CHECK(first["accounts"]["github"] == "ana-gh");
  CHECK(first["accounts"]["jira"] == "ana@acme.example");
  CHECK(says(tickets("stack.yaml --to github", folder).out, R"("assignees": ["ana-gh"])"));
  CHECK(says(tickets("stack.yaml --to jira", folder).out, R"("ana@acme.example")"));
  CHECK(says(tickets("stack.yaml --to linear", folder).out, R"("Ana Silva")"));
}

TEST_CASE("a KPI is that of a goal if it names it, or if the goal's text has its words") {
  using decide::serves_goal;
  CHECK(serves_goal("pipeline", "pipeline", "20 % more by June"));
  CHECK(serves_goal("pipeline created a week", "pipeline", "20 % more by June"));
  CHECK(serves_goal("Qualified leads", "growth", "more qualified leads by June"));
  CHECK(serves_goal("repeat-orders", "loyal", "30 % repeat orders"));
  CHECK(serves_goal("first year kept", "first_year", "keep new customers"));
  // One word in a long text says little, and so does half of a name.
  CHECK_FALSE(serves_goal("sales", "one-customer", "60 % of till sales matched by June"));
  CHECK_FALSE(serves_goal("request rate", "rate-card", "a rate card for all"));
  CHECK_FALSE(serves_goal("", "pipeline", "20 % more by June"));
  CHECK_FALSE(serves_goal("pipelines", "pipeline", "20 % more by June"));
}

namespace {

/// The body of the ticket about an item.
std::string body_about(const std::string& item, const std::string& folder, const std::string& kind = "") {
  const json all = as_json("stack.yaml --max 1000", folder);
  for (const json& one : all["tickets"]) {
    if (one["item"] == item && (kind.empty() || one["kind"] == kind)) return one["body"];
  }
  FAIL("there is no ticket about " << item << " in " << all.dump(1));
  return "";
}

}  // namespace

TEST_CASE("a ticket begins with the goal whose touchpoint stands on what it is about") {
  const std::string stack =
      "stack: {as_of: 2026-11-21, currency: EUR, capacity_hours: 320, profile: full, goals: {pipeline: 20 % more by June, calm: fewer "
      "tools}}\n"
      "people: {ana: {}}\n"
      "tools:\n  crm: {does: [crm], owner: ana, cost: 12000/yr, last_used: 2026-03-26}\n"
      "  polls: {does: [survey], owner: ana, cost: 1200/yr, last_used: 2026-03-26}\n"
      "touchpoints:\n  demo-call: {stage: decision, tool: crm, owner: ana, kpi: pipeline created}\n"
      "projects:\n  move: {owner: ana, last_progress: 2026-01-14, kpi: fewer tools}\n";
  const std::string folder = folder_with("goals", stack);
  CHECK(body_about("tool/crm", folder)
            .starts_with("For the goal `pipeline` (20 % more by June): `demo-call` stands on `crm`.\n\n**What marketing gets**"));
  CHECK(body_about("touchpoint/demo-call", folder)
            .starts_with("For the goal `pipeline` (20 % more by June): `demo-call` is measured by `pipeline created`.\n\n"));
  CHECK(body_about("project/move", folder).starts_with("For the goal `calm` (fewer tools): `move` is meant to move `fewer tools`.\n\n"));
  // What no goal stands on says nothing of goals.
  CHECK(body_about("tool/polls", folder).starts_with("**What marketing gets**"));
  const std::string without = folder_with("no-goals", stack.substr(0, stack.find(", goals")) + stack.substr(stack.find("}\npeople")));
  CHECK(body_about("tool/crm", without).starts_with("**What marketing gets**"));
  for (const std::string& tracker : trackers) CHECK(says(tickets("stack.yaml --to " + tracker, folder).out, "For the goal "));
}

TEST_CASE("the way back stands on what changes something, and only there") {
  const std::string folder =
      folder_with("back",
                  "stack: {as_of: 2026-11-21, currency: EUR, capacity_hours: 2000, profile: full}\npeople: {ana: {}, raj: {}, ben: {left: "
                  "2026-06-30}}\n"
                  "tools:\n  salesforce: {does: [crm], owner: ana, cost: 12000/yr, last_used: 2026-11-20, seats: 40, seats_used: 11}\n"
                  "  mail: {does: [email], owner: raj, cost: 1200/yr, last_used: 2026-11-20}\n"
                  "integrations:\n  sync: {from: salesforce, to: mail, via: api, api: v38.0, runs_as: ben, owner: ana, last_ok: "
                  "2026-11-20, moves: [lead]}\n"
                  "data:\n  lead: {system_of_record: salesforce, owner: ana, completeness: 61%, duplicates: 9%}\n"
                  "agents:\n  scorer: {does: score, owner: ana, autonomy: act, uses: [salesforce], reads: [lead], writes: [lead], "
                  "off_switch: 'Flows > Score'}\n"
                  "pixels:\n  old: {vendor: google-universal-analytics, owner: ana, last_seen: 2026-11-20}\n"
                  "projects:\n  move: {owner: ana, last_progress: 2026-01-14}\n");
  CHECK(says(body_about("tool/salesforce", folder, "repair"), "seats can be ordered again, at the price of that day."));
  // Fewer seats harm nothing that stands on the tool.
  CHECK_FALSE(says(body_about("tool/salesforce", folder, "repair"), "Touches"));
  CHECK(says(body_about("integration/sync", folder, "repair"),
             "Way back**\n\nUntil the vendor switches the old version off, it can be set back to `v38.0`."));
  CHECK(says(body_about("person/ben", folder), "evoke the old login last; until then, it can be put back."));
  CHECK(says(body_about("data/lead", folder), "`scorer` (critical) breaks if `lead` fails meanwhile."));
  CHECK(says(body_about("data/lead", folder), "Export the records before you begin"));
  CHECK(says(body_about("agent/scorer", folder, "repair"), "stop it first: `Flows > Score`."));
  // There is nothing to go back to.
  CHECK_FALSE(says(body_about("pixel/old", folder), "Way back"));
  CHECK_FALSE(says(body_about("project/move", folder), "Way back"));
}

TEST_CASE("names become monospaced in Jira, and nothing else acts") {
  using decide::wiki_text;
  CHECK(wiki_text("set `status: retired` on `hs-sf`") == "set {{status: retired}} on {{hs-sf}}");
  CHECK(wiki_text("e-mail, €1,120 (56 %, minimum 70 %); last_used") == "e-mail, €1,120 (56 %, minimum 70 %); last_used");
  CHECK(wiki_text("{code} [~ana] !x.png! |a| *b* _c_ -d- +e+ ^f^ ??g??") ==
        "\\{code\\} \\[\\~ana\\] \\!x.png! \\|a\\| \\*b* \\_c_ \\-d- \\+e+ \\^f^ \\?\\?g\\??");
  CHECK(wiki_text("https://evil.example \\\\") == "https:&#47;&#47;evil.example &#92;&#92;");
  CHECK(wiki_text("an `open name") == "an {{open name}}");
  // Little pictures: backslashes act before brackets, the other signs are written by number.
  CHECK(wiki_text("(x) (i) (y) (off) (flagoff) (*r) (-)") == "\\(x\\) \\(i\\) \\(y\\) \\(off\\) \\(flagoff\\) \\(*r\\) \\(-\\)");
  CHECK(wiki_text("ok :) well ;-) no :( :D :P <3") == "ok :\\) well ;\\-) no :\\( &#58;D &#58;P &#60;3");
  CHECK(wiki_text("(a\\)") == "(a&#92;\\)");
  CHECK(wiki_text("`(x)`") == "{{\\(x\\)}}");
  CHECK(wiki_text("(limit 90 days) (401) (yes) (critical)") == "(limit 90 days) (401) (yes) (critical)");
  CHECK(wiki_text("h1. a") == "h1&#46; a");
  CHECK(wiki_text("bq. a") == "bq&#46; a");
  CHECK(wiki_text("a h1. b") == "a h1. b");
  CHECK(wiki_text("---- ||a|| !http://x! {quote}") == "\\-\\-\\-- \\|\\|a\\|\\| \\!http:&#47;&#47;x! \\{quote\\}");
}

TEST_CASE("a cell of several lines is one cell, and no formula") {
  using decide::cell_of_lines;
  CHECK(cell_of_lines("a \"b\"\n- c") == "\"a \"\"b\"\"\n- c\"");
  CHECK(cell_of_lines("=1\n=2") == "\"'=1\n=2\"");
  CHECK(cell_of_lines("") == "\"\"");
}

TEST_CASE("who has left is never asked") {
  const std::string folder = folder_with("left", small_stack);
  const json all = as_json("stack.yaml", folder);
  bool is_there = false;
  for (const json& one : all["tickets"]) {
    CHECK(one["owner"] != "ben");
    CHECK(one["accounts"]["github"] != "ben-gh");
    is_there |= one["item"] == "pixel/old";
  }
  CHECK(is_there);
  CHECK_FALSE(says(tickets("stack.yaml --to github", folder).out, "ben-gh"));
}

TEST_CASE("who leaves before the work begins is not asked for it") {
  const std::string folder =
      folder_with("leaves",
                  "stack: {as_of: 2026-11-21, capacity_hours: 40}\npeople: {ben: {left: 2026-11-26, x-github: ben-gh}}\n"
                  "tools:\n  crm: {owner: ben, cost: 12000/yr, eol: 2025-03-26}\n"
                  "  polls: {owner: ben, cost: 600/yr, last_used: 2026-01-26}\n"
                  "pixels: {old: {vendor: google-universal-analytics, owner: ben, last_seen: 2026-11-20}}\n");
  const json all = as_json("stack.yaml --days 60", folder);
  bool is_told = false;
  for (const json& one : all["tickets"]) {
    const std::string body = one["body"];
    if (!says(body, "Owner to be named: `ben` leaves on 2026-11-26.")) continue;
    is_told = true;
    CHECK(one["owner"].is_null());
    CHECK(one["accounts"]["github"].is_null());
  }
  CHECK(is_told);
}

TEST_CASE("what was filed and is accepted later is no work any more") {
  const std::string text =
      "stack: {as_of: 2026-11-21, currency: EUR, capacity_hours: 320}\npeople: {ana: {}}\n"
      "tools: {crm: {owner: ana, cost: 12000/yr, last_used: 2026-03-26, eol: 2026-06-30}}\n";
  for (const std::string rule : {"tool-ended", "tool-unused"}) {
    INFO(rule);
    const std::string folder = folder_with("accepted", text);
    write_text(folder + "/export", "");
    REQUIRE(file("github", folder, folder + "/stack.yaml").exit == 0);
    write_text(
        folder + "/stack.yaml",
        "version: 1\n" + text + fmt::format("waivers: [{{rule: {}, on: crm, until: 2026-12-31, by: ana, reason: we know}}]\n", rule));
    const Ran ran = run("$S tickets stack.yaml --known export", folder);
    INFO(ran.out << ran.err);
    CHECK(ran.exit == 0);
    CHECK(says(ran.out, "1 of 2 findings gone"));
  }
}

TEST_CASE("of a ticket that is there twice, the open one counts") {
  const std::string folder = folder_with("twice", small_stack);
  write_text(folder + "/export", "");
  REQUIRE(file("github", folder, folder + "/stack.yaml").exit == 0);
  json issues = json::parse(read_text(folder + "/export"));
  json again = issues;
  for (json& one : again) one["state"] = "CLOSED", one["number"] = one["number"].get<int>() + 100;
  again.insert(again.end(), issues.begin(), issues.end());
  write_text(folder + "/export", again.dump());
  const json all = as_json("stack.yaml --known export", folder);
  CHECK(all["known"].empty());
  for (const json& one : all["tickets"]) CHECK(one["state"] == "filed");
}

TEST_CASE("another stack's tickets, and what could not be read, are not called done") {
  const std::string folder = folder_with("others", small_stack);
  write_text(folder + "/export", "");
  REQUIRE(file("github", folder, source_dir() + "/examples/acme").exit == 0);
  const json all = as_json("stack.yaml --known export", folder);
  std::size_t others = 0;
  for (const json& one : all["known"]) others += one["state"] == "resolved" && !one["ours"].get<bool>() ? 1 : 0;
  CHECK(others > 5);
  CHECK(says(run("$S tickets stack.yaml --known export", folder).out, "close it if it is of this stack"));
  write_text(folder + "/stack.yaml", "version: 1\n" + small_stack + "tols: {crm: {}}\n");
  const Ran ran = run("$S tickets stack.yaml --known export --to github", folder);
  CHECK(ran.exit == 2);
  CHECK_FALSE(says(ran.err, "close it"));
  CHECK(says(ran.err, "only what could be read was looked at"));
}

TEST_CASE("a ticket of questions names all it asks, and is no longer than two days") {
  std::string text = "stack: {as_of: 2026-11-21, capacity_hours: 320}\npeople: {ana: {}}\ntools:\n";
  for (int i = 0; i < 60; ++i) text += fmt::format("  tool-{}: {{owner: ana, purpose: sales}}\n", i);
  const json all = as_json("stack.yaml", folder_with("questions", text));
  bool is_there = false;
  for (const json& one : all["tickets"]) {
    if (one["kind"] != "find-out") continue;
    is_there = true;
    CHECK(one["hours"] <= 16);
    CHECK(one["findings"].size() > 40);
    CHECK(says(one["body"].get<std::string>(), "More questions wait"));
    CHECK_FALSE(says(one["body"].get<std::string>(), " more: "));
  }
  CHECK(is_there);
}

TEST_CASE("only so many new tickets are written, and the others are counted") {
  const json all = as_json("examples/acme --max 3");
  CHECK(all["tickets"].size() == 3);
  CHECK(all["waiting"] == as_json("examples/acme")["tickets"].size() - 3);
  const Ran ran = tickets("examples/acme --max 3 --to github");
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 3);
  CHECK(says(ran.err, "more wait"));
}

TEST_CASE("tickets refuse what they cannot do") {
  CHECK(tickets("examples/acme --to trello").exit == 2);
  for (const std::string days : {"0", "367", "1.5", "2 h", "14h", "2y", "-3", "soon"}) {
    const Ran ran = tickets("examples/acme --days '" + days + "'");
    CHECK(ran.exit == 2);
    CHECK(says(ran.err, "`" + days + "` is no number of days from 1 to 366, such as 30 or 2w"));
  }
  for (const std::string days : {"2w", "14d", "14 days", "336h"})
    CHECK(tickets("examples/acme --days '" + days + "'").out == tickets("examples/acme --days 14").out);
  CHECK(tickets("examples/acme --max 0").exit == 2);
  CHECK(tickets("examples/acme --known /nowhere/export.csv").exit == 2);
  const std::string folder = folder_with("clean", "stack: {as_of: 2026-11-21}\n");
  CHECK(says(tickets("stack.yaml", folder).out, "nothing to file"));
  CHECK(tickets("stack.yaml --to github", folder).out.empty());
  // What was read is not written over.
  write_text(folder + "/export.csv", "Key,Description\n");
  CHECK(tickets("stack.yaml --known export.csv --to csv -o export.csv", folder).exit == 2);
}

TEST_CASE("what a tracker exports is filed no second time") {
  for (const std::string& tracker : trackers) {
    INFO(tracker);
    const std::string folder = fresh_folder("tickets-" + tracker);
    write_text(folder + "/export", "");
    const Ran first = file(tracker, folder, "examples/acme");
    INFO(first.err);
    REQUIRE(first.exit == 0);
    CHECK_FALSE(first.err.starts_with("0 filed"));
    const json again = as_json("examples/acme --max 1000 --known '" + folder + "/export'");
    for (const json& one : again["tickets"]) {
      INFO(one["title"]);
      CHECK(one["state"] == "filed");
      CHECK(one["key"].is_null() == (tracker == "markdown"));
    }
    CHECK(again["known"].empty());
    const Ran second = file(tracker, folder, "examples/acme");
    REQUIRE(second.exit == 0);
    CHECK(second.err.starts_with("0 filed"));
    CHECK(says(read_text(folder + "/told"), ": 0 new"));
  }
}

TEST_CASE("a ticket of the tracker changes, is resolved, or has to be reopened") {
  const std::string pixel = "pixels: {old: {vendor: google-universal-analytics, owner: ana, last_seen: 2026-11-20}}\n";
  const auto stack = [](const std::string& tool, const std::string& more) {
    return "version: 1\nstack: {as_of: 2026-11-21, currency: EUR, capacity_hours: 320}\npeople: {ana: {}}\ntools: {crm: {" + tool + "}}\n" +
           more;
  };
  for (const std::string& tracker : trackers) {
    INFO(tracker);
    const std::string folder = fresh_folder("tickets-states-" + tracker);
    const auto write = [&](const std::string& text) { write_text(folder + "/stack.yaml", text); };
    const auto states = [&] {
      const std::set<std::string> questions{ticket_id("owner/ana", TicketKind::find_out), ticket_id("owner/unowned", TicketKind::find_out)};
      std::set<std::string> found;
      const json all = as_json("stack.yaml --known export", folder);
      for (const json& one : all["known"]) {
        if (questions.count(one["id"]) == 0) found.insert(one["state"]);
      }
      return found;
    };
    write_text(folder + "/export", "");
    write(stack("owner: ana, cost: 12000/yr, last_used: 2026-03-26", pixel));
    REQUIRE(file(tracker, folder, folder + "/stack.yaml").exit == 0);
    CHECK(states() == std::set<std::string>());
    // One thing is done, and its ticket is still open.
    write(stack("owner: ana, cost: 12000/yr, last_used: 2026-03-26", ""));
    CHECK(states() == std::set<std::string>{"resolved"});
    // A finding comes to what the other is about.
    write(stack("owner: ana, cost: 12000/yr, last_used: 2026-03-26, eol: 2026-06-30", pixel));
    CHECK(states().count("changed") == 1);
    // It was closed, and is still found.
    write(stack("owner: ana, cost: 12000/yr, last_used: 2026-03-26", pixel));
    REQUIRE(file(tracker, folder, folder + "/stack.yaml", "--close " + ticket_id("tool/crm", TicketKind::retire)).exit == 0);
    CHECK(states() == std::set<std::string>{"reopen"});
    // What was closed and is found no more is nobody's matter.
    write(stack("owner: ana, cost: 0/yr, last_used: 2026-11-20, purpose: sales", pixel));
    CHECK(states().count("reopen") == 0);
  }
}

TEST_CASE("nothing from an inventory acts in a tracker") {
  std::string text =
      "version: 1\nstack: {as_of: 2026-11-21, name: \"<b>evil</b> \\e[31m\", currency: \"@a|\\e[1m\", capacity_hours: 9000}\n";
  text.insert(text.size() - 2, ", goals: {");
  for (std::size_t i = 0; i < attacks.size(); ++i)
    text.insert(text.size() - 2, fmt::format("{}g{}: \"kpi{} {}\"", i == 0 ? "" : ", ", i, i, attacks[i]));
  text.insert(text.size() - 2, "}");
  text += "people:\n";
  for (std::size_t i = 0; i < attacks.size(); ++i)
    text += fmt::format("  p{}: {{x-github: \"{}\", x-jira: \"{}\", x-linear: \"{}\"}}\n", i, attacks[i], attacks[i], attacks[i]);
  text += "tools:\n";
  for (std::size_t i = 0; i < attacks.size(); i += is_sanitized() ? 6 : 1)
    text += fmt::format("  t{}: {{does: [\"{}\"], owner: \"{}\", cost: 100/mo, last_used: 2026-01-0{}}}\n", i, attacks[i],
                        i % 2 == 0 ? attacks[i] : fmt::format("p{}", i), i % 9 + 1);
  text += "agents:\n";
  // A few are enough, and a plan of many takes its time.
  for (std::size_t i = 0; i < attacks.size(); i += is_sanitized() ? 15 : 7)
    text += fmt::format(
        "  a{}: {{autonomy: act, uses: [t{}], reads: [\"{}\"], owner: \"{}\", runs_as: \"{}\", metric: \"{}\", off_switch: \"{}\"}}\n", i,
        i, attacks[i], attacks[i], attacks[i], attacks[i], attacks[i]);
  text += "touchpoints:\n";
  for (std::size_t i = 0; i < attacks.size(); i += is_sanitized() ? 6 : 1)
    text += fmt::format("  x{}: {{stage: buy, tool: t{}, kpi: \"kpi{} {}\"}}\n", i, i, i, attacks[i]);
  text += "campaigns:\n";
  for (std::size_t i = 0; i < attacks.size(); ++i)
    text += fmt::format("  c{}: {{ends: 2026-12-01, utm: {{source: [\"{}\"], medium: [\"x{}\"]}}}}\n", i, attacks[i], attacks[i]);
  for (const std::string& tracker : std::span(trackers).first(is_sanitized() ? 1 : trackers.size())) {
    INFO(tracker);
    const std::string folder = fresh_folder("tickets-hostile-" + tracker);
    write_text(folder + "/stack.yaml", text);
    write_text(folder + "/export", "");
    const Ran first = file(tracker, folder, folder + "/stack.yaml");
    INFO(first.out << first.err << read_text(folder + "/told"));
    REQUIRE(says(first.err, "filed"));
    CHECK_FALSE(first.err.starts_with("0 filed"));
    CHECK(says(read_text(folder + "/new"), "For the goal "));
    const Ran second = run(fmt::format("$S tickets '{0}/stack.yaml' --to {1} --max 1000 --known '{0}/export'", folder, tracker));
    CHECK(says(second.err, ": 0 new"));
  }
  const std::string folder = fresh_folder("tickets-hostile");
  write_text(folder + "/stack.yaml", text);
  for (const std::string format : {"text", "json"}) {
    const Ran ran = tickets("stack.yaml --max 1000 --to " + format, folder);
    for (const char c : ran.out) CHECK_FALSE(((c >= 0 && c < 0x20 && c != '\n') || c == 0x7f));
    for (const std::string bytes : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6"}) CHECK_FALSE(says(ran.out, bytes));
    for (const std::string line : {"\n::", "\n##["}) CHECK_FALSE(says(ran.out, line));
  }
}

TEST_CASE("the tickets of the examples are recorded, and fit the width") {
  const std::vector<std::string> formats{"text", "jira", "json", "github", "linear", "csv", "markdown"};
  for (const std::string& format : std::span(formats).first(is_sanitized() ? 3 : formats.size())) {
    const Ran ran = tickets("examples/acme --to " + format);
    INFO(format << ran.err);
    CHECK(ran.exit == 0);
    CHECK(is_recorded(source_dir() + "/tests/golden/tickets/acme." + format, ran.out));
  }
  if (!is_sanitized()) {
    CHECK(is_recorded(source_dir() + "/tests/golden/tickets/harbour-home.text", tickets("examples/harbour-home").out));
  }
  for (const std::string columns : {"40", "80"}) {
    for (const std::string& line : lines_of(run("COLUMNS=" + columns + " $S tickets examples/acme").out)) {
      INFO(columns << ": " << line);
      CHECK(display_width(line) <= std::stoul(columns));
    }
  }
}

TEST_CASE("the JSON of the tickets is valid by its published schema") {
  CHECK(is_recorded(source_dir() + "/docs/schema/tickets.json", run("$S schema tickets").out));
  const std::string folder = fresh_folder("tickets-schema");
  const Ran ran =
      run(fmt::format("$S schema tickets > '{0}/schema.json' && $S tickets examples/acme --to json > '{0}/1.json' && $S tickets "
                      "examples/clean --to json > '{0}/2.json'\nenv -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 python3 "
                      "tests/schema/validate.py '{0}/schema.json' '{0}'/[12].json",
                      folder));
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK_FALSE(says(ran.out, "refused"));
}

TEST_CASE("the page about tickets shows what is really printed") {
  const std::string page = read_text(source_dir() + "/docs/tickets.md");
  CHECK(says(page, tickets("examples/acme --days 14").out));
  const json all = as_json("examples/acme --days 14");
  for (const json& one : all["tickets"]) {
    if (one["id"] == "SD-f820d775") CHECK(says(page, one["body"].get<std::string>()));
  }
}

TEST_CASE("tickets whose descriptions were cut off are not taken for new without a word") {
  const std::string folder = fresh_folder("tickets-cut");
  REQUIRE(run("$S tickets examples/acme --as-of 2026-11-21 --to json -o '" + folder + "/all.json'").exit == 0);
  const json all = json::parse(read_text(folder + "/all.json"));
  std::string issues;
  for (const json& ticket : all.at("tickets")) {
    const json issue{{"number", 1}, {"title", ticket.at("title")}, {"body", "cut off"}, {"state", "OPEN"}};
    issues += (issues.empty() ? "[" : ",") + issue.dump();
  }
  write_text(folder + "/known.json", issues + "]");
  const Ran ran = run("$S tickets examples/acme --as-of 2026-11-21 --known '" + folder + "/known.json'");
  INFO(ran.out);
  CHECK(says(unwrapped(ran.out),
             fmt::format("the export has {} titles of new tickets on issues without our last line", all.at("tickets").size())));
}
