// The field table: name, kind of evidence, need, example, description; of a date, what kind it is. To add a field, add one line here and
// one member in inventory.h.
#include "stackdrag/fields.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "stackdrag/shape.h"

namespace stackdrag {

// One row per line keeps the tables readable.
// clang-format off
template <> std::span<const std::string_view> choices_of<Profile>() { return names_of<Profile>; }
template <> std::span<const std::string_view> choices_of<Status>() { static constexpr std::string_view w[] = {"active", "planned", "paused", "retired"}; return w; }
template <> std::span<const std::string_view> choices_of<PersonKind>() { static constexpr std::string_view w[] = {"internal", "agency", "vendor", "service"}; return w; }
template <> std::span<const std::string_view> choices_of<NameCase>() { static constexpr std::string_view w[] = {"lower", "upper", "snake", "kebab", "camel", "pascal", "title"}; return w; }
template <> std::span<const std::string_view> choices_of<ToolRole>() { static constexpr std::string_view w[] = {"primary", "secondary"}; return w; }
template <> std::span<const std::string_view> choices_of<Billing>() { static constexpr std::string_view w[] = {"monthly", "quarterly", "yearly", "usage"}; return w; }
template <> std::span<const std::string_view> choices_of<Licence>() { static constexpr std::string_view w[] = {"seats", "usage", "flat"}; return w; }
template <> std::span<const std::string_view> choices_of<Cadence>() { static constexpr std::string_view w[] = {"daily", "weekly", "monthly", "quarterly", "yearly"}; return w; }
template <> std::span<const std::string_view> choices_of<Decision>() { static constexpr std::string_view w[] = {"keep", "cancel", "renegotiate", "replace"}; return w; }
template <> std::span<const std::string_view> choices_of<Consent>() { static constexpr std::string_view w[] = {"none", "analytics", "marketing", "exempt"}; return w; }
template <> std::span<const std::string_view> choices_of<OptOutSignal>() { static constexpr std::string_view w[] = {"honoured", "ignored"}; return w; }
template <> std::span<const std::string_view> choices_of<Direction>() { static constexpr std::string_view w[] = {"one-way", "two-way", "read", "write"}; return w; }
template <> std::span<const std::string_view> choices_of<Alerts>() { static constexpr std::string_view w[] = {"false", "true", "vendor"}; return w; }
template <> std::span<const std::string_view> choices_of<Autonomy>() { static constexpr std::string_view w[] = {"suggest", "approve", "act"}; return w; }
template <> std::span<const std::string_view> choices_of<Level>() { static constexpr std::string_view w[] = {"low", "medium", "high"}; return w; }
template <> std::span<const std::string_view> choices_of<Risk>() { static constexpr std::string_view w[] = {"minimal", "limited", "high"}; return w; }
template <> std::span<const std::string_view> choices_of<ProjectKind>() { static constexpr std::string_view w[] = {"feature", "debt", "maintenance"}; return w; }
template <> std::span<const std::string_view> choices_of<WaiverKind>() { static constexpr std::string_view w[] = {"accepted", "not-applicable"}; return w; }
template <> std::span<const std::string_view> choices_of<Month>() {
  static constexpr std::string_view w[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  return w;
}

namespace {

constexpr auto declared = Evidence::declared;
constexpr auto observed = Evidence::observed;
constexpr auto setting = Evidence::setting;
constexpr auto required = Need::required;
constexpr auto core = Need::core;
constexpr auto optional = Need::optional;

// The bounds of numbers. They are wide: beyond them lies a slip, a wrong unit, or a way to write "never".
constexpr double most_hours = 10'000;
constexpr double hours_of_a_month = 744;
constexpr double most_capacity = 100'000;  // of more than 500 people
constexpr double most_rate = 100'000'000;  // an hour costs millions in some currencies
constexpr double least_exchange = 0.000005;
constexpr double most_exchange = 1'000'000;
constexpr double most_seats = 10'000'000;
constexpr double most_copies = 100'000;
constexpr double most_runs = 10'000'000;
constexpr double minutes_of_a_month = 44'640;
constexpr double most_milliseconds = 600'000;
constexpr double most_kilobytes = 1'000'000;
constexpr double most_notice = 1'830;     // five years
constexpr double longest_days = 36'525;  // a century, for logs and data

/// The ways of a pixel onto a page on which rules depend.
constexpr std::string_view deployments[] = {"hard-coded", "server"};

/// The fields of a kind. A new kind needs a specialization below, or this does not compile.
template <class T> Record table_of() = delete;

Record common_table() {
  return {{
      row<&Common::name>("name", declared, optional, "Main site pixel", "The name people use for it, if that is not its id"),
      extra_row<&Extras::notes>("notes", setting, optional, "asked legal in May", "Anything worth knowing; rules ignore it"),
      reason(extra_row<&Extras::why>("why", declared, optional, "aggregated figures only", "The reason why a field of this item says `n/a`, or for another exception")),
      extra_row<&Extras::tags>("tags", setting, optional, "[q4, paid]", "Labels of your own; a note, no rule reads them"),
      extra_row<&Extras::links>("links", setting, optional, "['https://wiki.acme.example/hubspot']", "Links to further documentation; a note, no rule reads them"),
      extra_row<&Extras::was>("was", setting, optional, "[old-id]", "Former ids of the item, so that a renamed item keeps its history"),
      extra_row<&Extras::owners>("owners", declared, optional, "[ana, raj]", "The people or teams accountable for it, if there are several"),
      extra_row<&Extras::technical_owner>("technical_owner", declared, optional, "raj", "The person or team that keeps it running, if that is not its owner"),
      extra_row<&Extras::added>("added", observed, optional, "2025-04-01", "When it was added to the stack"),
      care(extra_row<&Extras::reviewed>("reviewed", observed, optional, "2026-09-15", "When somebody last checked that this entry is still correct")),
      extra_row<&Extras::observed>("observed", observed, optional, "2026-11-20", "When somebody last looked whether it still runs or is used, whatever they saw; of `stack`, for all items"),
      within(0, most_hours,extra_row<&Extras::effort>("effort", setting, optional, "3", "Hours needed to fix a finding about this item; replaces the rule's figure")),
      within(0, most_hours,extra_row<&Extras::carry>("carry", setting, optional, "0.5", "Hours a month that a finding about this item costs until it is fixed; replaces the rule's figure")),
  }};
}

template <> Record table_of<Stack>() {
  return {{
      row<&Stack::as_of>("as_of", setting, core, "2026-11-21", "The date of the audit, from which every age is counted; default: today (UTC)"),
      row<&Stack::currency>("currency", setting, core, "EUR", "The currency of every amount that names none (ISO 4217 code)"),
      above(0, most_capacity, row<&Stack::capacity_hours>("capacity_hours", setting, core, "320", "Hours of work a month available to run this stack; default 80, which is also the minimum")),
      above(0, most_rate, row<&Stack::hourly_rate>("hourly_rate", setting, optional, "80", "The cost of one hour of work, in the stack's currency; default 75")),
      row<&Stack::debt_share>("debt_share", setting, optional, "0.30", "Target share of planned hours to spend on paying down debt; default 0.30"),
      row<&Stack::regions>("regions", declared, optional, "[eu, us-ca]", "Where the audience lives; decides which consent rules apply; default: all of them"),
      row<&Stack::profile>("profile", setting, optional, "standard", "How much evidence the audit expects; default `starter`"),
      row<&Stack::owner>("owner", declared, optional, "ana", "The person or team accountable for the stack as a whole"),
      row<&Stack::stages>("stages", declared, optional, "[awareness, decision]", "The stages of the customer journey"),
      row<&Stack::consent_platform>("consent_platform", observed, optional, "onetrust", "The tool that collects visitors' consent; `none` if there is none"),
      row<&Stack::goals>("goals", declared, optional, "{pipeline: 20 % more by June}", "What the stack is meant to achieve, as goals under names of your own"),
      within(least_exchange, most_exchange, row<&Stack::exchange>("exchange", setting, optional, "{USD: 0.92}", "Exchange rates: the value of one unit of another currency in the stack's currency")),
  }};
}

template <> Record table_of<Person>() {
  return {{
      row<&Person::role>("role", declared, optional, "crm engineer", "What the person does; a note, no rule reads it"),
      row<&Person::team>("team", declared, optional, "revops", "The team this person belongs to"),
      row<&Person::email>("email", declared, optional, "ana@acme.example", "The person's email address, by which items may refer to them, too"),
      term(row<&Person::left>("left", declared, optional, "2026-06-30", "The person's last working day, if they have left or are leaving")),
      row<&Person::kind>("kind", declared, optional, "agency", "An employee, somebody at an agency or vendor, or a service account; default `internal`"),
      within(0, hours_of_a_month, row<&Person::hours>("hours", declared, optional, "120", "Hours a month for the stack")),
      row<&Person::share>("share", declared, optional, "50%", "Share of a full-time position"),
      row<&Person::github>("x-github", declared, optional, "ana-acme", "The person's account at GitHub, for tickets; a note, no rule reads it"),
      row<&Person::jira>("x-jira", declared, optional, "ana@acme.example", "Likewise at Jira: the address or the id of the account; a note, no rule reads it"),
      row<&Person::linear>("x-linear", declared, optional, "Ana Silva", "Likewise at Linear: the full name; a note, no rule reads it"),
  }};
}

template <> Record table_of<Team>() {
  return {{
      row<&Team::lead>("lead", declared, optional, "ana", "Who leads the team"),
      within(0, most_capacity, row<&Team::hours>("hours", declared, optional, "320", "Hours a month for the stack")),
  }};
}

template <> Record table_of<Convention>() {
  return {{
      row<&Convention::pattern>("pattern", setting, optional, "'^[0-9]{4}q[1-4]_[a-z0-9-]+$'", "The regular expression (RE2) that every name must match"),
      row<&Convention::letter_case>("case", setting, optional, "lower", "The letter case of names"),
      row<&Convention::allowed>("allowed", setting, optional, "[google, linkedin]", "The only values that may be used"),
      row<&Convention::aliases>("aliases", setting, optional, "{fb: facebook}", "Alternative spellings, each with the value it stands for"),
      row<&Convention::since>("since", setting, optional, "2025-01-01", "When the convention took effect; items added earlier are exempt"),
  }};
}

template <> Record table_of<Limits>() {
  return {{
      whole(0, 1'000, row<&Limits::pixels_per_page>("pixels_per_page", setting, optional, "10", "The most pixels one page may carry")),
      whole(1, 100, row<&Limits::tools_per_capability>("tools_per_capability", setting, optional, "1", "The most tools that may share a capability")),
      within(0, most_milliseconds, row<&Limits::third_party_block_ms>("third_party_block_ms", setting, optional, "250", "The longest that third parties may block a page, in milliseconds")),
      whole(1, 366, row<&Limits::waiver_days>("waiver_days", setting, optional, "180", "The longest that a waiver may last, in days")),
  }};
}

template <> Record table_of<Tool>() {
  return {{
      row<&Tool::does>("does", declared, core, "[crm]", "The capabilities it is used for: `crm`, `survey`, `web-analytics` …"),
      row<&Tool::owner>("owner", declared, core, "ana", "The person or team accountable for it"),
      row<&Tool::cost>("cost", declared, core, "6000/yr", "What it costs, per year (`/yr`) or per month (`/mo`); a bare number is per year"),
      term(row<&Tool::renews>("renews", declared, core, "2027-01-15", "When the contract renews")),
      beat(row<&Tool::last_used>("last_used", observed, core, "2026-11-20", "When somebody last used it; for a tool that works without people, when it last did its work")),
      whole(0, most_seats,row<&Tool::seats>("seats", declared, optional, "25", "Seats paid for")),
      whole(0, most_seats,row<&Tool::seats_used>("seats_used", observed, core, "23", "Seats that were used in the last 90 days")),
      in_days(most_notice,row<&Tool::notice>("notice", declared, optional, "30d", "The renewal notice: how long before the renewal date it must be cancelled")),
      row<&Tool::auto_renew>("auto_renew", declared, optional, "true", "Whether the contract renews automatically"),
      row<&Tool::billing>("billing", declared, optional, "monthly", "How it is billed"),
      row<&Tool::licence>("licence", declared, optional, "flat", "What its price depends on; without a price for seats, empty seats waste nothing. Default: `usage` if it is billed so, else `seats`"),
      row<&Tool::backup>("backup", declared, optional, "raj", "The person who can run it when the owner is away"),
      row<&Tool::accountable>("accountable", declared, optional, "raj", "The employee accountable for it if the owner is an agency or vendor"),
      row<&Tool::purpose>("purpose", declared, optional, "nurture and lead forms", "What you have it for, in a sentence"),
      row<&Tool::vendor>("vendor", declared, optional, "google", "The company that makes it, if its id does not say so; `none` if you have built it yourself"),
      row<&Tool::product>("product", declared, optional, "cloud-crm", "The product that it is an account, an environment or a module of, if several items are: they do not overlap, and one agreement covers them"),
      row<&Tool::in_house>("in_house", declared, optional, "true", "Whether you have built it yourself: then it has no contract, no seats and nobody to sign an agreement with"),
      row<&Tool::criticality>("criticality", declared, optional, "high", "How much depends on it: `high` needs a backup owner, `low` does not; default: what the inventory shows"),
      row<&Tool::personal_data>("personal_data", declared, optional, "true", "Whether it handles personal data"),
      care(row<&Tool::dpa>("dpa", declared, optional, "2025-01-10", "When the data processing agreement was signed, `signed` if nobody knows the day, `none` if there is none; it holds for all tools of its vendor")),
      row<&Tool::serves>("serves", declared, optional, "[emea]", "The teams or regions it serves, if several tools share a capability"),
      row<&Tool::role>("role", declared, optional, "secondary", "`secondary` if it deliberately runs alongside another tool with the same capability"),
      row<&Tool::replaces>("replaces", declared, optional, "surveybee", "The tool it is replacing, while both still run"),
      term(row<&Tool::eol>("eol", observed, optional, "2027-06-30", "The vendor's end-of-life date for the product")),
      term(row<&Tool::retire_on>("retire_on", declared, optional, "2027-01-31", "When the team plans to switch it off")),
      row<&Tool::status>("status", declared, optional, "active", "Where it is in its life cycle; default `active`"),
      row<&Tool::cadence>("cadence", declared, optional, "yearly", "How often it is meant to be used; a `yearly` tool may go unused for a year"),
      row<&Tool::decision>("decision", declared, optional, "keep", "What was decided for the next renewal"),
      row<&Tool::external>("external", declared, optional, "true", "Another team's tool, listed only so that other items can refer to it"),
      row<&Tool::seasonal>("seasonal", declared, optional, "[nov, dec]", "The only months in which it is used"),
  }};
}

template <> Record table_of<Pixel>() {
  return {{
      row<&Pixel::vendor>("vendor", declared, core, "meta", "The vendor whose pixel it is"),
      row<&Pixel::campaign>("for", declared, core, "q1-launch", "The campaign or page it was placed for"),
      row<&Pixel::purpose>("purpose", declared, core, "web analytics", "Why you have it, if not for a campaign"),
      beat(row<&Pixel::last_seen>("last_seen", observed, core, "2026-11-20", "When it last fired")),
      row<&Pixel::owner>("owner", declared, core, "ana", "The person or team accountable for it"),
      row<&Pixel::consent>("consent", observed, core, "marketing", "The consent it waits for; `none` if it fires without consent, `exempt` if it needs none (say `why`)"),
      row<&Pixel::account>("account", declared, optional, "G-AAA111", "The account or property it reports to"),
      open_row<&Pixel::on>("on", declared, optional, "[home, checkout]", "The pages it runs on; `all` for every page"),
      row<&Pixel::sends>("sends", declared, optional, "[purchase]", "The events it sends"),
      row<&Pixel::feeds>("feeds", declared, optional, "[ga4]", "The tools that use its data; `[]` if none do"),
      usually(deployments, row<&Pixel::via>("via", declared, optional, "gtm", "How it is deployed: `gtm` or another tag manager (`tealium`, `adobe-launch`, `segment` …), `hard-coded` in the page, or `server`")),
      row<&Pixel::status>("status", declared, optional, "paused", "Where it is in its life cycle; default `active`"),
      row<&Pixel::paused_on>("paused_on", declared, optional, "2026-08-01", "When it was paused"),
      term(row<&Pixel::ends>("ends", declared, optional, "2026-12-31", "When it is to be removed")),
      put_off(row<&Pixel::keep_until>("keep_until", declared, optional, "2027-01-31", "The date until which it stays although its campaign has ended (say `why`)")),
      put_off(row<&Pixel::until>("until", declared, optional, "2027-01-31", "The date until which it may stay paused")),
      within(0, most_kilobytes,row<&Pixel::kb>("kb", observed, optional, "92", "How much it loads, in kilobytes")),
      within(0, most_milliseconds,row<&Pixel::block_ms>("block_ms", observed, optional, "60", "How long it blocks the page, in milliseconds")),
      in_days(longest_days,row<&Pixel::lifetime>("lifetime", observed, optional, "390d", "How long its cookie lasts")),
      row<&Pixel::gpc>("gpc", observed, optional, "honoured", "Whether it honours opt-out signals such as Global Privacy Control"),
      row<&Pixel::dedup_key>("dedup_key", declared, optional, "event_id", "The parameter that identifies an event sent from both browser and server, so that it is counted once"),
      row<&Pixel::seasonal>("seasonal", declared, optional, "[nov, dec]", "The only months in which it fires"),
      whole(1, most_copies, row<&Pixel::count>("count", declared, optional, "3", "How many identical pixels this entry stands for; default 1")),
  }};
}

template <> Record table_of<Integration>() {
  return {{
      depends_on(row<&Integration::from>("from", declared, required, "hubspot", "The tool the data comes from; a list if one flow reads several")),
      depends_on(row<&Integration::to>("to", declared, required, "salesforce", "The tool the data goes to; a list if one flow serves several")),
      beat(row<&Integration::last_ok>("last_ok", observed, core, "2026-11-21", "The date of the last successful run")),
      row<&Integration::owner>("owner", declared, core, "raj", "The person or team accountable for it"),
      open_row<&Integration::runs_as>("runs_as", observed, core, "svc-hubspot", "Whose credentials it uses: a person listed here, or a service account"),
      serves(row<&Integration::moves>("moves", declared, optional, "[lead]", "The data objects it carries")),
      row<&Integration::direction>("direction", declared, optional, "one-way", "Whether data flows one way or both, or it only reads or writes"),
      row<&Integration::via>("via", declared, optional, "native", "How the data is carried: `native`, `api`, `webhook`, `zapier`, `csv`, `manual` …"),
      row<&Integration::api>("api", observed, optional, "v60.0", "The API version it calls; `managed` if the vendor keeps it up to date"),
      row<&Integration::auth>("auth", observed, optional, "oauth", "How it authenticates: `oauth`, `api-key`, `basic` …"),
      row<&Integration::scope>("scope", observed, optional, "[contacts.read]", "The permissions its credentials have"),
      care(row<&Integration::secret_rotated>("secret_rotated", observed, optional, "2026-05-01", "When its secret was last changed")),
      above(0, most_notice,row<&Integration::every>("every", declared, optional, "15m", "How often it runs, or `on-demand`")),
      row<&Integration::error_rate>("error_rate", observed, optional, "0.4%", "Share of runs or records that fail"),
      whole(0, most_runs, row<&Integration::fails>("fails", observed, optional, "0", "Failed runs in a row")),
      row<&Integration::alerts>("alerts", declared, optional, "true", "Whether somebody is alerted when it fails; `vendor` if the vendor sends the alert"),
      within(0, minutes_of_a_month, row<&Integration::minutes>("minutes", observed, optional, "30", "Minutes of work that one manual run takes")),
      within(0, most_runs, row<&Integration::runs_per_month>("runs_per_month", observed, optional, "4", "Manual runs per month")),
      row<&Integration::campaign>("for", declared, optional, "q1-launch", "The campaign or project it was built for"),
      term(row<&Integration::ends>("ends", declared, optional, "2026-12-31", "When it is to be removed")),
      put_off(row<&Integration::until>("until", declared, optional, "2027-01-31", "The date until which it is needed, if it is a stopgap")),
      row<&Integration::fields>("fields", declared, optional, "[email, score]", "The fields it writes, if not all of them"),
      row<&Integration::status>("status", declared, optional, "active", "Where it is in its life cycle; default `active`"),
  }};
}

template <> Record table_of<Agent>() {
  return {{
      row<&Agent::does>("does", declared, core, "scores inbound leads", "What it does, in a sentence"),
      row<&Agent::owner>("owner", declared, core, "raj", "The person or team accountable for it"),
      row<&Agent::autonomy>("autonomy", declared, core, "approve", "Whether it only suggests, acts after approval, or acts on its own"),
      row<&Agent::approver>("approver", declared, optional, "ana", "Who approves its actions"),
      depends_on(row<&Agent::reads>("reads", declared, optional, "[lead]", "The data objects it reads")),
      row<&Agent::writes>("writes", declared, optional, "[lead]", "The data objects it writes; `[]` if none"),
      depends_on(row<&Agent::uses>("uses", declared, optional, "[hs-sf]", "The tools, integrations and agents it depends on")),
      open_row<&Agent::fallback>("fallback", declared, optional, "support-queue", "What takes over when something it depends on fails: a tool, an integration, an agent, or another way in your own words"),
      open_row<&Agent::runs_as>("runs_as", observed, optional, "svc-scorer", "Whose credentials it uses: a person listed here, or a service account"),
      row<&Agent::scope>("scope", observed, optional, "[leads.write]", "The permissions its credentials have"),
      row<&Agent::off_switch>("off_switch", declared, optional, "'Setup > Flows > Score_v3'", "How to stop it"),
      within(0, longest_days, row<&Agent::logs_days>("logs_days", observed, optional, "183", "How long its logs are kept, in days")),
      row<&Agent::metric>("metric", declared, optional, "precision at top 100", "How its quality is measured"),
      care(row<&Agent::last_eval>("last_eval", observed, optional, "2026-10-01", "When its quality was last measured")),
      beat(row<&Agent::last_run>("last_run", observed, optional, "2026-11-20", "When it last ran")),
      row<&Agent::customer_facing>("customer_facing", declared, optional, "false", "Whether customers interact with it"),
      row<&Agent::disclosed>("disclosed", declared, optional, "true", "Whether customers are told that they are dealing with AI"),
      row<&Agent::risk>("risk", declared, optional, "limited", "Its risk class under the EU AI Act"),
      row<&Agent::impact>("impact", declared, optional, "low", "How far-reaching its actions are; `low` for drafts and sandboxes"),
      row<&Agent::model>("model", declared, optional, "gpt-4o", "The model it is pinned to"),
      care(row<&Agent::changed>("changed", observed, optional, "2026-09-01", "When its model, prompt, tools or data last changed")),
      care(row<&Agent::approved>("approved", declared, optional, "2026-09-02", "When it was last approved for use")),
      row<&Agent::status>("status", declared, optional, "active", "Where it is in its life cycle; default `active`"),
      row<&Agent::seasonal>("seasonal", declared, optional, "[nov, dec]", "The only months in which it runs"),
  }};
}

Record utm_table() {
  return {{
      row<&Utm::source>("source", declared, optional, "[linkedin]", "The values of `utm_source`"),
      row<&Utm::medium>("medium", declared, optional, "[paid-social]", "The values of `utm_medium`"),
      row<&Utm::campaign>("campaign", declared, optional, "[2026q1_launch]", "The values of `utm_campaign`; default: the campaign's id"),
      row<&Utm::content>("content", declared, optional, "[hero-banner]", "The values of `utm_content`"),
      row<&Utm::term>("term", declared, optional, "[crm-software]", "The values of `utm_term`"),
  }};
}

template <> Record table_of<Campaign>() {
  return {{
      term(row<&Campaign::ends>("ends", declared, core, "2026-12-15", "The campaign's last day")),
      row<&Campaign::starts>("starts", declared, optional, "2026-10-01", "The campaign's first day"),
      row<&Campaign::owner>("owner", declared, optional, "ana", "The person or team accountable for it"),
      row<&Campaign::utm>("utm", declared, optional, "{source: [linkedin], medium: [paid-social]}", "The UTM values in its links"),
      term(row<&Campaign::teardown>("teardown", declared, optional, "2026-12-22", "When its pixels and pages are to be removed")),
      row<&Campaign::evergreen>("evergreen", declared, optional, "true", "Whether it is meant to run without an end date"),
      within(0, 1'095, row<&Campaign::attribution_days>("attribution_days", declared, optional, "28", "Days after its end during which conversions still count")),
      row<&Campaign::auto_tagged>("auto_tagged", declared, optional, "true", "Whether the ad platform tags its links automatically"),
      row<&Campaign::status>("status", declared, optional, "active", "Where it is in its life cycle; default `active`"),
  }};
}

template <> Record table_of<Touchpoint>() {
  return {{
      depends_on(row<&Touchpoint::measured_by>("measured_by", declared, core, "[ga4-main]", "The pixels and tools that measure it")),
      row<&Touchpoint::stage>("stage", declared, optional, "consideration", "The stage of the customer journey it belongs to"),
      row<&Touchpoint::channel>("channel", declared, optional, "web", "The channel through which customers reach it; a note, no rule reads it"),
      depends_on(row<&Touchpoint::tool>("tool", declared, optional, "hubspot", "The tool that runs it")),
      row<&Touchpoint::owner>("owner", declared, optional, "ana", "The person or team accountable for it"),
      row<&Touchpoint::kpi>("kpi", declared, optional, "signup rate", "How its success is measured"),
      row<&Touchpoint::experience>("experience", declared, optional, "form completion time", "How the customer's experience of it is measured"),
      row<&Touchpoint::next>("next", declared, optional, "[demo-call]", "The touchpoints that come next"),
      row<&Touchpoint::internal>("internal", declared, optional, "true", "Whether it is internal, so that customers never see it"),
      row<&Touchpoint::status>("status", declared, optional, "active", "Where it is in its life cycle; default `active`"),
  }};
}

Record sla_table() {
  return {{
      row<&Sla::completeness>("completeness", declared, optional, "95%", "Share of records that must be complete"),
      row<&Sla::duplicates>("duplicates", declared, optional, "2%", "Share of records that may be duplicates"),
      within(0, longest_days, row<&Sla::freshness>("freshness", declared, optional, "1d", "How old the data may be")),
  }};
}

Record data_field_table() {
  return {{
      row<&DataField::fill>("fill", observed, optional, "80%", "Share of records in which the field is filled"),
      beat(row<&DataField::last_write>("last_write", observed, optional, "2026-11-01", "When it was last written")),
      row<&DataField::writer>("writer", declared, optional, "hubspot", "The one tool, integration or agent that writes the field"),
      reason(row<&DataField::keep>("keep", declared, optional, "legal", "Why it is kept although it is hardly ever filled")),
  }};
}

template <> Record table_of<Data>() {
  return {{
      row<&Data::system_of_record>("system_of_record", declared, core, "salesforce", "The tool whose copy is authoritative"),
      row<&Data::written_by>("written_by", declared, core, "[hubspot, salesforce]", "The tools, integrations and agents that write it"),
      row<&Data::personal>("personal", declared, optional, "true", "Whether it contains personal data"),
      row<&Data::completeness>("completeness", observed, optional, "97%", "Share of records that are complete"),
      row<&Data::duplicates>("duplicates", observed, optional, "1%", "Share of records that are duplicates"),
      row<&Data::sla>("sla", declared, optional, "{completeness: 95%}", "The quality that users of the data can rely on"),
      in_days(longest_days, row<&Data::retention>("retention", declared, optional, "730d", "How long it is kept")),
      row<&Data::fields>("fields", declared, optional, "{score: {writer: lead-scorer}}", "Its fields, by name"),
      row<&Data::events>("events", declared, optional, "[lead_created]", "The events that concern it"),
      row<&Data::properties>("properties", declared, optional, "[order_value]", "The properties that its events carry"),
      row<&Data::owner>("owner", declared, optional, "ana", "The person or team accountable for it"),
  }};
}

template <> Record table_of<Page>() {
  return {{
      row<&Page::pixels>("pixels", declared, optional, "[ga4-main]", "The pixels that run on it"),
      within(0, most_milliseconds, row<&Page::third_party_block_ms>("third_party_block_ms", observed, optional, "180", "How long third parties block it, in milliseconds (the median of three measurements)")),
      row<&Page::campaign>("for", declared, optional, "q1-launch", "The campaign it was built for"),
      term(row<&Page::ends>("ends", declared, optional, "2026-12-31", "When it is to be taken down")),
      term(row<&Page::teardown>("teardown", declared, optional, "2027-01-07", "When its pixels and everything else that depends on it are to be removed")),
      row<&Page::owner>("owner", declared, optional, "ana", "The person or team accountable for it"),
  }};
}

template <> Record table_of<Project>() {
  return {{
      row<&Project::kind>("kind", declared, optional, "feature", "The type of work; default `feature`"),
      row<&Project::owner>("owner", declared, optional, "ana", "The person or team accountable for it"),
      within(0, most_capacity, row<&Project::hours>("hours", declared, optional, "120", "Hours planned for it")),
      row<&Project::started>("started", declared, optional, "2026-09-01", "When work on it began, or is to begin"),
      beat(row<&Project::last_progress>("last_progress", observed, core, "2026-11-14", "When it last made progress")),
      term(row<&Project::due>("due", declared, optional, "2026-12-31", "When it is due to be finished")),
      row<&Project::kpi>("kpi", declared, optional, "MQL to SQL rate", "The metric it is meant to improve"),
      row<&Project::touches>("touches", declared, optional, "[hubspot]", "The items it changes"),
      put_off(row<&Project::blocked_until>("blocked_until", declared, optional, "2027-01-15", "The date until which it is blocked")),
      row<&Project::status>("status", declared, optional, "active", "Where it is in its life cycle; default `active`"),
  }};
}

template <> Record table_of<Proposal>() {
  return {{
      row<&Proposal::does>("does", declared, core, "[copywriting]", "The capabilities it would be used for"),
      row<&Proposal::owner>("owner", declared, optional, "ana", "Who would own it"),
      row<&Proposal::requested_by>("requested_by", declared, optional, "ben", "Who requested it"),
      row<&Proposal::cost>("cost", declared, optional, "9600/yr", "What it would cost"),
      within(0, most_hours, row<&Proposal::run_hours>("run_hours", declared, optional, "6", "Hours a month it would take to run")),
      row<&Proposal::integrates_with>("integrates_with", declared, optional, "[hubspot]", "The tools it must integrate with"),
      row<&Proposal::data>("data", declared, optional, "[lead]", "The data it would access; `none` if none"),
      row<&Proposal::dpa>("dpa", declared, optional, "signed", "When the data processing agreement was signed, `signed` if nobody knows the day, `none` if there is none"),
      row<&Proposal::exit>("exit", declared, optional, "export as markdown", "How you would leave it and take your data with you"),
      row<&Proposal::roadmap>("roadmap", declared, optional, "content velocity", "The roadmap item it supports"),
      row<&Proposal::replaces>("replaces", declared, optional, "surveybee", "The tool it would replace"),
      term(row<&Proposal::ends>("ends", declared, optional, "2027-06-30", "When the trial or contract would end")),
      put_off(row<&Proposal::until>("until", declared, optional, "2027-03-31", "The last day of a pilot")),
      row<&Proposal::proof>("proof", declared, optional, "sandbox run of 2026-10-02", "The evidence that the integrations work"),
      row<&Proposal::purpose>("purpose", declared, optional, "first drafts of product copy", "Why you want it"),
  }};
}

template <> Record table_of<Change>() {
  return {{
      row<&Change::on>("on", declared, core, "hs-sf", "The item that changes"),
      row<&Change::what>("what", declared, optional, "API v60 to v62", "What changes"),
      term(row<&Change::date>("date", declared, optional, "2026-12-10", "When it changes")),
      care(row<&Change::assessed>("assessed", declared, optional, "2026-11-20", "When its impact was assessed")),
      row<&Change::from>("from", declared, optional, "v60.0", "The current version or value"),
      row<&Change::to>("to", declared, optional, "v62.0", "The version or value after the change"),
  }};
}

template <> Record table_of<Waiver>() {
  return {{
      row<&Waiver::rule>("rule", declared, required, "bus-factor", "The rule whose finding is waived"),
      row<&Waiver::on>("on", declared, required, "hubspot", "What the findings are about: ids of items, or `kind/id` as printed in the report; `*` stands for any text, as in `pixel/meta-*`"),
      reason(row<&Waiver::reason>("reason", declared, required, "second admin starts in January", "Why it is waived")),
      put_off(row<&Waiver::until>("until", declared, required, "2027-01-31", "The last day on which the waiver applies")),
      row<&Waiver::by>("by", declared, optional, "ana", "Who decided to waive it"),
      row<&Waiver::kind>("kind", declared, optional, "accepted", "Accepted debt, or a finding that does not apply; default `accepted`"),
  }};
}

}  // namespace

Days farthest_ahead(Dating kind) {
  switch (kind) {
    case Dating::record:
    case Dating::term:
      return {3'653};
    case Dating::put_off:
      return {1'096};
    case Dating::care:
    case Dating::beat:
      break;
  }
  return {366};
}

std::string words_for(const Range& range) {
  const char* const number = range.whole ? "a whole number" : "a number";
  if (range.above_least) return fmt::format("{} above {:.10g} and at most {:.10g}", number, range.least, range.most);
  return fmt::format("{} from {:.10g} to {:.10g}", number, range.least, range.most);
}

const Record& record_of(Utm*) { static const Record table = utm_table(); return table; }
const Record& record_of(Sla*) { static const Record table = sla_table(); return table; }
const Record& record_of(DataField*) { static const Record table = data_field_table(); return table; }
const Record& common_fields() { static const Record table = common_table(); return table; }

const Record& fields_of(Kind kind) {
#define STACKDRAG_TABLE(T, ...) , table_of<T>()
  static const std::array<Record, kind_count> tables{Record() STACKDRAG_KINDS(STACKDRAG_TABLE)};
#undef STACKDRAG_TABLE
  return tables[static_cast<std::size_t>(kind)];
}

}  // namespace stackdrag
