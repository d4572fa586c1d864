// What an export is, and what its items are called.
#include <string_view>

#include "catch.h"
#include "stackdrag/evidence.h"

using namespace stackdrag;
using namespace stackdrag::evidence;

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
