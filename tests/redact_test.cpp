// What must not leave an export: every planted mark is taken out.
#include <string>

#include "catch.h"
#include "evidence/personal.h"
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

TEST_CASE("a part of a path that names somebody is taken out") {
  for (const char* const path : {"/customers/Jane-Doe", "/customers/jane-doe", "/users/jane.doe", "/users/jane", "/U/Jane%20Doe",
                                 "/members/jane_van_der_doe", "/patients/Zo\xC3\xAB-Doe", "/@jane", "/~jane", "/team/jane-doe"}) {
    CAPTURE(path);
    const std::string redacted = redacted_path(path);
    CHECK(redacted.ends_with("/{}"));
  }
  CHECK(redacted_path("/customers/Jane-Doe/orders") == "/customers/{}/orders");
  for (const char* const path :
       {"/customers/case-studies", "/customers/acme", "/users/sign-in", "/users/index.html", "/user/forgot-password", "/team",
        "/contact/us", "/profile/settings", "/blog/jane-doe", "/products/red-shoes", "/customers/v2-api", "/@", "/~"}) {
    CAPTURE(path);
    CHECK(redacted_path(path) == path);
  }
}

TEST_CASE("a phone number is told from dates and other numbers") {
  for (const char* const text :
       {"call +49 171 1234567", "+491711234567", "0171 1234567", "Ana (0171) 123 45 67", "0171/1234567", "01 23 45 67 89", "(555) 010-4477",
        "555-010-4477", "1-555-010-4477", "0049 171 1234567", "02 9876 5432"}) {
    CAPTURE(text);
    CHECK(holds_phone(text));
    CHECK(redacted_name(text) == "personal");
  }
  for (const char* const text :
       {"2026-11-20", "20.11.2026", "01.02.2026 - 03.04.2026", "01/2026 02/2026", "2025-2026", "2026-11-20 08:00", "608795229329835",
        "order 4711234", "v1.2.3", "0.123456789", "000012345678", "10.11.12.13", "gpt-4-0125-preview", "0171 1234567x",
        "b9256d00-9dff-432a-8678-0171123456", "+1", "(", "+", "100 000 000"}) {
    CAPTURE(text);
    CHECK_FALSE(holds_phone(text));
    CHECK(redacted_name(text) == text);
  }
}

TEST_CASE("a name that tells a password or a key is a secret") {
  for (const char* const text :
       {"Sync password=hunter", "login pw: hunter2", "token=ab12", "Acme API key: ab12cd", "x api_key=ab12&y=1", "Passwort = geheim"}) {
    CAPTURE(text);
    CHECK(redacted_name(text) == "(secret)");
  }
  for (const char* const text :
       {"token: refresh", "Password reset: daily", "key: value", "secret=${VAULT}", "API key={{key1}}", "monkey=a1", "=", "token="}) {
    CAPTURE(text);
    CHECK(redacted_name(text) == text);
  }
}
