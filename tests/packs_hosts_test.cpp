// Who owns a host: lookups, the generator, and that several threads may ask at once.
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "catch.h"
#include "document/quick.h"
#include "packs/contents.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

std::string owner(Text host) {
  const auto found = Packs::built_in().host(host);
  return found ? std::string(found->owner) + ", " + std::string(found->category) : "nobody";
}

std::string generated(const std::string& entities) { return run("python3 src/packs/generate_hosts.py " + entities).out; }

}  // namespace

TEST_CASE("the owner of a host is known, also from above") {
  CHECK(owner("connect.facebook.net") == "Facebook, social");
  CHECK(owner("Connect.Facebook.NET.") == "Facebook, social");
  CHECK(owner("www.googletagmanager.com") == "Google Tag Manager, tag-manager");
  CHECK(owner("cdn.cookielaw.org") == "Optanon, consent-provider");
  CHECK(owner("static.hotjar.com") == "Hotjar, analytics");
  CHECK(owner("eu-assets.i.posthog.com") == "PostHog, analytics");
  CHECK(owner("sdk.iad-01.braze.com") == "Braze, analytics");
  CHECK(owner("j.6sc.co") == "6sense, analytics");
  CHECK(owner("cdn.rudderlabs.com") == "RudderStack, analytics");
  CHECK(owner("abc.euo.stape.net") == "Stape, tag-manager");
  CHECK(owner("track.customer.io") == "Customer.io, ad");
  CHECK(owner("static.klaviyo.com") == "Klaviyo, ad");
  // The company's other products are no tag managers.
  CHECK(owner("assets.adobedtm.com") == "Adobe Tag Manager, tag-manager");
  CHECK(owner("dpm.demdex.net") == "Adobe Audience Manager, ad");
  CHECK(owner("cm.everesttech.net") == "Adobe Advertising, ad");
  CHECK(owner("acme.api-us1.com") == "ActiveCampaign, marketing");
  CHECK(owner("abcdefgh.supabase.co") == "Supabase, api");
  CHECK(owner("script.google.com") == "Google Apps Script, api");
  CHECK(owner("www.google.com") == "Other Google APIs/SDKs, utility");
  for (const Text host : {"", ".", "com", "net", "example.com", "notfacebook.net", "facebook.net.example.com", "face-book.net"}) {
    CAPTURE(host);
    CHECK(owner(host) == "nobody");
  }
}

TEST_CASE("the first question for a host may come from any thread") {
  const ReadPacks fresh = read_packs(pack_texts());
  std::vector<std::thread> threads;
  std::vector<std::string> answers(8);
  for (std::string& answer : answers) threads.emplace_back([&] { answer = fresh.packs.host("connect.facebook.net")->owner; });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : answers) CHECK(answer == "Facebook");
}

TEST_CASE("hosts are read quickly") {
  for (const PackText& text : pack_texts()) {
    CAPTURE(text.name);
    Sources sources;
    CHECK(document::read_quickly(sources, sources.add("pack.yaml", std::string(text.text))).has_value());
  }
}

TEST_CASE("the generator writes each owner's hosts once, in order, and safely quoted") {
  const std::string entities = fresh_folder("hosts") + "/entities.json";
  write_text(entities, R"([
    {"name": "Zed", "category": "ad", "domains": ["*.zed.example", "cdn.zed.example", "ads.shared.example"]},
    {"name": "A: 'quoted' & odd", "category": "tag-manager", "domains": ["*.Shared.example", "b.ads.shared.example", "a.example"]},
    {"name": "Late", "category": "cdn", "domains": ["a.example"]}
  ])");
  const std::string text = generated(entities);
  const auto rows = text.find("hosts:\n");
  REQUIRE(rows != std::string::npos);
  CHECK(text.substr(rows) ==
        "hosts:\n"
        "  'A: ''quoted'' & odd': {of: tpw, category: tag-manager, hosts: [a.example, b.ads.shared.example, shared.example]}\n"
        "  Zed: {of: tpw, category: ad, hosts: [ads.shared.example, zed.example]}\n");
  const ReadPacks read = read_packs({{"generated", text}});
  CHECK(read.problems.empty());
  CHECK(read.packs.host("x.ads.shared.example")->owner == "Zed");
  CHECK(read.packs.host("x.b.ads.shared.example")->owner == "A: 'quoted' & odd");
  CHECK(read.packs.host("x.zed.example")->category == "ad");
}

TEST_CASE("the hosts are what the generator makes of the package") {
  // Unpacked as the generator says; `STACKDRAG_THIRD_PARTY_WEB` is where.
  const char* const package = std::getenv("STACKDRAG_THIRD_PARTY_WEB");
  if (package == nullptr) return;
  const std::string entities = std::string(package) + "/dist/entities-nostats.json";
  REQUIRE(std::filesystem::exists(entities));
  CHECK(generated(entities) == read_text(source_dir() + "/src/packs/data/hosts.yaml"));
}
