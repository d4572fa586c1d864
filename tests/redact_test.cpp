// What must not leave an export: every planted mark is taken out.
#include <string>

#include "catch.h"
#include "evidence/personal.h"
#include "evidence/redact.h"
#include "evidence/told_secrets.h"
#include "stackdrag/secrets.h"

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
  CHECK(redacted_path("/users/jdoe85") == "/users/{}");
  CHECK(redacted_path("/kunden/juergen-mueller") == "/kunden/{}");
  CHECK(redacted_path("/customers/jane-doe-85") == "/customers/{}");
  // What is below somebody is theirs as well.
  CHECK(redacted_path("/kunden/zyxwen-pharma/angebot-4711") == "/kunden/{}/{}");
  for (const char* const path :
       {"/customers/case-studies", "/customers/acme", "/users/sign-in", "/users/index.html", "/user/forgot-password", "/team",
        "/contact/us", "/profile/settings", "/blog/jane-doe", "/products/red-shoes", "/customers/v2-api", "/users/v2", "/kunden/b2b-shops",
        "/kunden/referenzen-2026", "/users/42", "/@", "/~"}) {
    CAPTURE(path);
    CHECK(redacted_path(path) == path);
  }
}

TEST_CASE("a phone number is told from dates and other numbers") {
  for (const char* const text :
       {"call +49 171 1234567", "+491711234567", "0171 1234567", "Ana (0171) 123 45 67", "0171/1234567", "01 23 45 67 89", "(555) 010-4477",
        "call 555-010-4477", "555-010-4477 (phone)", "1-555-010-4477", "+1 555 010 4477", "0049 171 1234567", "02 9876 5432",
        "Tel.0171 1234567", "Tel.+49 171 1234567", "0171-2026 123", "max.muster_01715550199", "+49 171 1234567 2026-11-20"}) {
    CAPTURE(text);
    CHECK(holds_phone(text));
    CHECK(redacted_name(text) == "personal");
  }
  for (const char* const text : {"2026-11-20",
                                 "20.11.2026",
                                 "01.02.2026 - 03.04.2026",
                                 "01/2026 02/2026",
                                 "2025-2026",
                                 "2026-11-20 08:00",
                                 "608795229329835",
                                 "order 4711234",
                                 "v1.2.3",
                                 "0.123456789",
                                 "000012345678",
                                 "10.11.12.13",
                                 "gpt-4-0125-preview",
                                 "0171 1234567x",
                                 "b9256d00-9dff-432a-8678-0171123456",
                                 "+1",
                                 "(",
                                 "+",
                                 "100 000 000",
                                 "Sync Google Ads 123-456-7890 to BigQuery",
                                 "v1.0171234567"}) {
    CAPTURE(text);
    CHECK_FALSE(holds_phone(text));
    CHECK(redacted_name(text) == text);
  }
}

TEST_CASE("a name that tells a password or a key is a secret") {
  for (const char* const text : {"Sync password=hunter", "login pw: hunter2", "token=ab12", "Acme API key: ab12cd", "x api_key=ab12&y=1",
                                 "Passwort = geheim", "password: 'hunter22'", "token: \"ab12cd34\"", "\"password\": \"hunter22\"",
                                 "Passwort: geheim", "password is hunter22", "api key is ab12cd34ef", "Das Passwort ist hunter22"}) {
    CAPTURE(text);
    CHECK(redacted_name(text) == "(secret)");
  }
  for (const char* const text :
       {"token: refresh", "Password reset: daily", "key: value", "secret=${VAULT}", "API key={{key1}}", "monkey=a1", "=",
        "token=", "Password: required", "The password is old", "The key is Base64", "Passwords: sync"}) {
    CAPTURE(text);
    CHECK(redacted_name(text) == text);
  }
}

TEST_CASE("an e-mail address is told in any letters, and where it is written to mislead programs") {
  for (const char* const text : {"j\xC3\xB6rg\xC3\xA9@acme.example", "ana@m\xC3\xBCnchen.de", "ren\xC3\xA9%40acme.example",
                                 "max.muster(at)kunde.de", "max.muster [AT] kunde.de", "Offer for ana@mail.acme.example, signed"}) {
    CAPTURE(text);
    CHECK(holds_email(text));
    CHECK(redacted_name(text) == "personal");
  }
  for (const char* const text : {"@acme", "meet @ noon.now", "a@b", "look (at) ", "50%(at)", "npm@1.2", "(at)"}) {
    CAPTURE(text);
    CHECK_FALSE(holds_email(text));
  }
}

TEST_CASE("looking for people and told secrets takes linear time") {
  for (const std::string part :
       {"a=", "a:", "a ", "1 ", "1-", "1", "+1", "(", "a@", "a%40", "(at)", "=   ", "key=", " is ", "1/", "tel 1", "\"", "a@b."}) {
    std::string text;
    while (text.size() < 1000000) text += part;
    CHECK_FALSE(tells_secret(text));
    (void)holds_phone(text);
    (void)holds_email(text);
    CHECK(redacted_name(text).size() <= 200);
  }
}

TEST_CASE("a token is told wherever it stands in a name") {
  for (const std::string token :
       {"pat-na1-12345678-aaaa-bbbb-cccc-1234567890ab", "ghp_1234567890abcdefABCDEF", "sk_live_4eC39HqLyjWDarjtT1zd"}) {
    CAPTURE(token);
    CHECK(redacted_name(token) == "(secret)");
    CHECK(redacted_name("call-" + token) == "(secret)");
    CHECK(redacted_name("2026_q4_" + token + " for Acme") == "(secret)");
    CHECK(redacted_path("/hooks/call-" + token) == "/hooks/{}");
  }
  for (const char* const name :
       {"task-sk-list", "desk-key-account", "risk-pat-na1-review", "summer_sale_2026_key-visual", "call-SG.report"})
    CHECK(redacted_name(name) == name);
}

TEST_CASE("secrets without a mark of their own are told by what stands before them") {
  using stackdrag::secret_in;
  const std::string uuid = "1b2c3d4e-aaaa-bbbb-cccc-1234567890ab", amazon = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzEXKEY12";
  CHECK(secret_in("https://api.telegram.org/bot123456789:AAF3k9Qw-xY7zLmN0pRsT2uVbC4dE6fG8hI/sendMessage"));
  CHECK(secret_in("use 123456789:AAF3k9Qw-xY7zLmN0pRsT2uVbC4dE6fG8hI for it"));
  CHECK(secret_in("https://api.hubapi.com/x?hapikey=" + uuid));
  CHECK(secret_in("hapikey: " + uuid));
  CHECK(secret_in("aws_secret_access_key=" + amazon));
  CHECK(secret_in("AWS_SECRET_ACCESS_KEY = \"" + amazon + "\""));
  CHECK_FALSE(secret_in("https://api.telegram.org/bot{{token}}/sendMessage"));
  CHECK_FALSE(secret_in("ids 123456789:12345678901234567890123456789012345"));
  CHECK_FALSE(secret_in("aws_secret_access_key=${AWS_SECRET_ACCESS_KEY}, sha 3f9c0e21ab3f9c0e21ab3f9c0e21ab3f9c0e21ab"));
  CHECK_FALSE(secret_in("hapikey is what the old interface asked for"));
}
