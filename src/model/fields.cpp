// The field table: name, kind of evidence, need, example, description. Adding a field is one line here and one member in inventory.h.
#include "stackdrag/fields.h"

#include <algorithm>
#include <array>

#include "stackdrag/shape.h"

namespace stackdrag {

// A table reads by its rows.
// clang-format off
template <> std::span<const std::string_view> choices_of<Profile>() { static constexpr std::string_view w[] = {"starter", "standard", "full"}; return w; }
template <> std::span<const std::string_view> choices_of<Status>() { static constexpr std::string_view w[] = {"active", "planned", "paused", "retired"}; return w; }
template <> std::span<const std::string_view> choices_of<PersonKind>() { static constexpr std::string_view w[] = {"internal", "agency", "vendor", "service"}; return w; }
template <> std::span<const std::string_view> choices_of<NameCase>() { static constexpr std::string_view w[] = {"lower", "upper", "snake", "kebab", "camel", "pascal", "title"}; return w; }
template <> std::span<const std::string_view> choices_of<ToolRole>() { static constexpr std::string_view w[] = {"primary", "secondary"}; return w; }
template <> std::span<const std::string_view> choices_of<Billing>() { static constexpr std::string_view w[] = {"monthly", "quarterly", "yearly", "usage"}; return w; }
template <> std::span<const std::string_view> choices_of<Cadence>() { static constexpr std::string_view w[] = {"daily", "weekly", "monthly", "quarterly", "yearly"}; return w; }
template <> std::span<const std::string_view> choices_of<Decision>() { static constexpr std::string_view w[] = {"keep", "cancel", "renegotiate", "replace"}; return w; }
template <> std::span<const std::string_view> choices_of<Consent>() { static constexpr std::string_view w[] = {"none", "analytics", "marketing", "exempt"}; return w; }
template <> std::span<const std::string_view> choices_of<Placement>() { static constexpr std::string_view w[] = {"gtm", "hard-coded", "server"}; return w; }
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

/// The fields of a kind. Whoever adds a kind adds its table below.
template <class T> Record table_of() = delete;

Record common_table() {
  return {{
      row<&Common::name>("name", declared, optional, "Main site pixel", "What people call it, if that is not its id"),
      extra_row<&Extras::notes>("notes", setting, optional, "asked legal in May", "Anything worth knowing; no rule reads it"),
      extra_row<&Extras::why>("why", declared, optional, "aggregated figures only", "The reason for a field of this item that says `n/a`, and for other exceptions"),
      extra_row<&Extras::tags>("tags", setting, optional, "[q4, paid]", "Labels of your own"),
      extra_row<&Extras::links>("links", setting, optional, "['https://wiki.acme.example/hubspot']", "Where more is written"),
      extra_row<&Extras::was>("was", setting, optional, "[old-id]", "Earlier ids of the item, so that what was known of it stays known"),
      extra_row<&Extras::added>("added", observed, optional, "2025-04-01", "When it came into the stack"),
      extra_row<&Extras::reviewed>("reviewed", observed, optional, "2026-09-15", "When somebody last looked whether it is still right"),
      extra_row<&Extras::effort>("effort", setting, optional, "3", "Hours that it takes to put right a finding about this item; replaces the rule's figure"),
      extra_row<&Extras::carry>("carry", setting, optional, "0.5", "Hours a month that a finding about this item costs; replaces the rule's figure"),
  }};
}

template <> Record table_of<Stack>() {
  return {{
      row<&Stack::as_of>("as_of", setting, core, "2026-11-21", "The day that every age is computed from; today (UTC) if left out"),
      row<&Stack::currency>("currency", setting, core, "EUR", "The currency of every amount without one (ISO 4217)"),
      row<&Stack::capacity_hours>("capacity_hours", setting, core, "320", "Hours of work a month that keep this stack running; at least 80, also the default"),
      row<&Stack::hourly_rate>("hourly_rate", setting, optional, "80", "What an hour of work costs, in the stack's currency; default 75"),
      row<&Stack::debt_share>("debt_share", setting, optional, "0.30", "Share of the planned hours that is meant for repair; default 0.30"),
      row<&Stack::regions>("regions", declared, optional, "[eu, us-ca]", "Where the audience lives; decides which consent rules apply, all if left out"),
      row<&Stack::profile>("profile", setting, optional, "standard", "How much evidence the audit asks for; default `starter`"),
      row<&Stack::owner>("owner", declared, optional, "ana", "Who answers for the stack as a whole"),
      row<&Stack::stages>("stages", declared, optional, "[awareness, decision]", "The stages of the customer journey"),
      row<&Stack::consent_platform>("consent_platform", observed, optional, "onetrust", "The tool that asks visitors for consent; `none` if there is none"),
      row<&Stack::goals>("goals", declared, optional, "{pipeline: 20 % more by June}", "What the stack is meant to achieve, by a name of your own"),
      row<&Stack::exchange>("exchange", setting, optional, "{USD: 0.92}", "What one unit of another currency is worth in the stack's currency"),
  }};
}

template <> Record table_of<Person>() {
  return {{
      row<&Person::role>("role", declared, optional, "crm engineer", "What the person does"),
      row<&Person::team>("team", declared, optional, "revops", "The team"),
      row<&Person::email>("email", declared, optional, "ana@acme.example", "Where to reach the person"),
      row<&Person::left>("left", declared, optional, "2026-06-30", "The last day of work"),
      row<&Person::kind>("kind", declared, optional, "agency", "Employed here, by an agency or vendor, or a service account; default `internal`"),
      row<&Person::hours>("hours", declared, optional, "120", "Hours a month for the stack"),
      row<&Person::share>("share", declared, optional, "50%", "Share of a full-time post"),
  }};
}

template <> Record table_of<Team>() {
  return {{
      row<&Team::lead>("lead", declared, optional, "ana", "Who leads the team"),
      row<&Team::hours>("hours", declared, optional, "320", "Hours a month for the stack"),
  }};
}

template <> Record table_of<Convention>() {
  return {{
      row<&Convention::pattern>("pattern", setting, optional, "'^[0-9]{4}q[1-4]_[a-z0-9-]+$'", "The regular expression (RE2) that every name matches"),
      row<&Convention::letter_case>("case", setting, optional, "lower", "How names are cased"),
      row<&Convention::allowed>("allowed", setting, optional, "[google, linkedin]", "The only values that may be used"),
      row<&Convention::aliases>("aliases", setting, optional, "{fb: facebook}", "Other spellings, and the value that they stand for"),
      row<&Convention::since>("since", setting, optional, "2025-01-01", "Items added before this day keep their names"),
  }};
}

template <> Record table_of<Limits>() {
  return {{
      row<&Limits::pixels_per_page>("pixels_per_page", setting, optional, "10", "Pixels that a page may carry"),
      row<&Limits::tools_per_capability>("tools_per_capability", setting, optional, "1", "Tools that may share a capability"),
      row<&Limits::third_party_block_ms>("third_party_block_ms", setting, optional, "250", "Milliseconds that third parties may block a page"),
      row<&Limits::waiver_days>("waiver_days", setting, optional, "180", "Days that a waiver may last"),
  }};
}

template <> Record table_of<Tool>() {
  return {{
      row<&Tool::does>("does", declared, core, "[crm]", "What it is used for, as capabilities: `crm`, `survey`, `web-analytics`"),
      row<&Tool::owner>("owner", declared, core, "ana", "The person or team accountable for it"),
      row<&Tool::cost>("cost", declared, core, "6000/yr", "What it costs: `/yr`, `/mo`, or a bare number a year"),
      row<&Tool::renews>("renews", declared, core, "2027-01-15", "When the contract renews"),
      row<&Tool::last_used>("last_used", observed, core, "2026-11-20", "When somebody or something last used it"),
      row<&Tool::seats>("seats", declared, optional, "25", "Seats paid for"),
      row<&Tool::seats_used>("seats_used", observed, core, "23", "Seats that were in use over the last 90 days"),
      row<&Tool::notice>("notice", declared, optional, "30d", "The renewal notice: how long before the renewal it must be cancelled"),
      row<&Tool::auto_renew>("auto_renew", declared, optional, "true", "Whether the contract renews by itself"),
      row<&Tool::billing>("billing", declared, optional, "monthly", "How it is billed"),
      row<&Tool::backup>("backup", declared, optional, "raj", "Who can run it when the owner is away"),
      row<&Tool::accountable>("accountable", declared, optional, "raj", "The insider who answers for it when the owner is an agency or vendor"),
      row<&Tool::purpose>("purpose", declared, optional, "nurture and lead forms", "Why it is there, in a sentence"),
      row<&Tool::vendor>("vendor", declared, optional, "google", "Who makes it, if its id does not say so"),
      row<&Tool::personal_data>("personal_data", declared, optional, "true", "Whether it handles personal data"),
      row<&Tool::dpa>("dpa", declared, optional, "2025-01-10", "When the data processing agreement was signed; `none` if there is none"),
      row<&Tool::serves>("serves", declared, optional, "[emea]", "For whom, if several tools with one capability serve different teams or regions"),
      row<&Tool::role>("role", declared, optional, "secondary", "A `secondary` tool stands beside another of the same capability on purpose"),
      row<&Tool::replaces>("replaces", declared, optional, "surveybee", "The tool that it takes over from, while both run"),
      row<&Tool::eol>("eol", observed, optional, "2027-06-30", "The vendor's end of life for the product"),
      row<&Tool::retire_on>("retire_on", declared, optional, "2027-01-31", "When the team means to switch it off"),
      row<&Tool::status>("status", declared, optional, "active", "Default `active`"),
      row<&Tool::cadence>("cadence", declared, optional, "yearly", "How often it is meant to be used; a `yearly` tool may rest for a year"),
      row<&Tool::decision>("decision", declared, optional, "keep", "What was decided for the next renewal"),
      row<&Tool::external>("external", declared, optional, "true", "A stub: another team's tool, named here only so that others can refer to it"),
      row<&Tool::seasonal>("seasonal", declared, optional, "[nov, dec]", "The only months in which it is used"),
  }};
}

template <> Record table_of<Pixel>() {
  return {{
      row<&Pixel::vendor>("vendor", declared, core, "meta", "Whose pixel it is"),
      row<&Pixel::campaign>("for", declared, core, "q1-launch", "The campaign (or page) that it was placed for"),
      row<&Pixel::purpose>("purpose", declared, core, "web analytics", "Why it is there, if not for a campaign"),
      row<&Pixel::last_seen>("last_seen", observed, core, "2026-11-20", "When it last fired"),
      row<&Pixel::owner>("owner", declared, core, "ana", "The person or team accountable for it"),
      row<&Pixel::consent>("consent", observed, core, "marketing", "The consent that it waits for; `none` fires at once, `exempt` needs none (say `why`)"),
      row<&Pixel::account>("account", declared, optional, "G-AAA111", "The account or property that it reports to"),
      open_row<&Pixel::on>("on", declared, optional, "[home, checkout]", "The pages that it runs on; `all` for every page"),
      row<&Pixel::sends>("sends", declared, optional, "[purchase]", "The events that it sends"),
      row<&Pixel::feeds>("feeds", declared, optional, "[ga4]", "The tools that use its data; `[]` if none does"),
      row<&Pixel::via>("via", declared, optional, "gtm", "How it gets onto the page"),
      row<&Pixel::status>("status", declared, optional, "paused", "Default `active`"),
      row<&Pixel::paused_on>("paused_on", declared, optional, "2026-08-01", "When it was paused"),
      row<&Pixel::ends>("ends", declared, optional, "2026-12-31", "When it is to be removed"),
      row<&Pixel::keep_until>("keep_until", declared, optional, "2027-01-31", "Keep it until then although its campaign ended (say `why`)"),
      row<&Pixel::until>("until", declared, optional, "2027-01-31", "Until when it may stay paused"),
      row<&Pixel::kb>("kb", observed, optional, "92", "What it loads, in kilobytes"),
      row<&Pixel::block_ms>("block_ms", observed, optional, "60", "How long it blocks the page, in milliseconds"),
      row<&Pixel::lifetime>("lifetime", observed, optional, "390d", "How long its cookie lives"),
      row<&Pixel::gpc>("gpc", observed, optional, "honoured", "What it does with an opt-out signal such as Global Privacy Control"),
      row<&Pixel::dedup_key>("dedup_key", declared, optional, "event_id", "What tells a browser event from the same event sent by the server"),
      row<&Pixel::seasonal>("seasonal", declared, optional, "[nov, dec]", "The only months in which it fires"),
      row<&Pixel::count>("count", declared, optional, "3", "How many alike this entry stands for; default 1"),
  }};
}

template <> Record table_of<Integration>() {
  return {{
      depends_on(row<&Integration::from>("from", declared, required, "hubspot", "The tool that the data leaves")),
      depends_on(row<&Integration::to>("to", declared, required, "salesforce", "The tool that the data enters")),
      row<&Integration::last_ok>("last_ok", observed, core, "2026-11-21", "The last run that went well"),
      row<&Integration::owner>("owner", declared, core, "raj", "The person or team accountable for it"),
      open_row<&Integration::runs_as>("runs_as", observed, core, "svc-hubspot", "Whose credentials it uses: a declared person, or a service account"),
      serves(row<&Integration::moves>("moves", declared, optional, "[lead]", "The data objects that it carries")),
      row<&Integration::direction>("direction", declared, optional, "one-way", "Which way the data flows, or whether it only reads or writes"),
      row<&Integration::via>("via", declared, optional, "native", "What carries it: `native`, `api`, `webhook`, `zapier`, `csv`, `manual` …"),
      row<&Integration::api>("api", observed, optional, "v60.0", "The API version that it calls; `managed` if the vendor looks after that"),
      row<&Integration::auth>("auth", observed, optional, "oauth", "How it signs in: `oauth`, `api-key`, `basic` …"),
      row<&Integration::scope>("scope", observed, optional, "[contacts.read]", "What its credentials may do"),
      row<&Integration::secret_rotated>("secret_rotated", observed, optional, "2026-05-01", "When its secret was last changed"),
      row<&Integration::every>("every", declared, optional, "15m", "How often it runs, or `on-demand`"),
      row<&Integration::error_rate>("error_rate", observed, optional, "0.4%", "Share of runs or records that fail"),
      row<&Integration::fails>("fails", observed, optional, "0", "Failed runs in a row"),
      row<&Integration::alerts>("alerts", declared, optional, "true", "Whether somebody is told when it fails; `vendor` if the vendor does"),
      row<&Integration::minutes>("minutes", observed, optional, "30", "Minutes of work that a run by hand takes"),
      row<&Integration::runs_per_month>("runs_per_month", observed, optional, "4", "Runs by hand a month"),
      row<&Integration::campaign>("for", declared, optional, "q1-launch", "The campaign or project that it was built for"),
      row<&Integration::ends>("ends", declared, optional, "2026-12-31", "When it is to be removed"),
      row<&Integration::until>("until", declared, optional, "2027-01-31", "Until when a stopgap is meant to last"),
      row<&Integration::fields>("fields", declared, optional, "[email, score]", "The fields that it writes, if not all"),
      row<&Integration::status>("status", declared, optional, "active", "Default `active`"),
  }};
}

template <> Record table_of<Agent>() {
  return {{
      row<&Agent::does>("does", declared, core, "scores inbound leads", "What it does, in a sentence"),
      row<&Agent::owner>("owner", declared, core, "raj", "The person or team accountable for it"),
      row<&Agent::autonomy>("autonomy", declared, core, "approve", "Whether it suggests, acts after approval, or acts by itself"),
      row<&Agent::approver>("approver", declared, optional, "ana", "The human in the loop"),
      depends_on(row<&Agent::reads>("reads", declared, optional, "[lead]", "The data objects that it reads")),
      row<&Agent::writes>("writes", declared, optional, "[lead]", "The data objects that it writes; `[]` if none"),
      depends_on(row<&Agent::uses>("uses", declared, optional, "[hs-sf]", "The tools and integrations that it depends on")),
      open_row<&Agent::runs_as>("runs_as", observed, optional, "svc-scorer", "Whose credentials it uses: a declared person, or a service account"),
      row<&Agent::scope>("scope", observed, optional, "[leads.write]", "What its credentials may do"),
      row<&Agent::off_switch>("off_switch", declared, optional, "'Setup > Flows > Score_v3'", "How to stop it"),
      row<&Agent::logs_days>("logs_days", observed, optional, "183", "Days that its logs are kept"),
      row<&Agent::metric>("metric", declared, optional, "precision at top 100", "How its quality is measured"),
      row<&Agent::last_eval>("last_eval", observed, optional, "2026-10-01", "When its quality was last measured"),
      row<&Agent::last_run>("last_run", observed, optional, "2026-11-20", "When it last ran"),
      row<&Agent::customer_facing>("customer_facing", declared, optional, "false", "Whether customers meet it"),
      row<&Agent::disclosed>("disclosed", declared, optional, "true", "Whether customers are told that it is no person"),
      row<&Agent::risk>("risk", declared, optional, "limited", "Its class under the EU's AI Act"),
      row<&Agent::impact>("impact", declared, optional, "low", "How far what it does reaches; `low` for drafts and sandboxes"),
      row<&Agent::model>("model", declared, optional, "gpt-4o", "The model that it is pinned to"),
      row<&Agent::changed>("changed", observed, optional, "2026-09-01", "When its model, prompt, tools or data last changed"),
      row<&Agent::approved>("approved", declared, optional, "2026-09-02", "When it was last approved for use"),
      row<&Agent::status>("status", declared, optional, "active", "Default `active`"),
      row<&Agent::seasonal>("seasonal", declared, optional, "[nov, dec]", "The only months in which it runs"),
  }};
}

Record utm_table() {
  return {{
      row<&Utm::source>("source", declared, optional, "[linkedin]", "The values of `utm_source`"),
      row<&Utm::medium>("medium", declared, optional, "[paid-social]", "The values of `utm_medium`"),
      row<&Utm::campaign>("campaign", declared, optional, "[2026q1_launch]", "The values of `utm_campaign`; default: the campaign's id"),
  }};
}

template <> Record table_of<Campaign>() {
  return {{
      row<&Campaign::ends>("ends", declared, core, "2026-12-15", "The last day"),
      row<&Campaign::starts>("starts", declared, optional, "2026-10-01", "The first day"),
      row<&Campaign::owner>("owner", declared, optional, "ana", "The person or team accountable for it"),
      row<&Campaign::utm>("utm", declared, optional, "{source: [linkedin], medium: [paid-social]}", "The UTM values of its links"),
      row<&Campaign::teardown>("teardown", declared, optional, "2026-12-22", "When its pixels and pages are removed"),
      row<&Campaign::evergreen>("evergreen", declared, optional, "true", "It is meant to have no end"),
      row<&Campaign::attribution_days>("attribution_days", declared, optional, "28", "Days after its end in which conversions still count"),
      row<&Campaign::auto_tagged>("auto_tagged", declared, optional, "true", "The ad platform tags its links by itself"),
      row<&Campaign::status>("status", declared, optional, "active", "Default `active`"),
  }};
}

template <> Record table_of<Touchpoint>() {
  return {{
      depends_on(row<&Touchpoint::measured_by>("measured_by", declared, core, "[ga4-main]", "The pixels and tools that measure it")),
      row<&Touchpoint::stage>("stage", declared, optional, "consideration", "The stage of the journey"),
      row<&Touchpoint::channel>("channel", declared, optional, "web", "The channel"),
      depends_on(row<&Touchpoint::tool>("tool", declared, optional, "hubspot", "The tool that runs it")),
      row<&Touchpoint::owner>("owner", declared, optional, "ana", "The person or team accountable for it"),
      row<&Touchpoint::kpi>("kpi", declared, optional, "signup rate", "How its success is measured"),
      row<&Touchpoint::experience>("experience", declared, optional, "form completion time", "How the customer's experience is measured"),
      row<&Touchpoint::next>("next", declared, optional, "[demo-call]", "The touchpoints that follow"),
      row<&Touchpoint::internal>("internal", declared, optional, "true", "Customers never meet it"),
      row<&Touchpoint::status>("status", declared, optional, "active", "Default `active`"),
  }};
}

Record sla_table() {
  return {{
      row<&Sla::completeness>("completeness", declared, optional, "95%", "Share of records that must be complete"),
      row<&Sla::duplicates>("duplicates", declared, optional, "2%", "Share of records that may be duplicates"),
      row<&Sla::freshness>("freshness", declared, optional, "1d", "How old the data may be"),
  }};
}

Record data_field_table() {
  return {{
      row<&DataField::fill>("fill", observed, optional, "80%", "Share of records that fill the field"),
      row<&DataField::last_write>("last_write", observed, optional, "2026-11-01", "When it was last written"),
      row<&DataField::writer>("writer", declared, optional, "hubspot", "The one tool, integration or agent that writes the field"),
      row<&DataField::keep>("keep", declared, optional, "legal", "Why it is kept although nobody fills it"),
  }};
}

template <> Record table_of<Data>() {
  return {{
      row<&Data::system_of_record>("system_of_record", declared, core, "salesforce", "The tool whose copy is the true one"),
      row<&Data::written_by>("written_by", declared, core, "[hubspot, salesforce]", "The tools, integrations and agents that write it"),
      row<&Data::personal>("personal", declared, optional, "true", "Whether it is personal data"),
      row<&Data::completeness>("completeness", observed, optional, "97%", "Share of records that are complete"),
      row<&Data::duplicates>("duplicates", observed, optional, "1%", "Share of records that are duplicates"),
      row<&Data::sla>("sla", declared, optional, "{completeness: 95%}", "What the data promises to its readers"),
      row<&Data::retention>("retention", declared, optional, "730d", "How long it is kept"),
      row<&Data::fields>("fields", declared, optional, "{score: {writer: lead-scorer}}", "Its fields, by name"),
      row<&Data::events>("events", declared, optional, "[lead_created]", "The events that are about it"),
      row<&Data::owner>("owner", declared, optional, "ana", "The person or team accountable for it"),
  }};
}

template <> Record table_of<Page>() {
  return {{
      row<&Page::pixels>("pixels", declared, optional, "[ga4-main]", "The pixels that run on it"),
      row<&Page::third_party_block_ms>("third_party_block_ms", observed, optional, "180", "How long third parties block it, in milliseconds (median of three measurements)"),
      row<&Page::campaign>("for", declared, optional, "q1-launch", "The campaign that it was built for"),
      row<&Page::ends>("ends", declared, optional, "2026-12-31", "When it is to be taken down"),
      row<&Page::teardown>("teardown", declared, optional, "2027-01-07", "When what hangs on it is removed"),
      row<&Page::owner>("owner", declared, optional, "ana", "The person or team accountable for it"),
  }};
}

template <> Record table_of<Project>() {
  return {{
      row<&Project::kind>("kind", declared, optional, "feature", "What it is for; default `feature`"),
      row<&Project::owner>("owner", declared, optional, "ana", "The person or team accountable for it"),
      row<&Project::hours>("hours", declared, optional, "120", "Hours planned"),
      row<&Project::started>("started", declared, optional, "2026-09-01", "When it began"),
      row<&Project::last_progress>("last_progress", observed, core, "2026-11-14", "When it last moved"),
      row<&Project::due>("due", declared, optional, "2026-12-31", "When it is to be done"),
      row<&Project::kpi>("kpi", declared, optional, "MQL to SQL rate", "The figure that it is to move"),
      row<&Project::touches>("touches", declared, optional, "[hubspot]", "The items that it works on"),
      row<&Project::blocked_until>("blocked_until", declared, optional, "2027-01-15", "The dated event that it waits for"),
      row<&Project::status>("status", declared, optional, "active", "Default `active`"),
  }};
}

template <> Record table_of<Proposal>() {
  return {{
      row<&Proposal::does>("does", declared, core, "[copywriting]", "What it would be used for, as capabilities"),
      row<&Proposal::owner>("owner", declared, optional, "ana", "Who would own it"),
      row<&Proposal::requested_by>("requested_by", declared, optional, "ben", "Who asks for it"),
      row<&Proposal::cost>("cost", declared, optional, "9600/yr", "What it would cost"),
      row<&Proposal::run_hours>("run_hours", declared, optional, "6", "Hours a month that it would take to run"),
      row<&Proposal::integrates_with>("integrates_with", declared, optional, "[hubspot]", "The tools that it must work with"),
      row<&Proposal::data>("data", declared, optional, "[lead]", "The data that it would touch; `none` if none"),
      row<&Proposal::exit>("exit", declared, optional, "export as markdown", "How to get out again"),
      row<&Proposal::roadmap>("roadmap", declared, optional, "content velocity", "The roadmap item that it serves"),
      row<&Proposal::replaces>("replaces", declared, optional, "surveybee", "The tool that would go"),
      row<&Proposal::ends>("ends", declared, optional, "2027-06-30", "When the trial or contract would end"),
      row<&Proposal::until>("until", declared, optional, "2027-03-31", "How long a pilot lasts"),
      row<&Proposal::proof>("proof", declared, optional, "sandbox run of 2026-10-02", "What shows that it integrates"),
      row<&Proposal::purpose>("purpose", declared, optional, "first drafts of product copy", "Why it is wanted"),
  }};
}

template <> Record table_of<Change>() {
  return {{
      row<&Change::on>("on", declared, core, "hs-sf", "The item that changes"),
      row<&Change::what>("what", declared, optional, "API v60 to v62", "What changes"),
      row<&Change::date>("date", declared, optional, "2026-12-10", "When"),
      row<&Change::assessed>("assessed", declared, optional, "2026-11-30", "When its impact was assessed"),
      row<&Change::from>("from", declared, optional, "v60.0", "What it is now"),
      row<&Change::to>("to", declared, optional, "v62.0", "What it will be"),
  }};
}

template <> Record table_of<Waiver>() {
  return {{
      row<&Waiver::rule>("rule", declared, required, "bus-factor", "The rule whose finding is waived"),
      row<&Waiver::on>("on", declared, required, "hubspot", "What the finding is about: an item, or `kind/id` as the report has it"),
      row<&Waiver::reason>("reason", declared, required, "second admin starts in January", "Why"),
      row<&Waiver::until>("until", declared, required, "2027-01-31", "The last day on which it holds"),
      row<&Waiver::by>("by", declared, optional, "ana", "Who decided"),
      row<&Waiver::kind>("kind", declared, optional, "accepted", "Debt that is accepted, or a finding that does not apply; default `accepted`"),
  }};
}

}  // namespace

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
