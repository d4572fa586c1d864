// What must not leave an export: every planted mark is taken out.
#include <string>

#include "catch.h"
#include "evidence/redact.h"

using namespace stackdrag::evidence;

TEST_CASE("of an address only its host and the shape of its path are left") {
  CHECK(redacted_path("https://acme.example/") == "/");
  CHECK(redacted_path("https://acme.example") == "/");
  CHECK(redacted_path("https://acme.example?planted=1") == "/");
  CHECK(redacted_path("https://acme.example/pricing/2026?planted#planted") == "/pricing/2026");
  CHECK(redacted_path("/pricing?planted") == "/pricing");
  CHECK(redacted_path("https://acme.example/orders/4711234/done") == "/orders/{}/done");
  CHECK(redacted_path("https://acme.example/u/planted@acme.example/") == "/u/{}/");
  CHECK(redacted_path("https://acme.example/u/planted%40acme.example") == "/u/{}");
  CHECK(redacted_path("https://acme.example/s/3f9c0e21ab") == "/s/{}");
  CHECK(redacted_path("https://acme.example/s/550e8400-e29b-41d4-a716-446655440000") == "/s/{}");
  CHECK(redacted_path("https://acme.example/" + std::string(61, 'x')) == "/{}");
  // Words of hexadecimal letters are words.
  CHECK(redacted_path("https://acme.example/facade/decade-cafe/accessed") == "/facade/decade-cafe/accessed");
  CHECK(host_of("https://planted:planted@Shop.Acme.example:8443/planted?planted@x") == "shop.acme.example");
  CHECK(host_of("http://acme.example") == "acme.example");
  CHECK(host_of("data:text/html,planted").empty());
  CHECK(host_of("file:///planted").empty());
  CHECK(host_of("").empty());
}

TEST_CASE("a name is left as it is unless it holds a person or a secret") {
  CHECK(redacted_name("HubSpot production") == "HubSpot production");
  CHECK(redacted_name("meet @ noon, 3.5 h") == "meet @ noon, 3.5 h");
  CHECK(redacted_name("Google (planted@acme.example)") == "personal");
  CHECK(redacted_name("key sk_live_" + std::string("4eC39HqLyjWDarjtT1zd")) == "(secret)");
  CHECK(redacted_name(std::string(199, 'a') + "\xC3\xA9") == std::string(199, 'a'));
  CHECK(redacted_name(std::string(500, 'a')).size() == 200);
}
