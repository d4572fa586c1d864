// Who is behind the parts of an export: types of tags, templates, scripts, addresses, cookies, hosts, steps of automations.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catch.h"
#include "packs/contents.h"
#include "stackdrag/identify.h"
#include "stackdrag/text.h"
#include "stackdrag/tree.h"
#include "support.h"

using namespace stackdrag;

namespace {

const Identify& identify() {
  static const Identify built_in(Packs::built_in());
  return built_in;
}

/// "meta 123456789012347", "helper", "unknown"
std::string shown(const Sender& sender) {
  if (sender.is == Sender::Is::unknown) return "unknown";
  if (sender.is == Sender::Is::helper) return "helper";
  return sender.vendor + (sender.account.empty() ? "" : " " + sender.account);
}

std::string script(Text code) {
  std::vector<std::string> senders;
  for (const Sender& sender : identify().script(code)) senders.push_back(shown(sender));
  return fmt::format("{}", fmt::join(senders, ", "));
}
std::string address(Text url, Text body = {}) { return shown(identify().address(url, body)); }
std::string cookie(Text name) { return shown(identify().cookie(name)); }
std::string custom(Text owner, Text name) { return shown(identify().custom_template(owner, name)); }
std::string held(Text vendor, Text value) { return shown(identify().with_account(vendor, value)); }

std::string step(Text engine, Text type) {
  static constexpr Text meanings[] = {"tool", "helper", "request", "model", "agent"};
  const Step found = identify().step(engine, type);
  return fmt::format("{}{}{}", meanings[static_cast<std::size_t>(found.means)], found.tool.empty() ? "" : " ", found.tool);
}

}  // namespace

TEST_CASE("every pattern identifies its own example") {
  const Vocabulary& vocabulary = Packs::built_in().vocabulary();
  for (const AccountPattern& row : vocabulary.rows<AccountPattern>()) {
    CAPTURE(*row.id, *row.example);
    const std::vector<Sender> found =
        row.hosts.size() > 0 ? std::vector<Sender>{identify().address(*row.example)} : identify().script(*row.example);
    const Sender wanted =
        row.account ? identify().with_account(*row.vendor, *row.account) : Sender{Sender::Is::vendor, std::string(*row.vendor), {}};
    if (row.account) CHECK_FALSE(wanted.account.empty());
    CHECK(std::any_of(found.begin(), found.end(), [&](const Sender& sender) { return shown(sender) == shown(wanted); }));
  }
  for (const CookieName& row : vocabulary.rows<CookieName>()) {
    CAPTURE(*row.id);
    CHECK(cookie(*row.example) == fmt::format("{}{}{}", *row.vendor, row.account ? " " : "", row.account ? *row.account : Text{}));
  }
}

TEST_CASE("vendors go by the ids that the packs give them") {
  const auto known = [](const At<Text>& vendor) {
    if (!vendor) return;
    const Vendor* const found = Packs::built_in().find<Vendor>(*vendor);
    CAPTURE(*vendor);
    if (found != nullptr) CHECK(*found->id == *vendor);
  };
  const Vocabulary& vocabulary = Packs::built_in().vocabulary();
  for (const TagType& row : vocabulary.rows<TagType>()) known(row.vendor);
  for (const TemplateName& row : vocabulary.rows<TemplateName>()) known(row.vendor);
  for (const AccountPattern& row : vocabulary.rows<AccountPattern>()) known(row.vendor);
  for (const CookieName& row : vocabulary.rows<CookieName>()) known(row.vendor);
}

TEST_CASE("the type of a tag tells its vendor, or that it has none") {
  const auto type = [](Text code) {
    const TagType* const row = identify().tag_type(code);
    return row == nullptr ? std::string("unknown") : std::string(row->vendor ? *row->vendor : *row->name);
  };
  CHECK(type("gaawe") == "google-analytics");
  CHECK(type("baut") == "microsoft-advertising");
  CHECK(type("gclidw") == "Conversion Linker");
  CHECK(type("cvt_2401579_167") == "Custom template");
  CHECK(type("cvt_5RM3Q") == "Custom template");
  CHECK(type("xyz") == "unknown");
}

TEST_CASE("a template is known by its publisher, else by its name") {
  CHECK(custom("facebookarchive", "Pixel") == "meta");
  CHECK(custom("somebody", "Facebook CAPI Tag") == "meta");
  CHECK(custom("stape-io", "Facebook Conversions API") == "meta");
  CHECK(custom("stape-io", "Something new") == "helper");
  CHECK(custom("", "TikTok Pixel") == "tiktok");
  CHECK(custom("", "LinkedIn Insight Tag 2.0") == "linkedin");
  CHECK(custom("gtm-templates-simo-ahava", "Consent Mode (Google tags)") == "helper");
  CHECK(custom("", "Persist Campaign Data") == "helper");
  CHECK(custom("", "Cookiebot CMP") == "cookiebot");
  CHECK(custom("", "GTM-AB12CD3") == "google-tag-manager GTM-AB12CD3");
  // Words that mean something else as well do not tell.
  CHECK(custom("", "Adjust the segment") == "unknown");
  CHECK(custom("", "Acme") == "unknown");
  CHECK(identify().vendor_in("GA4 - event - purchase") == "google-analytics");
  CHECK(identify().vendor_in("Home page").empty());
}

TEST_CASE("a script reports to those whose calls are in it, and whose hosts it loads from") {
  CHECK(script("<script>fbq('init', '123456789012347'); fbq('track', 'PageView');</script>") == "meta 123456789012347");
  CHECK(script("<script>fbq('track', 'Lead');</script>") == "meta");
  CHECK(script("<script>fbq('init', '{{Pixel}}');</script>") == "meta");
  CHECK(script("<script>fbq('init','123456789012347');gtag('event','x',{send_to:'AW-987654320/a'});</script>") ==
        "meta 123456789012347, google-ads AW-987654320");
  CHECK(script("<script async src=\"https://static.hotjar.com/c/hotjar-2234568.js\"></script>") == "hotjar 2234568");
  CHECK(script("<script>var s=document.createElement('script');s.src='//cdn.userway.org/widget.js';</script>") == "userway");
  CHECK(script("<img src='https://www.facebook.com/tr?id=123456789012347&ev=PageView'/>") == "meta 123456789012347");
  CHECK(script("<script>ga('create', 'UA-643778-1', 'auto');</script>") == "google-universal-analytics UA-643778-1");
  CHECK(script("<script>ga('create', 'UA-643778-1'); s.src = 'https://www.google-analytics.com/analytics.js';</script>") ==
        "google-universal-analytics UA-643778-1");
  // What follows an address is not part of it.
  CHECK(script("<script src='https://connect.facebook.net/x.js'></script><script>var a = '?id=123456789012347';</script>") == "meta");
}

TEST_CASE("a script that loads nothing is a helper, and one that loads something unknown is unknown") {
  CHECK(script("") == "helper");
  CHECK(script("<script>dataLayer.push({event: 'form_sent'});</script>") == "helper");
  CHECK(script("<script>document.addEventListener('click', function () {});</script>") == "helper");
  CHECK(script("<script>gtag('consent', 'default', {ad_storage: 'denied'});</script>") == "helper");
  CHECK(script("<script type=\"application/ld+json\">{\"@context\": \"https://schema.org\"}</script>") == "helper");
  CHECK(script("<a href=\"https://www.facebook.com/acme\">Follow us</a>") == "helper");
  CHECK(script("<link href='https://cdn.jsdelivr.net/npm/x.css'><script src=\"https://cdn.jsdelivr.net/npm/x.js\"></script>") == "helper");
  CHECK(script("<script src=\"https://tags.acme.example/x.js\"></script>") == "unknown");
}

TEST_CASE("what stands in a comment does not run") {
  CHECK(script("<!-- fbq('init', '123456789012347') --><script>dataLayer.push({})</script>") == "helper");
  CHECK(script("<script>/* fbq('track', 'x') */ // ttq.track('x')\ndataLayer.push({});</script>") == "helper");
  CHECK(script("<script>var a = 'https://x.example'; fbq('track', 'Lead')</script>") == "meta");
  CHECK(script("<script>var a = '/*'; fbq('track', 'Lead'); var b = '*/';</script>") == "meta");
  for (const Text cut : {"<!-- fbq(", "/* fbq(", "// fbq(", "'fbq", "\\", "<!--", "/*", "//", "'\\"}) {
    CAPTURE(cut);
    CHECK(script(cut) == (cut == "'fbq" ? "meta" : "helper"));
  }
}

TEST_CASE("an address reports to its owner, and often names the account") {
  CHECK(address("https://www.facebook.com/tr/?id=123456789012347&ev=PageView") == "meta 123456789012347");
  CHECK(address("https://connect.facebook.net/en_US/fbevents.js") == "meta");
  CHECK(address("https://analytics.tiktok.com/api/v2/pixel", R"({"context":{"pixel":{"code":"C4ABCDEFGH1234567890"}}})") ==
        "tiktok C4ABCDEFGH1234567890");
  CHECK(address("https://bat.bing.com/action/0?ti=56789012&Ver=2") == "microsoft-advertising 56789012");
  CHECK(address("https://googleads.g.doubleclick.net/pagead/viewthroughconversion/987654320/?random=1") == "google-ads AW-987654320");
  CHECK(address("https://2234567.fls.doubleclick.net/activityi;src=2234567;type=a") == "campaign-manager-360 DC-2234567");
  CHECK(address("https://securepubads.g.doubleclick.net/tag/js/gpt.js") == "google-ad-manager");
  CHECK(address("https://www.googletagservices.com/tag/js/gpt.js") == "google-ad-manager");
  CHECK(address("https://metrics.acme.example/g/collect?v=2&tid=G-AB12CD34EF") == "google-analytics G-AB12CD34EF");
  CHECK(address("https://www.acme.example/tr?id=123456789012347") == "unknown");
  CHECK(address("https://acme.example/?from=facebook.com/tr?id=123456789012347") == "unknown");
  for (const Text broken : {"", "//", "https://", "https:///x", "mailto:a@b.example", "{{Page URL}}", "https://user@[::1]:80/x"}) {
    CAPTURE(broken);
    CHECK(address(broken) == "unknown");
  }
  CHECK(shown(identify().host("px.ads.linkedin.com")) == "linkedin");
  CHECK(shown(identify().host("acme.example")) == "unknown");
}

TEST_CASE("a cookie tells its vendor, and some the account") {
  CHECK(cookie("_ga_AB12CD34EF") == "google-analytics AB12CD34EF");
  CHECK(cookie("_hjSession_2234568") == "hotjar 2234568");
  CHECK(cookie("_fbp") == "meta");
  CHECK(cookie("lang") == "unknown");
  CHECK(cookie("") == "unknown");
}

TEST_CASE("the step of an automation works on a tool, calls a model or only moves data") {
  CHECK(step("n8n", "n8n-nodes-base.hubspotTrigger") == "tool hubspot");
  CHECK(step("n8n", "n8n-nodes-base.googleCalendarTool") == "tool google-calendar");
  CHECK(step("n8n", "@n8n/n8n-nodes-langchain.lmChatOpenAi") == "model openai");
  CHECK(step("n8n", "@n8n/n8n-nodes-langchain.agent") == "agent");
  CHECK(step("n8n", "n8n-nodes-base.if") == "helper");
  CHECK(step("n8n", "n8n-nodes-base.httpRequest") == "request");
  CHECK(step("n8n", "n8n-nodes-acme.acmeCloud") == "tool acme-cloud");
  CHECK(step("make", "hubspotcrm:createContact") == "tool hubspot");
  CHECK(step("make", "util:SetVariables") == "helper");
  CHECK(step("make", "openai-gpt-3:CreateCompletion") == "model openai");
  CHECK(step("make", "acme-cloud:watch") == "tool acme-cloud");
  CHECK(step("zapier", "GoogleSheetsV2CLIAPI@2.9.1") == "tool google-sheets");
  CHECK(step("zapier", "ZapierFormatterCLIAPI@1.0.0") == "helper");
  CHECK(step("zapier", "AcmeCloudCLIAPI@1.0.0") == "tool acme-cloud");
  CHECK(identify().step("n8n", "n8n-nodes-base.slack").does == "chat");
  CHECK(*identify().step("n8n", "n8n-nodes-base.slack").acts == StepAct::writes);
  CHECK(identify().request("=https://api.hubapi.com/crm/v3/objects/{{ $json.id }}").tool == "hubspot");
  CHECK(identify().request("https://abcdefgh.supabase.co/rest/v1/x").tool == "supabase");
  CHECK(identify().request("https://script.google.com/macros/s/x/exec").tool == "google-apps-script");
  CHECK(identify().request("={{ $json.url }}").tool.empty());
}

TEST_CASE("a step that calls a tool's address works on the same tool as one that is made for it") {
  const std::map<std::string, std::string> tools = {
      {"actionnetwork.org", "actionNetwork"},
      {"acme.api-us1.com", "activeCampaign"},
      {"api.airtable.com", "airtable"},
      {"api.anthropic.com", "anthropic"},
      {"api.apify.com", "apify"},
      {"app.asana.com", "asana"},
      {"acme.openai.azure.com", "lmChatAzureOpenAi"},
      {"bedrock-runtime.us-east-1.amazonaws.com", "lmChatAwsBedrock"},
      {"api.bannerbear.com", "bannerbear"},
      {"bigquery.googleapis.com", "googleBigQuery"},
      {"api-ssl.bitly.com", "bitly"},
      {"api.brevo.com", "brevo"},
      {"api.sendinblue.com", "sendInBlue"},
      {"api.cal.com", "cal"},
      {"api.calendly.com", "calendlyTrigger"},
      {"api.clickup.com", "clickUp"},
      {"api.cohere.ai", "lmChatCohere"},
      {"api.convertkit.com", "convertKit"},
      {"track.customer.io", "customerIo"},
      {"api.deepl.com", "deepL"},
      {"discord.com", "discord"},
      {"api.dropboxapi.com", "dropbox"},
      {"graph.facebook.com", "facebookGraphApi"},
      {"api2.frontapp.com", "front"},
      {"api.github.com", "github"},
      {"gmail.googleapis.com", "gmail"},
      {"googleads.googleapis.com", "googleAds"},
      {"analyticsdata.googleapis.com", "googleAnalytics"},
      {"people.googleapis.com", "googleContacts"},
      {"docs.googleapis.com", "googleDocs"},
      {"generativelanguage.googleapis.com", "googleGemini"},
      {"sheets.googleapis.com", "googleSheets"},
      {"admin.googleapis.com", "gSuiteAdmin"},
      {"storage.googleapis.com", "googleCloudStorage"},
      {"acme.grafana.net", "grafana"},
      {"hacker-news.firebaseio.com", "hackerNews"},
      {"services.leadconnectorhq.com", "highLevel"},
      {"api.hubapi.com", "hubspot"},
      {"api.hunter.io", "hunter"},
      {"api.intercom.io", "intercom"},
      {"api.linkedin.com", "linkedIn"},
      {"us1.api.mailchimp.com", "mailchimp"},
      {"api.mailgun.net", "mailgun"},
      {"api.mistral.ai", "lmChatMistralCloud"},
      {"api.monday.com", "mondayCom"},
      {"api.notion.com", "notion"},
      {"api.openai.com", "openAi"},
      {"openrouter.ai", "lmChatOpenRouter"},
      {"api.openweathermap.org", "openWeatherMap"},
      {"api.pipedrive.com", "pipedrive"},
      {"acme.s3.eu-central-1.amazonaws.com", "awsS3"},
      {"acme.my.salesforce.com", "salesforce"},
      {"api.sendgrid.com", "sendGrid"},
      {"acme.sharepoint.com", "microsoftSharePoint"},
      {"acme.myshopify.com", "shopify"},
      {"hooks.slack.com", "slack"},
      {"api.spotify.com", "spotify"},
      {"api.stripe.com", "stripe"},
      {"abcdefgh.supabase.co", "supabase"},
      {"api.telegram.org", "telegram"},
      {"api.trello.com", "trello"},
      {"api.twilio.com", "twilio"},
      {"api.x.com", "twitter"},
      {"api.typeform.com", "typeform"},
      {"europe-west4-aiplatform.googleapis.com", "lmChatGoogleVertex"},
      {"webexapis.com", "ciscoWebex"},
      {"api.webflow.com", "webflow"},
      {"api.x.ai", "lmChatXAiGrok"},
      {"youtube.googleapis.com", "youTube"},
      {"acme.zendesk.com", "zendesk"},
      {"api.zoom.us", "zoom"},
  };
  for (const auto& [host, type] : tools) {
    CAPTURE(host);
    CHECK(identify().request("https://" + host + "/x").tool == identify().step("n8n", "n8n-nodes-base." + type).tool);
  }
}

TEST_CASE("hosts and steps call no tool by two names that only differ in how a domain ends") {
  const auto core = [](Text name) {
    static const std::set<Text> endings{"ai", "api", "app", "apps", "co",     "com", "crm",
                                        "hq", "io",  "me",  "net",  "online", "org", "software"};
    std::vector<std::string> words = words_of(name);
    while (words.size() > 1 && endings.contains(words.back())) words.pop_back();
    return fmt::format("{}", fmt::join(words, ""));
  };
  std::map<std::string, std::string> of_steps;
  for (const StepNames& row : Packs::built_in().vocabulary().rows<StepNames>()) {
    const std::string tool(row.tool ? *row.tool : *row.id);
    if (!row.means || *row.means == StepMeaning::tool || *row.means == StepMeaning::model) of_steps.emplace(core(tool), tool);
  }
  // The host of all products, and a product of its own.
  const std::set<std::string> others{"cloudflare-workers", "zoho"};
  std::size_t owners = 0;
  for (const PackText& text : pack_texts()) {
    Sources sources;
    const Document document = read_document(sources, sources.add("pack.yaml", std::string(text.text)));
    const auto hosts = document.tree.root().find("hosts");
    if (!hosts) continue;
    hosts->entries([&](View owner, View row) {
      ++owners;
      const std::string tool = identify().request("https://" + std::string((*row.find("hosts")->begin()).text()) + "/").tool;
      const auto step = of_steps.find(core(tool));
      CAPTURE(owner.text(), tool);
      if (step != of_steps.end() && !others.contains(tool)) CHECK(tool == step->second);
    });
  }
  CHECK(owners > 1000);
}

TEST_CASE("the packs know each type of step once") {
  for (const StepNames& row : Packs::built_in().vocabulary().rows<StepNames>()) {
    CAPTURE(*row.id);
    const bool works_on_tool = !row.means || *row.means == StepMeaning::tool || *row.means == StepMeaning::model;
    const std::string tool = works_on_tool ? std::string(row.tool ? *row.tool : *row.id) : std::string();
    for (const auto& type : row.n8n) CHECK(identify().step("n8n", *type).tool == tool);
    for (const auto& app : row.make) CHECK(identify().step("make", *app).tool == tool);
    for (const auto& app : row.zapier) CHECK(identify().step("zapier", *app).tool == tool);
  }
}

TEST_CASE("an account is written in full, names the product, and is none if it only fills the field") {
  CHECK(held("google-ads", "987654320") == "google-ads AW-987654320");
  CHECK(held("google-ads", " AW-987654320 ") == "google-ads AW-987654320");
  CHECK(held("campaign-manager-360", "2234567") == "campaign-manager-360 DC-2234567");
  CHECK(held("google", "G-AB12CD34EF") == "google-analytics G-AB12CD34EF");
  CHECK(held("google-analytics", "UA-643778-1") == "google-universal-analytics UA-643778-1");
  CHECK(held("meta", "G-AB12CD34EF") == "meta");
  CHECK(held("meta", "1234") == "meta");
  CHECK(held("meta", "12345678901234567") == "meta");
  CHECK(held("acme", "ab-12") == "acme ab-12");
  for (const Text text :
       {"", " ", "VALUE_HERE", "UA-XXXX-Y", "G-XXXXXXX", "{{Pixel ID}}", "ID do Pixel da Meta", "12345", "123456789012345", "AW-123456789",
        "UA-12345678-1", "0000000", "YOUR_PIXEL_ID", "<id>", "undefined", "true", "---"}) {
    CAPTURE(text);
    CHECK(is_placeholder(text));
  }
  for (const Text text : {"G-AB12CD34EF", "UA-643778-1", "608795229329835", "a1b2c3d", "123-ABC-456", "acme/main", "7"}) {
    CAPTURE(text);
    CHECK_FALSE(is_placeholder(text));
  }
}
