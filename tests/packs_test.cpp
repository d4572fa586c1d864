// The packs: what is built in is whole and narrow, rough dates and versions are read as vendors write them, lookups find what they should.
#include "stackdrag/packs.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/ranges.h>

#include "catch.h"
#include "packs/contents.h"
#include "stackdrag/text.h"
#include "stackdrag/vocabulary.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

std::string printed(std::string_view text) {
  const auto date = parse_rough_date(text);
  return date ? fmt::format("{}, {}, {}", date->first, date->text(), date->when()) : "nothing";
}

std::string parts(std::string_view text) {
  const auto version = parse_version(text);
  if (!version) return "nothing";
  return fmt::format("{}.{}.{} of {}", version->parts[0], version->parts[1], version->parts[2], version->given);
}

std::string product(std::string_view vendor, std::string_view account = {}) {
  const Product* found = Packs::built_in().discontinued(vendor, account);
  return found != nullptr ? std::string(*found->id) : "nothing";
}

std::string api(std::string_view tool, std::string_view version) {
  const Api* found = Packs::built_in().api(tool, version);
  return found != nullptr ? std::string(*found->id) : "nothing";
}

std::vector<std::string> problems_of(std::string_view text) {
  std::vector<std::string> messages;
  for (const Problem& problem : read_packs({{"test", text}}).problems) messages.push_back(problem.message);
  return messages;
}

/// In the order of their ids, and each with a source that somebody looked at on a day.
template <class Row>
void check_rows(const std::vector<Row>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO(*rows[i].id);
    if (i > 0) CHECK(*rows[i - 1].id < *rows[i].id);
    CHECK(rows[i].source);
    CHECK(rows[i].checked);
    CHECK(rows[i].certainty);
  }
}

template <class Row, class... Rows>
constexpr bool is_among(RowTypes<Rows...>) {
  return (std::is_same_v<Row, Rows> || ...);
}

/// The built-in rows of a section.
template <class Row>
const std::vector<Row>& built_in_rows() {
  if constexpr (is_among<Row>(VocabularyRows{}))
    return Packs::built_in().vocabulary().rows<Row>();
  else
    return Packs::built_in().rows<Row>();
}

/// Calls `visit` with a null pointer to the rows of each section.
template <class Visit, class... Row>
void each_of(Visit visit, RowTypes<Row...>) {
  (visit(static_cast<const Row*>(nullptr)), ...);
}
template <class Visit>
void each_section(Visit visit) {
  each_of(visit, PackRows{});
  each_of(visit, VocabularyRows{});
}

/// "`products`, `apis` and `hosts`"
std::string section_names() {
  std::vector<std::string> names;
  each_section([&]<class Row>(const Row*) { names.push_back(fmt::format("`{}`", Row::section().name)); });
  const std::string last = names.back();
  names.pop_back();
  return fmt::format("{} and {}", fmt::join(names, ", "), last);
}

template <class Field>
void check_description(const Field& field) {
  INFO(field.name);
  CHECK_FALSE(field.example.empty());
  CHECK((field.description.front() >= 'A' && field.description.front() <= 'Z'));
  CHECK_FALSE(field.description.ends_with('.'));
}

std::string folded(std::string_view name) {
  std::string key = lower_case(name);
  std::erase_if(key, [](char c) { return c == ' ' || c == '-' || c == '_'; });
  return key;
}

}  // namespace

TEST_CASE("a rough date is read and printed as precisely as it is given") {
  CHECK(printed("2023-07-01") == "2023-07-01, 2023-07-01, on 2023-07-01");
  CHECK(printed("2027-06") == "2027-06-01, June 2027, in June 2027");
  CHECK(printed("2019") == "2019-01-01, about 2019, about 2019");
  CHECK(printed("spring 2027") == "2027-03-01, about spring 2027, about spring 2027");
  CHECK(printed("summer 2027") == "2027-06-01, about summer 2027, about summer 2027");
  CHECK(printed("Summer 2027") == "2027-06-01, about summer 2027, about summer 2027");
  CHECK(printed("autumn 2027") == "2027-09-01, about autumn 2027, about autumn 2027");
  CHECK(printed("fall 2027") == "2027-09-01, about autumn 2027, about autumn 2027");
  CHECK(printed("winter 2027") == "2027-12-01, about winter 2027, about winter 2027");
  CHECK(printed("q1 2027") == "2027-01-01, about Q1 2027, about Q1 2027");
  CHECK(printed("Q3 2027") == "2027-07-01, about Q3 2027, about Q3 2027");
  CHECK(printed("q4 2027") == "2027-10-01, about Q4 2027, about Q4 2027");
  for (const std::string_view text : {"", " ", "2027-13", "2027-00", "2027-6", "2027-02-30", "q5 2027", "q0 2027", "summer", "summer 27",
                                      "summer  2027", "2027 summer", "0000", "20270", "soon 2027", "2024?"}) {
    CAPTURE(text);
    CHECK(printed(text) == "nothing");
  }
}

TEST_CASE("a version is read by its parts") {
  CHECK(parts("v38.0") == "38.0.0 of 2");
  CHECK(parts("V38") == "38.0.0 of 1");
  CHECK(parts("38") == "38.0.0 of 1");
  CHECK(parts("2.12") == "2.12.0 of 2");
  CHECK(parts("2024-01") == "2024.1.0 of 2");
  CHECK(parts("202401") == "2024.1.0 of 2");
  CHECK(parts("2024-01-15") == "2024.1.15 of 3");
  CHECK(parts("v1beta") == "1.0.0 of 1");
  CHECK(parts("2026-09-beta") == "2026.9.0 of 2");
  CHECK(parts("1.2.3.4") == "1.2.3 of 3");
  for (const std::string_view text : {"", "v", "latest", "the 3rd", "v3 and v4", "3/4", "123456789012", "-3", "v.3"}) {
    CAPTURE(text);
    CHECK(parts(text) == "nothing");
  }
}

TEST_CASE("the built-in packs have no mistakes") {
  for (const PackText& text : pack_texts()) {
    CAPTURE(text.name);
    CHECK(problems_of(text.text) == std::vector<std::string>{});
  }
  each_section([&]<class Row>(const Row*) {
    if constexpr (!std::is_same_v<Row, Channel>) check_rows(built_in_rows<Row>());
  });
}

TEST_CASE("every section has built-in rows, and is documented") {
  const std::string page = read_text(source_dir() + "/docs/configuration.md");
  std::vector<std::string> missing;
  each_section([&]<class Row>(const Row*) {
    const std::string name(Row::section().name);
    INFO("section " << name);
    if (page.find("`" + name + "`") == std::string::npos)
      missing.push_back(fmt::format("`{}`: add a row to the table of sections in docs/configuration.md", name));
    const std::vector<PackText> texts = pack_texts();
    const bool built_in = std::any_of(texts.begin(), texts.end(), [&](const PackText& pack) {
      return pack.text.find("\n" + name + ":\n") != std::string_view::npos || pack.text.starts_with(name + ":\n");
    });
    // Nobody outside of a team knows how its campaigns are spelled.
    if (name == "utm_campaigns")
      CHECK_FALSE(built_in);
    else if (!built_in)
      missing.push_back(fmt::format("`{}`: add rows to a file in src/packs/data", name));
    std::apply([](const auto&... field) { (check_description(field), ...); }, Row::section().fields);
  });
  CHECK(missing == std::vector<std::string>());
}

TEST_CASE("what no audit needs is read when somebody asks, and holds nothing else") {
  std::map<ReadAt, std::set<std::string>> sections;
  each_section([&]<class Row>(const Row*) {
    const ReadAt at = is_among<Row>(VocabularyRows{}) ? ReadAt::vocabulary : std::is_same_v<Row, HostRow> ? ReadAt::host : ReadAt::once;
    sections[at].insert(std::string(Row::section().name));
  });
  std::map<ReadAt, std::size_t> packs;
  for (const PackText& text : pack_texts()) {
    CAPTURE(text.name);
    ++packs[text.at];
    for (const auto& [at, names] : sections) {
      if (at == text.at) continue;
      for (const std::string& name : names) CHECK(std::string(text.text).find("\n" + name + ":\n") == std::string::npos);
    }
  }
  CHECK(packs[ReadAt::host] == 3);
  CHECK(packs[ReadAt::vocabulary] == 5);
}

TEST_CASE("a pattern of the vocabulary must find what its example promises, and nothing in its near miss") {
  const auto cookie = [](std::string_view more) {
    return problems_of(fmt::format("cookies: {{x: {{vendor: v, source: s, checked: 2026-11-21, certainty: verified, {}}}}}", more));
  };
  CHECK(cookie("pattern: '_v_([0-9]+)', example: _v_12, account: '12', not: _v_").empty());
  CHECK(cookie("pattern: '_v_([0-9]+)', example: _v_, account: '12', not: _v") ==
        std::vector<std::string>{"`pattern` does not match `_v_`"});
  CHECK(cookie("pattern: '_v_([0-9]+)', example: _v_12, not: _v_") ==
        std::vector<std::string>{"`pattern` finds the account `12` in its example, not ``"});
  CHECK(cookie("pattern: '_v_([0-9]+)', example: _v_12, account: '12', not: _v_1") == std::vector<std::string>{"`pattern` matches `_v_1`"});
  CHECK(cookie("pattern: '(', example: _v_12, not: _v_1").size() == 1);
  CHECK(cookie("pattern: '_v', example: _v") == std::vector<std::string>{"`x` needs `not`"});
  // Of an address, only what follows the host counts.
  CHECK(problems_of("accounts: {x: {vendor: v, source: s, checked: 2026-11-21, certainty: verified, hosts: [v.example], "
                    "pattern: 'v', example: 'https://v.example/v', not: 'https://v.example/x'}}")
            .empty());
}

TEST_CASE("a pack's own rows of the vocabulary replace the built-in ones") {
  const std::vector<PackFile> files{
      {"house", "tags: {html: {name: Ours, means: helper, source: s, checked: 2026-11-21, certainty: verified}}"}};
  const OwnPacks own = lay_over_built_in(files);
  REQUIRE(own.problems.empty());
  const std::vector<TagType>& built_in = Packs::built_in().vocabulary().rows<TagType>();
  const std::vector<TagType>& rows = own.packs.vocabulary().rows<TagType>();
  CHECK(rows.size() == built_in.size());
  const auto named = [](const TagType& row) { return *row.id == "html"; };
  CHECK(*std::find_if(rows.begin(), rows.end(), named)->name == "Ours");
  CHECK(*std::find_if(built_in.begin(), built_in.end(), named)->name == "Custom HTML");
}

TEST_CASE("every product has a date, and names of its own") {
  std::set<std::string> names;
  REQUIRE(Packs::built_in().rows<Product>().size() >= 20);
  for (const Product& known : Packs::built_in().rows<Product>()) {
    INFO(*known.id);
    CHECK(known.vendor);
    CHECK(known.retired);
    CHECK(folded(*known.id) != folded(*known.vendor));
    CHECK(names.insert(folded(*known.id)).second);
    for (const auto& alias : known.aliases) {
      CAPTURE(*alias);
      CHECK(names.insert(folded(*alias)).second);
    }
  }
  // A product that is gone must never be mistaken for its vendor.
  for (const Product& known : Packs::built_in().rows<Product>()) CHECK_FALSE(names.contains(folded(*known.vendor)));
}

TEST_CASE("the ranges of an API are in order and do not overlap") {
  std::map<std::string_view, std::vector<const Api*>> by_name;
  for (const Api& known : Packs::built_in().rows<Api>()) {
    INFO(*known.id);
    CHECK(known.from);
    CHECK(known.tools.size() > 0);
    if (known.unsupported && known.retired) CHECK(known.unsupported->first < known.retired->first);
    if (known.to) CHECK(known.from->parts <= known.to->parts);
    by_name[*known.name].push_back(&known);
  }
  for (auto& [name, ranges] : by_name) {
    std::sort(ranges.begin(), ranges.end(), [](const Api* a, const Api* b) { return a->from->parts < b->from->parts; });
    for (std::size_t i = 1; i < ranges.size(); ++i) {
      INFO(*ranges[i - 1]->id << " and " << *ranges[i]->id);
      REQUIRE(ranges[i - 1]->to);
      CHECK(ranges[i - 1]->to->parts < ranges[i]->from->parts);
      // Ranges are in the order of their versions.
      const auto& earlier = ranges[i - 1]->retired;
      const auto& later = ranges[i]->retired;
      if (earlier && later) CHECK(earlier->first < later->first);
    }
  }
}

TEST_CASE("a discontinued product is known by its vendor's name or by an account") {
  CHECK(product("google-universal-analytics") == "universal-analytics");
  CHECK(product("Google Universal Analytics") == "universal-analytics");
  CHECK(product("universal_analytics") == "universal-analytics");
  CHECK(product("google", "UA-12345-1") == "universal-analytics");
  CHECK(product("", "UA-12345-1") == "universal-analytics");
  CHECK(product("", "ua-12345-1") == "universal-analytics");
  CHECK(product("google", "OPT-ABC1234") == "google-optimize");
  CHECK(product("AddThis") == "oracle-addthis");
  for (const std::string_view vendor :
       {"", "google", "google-analytics", "google-analytics-360", "ga4", "oracle", "meta", "facebook", "adobe", "microsoft", "xandr",
        "appnexus", "optimizely", "shopify", "google-my-business", "segment", "linkedin"}) {
    CAPTURE(vendor);
    CHECK(product(vendor) == "nothing");
  }
  for (const std::string_view account :
       {"", "G-AAA111", "GTM-ABC123", "AW-123456", "UA-1", "XUA-12345-1", "UA-12345-1x", "OPT-", "OPT-in", "5550001"}) {
    CAPTURE(account);
    CHECK(product("google", account) == "nothing");
  }
}

TEST_CASE("the range that holds a version is found however the version is written") {
  for (const std::string_view version : {"v38.0", "38", "38.0", "V38"}) CHECK(api("salesforce", version) == "salesforce-31");
  CHECK(api("Sales Cloud", "40.0") == "salesforce-31");
  CHECK(api("salesforce", "41.0") == "salesforce-41");
  CHECK(api("salesforce", "v7") == "salesforce-07");
  CHECK(api("salesforce", "v6") == "nothing");
  CHECK(api("salesforce", "latest") == "nothing");
  CHECK(api("hubspot", "v3") == "hubspot-1");
  CHECK(api("hubspot", "v38.0") == "nothing");
  CHECK(api("hubspot", "2026-03") == "hubspot-dated");
  CHECK(api("facebook", "v2.9") == "meta-graph-02");
  CHECK(api("facebook", "v3.0") == "meta-graph-03-0");
  CHECK(api("facebook", "v3.2") == "meta-graph-03-1");
  CHECK(api("google_ads", "v22.1") == "google-ads-22");
  CHECK(api("linkedin", "202407") == "linkedin-2022-06");
  CHECK(api("somebody", "v3") == "nothing");
  CHECK(Packs::built_in().knows_api("Salesforce"));
  CHECK_FALSE(Packs::built_in().knows_api("google"));
  CHECK_FALSE(Packs::built_in().knows_api(""));
}

TEST_CASE("mistakes in a pack are reported, and a later row replaces an earlier one") {
  constexpr std::string_view good = "name: X, vendor: y, retired: 2020-01-01, source: here, checked: 2026-11-21, certainty: verified";
  CHECK(problems_of(fmt::format("products: {{x: {{{}}}}}\nx-note: anything", good)).empty());
  CHECK(problems_of("products: {x: {name: X}}") == std::vector<std::string>{"`x` needs `vendor`"});
  CHECK(problems_of("services: {s: {name: n}}\napis: {x: {of: t}}") == std::vector<std::string>{"`of`: no service is called `t`"});
  CHECK(
      problems_of("services: {s: {name: n, tools: [t], source: s, checked: 2026-11-21, certainty: verified}}\napis: {x: {of: s, from: 1}}")
          .empty());
  const std::string sections = section_names();
  CHECK(sections.starts_with("`products`, `apis`, "));
  CHECK(sections.ends_with(" and `nodes`"));
  CHECK(problems_of("product: {}") == std::vector<std::string>{"unknown section `product`; a pack has " + sections});
  CHECK(problems_of("[]") == std::vector<std::string>{"a pack is a mapping with " + sections});
  CHECK(problems_of(fmt::format("products: {{x: {{{}, retird: 2020}}}}", good)) ==
        std::vector<std::string>{"unknown field `retird`; did you mean `retired`?"});
  CHECK(problems_of(fmt::format("products: {{x: {{{}, identifiers: '('}}}}", good)).size() == 1);
  CHECK(
      problems_of("channels: {c: {name: C, rank: 1, sites: s, medium: '(', source: s, checked: 2026-11-21, certainty: verified}}").size() ==
      2);

  const ReadPacks two =
      read_packs({{"one", "products: {x: {name: X, vendor: y, retired: soon, source: here, checked: 2026-11-21, certainty: verified}}"},
                  {"two", fmt::format("products: {{x: {{{}}}, a: {{{}}}}}", good, good)}});
  REQUIRE(two.problems.size() == 1);
  CHECK(two.problems[0].message == "`retired`: expected `2023-07-01` or the like, found `soon`");
  REQUIRE(two.packs.rows<Product>().size() == 2);
  CHECK(two.packs.rows<Product>()[1].retired->text() == "2020-01-01");
}
