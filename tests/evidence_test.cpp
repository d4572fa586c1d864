// What an export is, and what its items are called.
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.h"
#include "stackdrag/evidence.h"

using namespace stackdrag;
using namespace stackdrag::evidence;

namespace {

/// The kind of a text; empty if nothing recognises it.
std::string kind_of_text(const std::string& text) {
  Sources sources;
  const Document document = read_document(sources, sources.add("export", text));
  REQUIRE_FALSE(document.problem);
  const Importer* const importer = recognise(document.tree.root());
  return importer == nullptr ? "" : std::string(name_of(importer->kind));
}

struct Sample {
  std::string_view kind, text;
};

constexpr Sample samples[] = {
    {"har", R"({"log": {"version": "1.2", "entries": []}})"},
    {"har", R"({"har": {"log": {"entries": []}}})"},
    {"gtm", R"({"exportFormatVersion": 2, "containerVersion": {"tag": []}})"},
    {"gtm", R"({"container": {"publicId": "GTM-AB12CD"}, "tag": [], "trigger": []})"},
    {"n8n", R"({"nodes": [], "connections": {}})"},
    {"n8n", R"([{"nodes": [], "connections": {}}])"},
    {"n8n", R"({"workflows": [{"nodes": [], "connections": {}}]})"},
    {"make", R"({"name": "Leads", "flow": [{"id": 1, "module": "gateway:CustomWebHook"}]})"},
    {"zapier", R"({"zaps": [{"title": "Leads", "nodes": {"1": {"selected_api": "SlackAPI"}}}]})"},
    {"zapier", R"({"data": [{"id": "1", "is_enabled": true}]})"},
    {"blacklight", R"({"uri_ins": "https://acme.example/", "reports": {"cookies": []}})"},
    {"cookies", R"({"browser_cookies": []})"},
    {"cookies", R"([{"Cookie Name": "_ga", "Host": ".acme.example"}])"},
    {"lighthouse", R"({"lighthouseVersion": "12.0.0", "audits": {}})"},
    {"plan", R"({"rules": [{"key": "Signed Up", "jsonSchema": {}}]})"},
    {"plan", R"({"data": {"rules": [{"key": "Signed Up", "jsonSchema": {}}]}})"},
    {"plan", R"([{"key": "Signed Up", "jsonSchema": {}}])"},
    {"plan", R"({"rules": {"events": [{"name": "Signed Up", "rules": {}}]}})"},
    {"plan", "version: rudder/v1\nkind: tp\n"},
    {"plan", R"({"$schema": "http://iglucentral.com/", "self": {"name": "order"}, "properties": {}})"},
    {"catalog", "apiVersion: backstage.io/v1alpha1\nkind: Component\n"},
    {"catalog", "system: [{fides_key: crm, name: CRM}]\n"},
    {"observed", "observed: 1\nsources: {}\n"},
    {"sheet", R"json([{"Application": "HubSpot", "Annual Spend (EUR)": 1, "Owner": "ana"}])json"},
    {"sheet", R"([{"Work E-Mail": "a", "Leave date": "2026-01-01"}, {"Work E-Mail": "b"}])"},
    {"sheet", R"([{"Email": "a", "Leave_Date": "2026-01-01"}])"},
    {"sheet", R"([{"utm_source": "a", "utm_medium": "b"}])"},
    // Near misses.
    {"", R"({"log": {"level": "debug"}})"},
    {"", R"({"containerVersion": "2"})"},
    {"", R"({"tag": [], "trigger": []})"},
    {"", R"({"nodes": [], "edges": []})"},
    {"", R"([{"nodes": 3, "connections": 4}])"},
    {"", R"({"flow": ["a", "b"]})"},
    {"", R"({"zaps": []})"},
    {"", R"({"data": [{"id": 1}]})"},
    {"", R"({"reports": {}})"},
    {"", R"({"rules": [{"id": "no-owner"}]})"},
    {"", R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Inventory", "properties": {"tools": {}}})"},
    {"", "version: 1\ntools: {hubspot: {owner: ana}}\n"},
    {"", "apiVersion: v1\nkind: Service\n"},
    // Tables that only look like contracts or leavers.
    {"", R"([{"ResidentName": "a", "LeaseEndDate": "b", "Renewed": "yes", "Status": "c"}])"},
    {"", R"([{"organization": "a", "domain": "b", "cookies": 3, "session_recorders": 1}])"},
    {"", R"([{"Domain": "acme.example", "Expiry": "2027-01-01", "Owner": "ana"}])"},
    {"", R"([{"Date": "a", "Description": "b", "Amount": 3, "Merchant": "c"}])"},
    {"", "[]"},
    {"", "text"},
};

}  // namespace

TEST_CASE("an export is recognised by its content") {
  for (const auto& [kind, text] : samples) {
    CAPTURE(text);
    CHECK(kind_of_text(std::string(text)) == kind);
  }
}

TEST_CASE("every kind of exports has one importer, in the order of the enumeration") {
  std::vector<std::string_view> kinds;
  for (const Importer& importer : importers()) kinds.push_back(name_of(importer.kind));
  CHECK(kinds == std::vector<std::string_view>(names_of<ExportKind>.begin(), names_of<ExportKind>.end()));
  for (const std::string_view kind : kinds) CHECK(name_of(importer_of(*enum_named<ExportKind>(kind)).kind) == kind);
  // Each is recognised in some sample.
  std::set<std::string_view> sampled;
  for (const auto& [kind, text] : samples) sampled.insert(kind);
  for (const std::string_view kind : kinds) CHECK(sampled.count(kind) == 1);
}

TEST_CASE("what is no document is refused with what to do") {
  CHECK(refusal_of("\x1F\x8B\x08...").find("unpack") != std::string_view::npos);
  CHECK(refusal_of(std::string_view("PK\x03\x04...", 7)).find("CSV") != std::string_view::npos);
  CHECK(refusal_of("WARC/1.0\r\n").find("HAR") != std::string_view::npos);
  CHECK(refusal_of("// Copyright 2012 Google Inc.\n(function(){\nvar data = {}").find("JavaScript") != std::string_view::npos);
  CHECK(refusal_of("/* gtm */ var data = {}").find("JavaScript") != std::string_view::npos);
  // JSON behind a function's name, YAML, tables.
  for (const std::string_view text : {"callback({})", "{}", "", "/*", "//", "variables: 1\n", "Cookie Name,Host\n", "PK: 1\n"}) {
    CAPTURE(text);
    CHECK(refusal_of(text).empty());
  }
}

TEST_CASE("an item's key stays the same from one export to the next") {
  CHECK(key_of({.kind = Kind::pixel, .vendor = "meta", .account = "608795229329835", .place = "acme.example"}) == "meta.608795229329835");
  CHECK(key_of({.kind = Kind::pixel, .vendor = "meta", .account = "1", .server_side = true}) == "meta.1.server");
  CHECK(key_of({.kind = Kind::pixel, .vendor = "hotjar", .place = "acme.example"}) == "hotjar@acme.example");
  CHECK(key_of({.kind = Kind::pixel, .place = "GTM-AB12CD", .engine_id = "17"}) == "tag@GTM-AB12CD.17");
  CHECK(key_of({.kind = Kind::integration, .vendor = "n8n", .engine_id = "kXz81bQwErtyui2P", .name = "Leads"}) == "n8n.kXz81bQwErtyui2P");
  CHECK(key_of({.kind = Kind::integration, .vendor = "n8n", .place = "0123456789abcdef", .engine_id = "1"}) == "n8n.01234567.1");
  CHECK(key_of({.kind = Kind::agent, .vendor = "n8n", .engine_id = "1", .name = "Lead scorer"}) == "n8n.leadscorer");
  CHECK(key_of({.kind = Kind::integration, .vendor = "make", .name = "Leads: new"}) == "make.leads-new");
  CHECK(key_of({.kind = Kind::tool, .vendor = "hubspot"}) == "hubspot");
  CHECK(key_of({.kind = Kind::pixel, .vendor = "meta", .account = "a b/c\n"}) == "meta.a-b-c-");
}
