// Dated facts from outside: what vendors have switched off, or will. Built into the program; a user may lay files of the same format over
// them.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "stackdrag/inventory.h"
#include "stackdrag/result.h"

namespace stackdrag {

enum class Precision : std::uint8_t { day, month, season, quarter, year };

/// A date as precisely as the source gives it: `2023-07-01`, `2027-06`, `summer 2027`, `q3 2027`, `2019`.
/// Prints as "2023-07-01", "June 2027", "about summer 2027", "about Q3 2027", "about 2019".
struct RoughDate {
  Date first;  ///< the first day that it may mean; what every distance is counted from
  Precision precision = Precision::day;

  std::string text() const;
  /// As it stands in a sentence: "on 2023-07-01", "in June 2027", "about summer 2027".
  std::string when() const;
};
std::optional<RoughDate> parse_rough_date(std::string_view text);

/// The version of an API, by its parts: `v38.0`, `38`, `v2.12`, or a month or day as in `2024-01`, `202401` and `2024-01-15`. A word behind
/// the numbers (`v1beta`) does not count.
struct Version {
  std::array<int, 3> parts{};
  unsigned given = 0;  ///< how many of the parts were written
};
std::optional<Version> parse_version(std::string_view text);

/// Whether a fact's source was seen, or is only remembered; a remembered fact yields no finding above `low`.
enum class Certainty : std::uint8_t { verified, recalled };

/// A product or service that is, or will be, switched off.
struct Product {
  At<Text> id;
  At<Text> name, vendor, replacement, source;
  List<Text> aliases;    ///< other ways to write the vendor of a pixel, or the id of a tool
  At<Text> identifiers;  ///< the regular expression of its account ids, if they tell it apart
  At<RoughDate> retired;
  At<Date> checked;
  At<Certainty> certainty;
};

/// A range of versions of a vendor's API, and when it is no longer supported and no longer answers. A range without either is alive.
struct Api {
  At<Text> id;
  At<Text> name, replacement, source;
  List<Text> tools;      ///< tools and vendors that it belongs to
  At<Version> from, to;  ///< the first and last version of the range; `to: 22` holds 22.1, too, and without `to` the range is open
  At<RoughDate> unsupported, retired;
  At<Date> checked;
  At<Certainty> certainty;
};

/// A way of signing in that a vendor no longer accepts, or soon will not.
struct AuthMethod {
  At<Text> id;
  At<Text> name, replacement, source;
  List<Text> tools;    ///< tools and vendors that it belongs to
  List<Text> methods;  ///< how one writes it: `api-key`, `oauth-v1`
  At<RoughDate> retired;
  At<Date> checked;
  At<Certainty> certainty;
};

/// An AI model that its vendor has switched off, or will.
struct Model {
  At<Text> id;  ///< as one pins it: `gpt-4o-2024-08-06`
  At<Text> name, vendor, replacement, source;
  List<Text> aliases;
  At<RoughDate> retired;
  At<Date> checked;
  At<Certainty> certainty;
};

/// Whether a product goes by another name now, or keeps its name under another owner.
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
};

/// Who makes a tool or places a tag.
struct Vendor {
  At<Text> id;
  At<Text> name, source;
  List<Text> aliases;
  At<Text> identifiers;  ///< the regular expression that all of its account ids match; others may look alike, so it can only check
  At<Text> telltale;     ///< the regular expression of those ids that no other vendor has: from these one may tell the vendor
  At<Date> checked;
  At<Certainty> certainty;
};

/// The sources that GA4 counts as one kind of site: `search`, `social`, `video`, `shopping`.
struct Sites {
  At<Text> id;
  At<Text> name, source;
  List<Text> sources;
  At<Date> checked;
  At<Certainty> certainty;
};

/// Whether a channel asks for its source and its medium, or is content with one of them.
enum class Match : std::uint8_t { either, both };

/// A channel of GA4's default channel group.
struct Channel {
  At<Text> id;
  At<Text> name, source;
  At<double> rank;     ///< the first channel that fits, by rank, is the one
  At<Text> sites;      ///< the id of the `Sites` that its source is one of
  List<Text> sources;  ///< sources beyond these
  List<Text> mediums;  ///< the media that it takes
  At<Text> medium;     ///< the regular expression of media beyond these, in lower case
  At<Match> match;
  At<Date> checked;
  At<Certainty> certainty;
};

/// A spelling of a UTM field, and what else people write for it.
struct UtmSpelling {
  At<Text> id;  ///< the spelling: `facebook`
  At<Text> source;
  List<Text> aliases;  ///< `fb`, `facebook.com`
  At<Date> checked;
  At<Certainty> certainty;
};

/// Who owns a host, and what for: `ad`, `analytics`, `tag-manager`, `consent-provider` …
struct HostOwner {
  Text owner, category;
};

/// The facts of all packs, later ones laid over earlier ones by id. Names are compared without regard to letter case, spaces, `-` and `_`
/// unless said otherwise.
class Packs {
 public:
  /// The packs that are built into the program. Their texts live as long as the program.
  static const Packs& built_in();

  /// Ordered by id.
  const std::vector<Product>& products() const;
  const std::vector<Api>& apis() const;
  const std::vector<AuthMethod>& auth_methods() const;
  const std::vector<Model>& models() const;
  const std::vector<Rename>& renames() const;
  const std::vector<Vendor>& vendors() const;
  const std::vector<Sites>& sites() const;
  /// Ordered by rank.
  const std::vector<Channel>& channels() const;
  /// Ordered by id; `field` is "utm_source", "utm_medium" or "utm_campaign".
  const std::vector<UtmSpelling>& utm_spellings(Text field) const;

  /// The discontinued product that a vendor's name or an account id stands for; null if there is none. It may be discontinued only
  /// in the future.
  const Product* discontinued(Text vendor, Text account) const;
  /// The range that holds this version of the API of a tool (by its id or vendor); null if the packs know nothing of it.
  const Api* api(Text tool, Text version) const;
  const Api* api(Text tool, const Version& version) const;
  /// Whether the packs know any version of the API of a tool (by its id or vendor).
  bool knows_api(Text tool) const;

  /// The switched-off way of signing in that `method` (`api-key`, `oauth-v1`…) means for a tool (its id or vendor); null if the packs
  /// know none. It may be switched off only in the future.
  const AuthMethod* auth_method(Text tool, Text method) const;

  /// The retirement of a model by the name it is pinned to; null if the packs know none. Its own vendor may stand in front
  /// (`openai/gpt-4o`, `models/gemini-2.5-pro`); a model that somebody else runs (`azure/gpt-4o`) has dates of its own.
  const Model* model(Text name) const;

  /// The vendor that a name stands for: its id, an alias or a host of its own; null if the packs know none.
  const Vendor* vendor(Text name) const;

  /// The spelling that a UTM value stands for (`utm_source`: `fb` is `facebook`); empty if it is no known alias, as that spelling itself.
  /// `field` is "utm_source", "utm_medium" or "utm_campaign".
  Text utm_alias(Text field, Text value) const;

  /// The default channel that GA4 sorts a source and a medium into; null if it is "Unassigned". The source may be empty. As in GA4, only
  /// letter case does not count. Rules by the campaign's name (shops, cross-network) are left out: they need more than these two.
  const Channel* channel(Text source, Text medium) const;

  /// Who owns a host that scripts are loaded from ("connect.facebook.net", also a subdomain of a known host); empty if unknown. The first
  /// call reads a few thousand rows; any thread may make it.
  std::optional<HostOwner> host(Text host) const;

  /// The present name of a product that was renamed; empty if the packs know of no other name, also if it was only bought.
  Text renamed(Text name) const;

  /// The facts, and what makes looking them up quick; only the packs themselves look inside.
  struct Contents;
  explicit Packs(std::shared_ptr<const Contents> contents) : contents_(std::move(contents)) {}

 private:
  std::shared_ptr<const Contents> contents_;
};

}  // namespace stackdrag
