// The inventory: one struct per kind, every field typed and placed. What each field means stands in the field table (fields.h).
#pragma once

#include <deque>
#include <memory>
#include <memory_resource>
#include <string>
#include <vector>

#include "stackdrag/severity.h"
#include "stackdrag/tree.h"
#include "stackdrag/value.h"

namespace stackdrag {

using PersonRef = Ref<Kind::person>;
using OwnerRef = Ref<Kind::person, Kind::team>;
using ToolRef = Ref<Kind::tool>;
using DataRef = Ref<Kind::data>;

enum class Status : std::uint8_t { active, planned, paused, retired };
enum class PersonKind : std::uint8_t { internal, agency, vendor, service };
enum class NameCase : std::uint8_t { lower, upper, snake, kebab, camel, pascal, title };
enum class ToolRole : std::uint8_t { primary, secondary };
enum class Billing : std::uint8_t { monthly, quarterly, yearly, usage };
enum class Cadence : std::uint8_t { daily, weekly, monthly, quarterly, yearly };
enum class Decision : std::uint8_t { keep, cancel, renegotiate, replace };
enum class Consent : std::uint8_t { none, analytics, marketing, exempt };
enum class Placement : std::uint8_t { gtm, hard_coded, server };
enum class OptOutSignal : std::uint8_t { honoured, ignored };
enum class Direction : std::uint8_t { one_way, two_way, read, write };
enum class Alerts : std::uint8_t { no, yes, vendor };
enum class Autonomy : std::uint8_t { suggest, approve, act };
enum class Level : std::uint8_t { low, medium, high };
enum class Risk : std::uint8_t { minimal, limited, high };  ///< the classes of the EU's AI Act
enum class ProjectKind : std::uint8_t { feature, debt, maintenance };
enum class WaiverKind : std::uint8_t { accepted, not_applicable };
enum class Month : std::uint8_t { jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec };

/// What any item may carry, and few do.
struct Extras {
  At<Text> notes, why;
  List<Text> tags, links, was;
  At<Date> added, reviewed;
  At<double> effort, carry;  ///< hours to fix, hours a month: they replace the rules' own figures for this item
};

/// What every item has.
struct Common {
  ItemId self;  ///< the item that this belongs to
  At<Text> name;
  Extras* given = nullptr;  ///< lives in the inventory's arena; null if the item says nothing of the kind

  const Extras& extras() const {
    static const Extras none;
    return given != nullptr ? *given : none;
  }
};

struct Stack {
  At<Text> id;  ///< written nowhere; "stack"
  Common common;
  At<Date> as_of;
  At<Text> currency;
  At<double> capacity_hours, hourly_rate;
  At<Rate> debt_share;
  List<Text> regions, stages;
  At<Profile> profile;
  At<OwnerRef> owner;
  At<ToolRef> consent_platform;
  Map<At<Text>> goals;
  Map<At<double>> exchange;  ///< one unit of the currency named, in the stack's currency
};

struct Person {
  At<Text> id;
  Common common;
  At<Text> role, email;
  At<Ref<Kind::team>> team;
  At<Date> left;
  At<PersonKind> kind;
  At<double> hours;
  At<Rate> share;
};

struct Team {
  At<Text> id;
  Common common;
  At<PersonRef> lead;
  At<double> hours;
};

/// The names that a team has agreed on for one kind of thing; its id is that kind (`campaign`, `utm_source`, `event`).
struct Convention {
  At<Text> id;
  Common common;
  At<Text> pattern;
  At<NameCase> letter_case;
  List<Text> allowed;
  Map<At<Text>> aliases;
  At<Date> since;
};

struct Limits {
  At<Text> id;
  At<double> pixels_per_page, tools_per_capability, third_party_block_ms, waiver_days;
};

struct Tool {
  At<Text> id;
  Common common;
  List<Text> does, serves;
  At<Text> vendor, purpose;
  At<OwnerRef> owner;
  At<PersonRef> backup, accountable;
  At<Money> cost;
  At<Date> renews, last_used, dpa, eol, retire_on;
  At<double> seats, seats_used;
  At<Duration> notice;
  At<bool> auto_renew, personal_data, external;
  At<Billing> billing;
  At<ToolRole> role;
  At<ToolRef> replaces;
  At<Status> status;
  At<Cadence> cadence;
  At<Decision> decision;
  List<Month> seasonal;
};

struct Pixel {
  At<Text> id;
  Common common;
  At<Text> vendor, account, purpose, dedup_key;
  At<Ref<Kind::campaign, Kind::page>> campaign;  ///< the field `for`
  At<Date> last_seen, paused_on, ends, keep_until, until;
  At<OwnerRef> owner;
  At<Consent> consent;
  List<Ref<Kind::page>> on;
  List<Text> sends;
  List<ToolRef> feeds;
  At<Placement> via;
  At<Status> status;
  At<double> kb, block_ms, count;
  At<Duration> lifetime;
  At<OptOutSignal> gpc;
  List<Month> seasonal;
};

struct Integration {
  At<Text> id;
  Common common;
  At<ToolRef> from, to;
  At<Date> last_ok, secret_rotated, ends, until;
  At<OwnerRef> owner;
  At<PersonRef> runs_as;
  List<DataRef> moves;
  At<Direction> direction;
  At<Text> via, api, auth;
  List<Text> scope, fields;
  At<Every> every;
  At<Rate> error_rate;
  At<double> fails, minutes, runs_per_month;
  At<Alerts> alerts;
  At<Ref<Kind::campaign, Kind::project>> campaign;  ///< the field `for`
  At<Status> status;
};

struct Agent {
  At<Text> id;
  Common common;
  At<Text> does, off_switch, metric, model;
  At<OwnerRef> owner, approver;
  At<Autonomy> autonomy;
  List<DataRef> reads, writes;
  List<Ref<Kind::tool, Kind::integration>> uses;
  At<PersonRef> runs_as;
  List<Text> scope;
  At<double> logs_days;
  At<Date> last_eval, last_run, changed, approved;
  At<bool> customer_facing, disclosed;
  At<Risk> risk;
  At<Level> impact;
  At<Status> status;
  List<Month> seasonal;
};

struct Utm {
  List<Text> source, medium, campaign;
};

struct Campaign {
  At<Text> id;
  Common common;
  At<Date> starts, ends, teardown;
  At<OwnerRef> owner;
  At<Utm> utm;
  At<bool> evergreen, auto_tagged;
  At<double> attribution_days;
  At<Status> status;
};

struct Touchpoint {
  At<Text> id;
  Common common;
  At<Text> stage, channel, kpi, experience;
  At<ToolRef> tool;
  List<Ref<Kind::pixel, Kind::tool>> measured_by;
  At<OwnerRef> owner;
  List<Ref<Kind::touchpoint>> next;
  At<bool> internal;
  At<Status> status;
};

/// What a data object promises to its readers.
struct Sla {
  At<Rate> completeness, duplicates;
  At<Duration> freshness;
};

/// One field of a data object.
struct DataField {
  At<Rate> fill;
  At<Date> last_write;
  At<Ref<Kind::tool, Kind::integration, Kind::agent>> writer;
  At<Text> keep;
};

struct Data {
  At<Text> id;
  Common common;
  At<ToolRef> system_of_record;
  List<Ref<Kind::tool, Kind::integration, Kind::agent>> written_by;
  At<bool> personal;
  At<Rate> completeness, duplicates;
  At<Sla> sla;
  At<Duration> retention;
  Map<At<DataField>> fields;
  List<Text> events;
  At<OwnerRef> owner;
};

struct Page {
  At<Text> id;
  Common common;
  List<Ref<Kind::pixel>> pixels;
  At<double> third_party_block_ms;
  At<Ref<Kind::campaign>> campaign;  ///< the field `for`
  At<Date> ends, teardown;
  At<OwnerRef> owner;
};

struct Project {
  At<Text> id;
  Common common;
  At<ProjectKind> kind;
  At<OwnerRef> owner;
  At<double> hours;
  At<Date> started, last_progress, due, blocked_until;
  At<Text> kpi;
  List<AnyRef> touches;
  At<Status> status;
};

struct Proposal {
  At<Text> id;
  Common common;
  List<Text> does;
  At<OwnerRef> owner, requested_by;
  At<Money> cost;
  At<double> run_hours;
  List<ToolRef> integrates_with;
  List<DataRef> data;
  At<Text> exit, roadmap, proof, purpose;
  At<ToolRef> replaces;
  At<Date> ends, until;
};

struct Change {
  At<Text> id;
  Common common;
  At<AnyRef> on;
  At<Text> what, from, to;
  At<Date> date, assessed;
};

struct Waiver {
  At<Text> id;
  Common common;
  At<Text> rule, on, reason;
  At<OwnerRef> by;
  At<Date> until;
  At<WaiverKind> kind;
};

/// Where lists and extras live.
using Arena = std::pmr::monotonic_buffer_resource;

/// Everything that the user wrote, decoded. Owns the texts and lists that the items point to, but not the sources.
/// Move-only: the items point into its own arena.
struct Inventory {
  Stack stack;
  Limits limits;
  std::vector<Person> people;
  std::vector<Team> teams;
  std::vector<Convention> conventions;
  std::vector<Tool> tools;
  std::vector<Pixel> pixels;
  std::vector<Integration> integrations;
  std::vector<Agent> agents;
  std::vector<Campaign> campaigns;
  std::vector<Touchpoint> touchpoints;
  std::vector<Data> data;
  std::vector<Page> pages;
  std::vector<Project> projects;
  std::vector<Proposal> proposals;
  std::vector<Change> changes;
  std::vector<Waiver> waivers;

  std::deque<Tree> trees;  ///< keep the texts that are not plain stretches of a source
  std::unique_ptr<Arena> arena = std::make_unique<Arena>();
};

/// The inventory's items of type `T`, and their kind: `items_of<Tool>(inventory)`, `kind_of<Tool>`.
// clang-format off
template <class T> constexpr Kind kind_of = Kind::none;
template <> inline constexpr Kind kind_of<Person> = Kind::person;
template <> inline constexpr Kind kind_of<Team> = Kind::team;
template <> inline constexpr Kind kind_of<Tool> = Kind::tool;
template <> inline constexpr Kind kind_of<Pixel> = Kind::pixel;
template <> inline constexpr Kind kind_of<Integration> = Kind::integration;
template <> inline constexpr Kind kind_of<Agent> = Kind::agent;
template <> inline constexpr Kind kind_of<Campaign> = Kind::campaign;
template <> inline constexpr Kind kind_of<Touchpoint> = Kind::touchpoint;
template <> inline constexpr Kind kind_of<Data> = Kind::data;
template <> inline constexpr Kind kind_of<Page> = Kind::page;
template <> inline constexpr Kind kind_of<Project> = Kind::project;
template <> inline constexpr Kind kind_of<Proposal> = Kind::proposal;
template <> inline constexpr Kind kind_of<Change> = Kind::change;
// clang-format on

/// A type whose values are items of an inventory.
template <class T>
concept ItemType = (kind_of<T> != Kind::none);

/// Calls `visit(kind, items)` for every collection of items.
template <class AnyInventory, class Visit>
void each_collection(AnyInventory& inventory, Visit visit) {
  visit(Kind::person, inventory.people);
  visit(Kind::team, inventory.teams);
  visit(Kind::convention, inventory.conventions);
  visit(Kind::tool, inventory.tools);
  visit(Kind::pixel, inventory.pixels);
  visit(Kind::integration, inventory.integrations);
  visit(Kind::agent, inventory.agents);
  visit(Kind::campaign, inventory.campaigns);
  visit(Kind::touchpoint, inventory.touchpoints);
  visit(Kind::data, inventory.data);
  visit(Kind::page, inventory.pages);
  visit(Kind::project, inventory.projects);
  visit(Kind::proposal, inventory.proposals);
  visit(Kind::change, inventory.changes);
  visit(Kind::waiver, inventory.waivers);
}

template <ItemType T>
const std::vector<T>& items_of(const Inventory& inventory) {
  const std::vector<T>* found = nullptr;
  each_collection(inventory, [&](Kind, const auto& items) {
    if constexpr (std::is_same_v<decltype(items), const std::vector<T>&>) found = &items;
  });
  return *found;
}

}  // namespace stackdrag
