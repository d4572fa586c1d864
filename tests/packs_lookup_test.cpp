// What the packs know of ways of signing in, models, renamed products, vendors, channels and UTM values; and a user's pack laid over them.
#include <map>
#include <set>

#include "catch.h"
#include "packs/contents.h"
#include "stackdrag/text.h"

using namespace stackdrag;

namespace {

const Packs& packs() { return Packs::built_in(); }

template <class Row>
std::string id_of(const Row* row) {
  return row != nullptr ? std::string(*row->id) : "nothing";
}

std::string auth(Text tool, Text method) { return id_of(packs().auth_method(tool, method)); }
std::string model(Text name) { return id_of(packs().model(name)); }
std::string vendor(Text name) { return id_of(packs().vendor(name)); }

std::string channel(Text source, Text medium) {
  const Channel* found = packs().channel(source, medium);
  return found != nullptr ? std::string(*found->name) : "Unassigned";
}

std::string folded(Text name) {
  std::string key = lower_case(name);
  std::erase_if(key, [](char c) { return c == ' ' || c == '-' || c == '_'; });
  return key;
}

/// The folded ids and aliases of rows, none of which may stand twice.
template <class Row>
std::set<std::string> names_in(const std::vector<Row>& rows) {
  std::set<std::string> names;
  for (const Row& row : rows) {
    INFO(*row.id);
    CHECK(names.insert(folded(*row.id)).second);
    for (const auto& alias : row.aliases) {
      CAPTURE(*alias);
      CHECK(names.insert(folded(*alias)).second);
    }
  }
  return names;
}

std::optional<Pattern> compiled(const At<Text>& expression) {
  std::string problem;
  return expression ? Pattern::compile(*expression, problem) : std::nullopt;
}

}  // namespace

TEST_CASE("a way of signing in is known by the tool and how one writes it") {
  CHECK(auth("hubspot", "api-key") == "hubspot-api-key");
  CHECK(auth("HubSpot CRM", "API key") == "hubspot-api-key");
  CHECK(auth("hubspot", "hapikey") == "hubspot-api-key");
  CHECK(auth("hubspot", "oauth_v1") == "hubspot-oauth-v1");
  CHECK(auth("adobe-analytics", "WSSE") == "adobe-wsse");
  CHECK(auth("adobe-analytics", "jwt") == "adobe-jwt");
  CHECK(auth("marketo", "access_token-parameter") == "marketo-access-token-parameter");
  CHECK(auth("zendesk", "api-token") == "zendesk-api-token");
  CHECK(auth("zendesk", "password") == "zendesk-password");
  CHECK(auth("salesforce", "soap-login") == "salesforce-soap-login");
  CHECK(packs().auth_method("hubspot", "oauth-v1")->retired->text() == "2027-02-16");
  // What the vendor still accepts, or what another vendor switched off.
  for (const auto& [tool, method] : std::map<std::string, std::string>{{"hubspot", "oauth"},
                                                                       {"hubspot-crm", "private-app"},
                                                                       {"salesforce", "oauth"},
                                                                       {"sfdc", "password"},
                                                                       {"klaviyo", "api-key"},
                                                                       {"marketo", "api-key"},
                                                                       {"sendgrid", "api-key"},
                                                                       {"adobe", "oauth"},
                                                                       {"", ""}}) {
    INFO(tool << " " << method);
    CHECK(auth(tool, method) == "nothing");
  }
}

TEST_CASE("a tool's ways of signing in are told apart") {
  REQUIRE(packs().rows<AuthMethod>().size() >= 15);
  std::set<std::string> seen;
  for (const AuthMethod& known : packs().rows<AuthMethod>()) {
    INFO(*known.id);
    CHECK(known.retired);
    CHECK(known.tools.size() > 0);
    CHECK(known.methods.size() > 0);
    for (const auto& tool : known.tools) {
      for (const auto& method : known.methods) CHECK(seen.insert(folded(*tool) + "|" + folded(*method)).second);
    }
  }
}

TEST_CASE("a model is known by the name that it is pinned to") {
  CHECK(model("gpt-4o-2024-08-06") == "gpt-4o-2024-08-06");
  CHECK(model("openai/gpt-4o") == "gpt-4o");
  CHECK(model("OpenAI/GPT-4o") == "gpt-4o");
  CHECK(model("openrouter/openai/gpt-4o") == "gpt-4o");
  CHECK(model("models/gemini-2.5-pro") == "gemini-2.5-pro");
  CHECK(model("claude-3-opus") == "claude-3-opus-20240229");
  CHECK(model("anthropic/claude-3.5-sonnet") == "claude-3-5-sonnet-20241022");
  CHECK(model("command-r-03-2024-finetuned") == "Command-R-03-2024-finetuned");
  CHECK(packs().model("gpt-4o")->retired->text() == "2027-01-14");
  CHECK(packs().model("gpt-4-0314")->retired->text() == "2026-03-26");
  CHECK(*packs().model("gemini-2.0-flash")->certainty == Certainty::recalled);
  // Somebody else's service, a family, and models that are alive.
  for (const Text name : {"azure/gpt-4o", "google/gpt-4o", "gpt", "claude", "gpt-4.", "gpt-6-luna", "openai/", "/", ""}) {
    CAPTURE(name);
    CHECK(model(name) == "nothing");
  }
}

TEST_CASE("every model has a date, a vendor, names of its own, and a living replacement") {
  const std::set<std::string> names = names_in(packs().rows<Model>());
  CHECK(packs().rows<Model>().size() >= 103);
  for (const Model& known : packs().rows<Model>()) {
    INFO(*known.id);
    CHECK(known.retired);
    CHECK(known.vendor);
    CHECK(vendor(*known.vendor) == *known.vendor);
    CHECK(known.id->find('/') == Text::npos);
    if (known.replacement) CHECK_FALSE(names.contains(folded(*known.replacement)));
  }
}

TEST_CASE("a renamed product has its present name, and is not retired") {
  CHECK(packs().renamed("google-data-studio") == "looker-studio");
  CHECK(packs().renamed("Google Data Studio") == "looker-studio");
  CHECK(packs().renamed("Evergage") == "marketing-cloud-personalization");
  CHECK(packs().renamed("xandr") == "microsoft-monetize");
  CHECK(packs().renamed("sendinblue") == "brevo");
  // Bought, but still sold under its name; or never another name.
  for (const Text name : {"hotjar", "heap", "drift", "looker-studio", "brevo", "universal-analytics", ""}) {
    CAPTURE(name);
    CHECK(packs().renamed(name).empty());
  }
  const std::set<std::string> names = names_in(packs().rows<Rename>());
  for (const Rename& known : packs().rows<Rename>()) {
    INFO(*known.id);
    CHECK_FALSE(names.contains(folded(*known.now)));
    CHECK(packs().discontinued(*known.id, {}) == nullptr);
    CHECK(packs().discontinued(*known.now, {}) == nullptr);
    for (const auto& alias : known.aliases) CHECK(packs().discontinued(*alias, {}) == nullptr);
  }
}

TEST_CASE("a vendor is known by its id, an alias or a host of its own") {
  CHECK(vendor("facebook") == "meta");
  CHECK(vendor("Meta Pixel") == "meta");
  CHECK(vendor("connect.facebook.net") == "meta");
  CHECK(vendor("linkedin-insight") == "linkedin");
  CHECK(vendor("snap.licdn.com") == "linkedin");
  CHECK(vendor("GA4") == "google-analytics");
  CHECK(vendor("google") == "google");
  CHECK(vendor("www.googletagmanager.com") == "google-tag-manager");
  CHECK(vendor("googleads.g.doubleclick.net") == "google-ads");
  CHECK(vendor("twitter") == "x");
  CHECK(vendor("bat.bing.com") == "microsoft-advertising");
  CHECK(vendor("js.hs-scripts.com") == "hubspot");
  CHECK(vendor("customer.io") == "customer-io");
  CHECK(vendor("us.i.posthog.com") == "posthog");
  for (const Text name : {"", "nobody", "nobody.example", "com", "."}) {
    CAPTURE(name);
    CHECK(vendor(name) == "nothing");
  }
}

TEST_CASE("vendors have names of their own, and account ids tell at most one of them") {
  const std::set<std::string> names = names_in(packs().rows<Vendor>());
  CHECK(packs().rows<Vendor>().size() >= 60);
  const std::vector<std::string> accounts{
      "G-AAA111XYZ9",         "AW-123456789",  "DC-1234567",  "GTM-ABC1234",     "UA-12345-1",
      "123456789012345",      "1234567",       "123-ABC-456", "a2_g6hys02n7r4r", "q1c3c",
      "C3MV4QR3G487IS97GFI0", "2612449813015", "mm8ouutn81",  "5538524",         "phc_1kR0B0FKHGH5XRkfVOCYx7bJYyP47zN3wdyNrDCLn1f"};
  std::map<std::string, std::set<std::string>> told;
  for (const Vendor& known : packs().rows<Vendor>()) {
    INFO(*known.id);
    const auto identifiers = compiled(known.identifiers);
    const auto telltale = compiled(known.telltale);
    CHECK(static_cast<bool>(known.identifiers) == identifiers.has_value());
    CHECK(static_cast<bool>(known.telltale) == telltale.has_value());
    if (!telltale) continue;
    REQUIRE(identifiers);
    for (const std::string& account : accounts) {
      if (!telltale->matches(account)) continue;
      INFO(account);
      CHECK(identifiers->matches(account));
      CHECK(told[account].insert(std::string(*known.id)).second);
      CHECK(told[account].size() == 1);
      CHECK_FALSE(std::all_of(account.begin(), account.end(), is_digit));
    }
  }
  CHECK(told["AW-123456789"] == std::set<std::string>{"google-ads"});
  CHECK(told["123-ABC-456"] == std::set<std::string>{"marketo"});
  CHECK_FALSE(told.contains("1234567"));
  CHECK_FALSE(told.contains("UA-12345-1"));
}

TEST_CASE("account ids match the form that their vendor gives them") {
  const auto fits = [](Text name, std::string_view account) { return compiled(packs().vendor(name)->identifiers)->matches(account); };
  CHECK(fits("meta", "719697624058334"));
  CHECK(fits("meta", "1575600346100223"));
  CHECK_FALSE(fits("meta", "AW-123456789"));
  CHECK(fits("google", "G-AAA111"));
  CHECK(fits("google", "gtm-abc123"));
  CHECK(fits("ga4", "UA-12345-1"));
  CHECK_FALSE(fits("ga4", "GTM-ABC123"));
  CHECK_FALSE(fits("gtm", "G-AAA111"));
  CHECK(fits("tiktok", "CVERFVJC77U9L0C1P6O0"));
  CHECK(fits("pinterest", "2612449813015"));
  CHECK(fits("snapchat", "cf38dbeb-49ab-4061-afde-b1354f90975a"));
  CHECK(fits("klaviyo", "SgqXHu"));
}

TEST_CASE("GA4's channels by source and medium") {
  // One row for each rule of Google's table, then its finer points.
  CHECK(channel("(direct)", "(none)") == "Direct");
  CHECK(channel("(direct)", "(not set)") == "Direct");
  CHECK(channel("chatgpt.com", "ai-assistant") == "AI Assistant");
  CHECK(channel("amazon", "cpc") == "Paid Shopping");
  CHECK(channel("google", "cpc") == "Paid Search");
  CHECK(channel("bing", "ppc") == "Paid Search");
  CHECK(channel("facebook", "paid_social") == "Paid Social");
  CHECK(channel("linkedin", "retargeting") == "Paid Social");
  CHECK(channel("youtube", "cpv") == "Paid Video");
  CHECK(channel("youtube", "cpc") == "Paid Video");
  CHECK(channel("dv360", "display") == "Display");
  CHECK(channel("dv360", "banner") == "Display");
  CHECK(channel("nobody", "paid") == "Paid Other");
  CHECK(channel("etsy.com", "shop") == "Organic Shopping");
  CHECK(channel("instagram", "story") == "Organic Social");
  CHECK(channel("nobody", "social media") == "Organic Social");
  CHECK(channel("nobody", "in-stream-video") == "Organic Video");
  CHECK(channel("duckduckgo", "whatever") == "Organic Search");
  CHECK(channel("nobody", "organic") == "Organic Search");
  CHECK(channel("partner.example", "referral") == "Referral");
  CHECK(channel("partner.example", "link") == "Referral");
  CHECK(channel("newsletter", "e-mail") == "Email");
  CHECK(channel("e mail", "blast") == "Email");
  CHECK(channel("partner", "affiliate") == "Affiliates");
  CHECK(channel("podcast", "audio") == "Audio");
  CHECK(channel("sms", "text") == "SMS");
  CHECK(channel("firebase", "x") == "Mobile Push Notifications");
  CHECK(channel("nobody", "web-push") == "Mobile Push Notifications");
  CHECK(channel("nobody", "push-notification-1") == "Mobile Push Notifications");
  CHECK(channel("Google", "CPC") == "Paid Search");
  CHECK(channel("", "cpc") == "Paid Other");
  CHECK(channel("", "email") == "Email");
  // `cpm` matches the pattern of paid media, too; of two rules the first counts.
  CHECK(channel("nobody", "cpm") == "Display");
  CHECK(channel("google", "cpm") == "Paid Search");
  for (const auto& [source, medium] : std::map<std::string, std::string>{{"nobody", "blast"},
                                                                         {"newsletter", "newsletter"},
                                                                         {"google-ads", "search"},
                                                                         {"", ""},
                                                                         {"partner", "affiliates"},
                                                                         {"(direct)", "x"}}) {
    INFO(source << " " << medium);
    CHECK(channel(source, medium) == "Unassigned");
  }
}

TEST_CASE("channels are asked in Google's order, and a source is of one kind") {
  const std::vector<Channel>& channels = packs().rows<Channel>();
  REQUIRE(channels.size() == 18);
  std::set<std::string> ids;
  for (std::size_t i = 0; i < channels.size(); ++i) {
    INFO(*channels[i].id);
    CHECK(ids.insert(std::string(*channels[i].id)).second);
    CHECK((channels[i].sites || channels[i].mediums.size() > 0 || channels[i].medium));
    CHECK(channels[i].source);
    CHECK(channels[i].checked);
    CHECK(channels[i].certainty);
    if (i > 0) CHECK(*channels[i - 1].rank < *channels[i].rank);
  }
  std::set<std::string> sources;
  for (const Sites& sites : packs().rows<Sites>()) {
    for (const auto& source : sites.sources) {
      CAPTURE(*source);
      CHECK(*source == lower_case(*source));
      CHECK(sources.insert(std::string(*source)).second);
    }
  }
}

TEST_CASE("a UTM value that is another spelling is known") {
  const auto source = [](Text value) { return std::string(packs().utm_alias("utm_source", value)); };
  const auto medium = [](Text value) { return std::string(packs().utm_alias("utm_medium", value)); };
  CHECK(source("fb") == "facebook");
  CHECK(source("FB") == "facebook");
  CHECK(source("facebook.com") == "facebook");
  CHECK(source("meta") == "facebook");
  CHECK(source("ig") == "instagram");
  CHECK(source("li") == "linkedin");
  CHECK(source("lnkd") == "linkedin");
  CHECK(source("x") == "twitter");
  CHECK(source("yt") == "youtube");
  CHECK(source("adwords") == "google");
  CHECK(source("google_ads") == "google");
  CHECK(medium("ppc") == "cpc");
  CHECK(medium("Paid_Search") == "cpc");
  CHECK(medium("mail") == "email");
  CHECK(medium("e-mail") == "email");
  CHECK(medium("E-Mail") == "email");
  // The spelling itself, however it is cased or parted; names that say more; other fields.
  for (const Text value : {"facebook", "Facebook", "face-book", "facebook-ads", "google", "google_shopping", "newsletter", "de", ""}) {
    CAPTURE(value);
    CHECK(source(value).empty());
  }
  for (const Text value : {"email", "EMAIL", "cpc", "CPC", "cpm", "paid_social", "newsletter"}) {
    CAPTURE(value);
    CHECK(medium(value).empty());
  }
  CHECK(packs().utm_alias("utm_campaign", "fb").empty());
  CHECK(packs().utm_alias("utm_content", "fb").empty());
}

TEST_CASE("no UTM value stands for two others, and none moves its traffic out of every channel") {
  const auto check = [](const auto& rows) {
    std::map<std::string, std::string> meant;
    std::set<std::string> spellings;
    for (const auto& known : rows) CHECK(spellings.insert(folded(*known.id)).second);
    for (const auto& known : rows) {
      INFO(*known.id);
      CHECK(known.aliases.size() > 0);
      for (const auto& alias : known.aliases) {
        CAPTURE(*alias);
        const auto [place, first] = meant.emplace(folded(*alias), *known.id);
        CHECK((first || place->second == *known.id));
        CHECK((folded(*alias) == folded(*known.id) || !spellings.contains(folded(*alias))));
      }
    }
  };
  check(packs().rows<UtmSource>());
  check(packs().rows<UtmMedium>());
  for (const UtmMedium& known : packs().rows<UtmMedium>()) {
    INFO(*known.id);
    CHECK(packs().channel("", *known.id) != nullptr);
  }
}

TEST_CASE("a user's pack replaces rows of every section") {
  std::vector<PackText> texts = pack_texts();
  texts.push_back({"own", R"(
services: {own: {source: our wiki, checked: 2026-11-20, certainty: verified}}
products: {google-optimize: {of: own, name: Optimize, vendor: google, retired: 2030-01-01}}
apis: {salesforce-31: {of: own, name: S, tools: [salesforce], from: 31, to: 40, retired: 2031-01-01}}
auth_methods: {hubspot-api-key: {of: own, name: H, tools: [hubspot], methods: [old-key], retired: 2030-01-01}}
models: {gpt-4o: {of: own, name: G, vendor: openai, retired: 2030-01-01}}
renames: {google-data-studio: {of: own, now: our-studio, became: renamed}}
vendors: {meta: {of: own, name: Meta Inc, aliases: [ours]}}
sites: {search: {of: own, name: our search, sources: [intranet]}}
channels: {audio: {of: own, name: Podcasts, rank: 5, medium: podcast}}
utm_sources: {facebook: {of: own, aliases: [blue]}}
utm_mediums: {cpc: {of: own, aliases: [clicks]}}
utm_campaigns: {q1-launch: {of: own, aliases: [q1]}}
regions: {de: {of: own, opt_in: false}, za: {of: own, opt_in: true}}
earning_stages: {purchase: {of: own, aliases: [kauf]}}
vendor_events: {ga4: {of: own, names: [ours]}}
scope_words: {admin: {of: own, means: reads, words: [admin]}}
via_words: {files: {of: own, means: programs, words: [csv]}}
capabilities: {crm: {of: own, aliases: [address-book]}}
role_mailboxes: {rfc-2142: {of: own, names: [info]}}
hosts: {Ours: {of: own, category: analytics, hosts: [connect.facebook.net, t.example.com]}}
)"});
  const ReadPacks read = read_packs(texts);
  for (const Problem& problem : read.problems) UNSCOPED_INFO(problem.message);
  REQUIRE(read.problems.empty());
  const Packs& own = read.packs;
  CHECK(own.rows<Product>().size() == packs().rows<Product>().size());
  CHECK(own.discontinued("google-optimize", {})->retired->text() == "2030-01-01");
  CHECK(own.api("salesforce", "38")->retired->text() == "2031-01-01");
  CHECK(own.auth_method("hubspot", "api-key") == nullptr);
  CHECK(own.auth_method("hubspot", "old-key") != nullptr);
  CHECK(own.model("gpt-4o")->retired->text() == "2030-01-01");
  CHECK(own.renamed("google-data-studio") == "our-studio");
  CHECK(*own.vendor("ours")->name == "Meta Inc");
  CHECK(own.vendor("facebook") == nullptr);
  CHECK(*own.channel("intranet", "cpc")->name == "Paid Search");
  CHECK(*own.channel("google", "cpc")->name == "Paid Other");
  CHECK(*own.rows<Channel>().front().name == "Podcasts");
  CHECK(own.utm_alias("utm_source", "blue") == "facebook");
  CHECK(own.utm_alias("utm_source", "fb").empty());
  CHECK(own.utm_alias("utm_medium", "clicks") == "cpc");
  CHECK(own.utm_alias("utm_campaign", "Q1") == "q1-launch");
  CHECK_FALSE(*own.find<Region>("DE")->opt_in);
  CHECK(*own.find<Region>("za")->opt_in);
  CHECK(own.find<EarningStage>("kauf") != nullptr);
  CHECK(own.find<EarningStage>("buy") == nullptr);
  CHECK(**own.rows<VendorEvents>().front().names.begin() == "ours");
  CHECK(*own.rows<ScopeWords>().front().means == ScopeMeaning::reads);
  CHECK(own.rows<RoleMailboxes>().size() == packs().rows<RoleMailboxes>().size());
  CHECK(own.host("connect.facebook.net")->owner == "Ours");
  CHECK(own.host("a.t.example.com")->owner == "Ours");
  CHECK(own.host("www.facebook.com")->owner == "Facebook");
}
