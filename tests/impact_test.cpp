// What is harmed when an item goes, how sure that is, in which order to take it out, and whom to tell.
#include "stackdrag/impact.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidcheck.h>

#include "catch.h"
#include "decide/impact_ties.h"
#include "property/generated.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

using Texts = std::vector<std::string>;

Settings settings() {
  Settings settings;
  settings.today = make_date(2026, 11, 21);
  return settings;
}

Impact impact_on(const std::string& text, ImpactQuestion question) {
  const auto assessed = assess_text(text, settings());
  const auto impact = impact_of(*assessed->assessment, question);
  REQUIRE(impact.ok());
  return impact.value();
}

std::string refusal(const std::string& text, ImpactQuestion question) {
  const auto assessed = assess_text(text, settings());
  const auto impact = impact_of(*assessed->assessment, question);
  REQUIRE_FALSE(impact.ok());
  return impact.failure().message;
}

/// "lead breaks 1", and "(cut)" behind it if no harm reaches it any more.
Texts hits(const Impact& impact) {
  Texts found;
  for (const ImpactHit& hit : impact.hits)
    found.push_back(fmt::format("{} {} {}{}", hit.id, name_of(hit.harm), hit.steps, hit.is_cut() ? " (cut)" : ""));
  return found;
}

Texts order(const Impact& impact) {
  Texts found;
  for (const ImpactStep& step : impact.order) found.push_back(fmt::format("{}", fmt::join(step.items, " + ")));
  return found;
}

/// "retire hs-sf", "move lead to another system of record".
Texts advice(const Impact& impact) {
  Texts found;
  for (const ImpactStep& step : impact.order) {
    for (std::size_t i = 0; i < step.items.size(); ++i)
      found.push_back(fmt::format("{} {}{}{}", name_of(step.advice[i].verb), step.items[i].substr(step.items[i].find('/') + 1),
                                  step.advice[i].how.empty() ? "" : " ", step.advice[i].how));
  }
  return found;
}

/// "raj: hs-sf (owner), lead-scorer (owner)".
Texts told(const Impact& impact) {
  Texts found;
  for (const ImpactTold& one : impact.tell) {
    Texts about;
    for (const ImpactTold::About& part : one.about) about.push_back(fmt::format("{} ({})", part.item, part.role));
    found.push_back(fmt::format("{}: {}", one.who, fmt::join(about, ", ")));
  }
  return found;
}

Texts unasked(const Impact& impact) {
  Texts found;
  for (const ImpactUnasked& one : impact.unasked) found.push_back(one.item + ": " + one.why);
  return found;
}

Texts mentions(const Impact& impact) {
  Texts found;
  for (const ImpactMention& one : impact.mentions)
    found.push_back(one.item + " " + one.field + (one.status.empty() ? "" : " " + one.status));
  return found;
}

/// An inventory without `version`, as `assess_text` wants it.
std::string acme_with(const std::string& more) {
  std::string text = read_text(source_dir() + "/examples/acme/stack.yaml");
  text.erase(text.find("version: 1\n"), 11);
  return text + more;
}

const std::string crm =
    "tools: {crm: {owner: ana}, mail: {owner: ana}}\n"
    "integrations: {mail-crm: {from: mail, to: crm, moves: [lead], owner: raj, last_ok: 2026-11-20}}\n";

}  // namespace
// What stands on salesforce in examples/acme, by the lines of its inventory:
//   hs-sf        `to: salesforce`: breaks, 1 step
//   demo-call    `tool: salesforce`: breaks, 1 step; its stage is `decision`, so customers decide there: critical
//   lead         `system_of_record: salesforce`: breaks, 1 step; no owner
//   lead-scorer  `uses: [hs-sf]`: breaks, 2 steps; it acts by itself and has no approver: critical
// hubspot is the other end of hs-sf, and needs nothing of it; webinar-signup runs on hubspot; cdp-pilot touches surveybee only.
TEST_CASE("what stands on salesforce in the example") {
  const Impact impact = impact_on(acme_with(""), {.item = "salesforce"});
  CHECK(hits(impact) == Texts{"hs-sf breaks 1", "demo-call breaks 1", "lead breaks 1", "lead-scorer breaks 2"});
  CHECK(impact.counts.breaks == 4);
  CHECK(impact.counts.degrades == 0);
  CHECK(impact.counts.critical == 2);
  CHECK(impact.hits[1].critical == Texts{"customers decide or buy there"});
  CHECK(impact.hits[3].critical == Texts{"acts by itself, and nobody approves"});
  CHECK(impact.hits[3].way[0].hit == "integration/hs-sf");
  CHECK(mentions(impact) == Texts{});
  CHECK(impact.unassessed);
}

// Asked of each item: its owner, a sign of life of the last 30 days, and what it needs.
//   salesforce   owner | last_used                                1 of 2
//   hs-sf        owner, last_ok (2026-11-21), moves, api          4 of 4
//   lead-scorer  owner, uses, reads | last_run                    3 of 4
//   demo-call    owner (that of salesforce), tool | measured_by   2 of 3
//   lead         system_of_record, written_by | owner             2 of 3
// 12 of 16 are 75 %: medium, which begins at 60 %. `cms`, which nothing declares, is not on the way.
TEST_CASE("how sure that is, and what is missing") {
  const ImpactTrust trust = impact_on(acme_with(""), {.item = "salesforce"}).trust;
  CHECK(trust.known == 12);
  CHECK(trust.asked == 16);
  CHECK(trust.level == Confidence::medium);
  CHECK(trust.ghosts.empty());
  CHECK(trust.basis == "based on 1 declared integration at salesforce");
  Texts missing;
  for (const ImpactGap& gap : trust.missing) missing.push_back(fmt::format("{} {}", gap.item, fmt::join(gap.fields, ",")));
  CHECK(missing == Texts{"tool/salesforce last_used", "agent/lead-scorer last_run", "touchpoint/demo-call measured_by", "data/lead owner"});
}

// lead-scorer reads and writes lead: they go together, and first, as they are the farthest. demo-call stands where customers are, so it
// comes before hs-sf, which is as near. salesforce itself is the last.
TEST_CASE("the way out, and whom to tell") {
  const Impact impact = impact_on(acme_with(""), {.item = "salesforce"});
  CHECK(order(impact) == Texts{"agent/lead-scorer + data/lead", "touchpoint/demo-call", "integration/hs-sf", "tool/salesforce"});
  CHECK(advice(impact) == Texts{"repoint lead-scorer to something else than `hs-sf`", "move lead to another system of record",
                                "move demo-call to another tool", "retire hs-sf", "retire salesforce"});
  CHECK(told(impact) == Texts{"ana: salesforce (backup)",
                              "raj: salesforce (owner), hs-sf (owner), lead-scorer (owner), demo-call (owner of the tool behind it)"});
  CHECK(unasked(impact) == Texts{"data/lead: nobody owns it"});
  CHECK(impact.saves == 8000);  // 96000/yr
  // It renews on 2027-02-01 with 90 days of notice: 2026-11-03 has passed, and a year later it is 2027-11-03.
  const Texts& steps = impact.order.back().todo;
  CHECK(std::find(steps.begin(), steps.end(),
                  "give notice: the last day for it was 2026-11-03, 18 days ago, and the contract renews on 2027-02-01; the next is "
                  "2027-11-03") != steps.end());
}

TEST_CASE("of a tool that its vendor ended long ago there is nothing to export and no way back") {
  const auto steps_of = [](const std::string& fields) {
    const Impact impact = impact_on("stack: {as_of: 2026-11-21}\ntools: {tests: {" + fields + "}}\n", {.item = "tests"});
    REQUIRE_FALSE(impact.order.empty());
    return std::pair(impact.order.back().todo, impact.way_back);
  };
  const auto [ended, no_way] = steps_of("product: google-optimize, cost: 100/mo, renews: 2027-06-01, notice: 30d");
  CHECK(ended == Texts{"delete what is left of `tests` on pages and in the tag manager",
                       "revoke the keys and service accounts that it has in other tools", "ask finance whether it is still paid for",
                       "write `status: retired` in the inventory"});
  CHECK(no_way == "none is needed: its vendor has ended it");
  // Somebody uses it all the same, or it ended only just now: there may be something to save.
  for (const std::string fields : {"product: google-optimize, last_used: 2026-11-20", "eol: 2026-11-01", "eol: 2027-03-01"}) {
    const auto [leaving, back] = steps_of(fields);
    CHECK(leaving.front() == "export what `tests` holds, and keep the export where others find it");
    CHECK(says(back, "everything can be switched on again"));
  }
}

// hs-survey is the only thing at surveybee. It last ran on 2026-04-02, 233 days ago (limit 30): what lies behind it is no longer reached.
// ben, who owned surveybee, left on 2026-06-30, and nobody stands in.
TEST_CASE("what is silent carries no harm any more") {
  const Impact impact = impact_on(acme_with(""), {.item = "surveybee"});
  CHECK(hits(impact) == Texts{"hs-survey breaks 1 (cut)", "lead degrades 2 (cut)", "lead-scorer degrades 3 (cut)"});
  CHECK(impact.counts.breaks == 0);
  CHECK(impact.counts.critical == 0);
  CHECK_FALSE(impact.unassessed);
  for (const ImpactHit& hit : impact.hits) {
    CHECK(hit.cut_by == "integration/hs-survey");
    CHECK(hit.cut_since == make_date(2026, 4, 2));
  }
  CHECK(mentions(impact) == Texts{"project/cdp-pilot touches"});
  // Nobody has to see to lead and lead-scorer.
  CHECK(order(impact) == Texts{"integration/hs-survey", "tool/surveybee"});
  CHECK(told(impact) == Texts{});
  CHECK(unasked(impact) == Texts{"tool/surveybee: `ben` has left (2026-06-30)", "integration/hs-survey: nobody owns it"});
}

// hs-sf calls v38.0; v31 to v40 are unsupported from summer 2027 (the packs). Behind it are lead, which it moves, and lead-scorer, which
// uses it. demo-call and the record of leads do not hang on the API. lead-scorer was last measured on 2026-06-01, 173 days ago.
TEST_CASE("another version of the CRM's API must not break lead scoring") {
  const Impact impact = impact_on(acme_with(""), {.item = "salesforce", .event = ImpactEvent::api, .version = "v62.0"});
  CHECK(hits(impact) == Texts{"hs-sf breaks 1", "lead-scorer breaks 2", "lead degrades 2"});
  REQUIRE(impact.consumers.size() == 1);
  CHECK(impact.consumers[0].calling == Calling::moves);
  CHECK(impact.consumers[0].version == "v38.0");
  CHECK(impact.consumers[0].note == "loses support about summer 2027, is switched off about summer 2028");
  CHECK(impact.before == Texts{"note the error rate of `hs-sf` (0.4 %)",
                               "measure the `precision at top 100` of `lead-scorer` (last on 2026-06-01, 173 days ago)",
                               "name an approver for `lead-scorer`: it acts by itself",
                               "send 20 records of `lead` through a sandbox on v62.0, and compare every field"});
  CHECK(impact.way_back == "`hs-sf` back to v38.0 until about summer 2027");
  CHECK(impact.unassessed);
}

TEST_CASE("what a version is not known of is never safe, and what the vendor keeps up to date is the vendor's") {
  const std::string stack =
      "tools: {salesforce: {}, hubspot: {}, forms: {}}\nintegrations:\n"
      "  unsaid: {from: forms, to: salesforce}\n"
      "  managed: {from: hubspot, to: salesforce, api: managed}\n"
      "  there: {from: forms, to: salesforce, api: v62.0}\n"
      "  by-hand: {from: forms, to: salesforce, via: csv}\n"
      "  off: {from: forms, to: salesforce, status: retired}\n"
      "  other-end: {from: salesforce, to: hubspot, api: '2026-03'}\n"
      "agents: {reader: {uses: [salesforce]}}\n";
  const Impact impact = impact_on(stack, {.item = "salesforce", .event = ImpactEvent::api, .version = "v62.0"});
  Texts consumers;
  for (const ImpactConsumer& one : impact.consumers) consumers.push_back(fmt::format("{} {}", one.id, name_of(one.calling)));
  CHECK(consumers == Texts{"managed managed", "other-end unknown", "there stays", "unsaid unknown", "reader unknown"});
  CHECK(hits(impact) == Texts{"other-end breaks 1", "unsaid breaks 1", "reader breaks 1"});
  CHECK(says(refusal(stack, {.item = "salesforce", .event = ImpactEvent::api, .version = "v20.0"}),
             "Salesforce Platform API v20.0 was switched off about summer 2022; it still answers v31 to v40, from v41"));
  CHECK(says(refusal(stack, {.item = "salesforce", .event = ImpactEvent::api, .version = "soon"}), "`soon` is not a version"));
  CHECK(says(refusal(stack, {.item = "unsaid", .event = ImpactEvent::api, .version = "v62.0"}), "about the API of a tool"));
}

TEST_CASE("a person leaves: what runs under their login, and what is to be handed over") {
  const std::string stack =
      "people: {ana: {}, ben: {left: 2026-06-30, team: media}, raj: {}}\nteams: {media: {lead: ana}}\n"
      "tools: {ads: {owner: ben, backup: raj}, crm: {owner: raj, backup: ben}}\n"
      "integrations: {ads-crm: {from: ads, to: crm, moves: [lead], runs_as: ben, owner: ben, last_ok: 2026-11-20}}\n"
      "data: {lead: {owner: raj}}\nagents: {scorer: {reads: [lead], autonomy: act, owner: ben, approver: ben}}\n";
  const Impact impact = impact_on(stack, {.item = "ben"});
  CHECK(impact.event == ImpactEvent::leaving);
  CHECK(hits(impact) == Texts{"ads-crm breaks 1", "lead degrades 2", "scorer degrades 3"});
  CHECK(mentions(impact) ==
        Texts{"tool/ads owner", "tool/crm backup", "integration/ads-crm owner", "agent/scorer owner", "agent/scorer approver"});
  CHECK(impact.before == Texts{"move `ads-crm` to a service account", "then revoke the login of `ben`"});
  // Nobody tells ben. The lead of ben's team stands in where nobody else does.
  for (const ImpactTold& one : impact.tell) CHECK(one.who != "ben");
  CHECK(told(impact) == Texts{"ana: ads-crm (leads the team of ben), scorer (leads the team of ben), media (lead of the team)",
                              "raj: lead (owner), ads (backup), crm (owner)"});
  CHECK(unasked(impact) == Texts{"integration/ads-crm: `ben` has left (2026-06-30); `ana` (leads the team of ben) can be asked",
                                 "agent/scorer: `ben` has left (2026-06-30); `ana` (leads the team of ben) can be asked",
                                 "tool/ads: `ben` has left (2026-06-30); `raj` (backup) can be asked"});
  CHECK(says(refusal(stack, {.item = "ben", .event = ImpactEvent::removal}), "ask with --leaves"));
  CHECK(says(refusal(stack, {.item = "ads", .event = ImpactEvent::leaving}), "--leaves is for people and teams"));
  // The backup takes over from an owner who has left.
  const Impact tool = impact_on(stack, {.item = "ads"});
  CHECK(unasked(tool).front() == "tool/ads: `ben` has left (2026-06-30); `raj` (backup) can be asked");
}

TEST_CASE("a fallback softens, a cycle is one step, and what does not run is only named") {
  const std::string stack = crm +
                            "data: {lead: {system_of_record: mail}}\n"
                            "agents:\n"
                            "  a: {uses: [mail-crm], fallback: queue, reads: [score], writes: [lead]}\n"
                            "  b: {uses: [mail-crm]}\n"
                            "  c: {uses: [mail-crm], status: planned}\n"
                            "  d: {uses: [b], reads: [lead], status: paused}\n";
  const Impact impact = impact_on(stack, {.item = "mail-crm"});
  CHECK(hits(impact) == Texts{"b breaks 1", "a degrades 1", "lead degrades 2"});
  CHECK(mentions(impact) == Texts{"agent/c uses planned", "agent/d uses paused", "agent/d reads paused"});
  const Impact shallow = impact_on(stack, {.item = "crm", .depth = 1});
  CHECK(hits(shallow) == Texts{"mail-crm breaks 1"});
  CHECK(shallow.beyond == 3);
}

TEST_CASE("what is silent itself is deleted, and nobody has to see to what lies behind it") {
  const Impact impact = impact_on(acme_with(""), {.item = "hs-survey"});
  CHECK(hits(impact) == Texts{"lead degrades 1 (cut)", "lead-scorer degrades 2 (cut)"});
  CHECK(order(impact) == Texts{"integration/hs-survey"});
  CHECK(impact.order[0].todo.front() == "stop `hs-survey`");
}

TEST_CASE("another team's tool is shown and not passed, and a name that nothing declares lowers the confidence") {
  const std::string stack =
      "tools: {shop: {owner: ana, last_used: 2026-11-20, external: true}}\npixels: {px: {feeds: [shop], owner: ana, last_seen: "
      "2026-11-20}}\n"
      "touchpoints: {till: {tool: shop, measured_by: [px], owner: ana}}\ndata: {order: {system_of_record: shop, written_by: [nowhere], "
      "owner: ana}}\n";
  const Impact pixel = impact_on(stack, {.item = "px"});
  CHECK(hits(pixel) == Texts{"shop degrades 1", "till degrades 1"});
  CHECK(pixel.hits[0].external);
  CHECK(pixel.trust.level == Confidence::high);
  const Impact tool = impact_on(stack, {.item = "shop"});
  CHECK(hits(tool) == Texts{"till breaks 1", "order breaks 1"});
  CHECK(tool.trust.known == tool.trust.asked);
  CHECK(tool.trust.level == Confidence::medium);
  REQUIRE(tool.trust.ghosts.size() == 1);
  CHECK(tool.trust.ghosts[0].name == "nowhere");
}

TEST_CASE("pixels that wait for consent break with what collects it") {
  const std::string stack =
      "stack: {consent_platform: cmp}\ntools: {cmp: {}, ga4: {}}\n"
      "pixels: {waits: {consent: marketing, feeds: [ga4]}, free: {consent: exempt}, wild: {consent: none}}\n";
  CHECK(hits(impact_on(stack, {.item = "cmp"})) == Texts{"waits breaks 1", "ga4 degrades 2"});
}

TEST_CASE("an item is found by its id, or said to be missing with the nearest") {
  CHECK(says(refusal(crm, {.item = "mail-cmr"}), "no item is called `mail-cmr`; did you mean `mail-crm`?"));
  CHECK(says(refusal(crm + "data: {crm: {}}\n", {.item = "crm"}), "`crm` is the id of several items; say which: tool/crm, data/crm"));
  CHECK(impact_on(crm + "data: {crm: {}}\n", {.item = "tool/crm"}).item == "tool/crm");
  CHECK(says(refusal("agents: {a: {uses: [gone]}}\n", {.item = "gone"}), "`gone` is not declared; only `agent/a` names it"));
  CHECK(says(refusal(crm, {.item = "raj"}), "`raj` is only named as an owner"));
}

TEST_CASE("every row of the list of needs is a field that names items, and what the rules follow is in it") {
  const auto row_of = [](Kind kind, std::string_view field) {
    const auto rows = requirements();
    return std::find_if(rows.begin(), rows.end(), [&](const Requirement& row) { return row.kind == kind && row.field == field; });
  };
  for (const Requirement& row : requirements()) {
    INFO(name_of(row.kind) << ' ' << row.field);
    const Field* const field = find_field(row.kind, row.field);
    REQUIRE(field != nullptr);
    CHECK(field->references != nullptr);
    CHECK(row.harm != Harm::refers);
    CHECK(&*row_of(row.kind, row.field) == &row);
  }
  for (const KindNames& kind : kinds()) {
    for (const Field& field : fields_of(kind.kind).fields) {
      if (field.dependence == Dependence::none) continue;
      INFO(kind.singular << ' ' << field.name);
      const auto row = row_of(kind.kind, field.name);
      REQUIRE(row != requirements().end());
      CHECK(row->harmed == field.dependence);
    }
  }
}

TEST_CASE("whatever the inventory, harm is what the ties say, the way out is possible, and nobody who has left is told") {
  CHECK(holds("impact", [] {
    const auto assessed = assess_text(generate().text(), settings());
    const Facts& facts = assessed->loaded.workspace->facts;
    if (facts.items.empty()) return;
    const Item& start = facts.items[*rc::gen::inRange<std::size_t>(0, facts.items.size())];
    if (!is_referable(start.id.kind)) return;
    const std::string label = label_of(*facts.inventory, start.id);
    const auto answer = impact_of(*assessed->assessment, {.item = label});
    RC_ASSERT(answer.ok());
    const Impact& impact = answer.value();
    std::set<std::string> harmed;
    for (const ImpactHit& hit : impact.hits) {
      RC_ASSERT(harmed.insert(hit.item).second);
      RC_ASSERT(hit.way.size() == hit.steps);
      RC_ASSERT(hit.way.front().by == label);
      RC_ASSERT(hit.way.back().hit == hit.item);
      Harm least = Harm::breaks;
      for (std::size_t at = 0; at < hit.way.size(); ++at) {
        least = std::min(least, hit.way[at].harm);
        if (at > 0) RC_ASSERT(hit.way[at].by == hit.way[at - 1].hit);
      }
      RC_ASSERT(least >= hit.harm);
    }
    // All that the rules hold to depend on it is harmed, if it runs.
    for (const ItemId item : facts.dependents(start.id)) RC_ASSERT(item == start.id || harmed.contains(label_of(*facts.inventory, item)));
    std::map<std::string, std::size_t> places;
    for (std::size_t at = 0; at < impact.order.size(); ++at) {
      for (const std::string& item : impact.order[at].items) RC_ASSERT(places.emplace(item, at).second);
    }
    const auto to_settle = std::count_if(impact.hits.begin(), impact.hits.end(), [](const ImpactHit& hit) {
      return !hit.is_cut() || (hit.steps == 1 && hit.way.front().told_by == hit.item);
    });
    if (impact.event == ImpactEvent::removal) RC_ASSERT(places.size() == static_cast<std::size_t>(to_settle) + 1);
    if (impact.event == ImpactEvent::removal) RC_ASSERT(impact.order.back().items == Texts{label});
    for (const ImpactTie& tie : impact.ties) {
      if (places.contains(tie.hit) && places.contains(tie.by)) RC_ASSERT(places.at(tie.hit) <= places.at(tie.by));
    }
    for (const ImpactTold& one : impact.tell) {
      for (const Person& person : facts.inventory->people)
        RC_ASSERT(*person.id != Text(one.who) || !person.left || *person.left >= assessed->assessment->as_of);
    }
  }));
}

TEST_CASE("what only degrades stays, and is told what to do without") {
  const Impact impact = impact_on(
      "tools: {crm: {owner: ana}, mail: {owner: ana}, zap: {owner: ana}}\n"
      "integrations: {a: {from: mail, to: crm, via: zap, owner: raj}, b: {from: [mail, zap], to: crm, owner: raj}}\n"
      "touchpoints: {form: {tool: mail, measured_by: [zap], owner: ana}}\n"
      "pixels: {tag: {vendor: meta, feeds: [mail], owner: ana}, loaded: {vendor: meta, via: zap, owner: ana}}\n",
      {.item = "zap"});
  const Texts all = advice(impact);
  for (const std::string one : {"repoint a to do without `zap`", "repoint b to do without `zap`", "keep form and measure it without `zap`",
                                "repoint loaded to something else that loads it"}) {
    INFO(one << " in " << fmt::format("{}", fmt::join(all, "; ")));
    CHECK(std::find(all.begin(), all.end(), one) != all.end());
  }
}

TEST_CASE("how much is shown changes no count") {
  const Impact all = impact_on(acme_with(""), {.item = "salesforce"}), near = impact_on(acme_with(""), {.item = "salesforce", .depth = 1});
  CHECK(near.hits.size() == 3);
  CHECK(near.beyond == 1);
  CHECK(near.counts.breaks == all.counts.breaks);
  CHECK(near.counts.critical == all.counts.critical);
  CHECK(near.counts.alone == all.counts.alone);
  CHECK(near.unassessed == all.unassessed);
}

TEST_CASE("a version that the packs do not know is refused with what they know") {
  CHECK(refusal(acme_with(""), {.item = "salesforce", .event = ImpactEvent::api, .version = "v999"}) ==
        "--api: no version v999 of the Salesforce Platform API is known; the nearest that is known is v60; it still answers v31 to v40, "
        "from v41");
  CHECK(refusal(acme_with(""), {.item = "hubspot", .event = ImpactEvent::api, .version = "v9"}) ==
        "--api: no version v9 of the HubSpot API is known; the nearest that is known is v4; it still answers v1 to v3, v4, from 2025-09");
  CHECK(says(refusal(acme_with(""), {.item = "hubspot", .event = ImpactEvent::api, .version = "2031-01"}), "no version 2031-01"));
  // Where nothing is known, somebody has to look.
  const Impact unknown = impact_on(crm, {.item = "crm", .event = ImpactEvent::api, .version = "v999"});
  REQUIRE_FALSE(unknown.before.empty());
  CHECK(says(unknown.before.front(), "none is known here"));
}

TEST_CASE("a move to an older version is called one") {
  const Impact back = impact_on(acme_with(""), {.item = "salesforce", .event = ImpactEvent::api, .version = "v31"});
  CHECK(back.consumers.front().is_back);
  CHECK_FALSE(impact_on(acme_with(""), {.item = "salesforce", .event = ImpactEvent::api, .version = "v62.0"}).consumers.front().is_back);
}

TEST_CASE("a tool with which nothing is connected is never known for certain") {
  const Impact impact = impact_on("tools: {crm: {owner: ana, last_used: 2026-11-20}}\n", {.item = "crm"});
  CHECK(impact.trust.known == impact.trust.asked);
  CHECK(impact.trust.level == Confidence::medium);
  CHECK(impact.trust.basis == "no integration at crm is declared");
}

TEST_CASE("who takes over from a leaver, or from a team, is told") {
  const std::string text =
      "people: {ana: {team: revops}, raj: {team: revops}, ben: {team: revops}, eva: {}}\nteams: {revops: {lead: ana}}\n"
      "tools: {crm: {owner: raj, backup: ben}, chat: {owner: ben}, mail: {owner: revops, backup: eva}}\n";
  CHECK(told(impact_on(text, {.item = "ben"})) ==
        Texts{"ana: chat (leads the team of ben), revops (lead of the team)", "raj: crm (owner)"});
  CHECK(unasked(impact_on(text, {.item = "ben"})) == Texts{"tool/chat: `ben` leaves; `ana` (leads the team of ben) can be asked"});
  CHECK(told(impact_on(text, {.item = "revops"})) == Texts{"ana: revops (lead of the team)", "ben: revops (member of the team)",
                                                           "eva: mail (backup)", "raj: revops (member of the team)"});
  CHECK(refusal("people: {ana: {team: media}, bea: {team: media}}\n", {.item = "media"}) ==
        "`media` is only named as the team of `ana` and `bea`; write it under `teams`");
}
