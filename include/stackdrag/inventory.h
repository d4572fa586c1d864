// The inventory: the list of kinds, and one struct for each, every field typed and placed. The field table (fields.h)
// says what a field means; kinds.h holds what is derived from the list.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <deque>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "stackdrag/severity.h"
#include "stackdrag/tree.h"
#include "stackdrag/value.h"

namespace stackdrag {

/// Properties of a kind that its struct does not express, as bits.
using Roles = std::uint16_t;
namespace role {
// clang-format off
inline constexpr Roles single = 1;          ///< one mapping, not a collection of items
inline constexpr Roles item = 2;            ///< a part of the stack: it is counted, and rules ask about it
inline constexpr Roles kept = 4;            ///< a name of this kind must be declared, even while the files declare none at all
inline constexpr Roles nameless = 8;        ///< may be in a list without an id, as nothing refers to it
inline constexpr Roles owner = 16;          ///< may own other items
inline constexpr Roles owned = 32;          ///< keeps running unattended, so it needs an owner
inline constexpr Roles named = 64;          ///< names are compared: near-duplicates probably mean one thing
inline constexpr Roles convention = 128;    ///< a team agrees on how to name them
inline constexpr Roles slow_review = 256;   ///< is reviewed once a year
inline constexpr Roles quick_review = 512;  ///< is reviewed twice a year
// clang-format on
}  // namespace role

/// Every kind, in the order of the reference page: struct, name as in `tool/hubspot`, section of the inventory, roles, the id of its
/// example (the examples of other fields refer to it), and what it is. Everything else about kinds is derived from this list.
// clang-format off
#define STACKDRAG_KINDS(row) \
  row(Stack, stack, stack, single, "", \
      "The stack as a whole: what it is called, in which money it counts, and how many hours keep it running.") \
  row(Person, person, people, item | owner, "ana", \
      "Who works on the stack. While a file declares no people, any owner's name is accepted.") \
  row(Team, team, teams, item | owner, "revops", \
      "Teams that may own items. While a file declares no teams, any team's name is accepted.") \
  row(Convention, convention, conventions, kept, "campaign", \
      "How things are named; keyed by what is named: a kind (`campaign`, `pixel`), `event`, `property`, `utm_source`, `utm_medium`, `utm_campaign`, `utm_content` or `utm_term`.") \
  row(Limits, limits, limits, single, "", \
      "Limits that the team has agreed on; each overrides the default of a rule's option.") \
  row(Tool, tool, tools, item | kept | owned | named | slow_review, "hubspot", \
      "Products that the team pays for or relies on.") \
  row(Pixel, pixel, pixels, item | kept | owned | named | convention | quick_review, "meta-q1", \
      "Tracking pixels and tags that run on pages or on a server.") \
  row(Integration, integration, integrations, item | kept | owned | named | convention | slow_review, "hs-sf", \
      "Flows that carry data from one tool to another.") \
  row(Agent, agent, agents, item | kept | owned | named | convention | quick_review, "lead-scorer", \
      "AI agents and automations that decide or act.") \
  row(Campaign, campaign, campaigns, item | kept | owned | named | convention, "q1-launch", \
      "Campaigns, with their dates and UTM values.") \
  row(Touchpoint, touchpoint, touchpoints, item | kept | owned | named, "webinar-signup", \
      "Where a customer meets the company.") \
  row(Data, data, data, item | named | slow_review, "lead", \
      "Data objects: leads, orders, articles. While a file declares no data, any name is accepted.") \
  row(Page, page, pages, item, "/pricing", \
      "Pages, or groups of pages, that pixels run on. While a file declares no pages, any name is accepted.") \
  row(Project, project, projects, item | kept | owned | named, "new-nurture", \
      "Work on the stack: features, debt, maintenance.") \
  row(Proposal, proposal, proposals, item | kept, "ai-copywriter", \
      "What somebody wants to let into the stack.") \
  row(Change, change, changes, item | kept | nameless, "sf-api-62", \
      "Changes that are planned.") \
  row(Waiver, waiver, waivers, kept | nameless, "hubspot-backup", \
      "Debt that the team has accepted for a time.")
// clang-format on

enum class Kind : std::uint8_t {
  none,
#define STACKDRAG_ENUMERATOR(T, kind, ...) kind,
  STACKDRAG_KINDS(STACKDRAG_ENUMERATOR)
#undef STACKDRAG_ENUMERATOR
};

/// The number of kinds including `none`: the size of arrays indexed by kind.
#define STACKDRAG_ONE(...) +1
inline constexpr std::size_t kind_count = 1 STACKDRAG_KINDS(STACKDRAG_ONE);
#undef STACKDRAG_ONE
static_assert(kind_count <= 32, "an ItemId has five bits for the kind");

constexpr Roles roles_of(Kind kind) {
  using namespace role;
  switch (kind) {
    case Kind::none:
      return 0;
#define STACKDRAG_ROLES(T, kind, section, roles, ...) \
  case Kind::kind:                                    \
    return roles;
      STACKDRAG_KINDS(STACKDRAG_ROLES)
#undef STACKDRAG_ROLES
  }
  return 0;
}
constexpr bool has_role(Kind kind, Roles wanted) { return (roles_of(kind) & wanted) != 0; }
/// Whether any other item may refer to items of the kind.
constexpr bool is_referable(Kind kind) { return has_role(kind, role::item) && !has_role(kind, role::nameless); }

/// The kinds that a reference to anything may mean, in lookup order: people and teams come last.
struct AnyKind {
  std::array<Kind, kind_count> kinds{};
  std::size_t count = 0;

  constexpr AnyKind() {
    for (const bool owner : {false, true}) {
      for (std::uint8_t kind = 0; kind < kind_count; ++kind) {
        if (is_referable(Kind{kind}) && has_role(Kind{kind}, role::owner) == owner) kinds[count++] = Kind{kind};
      }
    }
  }
};
template <std::size_t... place>
Ref<AnyKind().kinds[place]...> any_ref(std::index_sequence<place...>);
using AnyRef = decltype(any_ref(std::make_index_sequence<AnyKind().count>()));

using PersonRef = Ref<Kind::person>;
using OwnerRef = Ref<Kind::person, Kind::team>;
using ToolRef = Ref<Kind::tool>;
using DataRef = Ref<Kind::data>;

enum class Status : std::uint8_t { active, planned, paused, retired };
enum class PersonKind : std::uint8_t { internal, agency, vendor, service };
enum class NameCase : std::uint8_t { lower, upper, snake, kebab, camel, pascal, title };
enum class ToolRole : std::uint8_t { primary, secondary };
enum class Billing : std::uint8_t { monthly, quarterly, yearly, usage };
enum class Licence : std::uint8_t { seats, usage, flat };
enum class Cadence : std::uint8_t { daily, weekly, monthly, quarterly, yearly };
enum class Decision : std::uint8_t { keep, cancel, renegotiate, replace };
enum class Consent : std::uint8_t { none, analytics, marketing, exempt };
enum class OptOutSignal : std::uint8_t { honoured, ignored };
enum class Direction : std::uint8_t { one_way, two_way, read, write };
enum class Alerts : std::uint8_t { no, yes, vendor };
enum class Autonomy : std::uint8_t { suggest, approve, act };
enum class Level : std::uint8_t { low, medium, high };
enum class Risk : std::uint8_t { minimal, limited, high };  ///< the classes of the EU's AI Act
enum class ProjectKind : std::uint8_t { feature, debt, maintenance };
enum class WaiverKind : std::uint8_t { accepted, not_applicable };
enum class Month : std::uint8_t { jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec };

/// Fields that any item may have but few do.
struct Extras {
  At<Text> notes, why;
  List<Text> tags, links, was;
  List<OwnerRef> owners;  ///< besides `owner`
  At<OwnerRef> technical_owner;
  At<Date> added, reviewed, observed;
  At<double> effort, carry;  ///< hours to fix, hours a month: they override the rules' own figures for this item
};

/// Fields that every item has.
struct Common {
  ItemId self;  ///< the item that this belongs to
  At<Text> name;
  Extras* given = nullptr;  ///< lives in the inventory's arena; null if the item has none of these fields

  const Extras& extras() const {
    static const Extras none;
    return given != nullptr ? *given : none;
  }
};

struct Stack {
  At<Text> id;  ///< always "stack"; not in the file
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
  At<Text> github, jira, linear;  ///< accounts
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
  At<Text> vendor, product, purpose;
  At<OwnerRef> owner;
  At<PersonRef> backup, accountable;
  At<Money> cost;
  At<Date> renews, last_used, eol, retire_on;
  At<Agreement> dpa;
  At<double> seats, seats_used;
  At<Duration> notice;
  At<bool> auto_renew, personal_data, external, in_house;
  At<Billing> billing;
  At<Licence> licence;
  At<Level> criticality;
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
  At<Text> vendor, account, purpose, dedup_key, via;
  At<Ref<Kind::campaign, Kind::page>> campaign;  ///< the field `for`
  At<Date> last_seen, paused_on, ends, keep_until, until;
  At<OwnerRef> owner;
  At<Consent> consent;
  List<Ref<Kind::page>> on;
  List<Text> sends;
  List<ToolRef> feeds;
  At<Status> status;
  At<double> kb, block_ms, count;
  At<Duration> lifetime;
  At<OptOutSignal> gpc;
  List<Month> seasonal;
};

struct Integration {
  At<Text> id;
  Common common;
  List<ToolRef> from, to;
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
  List<Ref<Kind::tool, Kind::integration, Kind::agent>> uses;
  At<Ref<Kind::tool, Kind::integration, Kind::agent>> fallback;
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
  List<Text> source, medium, campaign, content, term;
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
  List<Text> events, properties;
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
  At<Agreement> dpa;
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
  At<Text> rule, reason;
  List<Text> on;
  At<OwnerRef> by;
  At<Date> until;
  At<WaiverKind> kind;
};

/// The kind of a struct; none for any other type.
template <class T>
inline constexpr Kind kind_of = Kind::none;
#define STACKDRAG_KIND_OF(T, kind, ...) \
  template <>                           \
  inline constexpr Kind kind_of<T> = Kind::kind;
STACKDRAG_KINDS(STACKDRAG_KIND_OF)
#undef STACKDRAG_KIND_OF

template <class T>
concept HasOwner = requires(T& item) {
  item.owner;
};
#define STACKDRAG_OWNED(T, kind, ...) \
  static_assert(!has_role(Kind::kind, role::owned) || HasOwner<T>, "what somebody must answer for has an `owner`");
STACKDRAG_KINDS(STACKDRAG_OWNED)
#undef STACKDRAG_OWNED

/// A person or team that a field spells in another way than the inventory does elsewhere.
struct OtherSpelling {
  Text name;     ///< as in the inventory: the declared id, else the most used spelling
  Text written;  ///< in this place
  Span at;
  ItemId from;  ///< the item that names it
};

/// A field of an item that stands in the files but could not be read, whole or in part.
struct Misread {
  ItemId item;
  std::string_view field;  ///< as in the field table

  friend auto operator<=>(const Misread&, const Misread&) = default;
};

/// Who is named as the item's owner: its `owner`, else the first of its `owners` by the alphabet.
template <HasOwner T>
const At<OwnerRef>& owner_field_of(const T& item) {
  const List<OwnerRef>& several = item.common.extras().owners;
  if (item.owner || several.size() == 0) return item.owner;
  return *std::min_element(several.begin(), several.end(), [](const auto& a, const auto& b) { return a->text.view() < b->text.view(); });
}

/// How an inventory holds a kind: a single value or a vector.
template <class T>
using Held = std::conditional_t<has_role(kind_of<T>, role::single), T, std::vector<T>>;

/// The allocator of lists and extras.
using Arena = std::pmr::monotonic_buffer_resource;

/// Everything that the user wrote, decoded: `stack`, `tools`, `pixels` and so on, by the names of their sections. The items of a kind are
/// in the order of their ids, whatever their order in the files; waivers and changes, which need no id, as written. Owns the texts and
/// lists that the items point to, but not the sources. Move-only: the items point into its own arena.
struct Inventory {
#define STACKDRAG_MEMBER(T, kind, section, ...) Held<T> section;
  STACKDRAG_KINDS(STACKDRAG_MEMBER)
#undef STACKDRAG_MEMBER

  std::vector<OtherSpelling> other_spellings;  ///< by name, then by place
  std::vector<Misread> misread;                ///< sorted; empty in an inventory without mistakes

  std::deque<Tree> trees;  ///< the parsed documents, by source; they own the texts that are not plain stretches of a source
  std::unique_ptr<Arena> arena = std::make_unique<Arena>();
};

/// Whether a field of the item stands in the files but could not be read.
inline bool is_misread(const Inventory& inventory, ItemId item, std::string_view field) {
  return std::binary_search(inventory.misread.begin(), inventory.misread.end(), Misread{item, field});
}

}  // namespace stackdrag
