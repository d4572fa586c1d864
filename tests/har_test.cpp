// The parts of which the importer of HAR files consists.
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.h"
#include "evidence/consent_mode.h"
#include "evidence/gtm_runtime.h"
#include "evidence/har_visit.h"
#include "evidence/initiators.h"
#include "evidence/sister_domains.h"
#include "evidence/web_address.h"

using namespace stackdrag;
using namespace stackdrag::evidence;

namespace {

/// A JSON text that lives as long as its tree.
struct Json {
  explicit Json(std::string text) : document(read_document(sources, sources.add("export", std::move(text)))) {
    REQUIRE_FALSE(document.problem);
  }
  View root() const { return document.tree.root(); }

  Sources sources;
  Document document;
};

using Addresses = std::vector<std::string>;

}  // namespace

TEST_CASE("an address of the web falls into host, path and query") {
  const auto address = web_address("https://user@WWW.Acme.example:8443/a/b?q=1&r=2#top");
  REQUIRE(address);
  CHECK(address->host == "www.acme.example");
  CHECK(address->path == "/a/b");
  CHECK(address->query == "q=1&r=2");
  CHECK(web_address("https://acme.example")->path == "/");
  CHECK(web_address("https://acme.example?q")->path == "/");
  CHECK(web_address("https://acme.example?q")->query == "q");
  CHECK(web_address("http://[::1]:80/x")->host == "[::1]");
  CHECK(web_address("https://acme.example./")->host == "acme.example");
  CHECK(web_address("https://acme.example/" + std::string(100'000, 'a'))->whole.size() == longest_address);
  for (const std::string_view text :
       {"", "https://", "https:///a", "data:text/html,a", "blob:https://acme.example/1", "/a", "acme.example"})
    CHECK_FALSE(web_address(text));
}

TEST_CASE("the domain of a host is the part that somebody registered") {
  const std::map<std::string_view, std::string_view> domains = {
      {"www.acme.example", "acme.example"},
      {"acme.example", "acme.example"},
      {"shop.acme.co.uk", "acme.co.uk"},
      {"acme.co.uk", "acme.co.uk"},
      {"www.acme.com.au", "acme.com.au"},
      {"a.b.co.com", "co.com"},
      {"www.id.me", "id.me"},
      {"co.uk", "co.uk"},
      {"d111.cloudfront.net", "d111.cloudfront.net"},
      {"a.d111.cloudfront.net", "d111.cloudfront.net"},
      {"acme.s3.amazonaws.com", "acme.s3.amazonaws.com"},
      {"WWW.Acme.Example", "acme.example"},
      {"10.0.0.1", "10.0.0.1"},
      {"[::1]", "[::1]"},
      {"localhost", "localhost"},
  };
  for (const auto& [host, domain] : domains) {
    CAPTURE(host);
    CHECK(registrable_domain(host) == domain);
  }
}

TEST_CASE("sister domains bear one name") {
  CHECK(are_sisters("acme.com", "acme.co.uk"));
  CHECK(are_sisters("acme.com", "acme-cdn.net"));
  CHECK(are_sisters("cdnacme.net", "acme.com"));
  CHECK(are_sisters("acme-group.de", "acme.de"));
  CHECK(are_sisters("static-acme-files.com", "acme.com"));
  CHECK_FALSE(are_sisters("acme.com", "acmetools.com"));
  CHECK_FALSE(are_sisters("acme.com", "getbetteracme.com"));
  CHECK_FALSE(are_sisters("abc-cdn.net", "abc.com"));
  CHECK_FALSE(are_sisters("t.co", "t.me"));
  CHECK_FALSE(are_sisters("10.0.0.1", "10.1.0.2"));
}

TEST_CASE("an initiator is the whole stack, what it waited for, and then the document") {
  const Json entry(R"({"_initiator": {"type": "script", "stack": {
      "callFrames": [{"url": "https://a.example/1.js"}, {"url": "https://a.example/1.js"}, {"url": ""}, {"url": "https://b.example/2.js"}],
      "parent": {"callFrames": [], "parent": {"description": "setTimeout", "callFrames": [{"url": "https://c.example/gtm.js"}]}}}}})");
  CHECK(initiators_of(entry.root()) == Addresses{"https://a.example/1.js", "https://b.example/2.js", "https://c.example/gtm.js"});
  const Json parser(R"({"_initiator": {"type": "parser", "url": "https://acme.example/", "lineNumber": 3}})");
  CHECK(initiators_of(parser.root()) == Addresses{"https://acme.example/"});
}

TEST_CASE("an initiator may be a text, or a document in a text") {
  const Json text(R"({"_initiator": "https://acme.example/", "_initiator_line": 3})");
  CHECK(initiators_of(text.root()) == Addresses{"https://acme.example/"});
  const Json document(R"({"_initiator": "https://a.example/1.js", "_initiator_detail":
      "{\"type\":\"script\",\"stack\":{\"callFrames\":[{\"url\":\"https://a.example/1.js\"},{\"url\":\"https://b.example/2.js\"}]}}"})");
  CHECK(initiators_of(document.root()) == Addresses{"https://a.example/1.js", "https://b.example/2.js"});
  const Json broken(R"({"_initiator": "https://a.example/1.js", "_initiator_detail": "{\"stack\":"})");
  CHECK(initiators_of(broken.root()) == Addresses{"https://a.example/1.js"});
  for (const std::string none :
       {R"({"request": {}})", R"({"_initiator": {"type": "other"}})", R"({"_initiator": ""})", R"({"_initiator": null})"})
    CHECK(initiators_of(Json(none).root()).empty());
}

TEST_CASE("Consent Mode tells what a tag may, and whether it had to wait") {
  using enum StorageState;
  const std::map<std::string_view, ConsentModeState> states = {{"v=2&gcd=13l3l3l3l1l1&tid=G-1", {unsaid, unsaid}},
                                                               {"gcd=13p3q3p3p5", {denied, denied}},
                                                               {"gcd=13r3v2l2l5l1", {waiting, granted}},
                                                               {"gcd=11t1t1t1t5", {granted, granted}},
                                                               {"gcd=13m3n3p3p5", {denied, granted}},
                                                               {"gcd=13u3r", {denied, waiting}},
                                                               {"gcs=G100", {denied, denied}},
                                                               {"a=1&gcs=G101&b", {denied, granted}},
                                                               {"gcs=G110", {granted, denied}},
                                                               {"gcs=G1--", {unsaid, unsaid}},
                                                               {"gcs=G111&gcd=13r3r", {waiting, waiting}}};
  for (const auto& [query, state] : states) {
    CAPTURE(query);
    REQUIRE(consent_mode(query));
    CHECK(*consent_mode(query) == state);
  }
  for (const std::string_view query : {"", "gcs=", "gcs=G10", "gcs=X100", "xgcs=G100", "gcd=13", "gcd=1-3r3r", "gcd"})
    CHECK_FALSE(consent_mode(query));
}

TEST_CASE("a published container tells its tags, and what their parameters may be") {
  const auto container = published_container(R"js(// Copyright
(function(){
var data = {
"resource": {
  "version":"41",
  "macros":[{"function":"__e"},{"function":"__c","vtp_value":"UA-1234567-1"},{"function":"__gas","vtp_trackingId":["macro",1]},
    {"function":"__smm","vtp_defaultValue":"G-DDDDDDDD","vtp_map":["list",["map","key","a","value","G-AAAAAAAA"],["map","key","b","value",["macro",1]]]}],
  "tags":[{"function":"__ua","vtp_gaSettings":["macro",2],"vtp_trackType":"TRACK_EVENT","tag_id":3},
    {"function":"__gaawe","vtp_measurementIdOverride":["macro",3],"vtp_eventName":["macro",0]},
    {"function":"__html","vtp_html":["template","\u003Cscript\u003Efbq('init', '",["escape",["macro",1],7],"'); // } ",["macro",0]]},
    {"function":"__awct","vtp_conversionId":["template","12",["macro",0]]},
    {"function":"__paused","vtp_originalTagType":"sp","tag_id":9}],
  "predicates":[],"rules":[]
},
"runtime":[["broken"
})js");
  REQUIRE(container);
  CHECK(container->version == "41");
  REQUIRE(container->tags.size() == 5);
  const auto& tags = container->tags;
  CHECK(tags[0].type == "ua");
  CHECK(tags[0].parameters.at("gaSettings") == Addresses{"UA-1234567-1"});
  CHECK(tags[1].parameters.at("measurementIdOverride") == Addresses{"G-DDDDDDDD", "G-AAAAAAAA", "UA-1234567-1"});
  CHECK(tags[1].parameters.count("eventName") == 0);
  CHECK(tags[2].parameters.at("html") == Addresses{"<script>fbq('init', 'UA-1234567-1'); // } {{}}"});
  CHECK(tags[3].parameters.count("conversionId") == 0);
  CHECK_FALSE(tags[3].paused);
  CHECK(tags[4].type == "sp");
  CHECK(tags[4].paused);
}

TEST_CASE("what is no published container is left alone") {
  for (const std::string_view script :
       {"", "var data", "var data = {\"resource\": {\"tags\": [}}", "var data = {\"resource\": {\"tags\": []",
        "var data = {\"resource\": {\"tags\": {}}}", "var data = {\"resource\": \"x\"}", "(function(){})()"})
    CHECK_FALSE(published_container(script));
  CHECK_FALSE(published_container("var data = {\"resource\": {\"tags\": []}}" + std::string(most_runtime_bytes, ' ')));
  // Variables that refer to themselves, and numbers of variables that there are not.
  const auto endless = published_container(R"(var data = {"resource": {"macros": [{"function": "__c", "vtp_value": ["macro", 0]}],
      "tags": [{"function": "__ua", "vtp_a": ["macro", 0], "vtp_b": ["macro", 9], "vtp_c": ["macro", 99999999999999999999], "vtp_d": ["macro"],
                "vtp_e": ["macro", "x"], "vtp_f": [], "vtp_g": {}, "vtp_h": null}]}})");
  REQUIRE(endless);
  CHECK(endless->tags.front().parameters.empty());
  // Each row refers to the whole table.
  std::string rows;
  for (int i = 0; i < 1000; ++i) rows += R"(,["map","value",["macro",0]])";
  const auto wide = published_container(R"(var data = {"resource": {"macros": [{"function": "__smm", "vtp_map": ["list")" + rows +
                                        R"(]}], "tags": [{"function": "__ua", "vtp_a": ["macro", 0]}]}})");
  REQUIRE(wide);
  CHECK(wide->tags.front().parameters.empty());
}

TEST_CASE("the address of a page is in its title, or it is that of its first request that is no vendor's") {
  const Json log(
      R"({"pages": [{"id": "1", "title": "https://www.acme.example/pricing?x=1 run 1"}, {"id": "2", "title": "Home"}, {"id": "3", "title": ""},
                               {"id": "4", "title": "never loaded"}],
    "entries": [{"pageref": "1", "request": {"url": "https://vendor.example/a"}},
                {"pageref": "2", "request": {"url": "https://vendor.example/click"}},
                {"pageref": "2", "request": {"url": "data:image/png,x"}},
                {"pageref": "2", "request": {"url": "https://www.acme.example/home/ana@acme.example"}},
                {"request": {"url": "https://www.acme.example/late"}},
                {"pageref": "3", "request": {"url": "https://vendor.example/"}},
                {"pageref": "5", "request": {"url": "https://shop.acme.example/"}}, {}]})");
  const HarVisit visit = read_visit(log.root(), [](std::string_view host) { return host == "vendor.example"; });
  std::vector<std::string> pages;
  for (const HarPage& page : visit.pages) pages.push_back(page.id + " " + page.host + page.path + " " + std::to_string(page.entries));
  CHECK(pages ==
        Addresses{"1 www.acme.example/pricing 1", "2 www.acme.example/home/{} 3", "3 vendor.example/ 1", "4  0", "5 shop.acme.example/ 1"});
  REQUIRE(visit.requests.size() == 6);
  CHECK(visit.requests.back().number == 6);
  CHECK(visit.requests[3].page == 1);
}
