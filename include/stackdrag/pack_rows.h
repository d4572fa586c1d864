// The rows of packs, section by section, with their fields described once. To add a section, add a struct here, add it to `PackRows` at
// the end, and put its rows into a file in src/packs/data.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "stackdrag/inventory.h"

namespace stackdrag {

enum class Precision : std::uint8_t { day, month, season, quarter, year };

/// A date as precisely as the source gives it: `2023-07-01`, `2027-06`, `summer 2027`, `q3 2027`, `2019`.
/// Prints as "2023-07-01", "June 2027", "about summer 2027", "about Q3 2027", "about 2019".
struct RoughDate {
  Date first;  ///< the first day that it may mean; differences are counted from it
  Precision precision = Precision::day;

  std::string text() const;
  /// As used in a sentence: "on 2023-07-01", "in June 2027", "about summer 2027".
  std::string when() const;
};
std::optional<RoughDate> parse_rough_date(std::string_view text);

/// The version of an API, by its parts: `v38.0`, `38`, `v2.12`, or a month or day as in `2024-01`, `202401` and `2024-01-15`. A word after
/// the numbers (`v1beta`) is ignored.
struct Version {
  std::array<int, 3> parts{};
  unsigned given = 0;  ///< how many of the parts were written
};
std::optional<Version> parse_version(std::string_view text);

/// Whether a fact was checked at its source or is recalled from memory. A recalled fact yields no finding above `low`.
enum class Certainty : std::uint8_t { verified, recalled };

/// A field of a row: its member, its name, whether each row needs it, an example as written in YAML, and what it means.
template <auto member>
struct RowField {
  std::string_view name;
  bool required;
  std::string_view example, description;
};
template <auto member>
constexpr RowField<member> needed_field(std::string_view name, std::string_view example, std::string_view description) {
  return {name, true, example, description};
}
template <auto member>
constexpr RowField<member> optional_field(std::string_view name, std::string_view example, std::string_view description) {
  return {name, false, example, description};
}

/// What a section is called, and the fields of its rows besides those that say where each row is from (`source`, `checked`, `certainty`).
template <class... Fields>
struct PackSection {
  std::string_view name;
  std::tuple<Fields...> fields;
};
template <class... Fields>
constexpr PackSection<Fields...> pack_section(std::string_view name, Fields... fields) {
  return {name, {fields...}};
}

/// A product or service that is, or will be, switched off.
struct Product {
  At<Text> id;
  At<Text> name, vendor, replacement, source;
  List<Text> aliases;    ///< other ways to write the vendor of a pixel, or the id of a tool
  At<Text> identifiers;  ///< regular expression for its account ids, if those are distinctive
  At<RoughDate> retired;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("products", needed_field<&Product::name>("name", "Universal Analytics", "What people call it"),
                        needed_field<&Product::vendor>("vendor", "google", "Who made it"),
                        optional_field<&Product::aliases>("aliases", "[google-universal-analytics]",
                                                          "Other ways to write the vendor of a pixel or the id of a tool"),
                        optional_field<&Product::identifiers>("identifiers", "'^UA-[0-9]+-[0-9]+$'",
                                                              "The regular expression of its account ids, if they tell it apart"),
                        needed_field<&Product::retired>("retired", "2023-07-01", "When it was or will be switched off"),
                        optional_field<&Product::replacement>("replacement", "GA4", "What takes its place"));
  }
};

/// A range of versions of a vendor's API, and when its support ends and when it stops working. A range with neither date is alive.
struct Api {
  At<Text> id;
  At<Text> name, replacement, source;
  List<Text> tools;      ///< tools and vendors that it belongs to
  At<Version> from, to;  ///< the first and last version of the range; `to: 22` includes 22.1; without `to` the range is open
  At<RoughDate> unsupported, retired;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("apis", needed_field<&Api::name>("name", "Salesforce Platform API", "What people call it, without the versions"),
                        needed_field<&Api::tools>("tools", "[salesforce]", "The tools and vendors that it belongs to"),
                        needed_field<&Api::from>("from", "31", "The first version of the range"),
                        optional_field<&Api::to>("to", "40", "The last version of the range; open if left out"),
                        optional_field<&Api::unsupported>("unsupported", "summer 2027", "When the vendor no longer supports it"),
                        optional_field<&Api::retired>("retired", "summer 2028", "When it no longer answers"),
                        optional_field<&Api::replacement>("replacement", "v60", "What takes its place"));
  }
};

/// A way of signing in that a vendor no longer accepts, or soon will not.
struct AuthMethod {
  At<Text> id;
  At<Text> name, replacement, source;
  List<Text> tools;    ///< tools and vendors that it belongs to
  List<Text> methods;  ///< its spellings: `api-key`, `oauth-v1`
  At<RoughDate> retired;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("auth_methods", needed_field<&AuthMethod::name>("name", "HubSpot API keys", "What people call it"),
                        needed_field<&AuthMethod::tools>("tools", "[hubspot]", "The tools and vendors that it belongs to"),
                        needed_field<&AuthMethod::methods>("methods", "[api-key, hapikey]", "Its spellings"),
                        needed_field<&AuthMethod::retired>("retired", "2022-11-30", "When it is no longer accepted"),
                        optional_field<&AuthMethod::replacement>("replacement", "OAuth", "What takes its place"));
  }
};

/// An AI model that its vendor has switched off, or will.
struct Model {
  At<Text> id;  ///< the name it is pinned by: `gpt-4o-2024-08-06`
  At<Text> name, vendor, replacement, source;
  List<Text> aliases;
  At<RoughDate> retired;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("models", needed_field<&Model::name>("name", "OpenAI gpt-4o", "What people call it"),
                        needed_field<&Model::vendor>("vendor", "openai", "Who runs it"),
                        optional_field<&Model::aliases>("aliases", "[gpt-4o-latest]", "Other names that it is pinned to"),
                        needed_field<&Model::retired>("retired", "2027-01-14", "When it no longer answers"),
                        optional_field<&Model::replacement>("replacement", "gpt-5.6", "What takes its place"));
  }
};

/// Whether a product has a new name, or keeps its name under a new owner.
enum class Became : std::uint8_t { renamed, acquired };

/// A product that lives on under another name or owner. It is not retired.
struct Rename {
  At<Text> id;           ///< the old name
  At<Text> now, source;  ///< what it is called now, or what it belongs to
  List<Text> aliases;    ///< other ways to write the old name
  At<Became> became;
  At<RoughDate> since;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("renames", needed_field<&Rename::now>("now", "looker-studio", "Its present name, or what it belongs to now"),
                        optional_field<&Rename::aliases>("aliases", "[data-studio]", "Other ways to write the old name"),
                        needed_field<&Rename::became>("became", "renamed", "Whether the name is new, or only the owner"),
                        optional_field<&Rename::since>("since", "2022-10-11", "Since when"));
  }
};

/// Who makes a tool or places a tag.
struct Vendor {
  At<Text> id;
  At<Text> name, source;
  At<Text> family;  ///< the company behind it, if that is a vendor of its own: `google`
  List<Text> aliases;
  At<Text> identifiers;  ///< regular expression that all its account ids match; other vendors' may match, too, so it can only refute
  At<Text> telltale;     ///< regular expression for ids that only this vendor uses: a match identifies the vendor
  At<Text> prefix;       ///< what its ids begin with, though some programs write the rest alone
  At<bool> follows;      ///< its tags follow or record visitors, so that none is exempt from consent
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("vendors", needed_field<&Vendor::name>("name", "Meta", "What people call it"),
                        optional_field<&Vendor::aliases>("aliases", "[facebook]", "Other names for it, and for its tags"),
                        optional_field<&Vendor::family>("family", "google", "The company behind it, if that is another row"),
                        optional_field<&Vendor::identifiers>("identifiers", "'^[0-9]{14,17}$'",
                                                             "The regular expression that all of its account ids match; to check them"),
                        optional_field<&Vendor::telltale>(
                            "telltale", "'^AW-[0-9]+$'",
                            "The regular expression of those account ids that no other vendor has; to tell the vendor from them"),
                        optional_field<&Vendor::prefix>("prefix", "AW-", "What its account ids begin with, where it may be left out"),
                        optional_field<&Vendor::follows>(
                            "follows", "true", "Whether its tags follow or record visitors, so that none is exempt from consent"));
  }
};

/// The sources that GA4 counts as one kind of site: `search`, `social`, `video`, `shopping`.
struct Sites {
  At<Text> id;
  At<Text> name, source;
  List<Text> sources;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("sites", needed_field<&Sites::name>("name", "search sites", "What people call them"),
                        needed_field<&Sites::sources>("sources", "[google, bing]", "The values of `utm_source` that stand for them"));
  }
};

/// Whether a channel requires both its source and its medium, or either.
enum class Match : std::uint8_t { either, both };

/// A channel of GA4's default channel group.
struct Channel {
  At<Text> id;
  At<Text> name, source;
  At<double> rank;     ///< channels are tried in this order; the first match wins
  At<Text> sites;      ///< the id of the `Sites` that its source must be among
  List<Text> sources;  ///< sources beyond these
  List<Text> mediums;  ///< the media that it accepts
  At<Text> medium;     ///< regular expression for further media, in lower case
  At<Match> match;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section(
        "channels", needed_field<&Channel::name>("name", "Paid Search", "What GA4 calls it"),
        needed_field<&Channel::rank>("rank", "3", "Its place in the order in which GA4 tries channels"),
        optional_field<&Channel::sites>("sites", "search", "The id of the sites that its source is one of"),
        optional_field<&Channel::sources>("sources", "[sms]", "Sources beyond these"),
        optional_field<&Channel::mediums>("mediums", "[display, banner]", "The media that it accepts"),
        optional_field<&Channel::medium>("medium", "'.*cp.*|ppc|retargeting|paid.*'",
                                         "The regular expression of media beyond these, in lower case"),
        optional_field<&Channel::match>("match", "both", "Whether source and medium must fit, or one of them; `either` if left out"));
  }
};

/// The preferred spelling of a UTM value, and its aliases.
template <std::size_t field>
struct UtmSpelling {
  At<Text> id;  ///< the spelling: `facebook`
  At<Text> source;
  List<Text> aliases;  ///< `fb`, `facebook.com`
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    constexpr std::array<std::string_view, 3> names{"utm_sources", "utm_mediums", "utm_campaigns"};
    return pack_section(names[field],
                        needed_field<&UtmSpelling::aliases>("aliases", "[fb, facebook.com]", "Other spellings that people use"));
  }
};
using UtmSource = UtmSpelling<0>;
using UtmMedium = UtmSpelling<1>;
using UtmCampaign = UtmSpelling<2>;

/// What the law of a region requires of trackers.
struct Region {
  At<Text> id;  ///< `de`, `us-ca`, `all`
  At<Text> source;
  List<Text> aliases;
  At<bool> opt_in;   ///< trackers need prior consent
  At<bool> opt_out;  ///< a visitor's signal to opt out must be honoured
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section(
        "regions", optional_field<&Region::aliases>("aliases", "[uk]", "Other ways to write it"),
        optional_field<&Region::opt_in>("opt_in", "true", "Whether trackers need prior consent there"),
        optional_field<&Region::opt_out>("opt_out", "true", "Whether a visitor's signal to opt out must be honoured there"));
  }
};

/// A stage of the customer journey that decides about revenue.
struct EarningStage {
  At<Text> id;
  At<Text> source;
  List<Text> aliases;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("earning_stages", optional_field<&EarningStage::aliases>("aliases", "[buy, order]", "Other names for it"));
  }
};

/// Events whose names are prescribed by a vendor, so that no team can choose the spelling.
struct VendorEvents {
  At<Text> id;  ///< the vendor
  At<Text> source;
  List<Text> names;  ///< exactly as the vendor spells them
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("vendor_events", needed_field<&VendorEvents::names>("names", "[page_view, purchase]",
                                                                            "The names, exactly as the vendor spells them"));
  }
};

/// What a word in the name of a scope says about the scope.
enum class ScopeMeaning : std::uint8_t {
  reads_only,  ///< it reads, whatever else is in the name
  reads,       ///< it reads, if no word in the name says more
  more,        ///< it does not only read
  writes,      ///< it writes
  manages,     ///< it writes, unless it reads
  sends,       ///< it sends or publishes, which is no writing of data
  everything,  ///< it may do everything, unless it reads
  all,         ///< the same, unless the name says both what is done and to what: `crm.all` and `write_all`, but not `users.write.all`
  anything     ///< it names nothing in particular: `data`, `access`
};

/// Words in the names of scopes that mean the same.
struct ScopeWords {
  At<Text> id;
  At<Text> source;
  At<ScopeMeaning> means;
  List<Text> words;  ///< in lower case
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("scope_words", needed_field<&ScopeWords::means>("means", "writes", "What they say about a scope"),
                        needed_field<&ScopeWords::words>("words", "[write, edit]", "The words, in lower case"));
  }
};

/// What a way of moving data says about who moves it.
enum class Carrier : std::uint8_t { people, programs };

/// Words in the `via` of an integration that mean the same. If one stands for programs, people have no part in it.
struct ViaWords {
  At<Text> id;
  At<Text> source;
  At<Carrier> means;
  List<Text> words;  ///< in lower case
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("via_words", needed_field<&ViaWords::means>("means", "people", "Who moves the data"),
                        needed_field<&ViaWords::words>("words", "[csv, manually]", "The words, in lower case"));
  }
};

/// What a tool is used for, and other words for it.
struct CapabilityName {
  At<Text> id;  ///< `email-marketing`
  At<Text> source;
  List<Text> aliases;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("capabilities", needed_field<&CapabilityName::aliases>("aliases", "[email, newsletter]", "Other words for it"));
  }
};

/// Role mailboxes, which identify no person.
struct RoleMailboxes {
  At<Text> id;
  At<Text> source;
  List<Text> names;  ///< the part before the `@`, in lower case
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("role_mailboxes",
                        needed_field<&RoleMailboxes::names>("names", "[info, sales]", "The part before the `@`, in lower case"));
  }
};

/// Hosts of one owner and kind. They are read into a table of hosts; the rows themselves are not kept.
struct HostRow {
  At<Text> id;  ///< the owner
  At<Text> category, source;
  List<Text> hosts;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("hosts", needed_field<&HostRow::category>("category", "analytics", "What the hosts are for"),
                        needed_field<&HostRow::hosts>("hosts", "[hotjar.com]", "The hosts, each including its subdomains"));
  }
};

/// The rows of every section that a pack may have, in the order in which messages name the sections.
template <class... Row>
struct RowTypes {};
using PackRows = RowTypes<Product, Api, AuthMethod, Model, Rename, Vendor, Sites, Channel, UtmSource, UtmMedium, UtmCampaign, Region,
                          EarningStage, VendorEvents, ScopeWords, ViaWords, CapabilityName, RoleMailboxes, HostRow>;

}  // namespace stackdrag
