// One company under the names that contracts, tools and people give it.
#include "stackdrag/company_names.h"

#include "stackdrag/packs.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

TEST_CASE("a legal form, the country before it and a domain are no part of a company's name") {
  for (const char* const name : {"Acme", "ACME", "acme.com", "www.acme.com", "https://acme.com/legal", "Acme, Inc.", "Acme GmbH",
                                 "Acme B.V.", "Acme S.p.A.", "Acme S.à r.l.", "Acme A/S", "Acme sp. z o.o.", "Acme Pty Ltd",
                                 "Acme Deutschland GmbH & Co. KG", "The Acme Company", "acme (EMEA)", "Acme UK Limited"}) {
    CAPTURE(name);
    CHECK(company_key(name) == "acme");
  }
}

TEST_CASE("what else stands in a company's name is part of it") {
  CHECK(company_key("Air Canada") == "aircanada");
  CHECK(company_key("Visit Spain") == "visitspain");
  CHECK(company_key("Acme Systems") == "acmesystems");
  CHECK(company_key("Cloud-Co") == "cloudco");
  CHECK(company_key("GmbH") == "gmbh");
  CHECK(company_key("Generation Z") == "generationz");
  CHECK(company_key("(none)") == "(none)");
  CHECK(company_key("").empty());
}

TEST_CASE("a known company is found behind what contracts and accounts add to its name") {
  const auto key = [](Text name) { return Packs::built_in().vendor_key(name); };
  CHECK(key("HubSpot, Inc.") == "hubspot");
  CHECK(key("hubspot-eu") == "hubspot");
  CHECK(key("hubspot_sandbox") == "hubspot");
  CHECK(key("Google Ireland Ltd") == "google");
  CHECK(key("Slack Technologies Limited") == "slack");
  CHECK(key("Meta Platforms Ireland") == "meta");
  CHECK(key("X (Twitter)") == "x");
  CHECK(key("Customer.io, Inc.") == "customer-io");
  CHECK(key("LinkedIn Ireland Unlimited Company") == "linkedin");
  // The rest of the name is not what follows a company's name.
  CHECK(key("Drift King Ltd") == "driftking");
  CHECK(key("Kit Cars") == "kitcars");
}
