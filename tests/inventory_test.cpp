// The inventory format by example: what may be written, what is refused and where, and what becomes of it.
#include <algorithm>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "catch.h"
#include "stackdrag/fields.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/reader.h"
#include "stackdrag/report.h"
#include "stackdrag/secrets.h"
#include "stackdrag/workspace.h"

using namespace stackdrag;

namespace {

using Texts = std::vector<std::string>;

/// What was read from one file or several, and the sources that it points into.
struct Reading {
  std::unique_ptr<Sources> sources = std::make_unique<Sources>();
  ReadInventory read;

  const Inventory& inventory() const { return read.inventory; }
  Texts problems() const {
    Texts all;
    for (const Problem& problem : read.problems) {
      const Location place = sources->locate(problem.at);
      all.push_back(fmt::format("{}:{}:{} {}", place.file, place.line, place.column, problem.message));
    }
    return all;
  }
  Texts undeclared() const {
    Texts all;
    for (const Undeclared& use : read.undeclared) {
      all.push_back(fmt::format("{} {} {}/{}", label_of(inventory(), use.from), use.field, name_of(use.expected), use.name));
    }
    return all;
  }
};

Reading read_files(const std::vector<std::pair<std::string, std::string>>& files) {
  Reading reading;
  std::vector<Tree> trees;
  for (const auto& [name, text] : files) {
    Document document = read_document(*reading.sources, reading.sources->add(name, text));
    INFO(text);
    REQUIRE_FALSE(document.problem);
    trees.push_back(std::move(document.tree));
  }
  reading.read = read_inventory(*reading.sources, std::move(trees));
  return reading;
}

Reading read_file(const std::string& text) { return read_files({{"stack.yaml", text}}); }

/// Reads what stands below the first line `version: 1`.
Reading read_rest(const std::string& text) { return read_file("version: 1\n" + text); }

Texts problems_of(const std::string& rest) { return read_rest(rest).problems(); }

/// The problems of one field of a tool, which stands at 4:5.
Texts tool_field(const std::string& field) { return problems_of("tools:\n  hubspot:\n    " + field + "\n"); }

}  // namespace

// ---- Shapes: what may be written in a field

TEST_CASE("a field's type decides what a value means, never the look of the value") {
  const Reading reading = read_rest(R"(
stack: {regions: [NO, on, 1.0]}
integrations: {sync: {from: a, to: b, api: 38, via: 12:30}}
tools: {a: {does: yes}, b: {purpose: 2026-02-30}}
)");
  CHECK(reading.problems() == Texts{});
  const List<Text>& regions = reading.inventory().stack.regions;
  REQUIRE(regions.size() == 3);
  CHECK(regions.first[0].value == "NO");
  CHECK(regions.first[2].value == "1.0");
  CHECK(*reading.inventory().integrations[0].api == "38");
  CHECK(*reading.inventory().integrations[0].via == "12:30");
  CHECK(*reading.inventory().tools[1].purpose == "2026-02-30");
}

TEST_CASE("a text is one line or many, but neither empty nor a list") {
  CHECK(tool_field("purpose: nurture and forms") == Texts{});
  CHECK(tool_field("purpose: |\n      nurture\n      and forms") == Texts{});
  CHECK(tool_field("purpose: ''") == Texts{"stack.yaml:4:14 `purpose` is empty; write `none` if there is none, or leave it out"});
  CHECK(tool_field("purpose: [a]") == Texts{"stack.yaml:4:14 `purpose`: expected text, found a list"});
  CHECK(tool_field("purpose: {a: b}") == Texts{"stack.yaml:4:14 `purpose`: expected text, found a mapping"});
}

TEST_CASE("a number is decimal and at least 0") {
  for (const char* const good : {"25", "0", "'25'", "1e3", "'1,400'", "1 400"})
    CHECK(tool_field(fmt::format("seats: {}", good)) == Texts{});
  CHECK(tool_field("seats: many") == Texts{"stack.yaml:4:12 `seats`: expected a number such as `25`, found `many`"});
  CHECK(tool_field("seats: 0x1F") == Texts{"stack.yaml:4:12 `seats`: expected a number such as `25`, found `0x1F`"});
  CHECK(tool_field("seats: .inf") == Texts{"stack.yaml:4:12 `seats`: expected a number such as `25`, found `.inf`"});
  CHECK(tool_field("seats: -1") == Texts{"stack.yaml:4:12 `seats`: expected a whole number from 0 to 10000000, found `-1`"});
  CHECK(tool_field("seats: 1e13") == Texts{"stack.yaml:4:12 `seats`: expected a whole number from 0 to 10000000, found `1e13`"});
}

TEST_CASE("a date is ISO 8601 and stands in the calendar, else the nearest one is offered") {
  CHECK(tool_field("renews: 2028-02-29") == Texts{});
  CHECK(tool_field("renews: 2026-02-30") == Texts{"stack.yaml:4:13 `renews`: `2026-02-30` is not a date; did you mean `2026-02-28`?"});
  CHECK(tool_field("renews: 21.11.2026") == Texts{"stack.yaml:4:13 `renews`: `21.11.2026` is not a date; did you mean `2026-11-21`?"});
  CHECK(tool_field("renews: 03/04/2026") == Texts{"stack.yaml:4:13 `renews`: expected a date such as `2026-11-20`, found `03/04/2026`"});
  CHECK(tool_field("renews: soon") == Texts{"stack.yaml:4:13 `renews`: expected a date such as `2026-11-20`, found `soon`"});
}

TEST_CASE("a duration has a unit") {
  for (const char* const good : {"90d", "15min", "6h", "2w", "1.5h", "3mo", "60 days", "three months", "1 year"})
    CHECK(tool_field(fmt::format("notice: {}", good)) == Texts{});
  CHECK(tool_field("notice: 90") == Texts{"stack.yaml:4:13 `notice`: expected a duration such as `90d`, `2w`, `3mo` or `1y`, found `90`"});
  CHECK(problems_of("integrations: {a: {from: b, to: c, every: on-demand}}\ntools: {b: , c: }") == Texts{});
  CHECK(problems_of("integrations: {a: {from: b, to: c, every: often}}\ntools: {b: , c: }") ==
        Texts{"stack.yaml:2:43 `every`: expected a duration such as `15m` or `1d`, or `on-demand`, found `often`"});
}

TEST_CASE("a share is between 0 and 1, or a percentage") {
  const Reading reading = read_rest("data: {lead: {completeness: 97%, duplicates: 0.01}}");
  CHECK(reading.problems() == Texts{});
  CHECK(reading.inventory().data[0].completeness->share == Approx(0.97));
  CHECK(reading.inventory().data[0].duplicates->share == Approx(0.01));
  CHECK(problems_of("data: {lead: {completeness: 97}}") ==
        Texts{"stack.yaml:2:29 `completeness`: expected a share between 0 and 1, or in percent (`97%`), found `97`"});
}

TEST_CASE("a truth value is `true` or `false`, and the loose words are refused by name") {
  CHECK(tool_field("auto_renew: true") == Texts{});
  CHECK(tool_field("auto_renew: yes") ==
        Texts{"stack.yaml:4:17 `auto_renew`: write `true` instead of `yes`, which some YAML parsers read as text"});
  CHECK(tool_field("auto_renew: Off") ==
        Texts{"stack.yaml:4:17 `auto_renew`: write `false` instead of `Off`, which some YAML parsers read as text"});
  CHECK(tool_field("auto_renew: maybe") == Texts{"stack.yaml:4:17 `auto_renew`: expected `true` or `false`, found `maybe`"});
}

TEST_CASE("a choice is one of its words, and a near miss is understood") {
  CHECK(tool_field("billing: yearly") == Texts{});
  CHECK(tool_field("billing: yearli") == Texts{"stack.yaml:4:14 `billing`: expected one of `monthly`, `quarterly`, `yearly` and `usage`, "
                                               "found `yearli`; did you mean `yearly`?"});
  const Reading reading = read_rest("pixels: {a: {consent: none}, b: {consent: unknown}}\n");
  CHECK(*reading.inventory().pixels[0].consent == Consent::none);
  CHECK(reading.inventory().pixels[1].consent.unknown());
}

TEST_CASE("an amount is a year's or a month's, in the stack's currency or one with a rate") {
  const Reading reading = read_rest(R"(stack: {currency: EUR, exchange: {USD: 0.5}}
tools: {a: {cost: 6000/yr}, b: {cost: 500/mo}, c: {cost: 1200}, d: {cost: USD 100/mo}, e: {cost: EUR 12/yr}}
)");
  CHECK(reading.problems() == Texts{});
  Texts costs;
  for (const Tool& tool : reading.inventory().tools) costs.push_back(format_number(tool.cost->per_month));
  CHECK(costs == Texts{"500", "500", "100", "50", "1"});
  CHECK(tool_field("cost: a lot") ==
        Texts{"stack.yaml:4:11 `cost`: expected an amount such as `6000/yr`, `500/mo` or `USD 500/mo`, found `a lot`"});
  CHECK(tool_field("cost: -5") ==
        Texts{"stack.yaml:4:11 `cost`: expected an amount such as `6000/yr`, `500/mo` or `USD 500/mo`, found `-5`"});
}

TEST_CASE("amounts of several currencies are never added up without a rate") {
  CHECK(problems_of("stack: {currency: EUR}\ntools: {a: {cost: USD 5/mo}}") ==
        Texts{"stack.yaml:3:19 `cost`: no exchange rate for USD; add `exchange: {USD: 0.92}` to `stack`"});
  CHECK(problems_of("tools: {a: {cost: USD 5/mo}, b: {cost: EUR 5/mo}}") ==
        Texts{"stack.yaml:2:19 `cost`: is USD the currency of the stack? add `currency: USD` to `stack`",
              "stack.yaml:2:40 `cost`: is EUR the currency of the stack? add `currency: EUR` to `stack`"});
}

TEST_CASE("a list of one may be written without brackets") {
  const Reading reading = read_rest("tools: {a: {does: crm}, b: {does: [crm, forms]}, c: {does: []}}");
  CHECK(reading.problems() == Texts{});
  CHECK(reading.inventory().tools[0].does.size() == 1);
  CHECK(reading.inventory().tools[1].does.size() == 2);
  CHECK(reading.inventory().tools[2].does.none());
  CHECK(tool_field("does: 'crm, e-mail'") == Texts{"stack.yaml:4:11 `does`: `crm, e-mail` is one name; write `[crm, e-mail]` for several"});
  CHECK(problems_of("tools: {a: }\npixels: {p: {feeds: 'a,b'}}") ==
        Texts{"stack.yaml:3:21 `feeds`: `a,b` is one name; write `[a, b]` for several"});
  CHECK(tool_field("does: 'crm, and so on'") == Texts{});
  CHECK(tool_field("does: {crm: true}") == Texts{"stack.yaml:4:11 `does`: expected a list, found a mapping"});
  CHECK(tool_field("does: [crm, [forms]]") == Texts{"stack.yaml:4:17 `does`: expected text, found a list"});
  CHECK(tool_field("seasonal: [nov, dez]") == Texts{"stack.yaml:4:21 `seasonal`: expected one of `jan`, `feb`, `mar`, `apr`, `may`, `jun`, "
                                                    "`jul`, `aug`, `sep`, `oct`, `nov` and `dec`, found "
                                                    "`dez`; did you mean `dec`?"});
}

TEST_CASE("a list whose elements could not be read is not known to be empty") {
  const Reading reading = read_rest("tools: {a: {seasonal: [never]}, b: {does: [none]}, c: {does: [~]}}");
  CHECK(reading.inventory().tools[0].seasonal.unknown());
  CHECK(reading.inventory().tools[1].does.none());
  CHECK(reading.inventory().tools[2].does.unknown());
}

TEST_CASE("small mappings inside an item are read, and their mistakes carry their own names") {
  const Reading reading = read_rest(R"(
campaigns: {q1: {utm: {source: [google], medium: cpc}}}
data: {lead: {sla: {completeness: 95%}, fields: {score: {fill: 80%, writer: hub}, name: }}}
conventions: {utm_source: {aliases: {fb: facebook}}}
tools: {hub: }
)");
  CHECK(reading.problems() == Texts{});
  CHECK(reading.inventory().campaigns[0].utm->medium.first->value == "cpc");
  CHECK(reading.inventory().data[0].fields.size() == 2);
  CHECK(*reading.inventory().data[0].fields.first->key == "score");
  CHECK(problems_of("campaigns: {q1: {utm: google}}") == Texts{"stack.yaml:2:23 `utm`: expected a mapping, found `google`"});
  CHECK(problems_of("campaigns: {q1: {utm: {sources: google}}}") ==
        Texts{"stack.yaml:2:24 unknown field `sources`; did you mean `source`?"});
  CHECK(problems_of("data: {lead: {fields: {a: {fill: 80%}, b: 3}}}") == Texts{"stack.yaml:2:43 `fields`: expected a mapping, found `3`"});
}

// ---- Words for what is known: unknown, none, n/a

TEST_CASE("unknown, null and absent are the same, but none is an answer") {
  const Reading reading = read_rest("tools: {a: {dpa: unknown}, b: {dpa: ~}, c: {dpa: }, d: , e: {dpa: none}, f: {dpa: 2026-01-01}}");
  CHECK(reading.problems() == Texts{});
  const std::vector<Tool>& tools = reading.inventory().tools;
  for (int i = 0; i < 4; ++i) CHECK(tools[static_cast<std::size_t>(i)].dpa.unknown());
  CHECK(tools[4].dpa.none());
  CHECK(tools[5].dpa);
}

TEST_CASE("n/a comes with a reason") {
  CHECK(problems_of("tools: {a: {dpa: n/a, why: aggregated figures only}}") == Texts{});
  CHECK(problems_of("tools: {a: {dpa: n/a}}") == Texts{"stack.yaml:2:9 `a` says `n/a`; add `why:` with the reason"});
  CHECK(problems_of("tools: {a: {does: [n/a], why: unknown}}") == Texts{"stack.yaml:2:9 `a` says `n/a`; add `why:` with the reason"});
  CHECK(problems_of("tools: {a: {dpa: n/a, why: in talks}, b: {dpa: 2026-01-01}}") == Texts{});
  // One mistake is told once.
  CHECK(problems_of("tools: {a: {dpa: n/a, why: x}}") ==
        Texts{"stack.yaml:2:28 `why`: `x` is not a reason: say why, for whoever reads it next"});
  CHECK(problems_of("stack: {consent_platform: n/a}") == Texts{"stack.yaml:2:8 `stack` says `n/a`; add `why:` with the reason"});
  CHECK(problems_of("stack: {consent_platform: n/a, why: no web site}\nlimits: {waiver_days: 5}") == Texts{});
}

TEST_CASE("an agreement has a day, or is just signed") {
  const Reading reading = read_rest("tools: {a: {dpa: signed}, b: {dpa: 2025-01-10}, c: {dpa: soon}}");
  const std::vector<Tool>& tools = reading.inventory().tools;
  CHECK(tools[0].dpa->undated);
  CHECK_FALSE(tools[1].dpa->undated);
  CHECK(tools[1].dpa->day == *parse_date("2025-01-10"));
  CHECK(tools[2].dpa.unknown());
  CHECK(reading.problems() == Texts{"stack.yaml:2:58 `dpa`: expected a date such as `2026-11-20` or `signed`, found `soon`"});
}

TEST_CASE("defaults hold for the items that do not say otherwise") {
  const Reading reading = read_rest(
      "defaults: {pixels: {owner: kim, sends: [a, b], tags: [x]}}\n"
      "pixels:\n  a: {}\n  b:\n  c: {owner: ava, sends: none}\n  d: {owner: unknown}\ntools: {crm: {}}");
  CHECK(reading.problems() == Texts{});
  const std::vector<Pixel>& pixels = reading.inventory().pixels;
  CHECK(pixels[0].owner->text == "kim");
  CHECK(pixels[1].owner->text == "kim");
  CHECK(pixels[1].sends.size() == 2);
  CHECK(pixels[1].common.extras().tags.size() == 1);
  CHECK(pixels[2].owner->text == "ava");
  CHECK(pixels[2].sends.size() == 0);
  CHECK(pixels[3].owner.unknown());
  CHECK(reading.inventory().tools[0].owner.absent());
}

TEST_CASE("a default may be required, stand in another file, and be wrong once") {
  const Reading reading = read_files({{"a.yaml", "version: 1\ndefaults: {waivers: {until: 2027-01-31, reason: new contract}}"},
                                      {"b.yaml", "waivers: [{rule: no-owner, on: a}, {rule: no-owner, on: b}]"}});
  CHECK(reading.problems() == Texts{});
  CHECK(problems_of("defaults: {pixels: {cost: 3, kb: many}, pixel: {owner: a}, stack: {owner: a}, tools: [a]}\npixels: {a: {}, b: {}}") ==
        Texts{"stack.yaml:2:21 unknown field `cost`", "stack.yaml:2:34 `kb`: expected a number such as `92`, found `many`",
              "stack.yaml:2:41 `defaults`: no section of items is called `pixel`; did you mean `pixels`?",
              "stack.yaml:2:60 `defaults`: no section of items is called `stack`",
              "stack.yaml:2:86 `tools`: expected fields, such as `{owner: ana}`"});
  CHECK(read_files({{"a.yaml", "version: 1\ndefaults: {pixels: {owner: a}}"}, {"b.yaml", "defaults: {pixels: {owner: b}}"}}).problems() ==
        Texts{"b.yaml:1:21 the default of `owner` is already declared in a.yaml:2"});
}

TEST_CASE("a person or team has one name, however it is spelled") {
  const Reading reading = read_rest(
      "people: {ana-meyer: {}}\nteams: {it-ops: {}}\n"
      "tools: {a: {owner: Ana Meyer}, b: {owner: IT_Ops}, c: {backup: ana_meyer}, d: {owner: team/it-ops}, e: {owner: AnaMeyers}}");
  const std::vector<Tool>& tools = reading.inventory().tools;
  CHECK(tools[0].owner->text == "ana-meyer");
  CHECK(tools[0].owner->target.kind == Kind::person);
  CHECK(tools[1].owner->text == "it-ops");
  CHECK(tools[2].backup->text == "ana-meyer");
  CHECK(tools[3].owner->target.kind == Kind::team);
  CHECK(reading.inventory().other_spellings.size() == 3);
  CHECK(reading.undeclared() == Texts{"tool/e owner person/AnaMeyers"});
}

TEST_CASE("of names that nobody declares the most used spelling counts, whatever their order") {
  for (const char* const tools :
       {"{a: {owner: IT Ops}, b: {owner: it-ops}, c: {owner: it-ops}}", "{a: {owner: it-ops}, b: {owner: IT Ops}, c: {owner: it-ops}}"}) {
    const Reading reading = read_rest(std::string("tools: ") + tools);
    for (const Tool& tool : reading.inventory().tools) CHECK(tool.owner->text == "it-ops");
  }
}

// ---- Ranges: what cannot be

TEST_CASE("every number, duration and day has a range") {
  const auto check = [](const Record& record) {
    for (const Field& field : record.fields) {
      INFO(field.name);
      if (field.shape.form == Shape::Form::number || field.shape.form == Shape::Form::duration || field.shape.form == Shape::Form::every)
        CHECK(field.range.most < 1e9);
      // The names of beats are the same everywhere.
      const bool beats = field.name.starts_with("last_") && field.name != "last_eval";
      if (field.shape.form == Shape::Form::date) CHECK((field.dating == Dating::beat) == beats);
    }
  };
  for (const KindNames& kind : kinds()) check(fields_of(kind.kind));
  for (const Record* const record :
       {&common_fields(), &record_of(static_cast<Sla*>(nullptr)), &record_of(static_cast<DataField*>(nullptr))})
    check(*record);
}

TEST_CASE("a number out of its range is a mistake, and its field counts as unknown") {
  const std::pair<const char*, const char*> cases[] = {
      {"stack: {capacity_hours: 0}", "2:25 `capacity_hours`: expected a number above 0 and at most 100000, found `0`"},
      {"stack: {hourly_rate: 0}", "2:22 `hourly_rate`: expected a number above 0 and at most 100000000, found `0`"},
      {"stack: {currency: EUR, exchange: {USD: 0}}", "2:40 `exchange`: expected a number from 5e-06 to 1000000, found `0`"},
      {"limits: {waiver_days: 0.5}", "2:23 `waiver_days`: expected a whole number from 1 to 366, found `0.5`"},
      {"limits: {waiver_days: 100000}", "2:23 `waiver_days`: expected a whole number from 1 to 366, found `100000`"},
      {"pixels: {a: {count: 0}}", "2:21 `count`: expected a whole number from 1 to 100000, found `0`"},
      {"campaigns: {a: {attribution_days: 9999999999}}", "2:35 `attribution_days`: expected a number from 0 to 1095, found `9999999999`"},
      {"tools: {a: {seats: 1.400}}", "2:20 `seats`: `1.400` may be 1400 or 1.4; write `1400` or `1.4`"},
      {"tools: {a: {notice: 4000d}}", "2:21 `notice`: expected a duration of 0 or more and at most 1830 days, found `4000d`"},
      {"data: {a: {retention: 6m}}", "2:23 `retention`: `6m` may be months or minutes; write `6mo` or `6min`"},
      {"tools: {a: {cost: 42.000/yr}}", "2:19 `cost`: `42.000/yr` may be 42000 or 42; write `42000/yr` or `42/yr`"},
      {"tools: {a: {effort: 1e12}}", "2:21 `effort`: expected a number from 0 to 10000, found `1e12`"},
  };
  for (const auto& [text, message] : cases) CHECK(problems_of(text) == Texts{std::string("stack.yaml:") + message});
  CHECK(read_rest("pixels: {a: {count: 0}}").inventory().pixels[0].count.unknown());
}

TEST_CASE("a day must be near the day of the audit") {
  const auto read_on = [](const std::string& text, std::optional<Date> as_of = {}) {
    Reading reading;
    std::vector<Tree> trees;
    trees.push_back(read_document(*reading.sources, reading.sources->add("stack.yaml", "version: 1\n" + text)).tree);
    reading.read = read_inventory(*reading.sources, std::move(trees), AuditDay{make_date(2026, 11, 28), as_of});
    return reading;
  };
  CHECK(read_on("agents: {a: {last_run: 2027-11-29}}").problems() == Texts{});
  CHECK(read_on("agents: {a: {last_run: 2027-11-30}}").problems() ==
        Texts{"stack.yaml:2:24 `last_run`: `2027-11-30` is more than a year after the day of the audit, 2026-11-28; expected a day in the "
              "past"});
  CHECK(read_on("tools: {a: {dpa: 2099-01-01}}").problems().size() == 1);
  CHECK(read_on("projects: {a: {blocked_until: 2029-11-28}}").problems() == Texts{});
  CHECK(read_on("projects: {a: {blocked_until: 2029-11-29}}").problems().size() == 1);
  CHECK(read_on("campaigns: {a: {ends: 2036-11-28}}").problems() == Texts{});
  CHECK(read_on("campaigns: {a: {ends: 2099-12-31}}").problems().size() == 1);
  CHECK(read_on("people: {a: {left: 1899-12-31}}").problems() ==
        Texts{"stack.yaml:2:20 `left`: expected a date since 1990, found `1899-12-31`"});
  // A day that nobody can have seen yet counts as the day of the audit.
  CHECK(*read_on("pixels: {a: {last_seen: 2026-12-24}}").inventory().pixels[0].last_seen == make_date(2026, 11, 28));
  // The inventory's own day goes before the calendar, and an audit that looks back makes no mistakes.
  CHECK(read_on("stack: {as_of: 2024-01-01}\npixels: {a: {last_seen: 2026-01-01}}").problems().size() == 1);
  CHECK(read_on("pixels: {a: {last_seen: 2026-11-27}}", make_date(2024, 1, 1)).problems() == Texts{});
}

TEST_CASE("a text that says nothing is no answer") {
  for (const char* const nothing : {"'-'", "'? ?'", "–", "TBD", "todo", "..."}) {
    CHECK(problems_of(fmt::format("agents: {{a: {{off_switch: {}}}}}", nothing)).size() == 1);
    CHECK(problems_of(fmt::format("tools: {{a: {{owner: {}}}}}", nothing)).size() == 1);
    CHECK(problems_of(fmt::format("pixels: {{a: {{sends: [{}]}}}}", nothing)).size() == 1);
  }
  for (const char* const answer : {"NPS", "'*'", "5", "x", "'/'", "売上"})
    CHECK(problems_of(fmt::format("agents: {{a: {{metric: {}}}}}", answer)) == Texts{});
  for (const char* const reason : {"x", "WIP", "yes", "'123'", "\"\\u200b\\u200b\\u200b\""})
    CHECK(problems_of(fmt::format("data: {{a: {{fields: {{b: {{keep: {}}}}}}}}}", reason)).size() == 1);
  CHECK(problems_of("data: {a: {fields: {b: {keep: 法務}}}}") == Texts{});
}

TEST_CASE("words are read in any letters") {
  const Reading reading =
      read_rest("tools: {a: {cadence: Annual, billing: MONTHLY, dpa: None, renews: Unknown, status: Active, why: it is so, cost: N/A}}");
  CHECK(reading.problems() == Texts{});
  const Tool& tool = reading.inventory().tools[0];
  CHECK(*tool.cadence == Cadence::yearly);
  CHECK(*tool.billing == Billing::monthly);
  CHECK(tool.dpa.none());
  CHECK(tool.renews.unknown());
  CHECK(tool.cost.not_applicable());
}

TEST_CASE("words of the trade that mean one thing are read") {
  const Reading reading = read_rest(
      "people: {kim: {kind: Employee}}\ntools: {a: {billing: per month, licence: per seat, seasonal: [December, sept], status: in use, "
      "decision: terminate, criticality: critical}, b: }\nintegrations: {i: {from: a, to: b, direction: bi-directional}}\n"
      "agents: {g: {autonomy: human in the loop}}\nprojects: {p: {kind: tech debt}}\npixels: {x: {consent: statistics, gpc: respected}}");
  CHECK(reading.problems() == Texts{});
  const Tool& tool = reading.inventory().tools[0];
  CHECK(*tool.billing == Billing::monthly);
  CHECK(*tool.licence == Licence::seats);
  CHECK(**tool.seasonal.begin() == Month::dec);
  CHECK(*tool.decision == Decision::cancel);
  CHECK(*tool.criticality == Level::high);
  CHECK(*reading.inventory().integrations[0].direction == Direction::two_way);
  CHECK(*reading.inventory().agents[0].autonomy == Autonomy::approve);
  CHECK(*reading.inventory().projects[0].kind == ProjectKind::debt);
  CHECK(*reading.inventory().pixels[0].consent == Consent::analytics);
  // What may mean several things is not, but the message names the nearest.
  CHECK(problems_of("tools: {a: {status: on hold}}")[0].ends_with("did you mean `paused`?"));
  CHECK(problems_of("pixels: {a: {consent: necessary}}")[0].ends_with("did you mean `exempt`?"));
}

TEST_CASE("curly quotes are no part of a name") {
  CHECK(tool_field("owner: \u201Ckim\u201D") == Texts{"stack.yaml:4:12 `owner`: `\u201Ckim\u201D` stands in curly quotes; write `kim`"});
  CHECK(tool_field("purpose: the \u201Cnew\u201D shop") == Texts{});
  CHECK(tool_field("purpose: \u201Cbest\u201D tool for \u201Cx\u201D") == Texts{});
}

TEST_CASE("a value in the wrong field is told where it belongs") {
  CHECK(tool_field("seats: unlimited")[0].ends_with("; write `licence: flat` if there is no limit"));
  CHECK(tool_field("renews: monthly")[0].ends_with("; write `billing: monthly` if it can be left each month"));
  CHECK(tool_field("cost: 45/seat/mo")[0].ends_with("; write what all seats cost together"));
  CHECK(tool_field("cost: $45/user/mo")[0].ends_with("; write what all seats cost together"));
}

// ---- Items: two spellings, ids, what cannot be left out

TEST_CASE("items are keyed by id or listed with it") {
  const Reading keyed = read_rest("tools: {hubspot: {owner: ana}, ga4: }");
  const Reading listed = read_rest("tools:\n  - {id: hubspot, owner: ana}\n  - id: ga4\n");
  for (const Reading* reading : {&keyed, &listed}) {
    CHECK(reading->problems() == Texts{});
    REQUIRE(reading->inventory().tools.size() == 2);
    // They are in the order of their ids.
    CHECK(label_of(reading->inventory(), {Kind::tool, 1}) == "tool/hubspot");
    CHECK(reading->inventory().tools[1].owner->text == "ana");
    CHECK(*reading->inventory().tools[0].id == "ga4");
  }
}

TEST_CASE("an item says its id once") {
  CHECK(problems_of("tools: [{owner: ana}]") == Texts{"stack.yaml:2:9 an item in a list of tools must be a mapping with an `id`"});
  CHECK(problems_of("tools: [hubspot]") == Texts{"stack.yaml:2:9 an item in a list of tools must be a mapping with an `id`"});
  CHECK(problems_of("tools: {hubspot: {id: other}}") == Texts{"stack.yaml:2:23 the id of tool `hubspot` is its key; leave `id` out"});
  CHECK(problems_of("waivers: [{id: [a], rule: r, on: x, reason: y, until: 2027-01-01}]") ==
        Texts{"stack.yaml:2:16 an item in a list of waivers must be a mapping with or without an `id`"});
}

TEST_CASE("waivers and changes may stand in a list without an id, beside others that have one") {
  const Reading reading =
      read_files({{"a.yaml", "version: 1\nchanges: [{on: hub}, {id: 2, on: hub}]\ntools: {hub: }"},
                  {"b.yaml", "changes: {1: {on: hub}}\nwaivers: [{rule: bus-factor, on: hub, reason: soon, until: 2027-01-31}]"}});
  CHECK(reading.problems() == Texts{});
  Texts ids;
  for (const Change& change : reading.inventory().changes) ids.emplace_back(*change.id);
  CHECK(ids == Texts{"2", "1", "hub"});
  CHECK(reading.inventory().waivers.size() == 1);
}

TEST_CASE("a section holds items, not values") {
  CHECK(problems_of("tools: hubspot") == Texts{"stack.yaml:2:8 `tools`: expected items by id, or a list of items with `id`"});
  CHECK(problems_of("tools: {hubspot: ana}") ==
        Texts{"stack.yaml:2:18 `hubspot`: expected the fields of the tool, such as `{does: [crm]}`"});
  CHECK(problems_of("stack: Acme") == Texts{"stack.yaml:2:8 `stack`: expected a mapping"});
  CHECK(problems_of("tools:\npixels: {}\nwaivers: []\nstack:\nlimits:\n") == Texts{});
}

TEST_CASE("an id is plain, and a page's may be a path") {
  CHECK(problems_of("tools: {a: , A.b_c-9: , 2026: }\npages: {/: , '/a?b=c': , home: }\n") == Texts{});
  CHECK(problems_of("tools: {none: {}}") ==
        Texts{"stack.yaml:2:9 `none` cannot be an id: where an item refers to it, the word means that there is none"});
  CHECK(problems_of("people: {Unknown: {}}") ==
        Texts{"stack.yaml:2:10 `Unknown` cannot be an id: where an item refers to it, the word means that nobody knows"});
  CHECK(problems_of("$schema: https://example.com/inventory.json\ntools: {a: {}}").empty());
  CHECK(problems_of("tools: {a b: }") ==
        Texts{"stack.yaml:2:9 `a b` is not an id; an id is a letter (a to z) or digit, then letters, digits, `.`, "
              "`_` or `-`, at most 128 characters in all"});
  CHECK(problems_of("tools: {'': }").size() == 1);
  CHECK(problems_of("tools: {-a: }").size() == 1);
  CHECK(problems_of("tools: {/a: }").size() == 1);
  CHECK(problems_of("tools: {ü: }").size() == 1);
  CHECK(problems_of("tools: {" + std::string(128, 'a') + ": }") == Texts{});
  CHECK(problems_of("tools: {" + std::string(129, 'a') + ": }").size() == 1);
  CHECK(problems_of("pages: {/a b: }") ==
        Texts{"stack.yaml:2:9 `/a b` is not an id; an id is a URL path such as `/pricing`, or a letter or "
              "digit, then printable characters without spaces, at most "
              "128 characters in all"});
}

TEST_CASE("a convention is for a kind or a UTM value") {
  CHECK(problems_of("conventions: {campaign: , utm_source: , event: , pixel: }") == Texts{});
  CHECK(
      problems_of("conventions: {utm_sorce: }") ==
      Texts{
          "stack.yaml:2:15 a convention is for a kind, `event`, `property`, or a UTM value such as `utm_source`, not for `utm_sorce`; did "
          "you mean `utm_source`?"});
}

TEST_CASE("an item says what it cannot be understood without") {
  CHECK(problems_of("integrations:\n  sync: {to: b}\ntools: {b: }") ==
        Texts{"stack.yaml:3:3 integration `sync` needs `from`, for example `from: hubspot`"});
  CHECK(problems_of("integrations:\n  sync:\n") == Texts{"stack.yaml:3:3 integration `sync` needs `from`, for example `from: hubspot`",
                                                         "stack.yaml:3:3 integration `sync` needs `to`, for example `to: salesforce`"});
  CHECK(problems_of("integrations:\n  sync: {from: b, to: unknown}\ntools: {b: }") ==
        Texts{"stack.yaml:3:3 integration `sync` needs `to`, for example `to: salesforce`"});
  CHECK(problems_of("waivers:\n  - {rule: bus-factor, on: b, reason: soon, until: }\ntools: {b: }") ==
        Texts{"stack.yaml:3:5 waiver `bus-factor-b` needs `until`, for example `until: 2027-01-31`"});
}

TEST_CASE("an id stands once in its section, and the message names both places") {
  CHECK(problems_of("tools:\n  - id: a\n  - id: a\npixels: {a: }") == Texts{"stack.yaml:4:9 tool `a` is already declared in stack.yaml:3"});
  const Reading reading = read_files({{"a.yaml", "version: 1\ntools: {hub: {owner: ana}}"}, {"b.yaml", "tools:\n  hub: {owner: raj}"}});
  CHECK(reading.problems() == Texts{"b.yaml:2:3 tool `hub` is already declared in a.yaml:2"});
  REQUIRE(reading.inventory().tools.size() == 1);
  CHECK(reading.inventory().tools[0].owner->text == "ana");
}

// ---- Names that nobody knows

TEST_CASE("an unknown field or section is an error with the nearest name") {
  CHECK(problems_of("pixels:\n  a: {last_seem: 2026-11-20}") ==
        Texts{"stack.yaml:3:7 unknown field `last_seem`; did you mean `last_seen`?"});
  CHECK(tool_field("ownr: ana") == Texts{"stack.yaml:4:5 unknown field `ownr`; did you mean `owner`?"});
  CHECK(tool_field("reviewd: 2026-01-01") == Texts{"stack.yaml:4:5 unknown field `reviewd`; did you mean `reviewed`?"});
  CHECK(tool_field("horoscope: leo") == Texts{"stack.yaml:4:5 unknown field `horoscope`"});
  CHECK(problems_of("limits: {name: x}") == Texts{"stack.yaml:2:10 unknown field `name`"});
  CHECK(problems_of("pixel: {}") == Texts{"stack.yaml:2:1 unknown section `pixel`; did you mean `pixels`?"});
}

TEST_CASE("x- and meta are the user's own, anywhere") {
  CHECK(problems_of("x-team: {a: [1]}\nmeta: 5\nstack: {x-a: 1}\nlimits: {meta: {a: b}}\ntools: {a: {x-b: [], meta: }}\ncampaigns: {c: "
                    "{utm: {x-c: 1}}}") == Texts{});
}

// ---- References

TEST_CASE("a reference finds the item of the kind that its field is about") {
  const Reading reading = read_rest(R"(
tools: {ga4: , hub: }
pixels: {ga4: {feeds: [ga4]}}
integrations: {sync: {from: ga4, to: tool/hub}}
)");
  CHECK(reading.problems() == Texts{});
  CHECK(reading.undeclared() == Texts{});
  CHECK(reading.inventory().pixels[0].feeds.first->value.target == ItemId{Kind::tool, 0});
  CHECK(reading.inventory().integrations[0].to.begin()->value.target == ItemId{Kind::tool, 1});
}

TEST_CASE("a reference may use a former id, or any spelling of a page's URL") {
  const Reading reading = read_rest(R"(
tools: {new: {was: [old]}, other: }
pages: {/cart/: , /pricing: }
people: {louise: {was: lou}}
pixels: {p: {on: [/cart, 'https://shop.example/Pricing?x=1'], owner: lou}}
integrations: {sync: {from: old, to: other}}
)");
  CHECK(reading.problems() == Texts{});
  CHECK(reading.undeclared() == Texts{});
  CHECK(reading.inventory().integrations[0].from.begin()->value.target == ItemId{Kind::tool, 0});
  CHECK(reading.inventory().pixels[0].on.first[0]->target == ItemId{Kind::page, 0});
  CHECK(reading.inventory().pixels[0].on.first[1]->target == ItemId{Kind::page, 1});
  CHECK(reading.inventory().pixels[0].owner->target == ItemId{Kind::person, 0});
}

TEST_CASE("an id of several items must say which") {
  const std::string rest = "tools: {ga4: }\npixels: {ga4: }\ntouchpoints: {form: {measured_by: [WHICH]}}";
  const auto with = [&](std::string_view which) { return std::string(rest).replace(rest.find("WHICH"), 5, which); };
  CHECK(problems_of(with("ga4")) == Texts{"stack.yaml:4:36 `ga4` is the id of several items; write `pixel/ga4` or `tool/ga4`"});
  const Reading reading = read_rest(with("tool/ga4"));
  CHECK(reading.problems() == Texts{});
  CHECK(reading.inventory().touchpoints[0].measured_by.first->value.target == ItemId{Kind::tool, 0});
}

TEST_CASE("a name that nobody declares is noted, not refused") {
  const Reading reading =
      read_rest("integrations: {sync: {from: cms, to: tool/crm}}\npixels: {a: {for: q1}}\nstack: {consent_platform: onetrust}");
  CHECK(reading.problems() == Texts{});
  CHECK(reading.undeclared() == Texts{"integration/sync from tool/cms", "integration/sync to tool/crm", "pixel/a for campaign/q1",
                                      "stack consent_platform tool/onetrust"});
}

TEST_CASE("people, teams, data and pages are not checked until the first is declared") {
  const std::string uses = "tools: {crm: {owner: ana}}\nagents: {bot: {reads: [lead], approver: person/ben}}\npixels: {a: {on: [home]}}\n";
  CHECK(read_rest(uses).undeclared() == Texts{});
  CHECK(read_rest(uses + "people: {zoe: {team: revops}}\n").undeclared() ==
        Texts{"tool/crm owner person/ana", "agent/bot approver person/ben"});
  CHECK(read_rest(uses + "data: {order: }\n").undeclared() == Texts{"agent/bot reads data/lead"});
  // An owner may be a person or a team, and while there are no people nobody can tell.
  CHECK(read_rest(uses + "teams: {revops: }\n").undeclared() == Texts{});
  CHECK(read_rest(uses + "people: {ana: , ben: {team: media}}\nteams: {revops: }\n").undeclared() == Texts{"person/ben team team/media"});
}

TEST_CASE("a service account and a group of pages are names of their own") {
  CHECK(read_rest("people: {ana: }\ntools: {a: , b: }\nintegrations: {s: {from: a, to: b, runs_as: svc-sync}}\npages: {home: }\npixels: "
                  "{p: {on: all}}")
            .undeclared() == Texts{});
}

TEST_CASE("the id of a page may look like kind/id and is still the page's") {
  const Reading reading = read_rest("pages: {page/pricing: }\npixels: {p: {on: [page/pricing]}}");
  CHECK(reading.undeclared() == Texts{});
  CHECK(reading.inventory().pixels[0].on.first->value.target == ItemId{Kind::page, 0});
}

// ---- Documents and files

TEST_CASE("several mistakes are told in one run, in the order of the file") {
  const Reading reading = read_file(R"(tools:
  hubspot: {renews: 2026-02-30, seats: many}
  sales force: {}
pixels:
  meta: {vendr: meta, consent: maybe}
version: 1
)");
  CHECK(reading.problems() ==
        Texts{"stack.yaml:2:21 `renews`: `2026-02-30` is not a date; did you mean `2026-02-28`?",
              "stack.yaml:2:40 `seats`: expected a number such as `25`, found `many`",
              "stack.yaml:3:3 `sales force` is not an id; an id is a letter (a to z) or digit, then letters, digits, `.`, `_` or `-`, at "
              "most 128 "
              "characters in all",
              "stack.yaml:5:10 unknown field `vendr`; did you mean `vendor`?",
              "stack.yaml:5:32 `consent`: expected one of `none`, `analytics`, `marketing` and `exempt`, found `maybe`"});
  CHECK(reading.inventory().tools.size() == 1);
  CHECK(reading.inventory().pixels.size() == 1);
}

TEST_CASE("what the sections of another version mean, nobody can tell") {
  const Reading reading = read_file("tools: {hubspot: {vendr: x}}\nversion: 2\n");
  CHECK(reading.problems() == Texts{"stack.yaml:2:10 `version`: this stackdrag reads version 1"});
  CHECK(reading.inventory().tools.empty());
}

TEST_CASE("a mistake behind an anchor is told once") {
  CHECK(problems_of("x-base: &base {ownr: ana}\ntools:\n  a: {<<: *base}\n  b: {<<: *base}\n") ==
        Texts{"stack.yaml:2:16 unknown field `ownr`; did you mean `owner`?"});
}

TEST_CASE("a folder's files are one inventory") {
  const Reading reading =
      read_files({{"1.yaml", "version: 1\nstack: {currency: EUR}\ntools: {hub: }"},
                  {"2.yaml", "stack: {capacity_hours: 320}\nlimits: {waiver_days: 90}\npixels: {p: {feeds: [hub], cost: 1}}"},
                  {"3.yaml", "# nothing yet\n"}});
  CHECK(reading.problems() == Texts{"2.yaml:3:28 unknown field `cost`"});
  CHECK(*reading.inventory().stack.currency == "EUR");
  CHECK(*reading.inventory().stack.capacity_hours == 320);
  CHECK(reading.inventory().pixels[0].feeds.first->value.target == ItemId{Kind::tool, 0});
}

TEST_CASE("each field of the stack stands once, and the message names both places") {
  const Reading reading =
      read_files({{"1.yaml", "version: 1\nstack:\n  currency: EUR\n  x-a: 1"}, {"2.yaml", "stack: {currency: USD, x-a: 2}"}});
  CHECK(reading.problems() == Texts{"2.yaml:1:9 `currency` of `stack` is already declared in 1.yaml:3"});
}

TEST_CASE("a file with nothing in it, or with a list, is told apart from an inventory") {
  CHECK(read_file("").problems() == Texts{"stack.yaml:1:1 nothing is declared here; `stackdrag init` writes an inventory to start from"});
  CHECK(read_file("# soon\n").problems() == read_file("").problems());
  CHECK(read_file("- a\n").problems() == Texts{"stack.yaml:1:1 an inventory is a mapping with `version`, `stack`, `tools`, `pixels` …"});
  CHECK(read_file("tools: {a: }\n").problems() == Texts{"stack.yaml:1:1 `version: 1` is missing; it is the first line of an inventory"});
  CHECK(read_file("version: [1]\n").problems() == Texts{"stack.yaml:1:10 `version`: this stackdrag reads version 1"});
}

TEST_CASE("JSON is read as well") {
  const Reading reading = read_file(R"({"version": 1, "tools": {"hub": {"cost": "500/mo", "seats": 5, "auto_renew": true, "dpa": null}}})");
  CHECK(reading.problems() == Texts{});
  CHECK(*reading.inventory().tools[0].auto_renew);
}

// ---- Secrets

namespace {

// Made up, and put together here so that no scanner of repositories takes them for real.
const std::string tail = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
const std::string hexadecimal = "0123456789abcdef0123456789abcdef";

std::vector<std::string> secrets() {
  return {"sk-" + tail,
          "sk-proj-" + tail + "_-x",
          "sk-ant-api03-" + tail,
          "sk_live_" + tail,
          "ghp_" + tail,
          "gho_" + tail,
          "github_pat_11ABC" + tail,
          "glpat-" + tail.substr(0, 20),
          "xoxb-123456789012-" + tail,
          "xoxp-123456789012-" + tail,
          "AKIA" + std::string("IOSFODNN7EXAMPL3"),
          "AIza" + tail.substr(0, 35),
          "eyJ" + std::string("hbGciOiJIUzI1NiJ9.eyJ") + "zdWIiOiIxMjM0NTY3ODkwIn0." + tail,
          "Bearer " + tail,
          "Authorization: bearer " + tail,
          "pat-na1-01234567-89ab-cdef-0123-456789abcdef",
          "pat-eu1-01234567-89ab-cdef-0123-456789abcdef",
          "shpat_" + hexadecimal,
          "SG." + tail.substr(0, 22) + "." + tail,
          hexadecimal + "-us14",
          "key-" + hexadecimal,
          "xkeysib-" + hexadecimal + hexadecimal,
          "EAA" + tail + tail.substr(0, 10),
          "pat" + tail.substr(0, 14) + "." + hexadecimal + hexadecimal,
          "-----BEGIN RSA PRIVATE" + std::string(" KEY-----\nMIIEow\n"),
          "https://ana:hunter2@crm.example/api",
          "postgres://svc:pa55@db/crm",
          "https://api.example/v1?access_token=abc123def456",
          "https://api.example/v1?page=2&api_key=abc123def456",
          "https://api.example/cb#access_token=abc123def456",
          "https://hooks.slack.com/services/T01234567/B01234567/" + tail,
          "https://hooks.zapier.com/hooks/catch/1234567/b1c2d3e/",
          "https://acme.webhook.office.com/webhookb2/0a1b2c3d",
          "SG.a-B2c_D4e5F6g7-8i9J0k1." + tail + "_-12345",
          "basic bob:Tr0ub4dorhorse99",
          "api-key " + hexadecimal,
          "Server=db;User=sa;Password=Tr0ub4dor",
          "rotate ghp_" + tail + " in May"};
}

}  // namespace

TEST_CASE("what looks like a key, a token or a password is refused by place and never printed") {
  for (const std::string& secret : secrets()) {
    const Reading reading =
        read_rest("integrations:\n  s:\n    from: a\n    to: b\n    api: \"" +
                  (secret.find('\n') == std::string::npos ? secret : "-----BEGIN EC PRIVATE KEY-----") + "\"\ntools: {a: , b: }\n");
    INFO(secret);
    REQUIRE(reading.read.problems.size() == 1);
    const Problem& problem = reading.read.problems[0];
    CHECK(problem.secret);
    CHECK(problem.message.starts_with("`api` contains what looks like a"));
    CHECK(problem.message.ends_with("; say where the secret is kept instead"));
    CHECK(reading.inventory().integrations[0].api.unknown());
    CHECK(secret_in(secret));
  }
  CHECK(problems_of("tools: {a: {purpose: ghp_" + tail + "}}") ==
        Texts{"stack.yaml:2:22 `purpose` contains what looks like an access token; say where the secret is kept instead"});
}

TEST_CASE("a secret is found wherever it is written") {
  const std::string secret = "ghp_" + tail;
  for (const std::string place :
       {"tools: {a: {cost: S}}", "tools: {a: {renews: S}}", "tools: {a: {auto_renew: S}}", "tools: {a: {billing: S}}",
        "tools: {a: {seats: S}}", "tools: {a: {notice: S}}", "tools: {a: {tags: [q1, S]}}", "tools: {a: {owner: S}}", "data: {a: {sla: S}}",
        "data: {a: {completeness: S}}", "conventions: {event: {aliases: {fb: S}}}", "conventions: {event: {aliases: {S: fb}}}",
        "tools: {a: {x-api: {deep: [S]}}}", "meta: S", "x-own: [{a: S}]", "tools: {S: }", "tools: [{id: S}]",
        "waivers: {w: {rule: r, on: S, reason: not yet, until: 2027-01-01}}"}) {
    const Reading reading = read_rest(std::string(place).replace(place.find('S'), 1, secret));
    INFO(place);
    REQUIRE(reading.read.problems.size() == 1);
    CHECK(reading.read.problems[0].secret);
    CHECK(reading.problems()[0].find(secret) == std::string::npos);
    CHECK(reading.undeclared() == Texts{});
  }
}

TEST_CASE("a password that a text tells is one, whatever the field") {
  for (const char* const text : {"kim password=Tr0ub4dorHorse", "pw: Tr0ub4dorHorse", "the password is Tr0ub4dorHorse",
                                 "api key Tr0ub4dorHorse", "Passwort: Tr0ub4dorHorse"}) {
    INFO(text);
    CHECK(problems_of(fmt::format("tools: {{a: {{owner: '{}'}}}}", text)) ==
          Texts{"stack.yaml:2:20 `owner` contains what looks like a password; say where the secret is kept instead"});
  }
  for (const char* const text :
       {"the password is in the vault", "key: Q1_Launch2026", "token: HubSpotPat2026", "pass: see 1Password", "secret: Vault/Marketing2026",
        "GTM:Container2026Web", "key accounts 2026", "we pass GA4Events to BigQuery", "the key B2BPricing page",
        "project:B2BMarketingEurope2026", "the api B2BPricing"}) {
    INFO(text);
    CHECK(problems_of(fmt::format("tools: {{a: {{purpose: '{}'}}}}", text)) == Texts{});
  }
}

TEST_CASE("no problem shows a line with a secret in it") {
  const Reading reading = read_rest("tools:\n  a: {api_key: ghp_" + tail + ", seats: many}\n  b: {seats: many}\n");
  REQUIRE(reading.read.problems.size() == 4);
  CHECK(reading.problems()[0] == "stack.yaml:3:7 unknown field `api_key`");
  const std::vector<ReportedProblem> told = located(*reading.sources, reading.read.problems);
  for (std::size_t i = 0; i < told.size(); ++i) CHECK(told[i].source_line.empty() == (i < 3));
}

namespace {

/// All that is printed of the mistakes in a text, broken or not.
std::string told_of(const std::string& text, bool shown = true) {
  Sources sources;
  sources.add("stack.yaml", text, shown);
  const Loaded loaded = load(sources, Packs::built_in(), Lane::automatic, {});
  std::string all;
  for (const ReportedProblem& problem : located(sources, loaded.workspace ? loaded.workspace->problems : loaded.unreadable))
    all += fmt::format("{}\n{}\n", problem.message, problem.source_line);
  return all;
}

}  // namespace

TEST_CASE("neither a sentence nor an excerpt shows a secret, whatever is broken around it") {
  const std::string marked = "ghp_" + tail;
  for (const std::string text :
       {"tools:\n  a:\n    owner: ana\n    token:S\n", "tools:\n  a:\n   owner: ana\n    S\n", "tools: {a: {x: [S}}\n",
        "tools: {a: S b: c}\n", "tools: {a: \"x\" S}\n", "a: *S\n", "a: !S b\n", "a: &x &S b\n", "%S\na: b\n", "S: 1\nS: 2\n",
        "a: \"\\qS\"\n", "a: b\nS\n", "a: b\n  c: S\n", "a: b: S\n", "tools: {a: b}\n...\nS\n", "a: '\n", "a:\n\tS\n", "a: S: {\n"}) {
    std::string broken = text;
    for (std::size_t at = 0; (at = broken.find('S', at)) != std::string::npos; at += marked.size()) broken.replace(at, 1, marked);
    INFO(broken);
    CHECK(told_of(broken).find(marked.substr(4, 6)) == std::string::npos);
  }
}

TEST_CASE("what stands under the name of a secret is not shown, whatever it looks like") {
  for (const char* const text :
       {"tools: {a: {api_key: hunter2x}}", "tools: {a: {password: 'hunter2x', ownr: b}}", "tools:\n  a:\n    client-secret: hunter2x\n",
        "tools:\n  a:\n    token hunter2x\n", "tools:\n  a:\n    crm_token:hunter2x\n", "tools: [{id: a, dbPassword: hunter2x}]",
        "tools:\n  a:\n    private_key: |\n      hunter2x\n     broken\n", "a: \"password=hunter2x\" b\n"}) {
    INFO(text);
    CHECK_FALSE(told_of(std::string("version: 1\n") + text).empty());
    CHECK(told_of(std::string("version: 1\n") + text).find("hunter2x") == std::string::npos);
  }
  // A product may be called so.
  CHECK(told_of("version: 1\ntools: {1password: {ownr: ana}}").find("1password: {ownr") != std::string::npos);
}

TEST_CASE("behind a name that tells, nothing of the value is shown, whatever its form") {
  for (const char* const text : {"x-token: |hunter2x",
                                 "x-token: >hunter2x",
                                 "passwords: [hunter2x, b]",
                                 "passwords: [hunter2x",
                                 "pwd: {hunter2x",
                                 "login: {value: hunter2x}",
                                 "kennwort: {owner: kim, value: hunter2x}",
                                 "secret: \"ab\"hunter2x",
                                 "hubspot_key: hunter2x",
                                 "webhook_url: hunter2x",
                                 "dsn: abc, hunter2x",
                                 "passwort:\n      value: hunter2x",
                                 "tokens:\n    - hunter2x\n    - ~~hunter2x",
                                 "credentials:\n      - {user: hunter2x}",
                                 "pin: a\n      hunter2x",
                                 "API_KEYS: [\n      abc,\n      hunter2x",
                                 "export KEY=hunter2x",
                                 "KEY = hunter2x",
                                 "secret_rotated: hunter2x",
                                 "auth_header: hunter2x",
                                 "pin: 123-456-78 hunter2x",
                                 "session_cookie: hunter2x",
                                 "otp: hunter2x",
                                 "basic_auth: &x hunter2x",
                                 "pasword: hunter2x",
                                 "crm_passowrd: hunter2x",
                                 "apikye: hunter2x",
                                 "client_secrte: hunter2x"}) {
    const std::string told = told_of("version: 1\ntools:\n  a:\n    owner: kim\n    " + std::string(text) + "\n");
    INFO(text << "\n" << told);
    CHECK_FALSE(told.empty());
    CHECK(told.find("nter2") == std::string::npos);
  }
}

TEST_CASE("an item may be called like a secret, and a field is none") {
  CHECK(told_of("version: 1\npages: {login: {ownr: ana}}").find("login: {ownr: ana}") == std::string::npos);
  CHECK(told_of("version: 1\npages: {login: {owner: ana, kb: 1x}, b: {ownr: c}}").find("unknown field `kb`") != std::string::npos);
  CHECK(told_of("version: 1\npixels:\n  pin:\n    vendor: pinterest\n    kb: lots\n").find("kb: lots") != std::string::npos);
  CHECK(told_of("version: 1\npixels: {a: {dedup_key: event_id, kb: lots}}").find("dedup_key: event_id") != std::string::npos);
  CHECK(told_of("version: 1\ntools: {a: {sector: banking, kb: lots}}").find("sector: banking") != std::string::npos);
}

TEST_CASE("of a file that belongs to somebody else nothing is shown") {
  const std::string told = told_of("root: x\nhunter: 2\n", false);
  CHECK(told.find("lies outside") != std::string::npos);
  CHECK(told.find("root") == std::string::npos);
  CHECK(told.find("hunter") == std::string::npos);
}

TEST_CASE("keys that stand twice are all told, and the first of each counts") {
  Sources sources;
  sources.add("stack.yaml",
              "version: 1\ntools:\n  a: &x {owner: ana}\n  b: {}\n  a: &y {owner: bo}\n  b: {}\n  c: *y\n  a: {owner: cy}\n  d: *x\n");
  for (const Lane lane : {Lane::automatic, Lane::reference}) {
    const Loaded loaded = load(sources, Packs::built_in(), lane, {});
    REQUIRE(loaded.workspace);
    REQUIRE(loaded.workspace->problems.size() == 3);
    CHECK(loaded.workspace->problems[0].message == "`a` is already declared in line 3");
    CHECK(loaded.workspace->problems[1].message == "`b` is already declared in line 4");
    const Inventory& inventory = *loaded.workspace->inventory;
    REQUIRE(inventory.tools.size() == 4);
    CHECK(inventory.tools[0].owner->text == "ana");
    CHECK(inventory.tools[2].owner->text == "bo");
    CHECK(inventory.tools[3].owner->text == "ana");
  }
}

TEST_CASE("a blank that is no space is named where it stands") {
  CHECK(told_of("version: 1\ntools:\n  a:\n    owner:\u00a0ana\n    cost: 1\n").starts_with("`\\u{a0}` looks like a space and is none"));
  CHECK(told_of("version: 1\ntools:\n  a: {owner:\u3000ana, cost: 1}\n").starts_with("`\\u{3000}`"));
  CHECK(told_of("version: 1\ntools:\n  a:\n    owner\uff1aana\n").find("`\\u{ff1a}` is no `:`") != std::string::npos);
  CHECK(told_of("version: 1\ntools:\n  a:\n    \u00a0owner: ana\n").find("`\\u{a0}owner`") != std::string::npos);
}

TEST_CASE("a file of JSON may hold no words that JSON does not know") {
  const auto told = [](const std::string& text) {
    Sources sources;
    sources.add("stack.JSON", text);
    const Loaded loaded = load(sources, Packs::built_in(), Lane::automatic, {});
    return loaded.unreadable.empty() ? "" : loaded.unreadable.front().message;
  };
  CHECK(told(R"({"version": 1, "tools": {"a": {"cost": -1.5e3, "auto_renew": true, "renews": null}}})").empty());
  CHECK(told(R"({"version": 1, "tools": {"a": {"owner": /* main */ "ana"}}})").starts_with("a comment begins here"));
  CHECK(told(R"({"version": 1, "tools": {"a": {"owner": ana}}})") == "`ana` is no JSON: a text stands in double quotes");
  for (const char* const word : {"'ana'", "01", "1.", ".5", "+1", "NaN", "True", "~", "0x1F", "1e", "undefined"})
    CHECK_FALSE(told(fmt::format("{{\"version\": 1, \"meta\": [{}]}}", word)).empty());
}

TEST_CASE("a file may be one long line with many mistakes") {
  std::string items;
  for (int i = 0; i < 20000; ++i) items += fmt::format("t{}: {{seats: many}}, ", i);
  CHECK(read_rest("tools: {" + items + "}").read.problems.size() == 20000);
}

TEST_CASE("ordinary text is no secret") {
  for (const std::string text : {"G-AAA111",
                                 "GTM-5FZ8K2P",
                                 "UA-12345678-1",
                                 "AW-1234567890/AbCdEfGhIjKlMnOpQr",
                                 "5550001",
                                 "act_1234567890123456",
                                 "v60.0",
                                 "2026q4_webinar_marketing-automation_emea_retargeting_v2",
                                 "sk-2026q1_bratislava_brand-awareness_display_retargeting",
                                 "sk-marketing-automation-relaunch-2026-phase-2",
                                 "task-force-2026-q1-planning-and-more",
                                 "SK-BRATISLAVA-2026-SPRING-CAMPAIGN-01",
                                 "ASIAPACIFIC2026LAUNCHES",
                                 "AKIAlogistics-2026",
                                 "https://wiki.acme.example/hubspot",
                                 "https://github.com/acme/site/commit/0123456789abcdef0123456789abcdef01234567",
                                 "https://acme.example/?utm_source=google&utm_campaign=2026q1_launch&gclid=Cj0KCQiA",
                                 "https://ana@crm.example/",
                                 "ssh://git@github.com/acme/stack.git",
                                 "https://crm.example/users/ana:admin@acme",
                                 "https://user:${CRM_PASSWORD}@crm.example/",
                                 "https://user:<password>@crm.example/",
                                 "https://api.example/?access_token=$TOKEN",
                                 "https://api.example/?access_token=YOUR_ACCESS_TOKEN",
                                 "https://api.example/?token={{token}}",
                                 "https://shop.example/?key=summer-sale",
                                 "https://acme.example/login?password=forgot",
                                 "https://docs.example/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit?usp=sharing",
                                 "Bearer of good news since 2026",
                                 "bearer tokens, rotated every 90 days",
                                 "Basic authentication",
                                 "vault:kv/marketing/hubspot#token",
                                 "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hubspot-AbCdEf",
                                 "svc-hubspot",
                                 "svc-scorer@acme-prod-123456.iam.gserviceaccount.com",
                                 "oauth",
                                 "contacts.read contacts.write",
                                 "rotate the PRIVATE KEY in March",
                                 "ghp_ tokens are not kept here",
                                 "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                                 "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                                 "xoxo-valentines-2026-newsletter",
                                 "SG.newsletter.2026",
                                 "key-account-management-2026",
                                 "secret_santa_campaign_2026",
                                 "pat-na1-campaign",
                                 "eyJewellery.example.com",
                                 "4f9d2c7e-8b1a-4c3d-9e5f-0a1b2c3d4e5f",
                                 "0123456789abcdef0123456789abcdef",
                                 "gpt-4o-2024-08-06",
                                 "claude-sonnet-4-20250514",
                                 "{{ page.url }}",
                                 "^[0-9]{4}q[1-4]_[a-z0-9-]+$",
                                 "Setup > Flows > Score_v3",
                                 "EAA2026",
                                 "EAAspringsale2026retargetingemea",
                                 "patAbCdEfGhIj1234.campaign",
                                 "patterns.2026",
                                 "pk_live_51H8xYzAbCdEfGhIjKl"}) {
    INFO(text);
    CHECK_FALSE(secret_in(text));
  }
}

TEST_CASE("looking for secrets takes linear time") {
  for (const std::string part : {"?key=", "sk-", "eyJa.", "a://", "bearer ", "-----BEGIN ", "https://a:", "?token=a", "ghp_", "xoxb-", "a-",
                                 "a-sk-", "-SG.", "-eyJa", "bot123456789:AA", "hapikey=", "_key-"}) {
    std::string text;
    while (text.size() < 200000) text += part;
    CHECK_FALSE(secret_in(text));
  }
}

// ---- Names of people, currencies, entries without an id, answers that are none

TEST_CASE("a person is known by display name and by address wherever people are named") {
  const Reading reading = read_rest(
      "people:\n  kim: {name: Kim Miller, email: Kim.Miller@acme.example}\n  lou: {name: Same}\n  max: {name: same}\nteams: {ops: {name: "
      "Web Ops}}\n"
      "tools: {a: {owner: kim miller, backup: kim.miller@acme.example}, b: {owner: same}}\n"
      "agents: {x: {runs_as: kim.miller@acme.example, approver: Kim Miller, owner: web-ops}}\n");
  CHECK(reading.problems() == Texts{});
  const Inventory& inventory = reading.inventory();
  const ItemId kim = inventory.people[0].common.self;
  CHECK(inventory.tools[0].owner->target == kim);
  CHECK(inventory.tools[0].owner->text == "kim");
  CHECK(inventory.tools[0].backup->target == kim);
  CHECK(inventory.agents[0].runs_as->target == kim);
  CHECK(inventory.agents[0].approver->target == kim);
  CHECK(inventory.agents[0].owner->target.kind == Kind::team);
  // A name that two have tells nobody who is meant.
  CHECK_FALSE(inventory.tools[1].owner->target);
  CHECK(inventory.other_spellings.empty());
}

TEST_CASE("a currency is read in any usual writing") {
  for (const char* const written : {"EUR", "eur", "€", "Euro"}) {
    const Reading reading = read_rest(
        fmt::format("stack: {{currency: {}, exchange: {{usd: 0.5}}}}\ntools: {{a: {{cost: €500/mo}}, b: {{cost: $100/mo}}}}", written));
    INFO(written);
    CHECK(reading.problems() == Texts{});
    CHECK(*reading.inventory().stack.currency == "EUR");
    CHECK(reading.inventory().tools[0].cost->per_month == 500);
    CHECK(reading.inventory().tools[1].cost->per_month == 50);
  }
  CHECK(read_rest("stack: {currency: $}\ntools: {a: {cost: $500/mo}}").problems() == Texts{});
  CHECK(read_rest("stack: {currency: Taler}\ntools: {a: {cost: €5/mo}}").problems() ==
        Texts{"stack.yaml:2:19 `currency`: `Taler` is no currency that is known here; write its code, such as `EUR`"});
  CHECK(read_rest("stack: {currency: EUR, exchange: {EUR: 2, usd: 2, $: 3, kr: 1}}").read.problems.size() == 3);
}

TEST_CASE("an entry without an id is known by what it is about") {
  const std::string one = "{on: crm, what: API v60 to v62}", two = "{on: [b, a], what: x}", bare = "{date: 2026-12-01}";
  const auto ids = [](const std::string& list) {
    const Reading reading = read_rest("changes: [" + list + "]\ntools: {crm: , a: , b: }");
    std::vector<std::string> found;
    for (const Change& change : reading.inventory().changes) found.emplace_back(*change.id);
    std::sort(found.begin(), found.end());
    return found;
  };
  CHECK(ids(one + ", " + bare) == Texts{"1", "crm-API-v60-to-v62"});
  CHECK(ids(bare + ", " + one + ", " + one) == Texts{"1", "crm-API-v60-to-v62", "crm-API-v60-to-v62-2"});
}

TEST_CASE("a word that is no answer is a mistake") {
  for (const char* const place : {"agents: {x: {off_switch: \"W\"}}", "agents: {x: {metric: W}}", "proposals: {p: {exit: W}}"}) {
    for (const char* const word : {"\"no\"", "not yet", "in progress", "n.a.", "coming soon", "exists"}) {
      std::string text = place;
      const std::size_t at = text.find("\"W\"") != std::string::npos ? text.find("\"W\"") : text.find('W');
      text.replace(at, text[at] == '"' ? 3 : 1, word);
      INFO(text);
      CHECK(read_rest(text).read.problems.size() == 1);
    }
  }
  for (const char* const nobody : {"nobody", "N.N.", "Everyone", "unassigned", "kim (left)"}) {
    CHECK(read_rest(fmt::format("campaigns: {{c: {{owner: {}}}}}", nobody)).read.problems.size() == 1);
    CHECK(read_rest(fmt::format("agents: {{c: {{approver: {}}}}}", nobody)).read.problems.size() == 1);
  }
  CHECK(read_rest("people: {nobody: }\ntools: {c: {owner: nobody}}").problems() == Texts{});
}

TEST_CASE("a number with the unit of its field is told as it is to be written") {
  CHECK(problems_of("agents: {x: {logs_days: 6 months}}") ==
        Texts{"stack.yaml:2:25 `logs_days`: `6 months` has a unit, which the name of the field says already; write `183`"});
  CHECK(problems_of("pixels: {x: {block_ms: 0.4s}}")[0].ends_with("write `400`"));
  CHECK(problems_of("teams: {x: {hours: 8 hours}}")[0].ends_with("write `8`"));
  CHECK(problems_of("tools: {x: {owner: [ann, bo]}}")[0].find("`owners`") != std::string::npos);
}

TEST_CASE("no word is suggested that says the opposite") {
  CHECK(read_rest("projects: {a: {status: inactive}}").problems()[0].ends_with("did you mean `retired`?"));
  CHECK(read_rest("tools: {a: {cadence: bimonthly}}").problems()[0].find("did you mean") == std::string::npos);
  CHECK(read_rest("people: {a: {kind: external}}").problems()[0].ends_with("did you mean `agency`?"));
}

// ---- The field table

namespace {

std::vector<const Field*> fields_with_common(Kind kind) {
  std::vector<const Field*> all;
  for (const Field& field : fields_of(kind).fields) all.push_back(&field);
  if (has_common_fields(kind)) {
    for (const Field& field : common_fields().fields) all.push_back(&field);
  }
  return all;
}

/// An inventory with one item that has the field as in its example, and what the item needs besides.
std::string inventory_with(Kind kind, const Field& field) {
  std::string fields = fmt::format("{}: {}", field.name, field.example);
  for (const Field& other : fields_of(kind).fields) {
    if (other.need == Need::required && &other != &field) fields += fmt::format(", {}: {}", other.name, other.example);
  }
  if (has_role(kind, role::single)) return fmt::format("version: 1\n{}: {{{}}}\n", section_of(kind), fields);
  return fmt::format("version: 1\n{}: {{{}: {{{}}}}}\n", section_of(kind), kind == Kind::convention ? "event" : "item", fields);
}

void check_words(const Field& field) {
  INFO(field.name);
  CHECK_FALSE(field.description.empty());
  CHECK_FALSE(field.description.ends_with('.'));
  CHECK(field.description.find('\n') == std::string_view::npos);
  CHECK_FALSE(field.example.empty());
  CHECK(field.example.find('`') == std::string_view::npos);
  for (const std::string_view word : {"unknown", "n/a", "~"}) CHECK(field.example != word);
}

template <class Enumeration>
void check_choices(Enumeration last, std::string_view word) {
  const auto words = choices_of<Enumeration>();
  REQUIRE(words.size() == static_cast<std::size_t>(last) + 1);
  CHECK(words.back() == word);
}

}  // namespace

TEST_CASE("every kind has a name, a section and a purpose of its own, and an id for its example") {
  CHECK(kinds().size() + 1 == kind_count);
  for (const KindNames& kind : kinds()) {
    INFO(kind.singular);
    CHECK(name_of(kind.kind) == kind.singular);
    CHECK(kind_named(kind.singular) == kind.kind);
    CHECK(kind_of_section(kind.section) == kind.kind);
    CHECK(kind.purpose.ends_with('.'));
    CHECK(kind.example_id.empty() == has_role(kind.kind, role::single));
  }
}

TEST_CASE("somebody must answer for what has an owner, but for a few") {
  Texts unowned;
  for (const KindNames& kind : kinds()) {
    if (find_field(kind.kind, "owner") != nullptr && !has_role(kind.kind, role::owned)) unowned.emplace_back(kind.singular);
  }
  INFO("a new kind gets the role `owned` in STACKDRAG_KINDS, or joins this list, if nobody needs to answer for its items");
  // Data and pages belong to the owners of what writes them or runs on them; a proposal is not in the stack yet.
  CHECK(unowned == Texts{"stack", "data", "page", "proposal"});
}

TEST_CASE("people may own, and anything that has an id of its own may be named") {
  const auto kinds_of = [](Kind kind, std::string_view field) {
    const std::span<const Kind> allowed = find_field(kind, field)->shape.kinds;
    return std::vector<Kind>(allowed.begin(), allowed.end());
  };
  std::vector<Kind> owners, named;
  for (const KindNames& kind : kinds()) {
    if (has_role(kind.kind, role::owner)) owners.push_back(kind.kind);
    if (is_referable(kind.kind) && !has_role(kind.kind, role::owner)) named.push_back(kind.kind);
  }
  named.insert(named.end(), owners.begin(), owners.end());
  CHECK(kinds_of(Kind::tool, "owner") == owners);
  CHECK(kinds_of(Kind::change, "on") == named);
}

TEST_CASE("only what others may refer to depends on anything, and only on such") {
  for (const KindNames& kind : kinds()) {
    for (const Field* field : fields_with_common(kind.kind)) {
      INFO(kind.section << '.' << field->name);
      CHECK((field->references != nullptr) == (field->shape.form == Shape::Form::reference));
      if (field->dependence == Dependence::none) continue;
      CHECK(is_referable(kind.kind));
      CHECK(std::all_of(field->shape.kinds.begin(), field->shape.kinds.end(), is_referable));
    }
  }
}

TEST_CASE("every field has a description, and an example that decodes") {
  for (const KindNames& kind : kinds()) {
    for (const Field* field : fields_with_common(kind.kind)) {
      check_words(*field);
      const std::string text = inventory_with(kind.kind, *field);
      INFO(text);
      CHECK(read_file(text).problems() == Texts{});
      if (field->shape.form == Shape::Form::record) {
        for (const Field& inner : field->shape.record->fields) {
          check_words(inner);
          Field outer = *field;
          std::string example = fmt::format("{{{}: {}}}", inner.name, inner.example);
          if (outer.shape.amount == Shape::Amount::map) example = fmt::format("{{a: {}}}", example);
          outer.example = example;
          CHECK(read_file(inventory_with(kind.kind, outer)).problems() == Texts{});
        }
      }
    }
  }
}

TEST_CASE("a field's name stands once in its kind, beside those of every item") {
  // The accounts of a person at issue trackers. All else that begins with x- is the user's own.
  const std::set<std::string_view> shared{"x-github", "x-jira", "x-linear"};
  for (const KindNames& kind : kinds()) {
    std::vector<std::string_view> names{"id", "meta"};
    for (const Field* field : fields_with_common(kind.kind)) {
      INFO(kind.section << '.' << field->name);
      CHECK(std::find(names.begin(), names.end(), field->name) == names.end());
      CHECK(field->name.starts_with("x-") == (shared.count(field->name) != 0));
      CHECK(find_field(kind.kind, field->name) == field);
      names.push_back(field->name);
    }
  }
}

TEST_CASE("what cannot be read is known as such, and so is what was written under a name that is nearly right") {
  const Reading reading = read_rest(
      "tools:\n  a: {cost: much, does: [crm, {b: c}], ownr: kim, dpa: unknown}\n  b: {cost: 1, cots: 2}\n"
      "campaigns: {q1: {utm: {source: {a: b}, medium: [cpc]}}}\nstack: {regions: {eu: true}}\n");
  const Inventory& inventory = reading.inventory();
  const Tool& a = inventory.tools[0];
  CHECK(a.cost.misread());
  CHECK(a.cost.unknown());
  CHECK_FALSE(a.cost.absent());
  // What could be read of a list is used, but the list is not known to lack anything.
  CHECK(a.does.misread());
  CHECK(a.does.size() == 1);
  CHECK(a.owner.misread());
  CHECK_FALSE(a.dpa.misread());
  CHECK(a.renews.absent());
  CHECK(inventory.tools[1].cost->per_month * 12 == 1);
  CHECK(inventory.campaigns[0].utm->source.misread());
  CHECK(is_misread(inventory, a.common.self, "cost"));
  CHECK(is_misread(inventory, a.common.self, "does"));
  CHECK(is_misread(inventory, a.common.self, "owner"));
  CHECK(is_misread(inventory, {Kind::campaign, 0}, "utm"));
  CHECK(is_misread(inventory, {Kind::stack, 0}, "regions"));
  CHECK_FALSE(is_misread(inventory, a.common.self, "renews"));
  CHECK_FALSE(is_misread(inventory, {Kind::tool, 1}, "cost"));
}

TEST_CASE("a required field that is misread or misspelt is not missing besides") {
  CHECK(problems_of("tools: {b: }\nintegrations: {s: {from: {a: b}, too: b}}").size() == 2);
  CHECK(problems_of("tools: {b: }\nintegrations: {s: {from: [], to: [none]}}").size() == 2);
}

TEST_CASE("a name is not undeclared if it stands in an item or a section that could not be read") {
  const std::string uses = "integrations: {s: {from: crm, to: cms}}\nagents: {a: {uses: [s2, crm]}}\n";
  CHECK(read_rest("tools: {crm: 5, cms: {}}\n" + uses).undeclared() == Texts{"agent/a uses tool/s2"});
  CHECK(read_rest("tool: {crm: {}, cms: {}}\n" + uses).undeclared() == Texts{});
  CHECK(read_rest("tools: many\n" + uses).undeclared() == Texts{});
  CHECK(read_rest("tools: {crm: {}, cms: {}}\nintegration: {s2: {}}\n" + uses).undeclared() == Texts{});
}

TEST_CASE("an integration may read from and write to several tools") {
  const Reading reading = read_rest("tools: {a: , b: , c: }\nintegrations: {s: {from: a, to: [b, nowhere, c]}, t: {from: [a], to: [b]}}");
  CHECK(reading.problems() == Texts{});
  const Integration& s = reading.inventory().integrations[0];
  CHECK(s.from.size() == 1);
  CHECK(s.to.size() == 3);
  CHECK((s.to.begin() + 2)->value.target == ItemId{Kind::tool, 2});
  CHECK(reading.undeclared() == Texts{"integration/s to tool/nowhere"});
}

TEST_CASE("a pixel may come through any tag manager, and a slip is told") {
  CHECK(problems_of("pixels: {a: {via: tealium}, b: {via: Piwik PRO}, c: {via: server-side}, d: {via: Hard Coded}, e: {via: segment}}") ==
        Texts{});
  CHECK(problems_of("pixels: {a: {via: hardcode}}") ==
        Texts{"stack.yaml:2:19 `via`: `hardcode` is no word for it; did you mean `hard-coded`?"});
  CHECK(problems_of("pixels: {a: {via: sevrer}}").size() == 1);
}

TEST_CASE("every choice has as many words as values") {
  check_choices(Profile::full, "full");
  check_choices(Status::retired, "retired");
  check_choices(PersonKind::service, "service");
  check_choices(NameCase::title, "title");
  check_choices(ToolRole::secondary, "secondary");
  check_choices(Billing::usage, "usage");
  check_choices(Cadence::yearly, "yearly");
  check_choices(Decision::replace, "replace");
  check_choices(Consent::exempt, "exempt");
  check_choices(OptOutSignal::ignored, "ignored");
  check_choices(Direction::write, "write");
  check_choices(Alerts::vendor, "vendor");
  check_choices(Autonomy::act, "act");
  check_choices(Level::high, "high");
  check_choices(Risk::high, "high");
  check_choices(ProjectKind::maintenance, "maintenance");
  check_choices(WaiverKind::not_applicable, "not-applicable");
  check_choices(Month::dec, "dec");
}
