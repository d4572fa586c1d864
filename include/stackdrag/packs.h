// Packs: dated facts about vendors, such as what they have switched off or will. They are built into the program; users can override them
// with files of the same format.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "stackdrag/pack_rows.h"
#include "stackdrag/result.h"

namespace stackdrag {

/// Hash and equality that ignore letter case, spaces, `-` and `_`, so that a lookup needs no folded copy of the name. A `.` and a `+`
/// count: `gpt-4.1` is not `gpt-41`, and Google+ is not Google.
struct FoldedHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const;
};
struct FoldedEqual {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const;
};
template <class T>
using ByFoldedName = std::unordered_map<std::string, T, FoldedHash, FoldedEqual>;

/// The rows of a section. Rows with aliases can be looked up by name; if two rows share a name, the first wins.
template <class Row>
struct PackTable {
  std::vector<Row> rows;  ///< by id; channels by rank
  ByFoldedName<std::size_t> by_name;
};
template <class Rows>
struct PackTablesOf;
template <class... Row>
struct PackTablesOf<RowTypes<Row...>> {
  using type = std::tuple<PackTable<Row>...>;
};
using PackTables = PackTablesOf<PackRows>::type;

/// Who owns a host, and what for: `ad`, `analytics`, `tag-manager`, `consent-provider` …
struct HostOwner {
  Text owner, category;
};

struct Vocabulary;

/// The facts of all packs; a row replaces an earlier one with the same id. Unless stated otherwise, names are compared without regard to
/// letter case, spaces, `-` and `_`.
class Packs {
 public:
  /// The packs that are built into the program. Their texts live as long as the program.
  static const Packs& built_in();

  /// The rows of a section, ordered by id; channels by rank.
  template <class Row>
  const std::vector<Row>& rows() const {
    return std::get<PackTable<Row>>(*tables_).rows;
  }
  /// The row that has this id or alias; null if there is none.
  template <class Row>
  const Row* find(Text name) const {
    const PackTable<Row>& table = std::get<PackTable<Row>>(*tables_);
    const auto found = table.by_name.find(name);
    return found == table.by_name.end() ? nullptr : &table.rows[found->second];
  }

  /// The discontinued product that a vendor's name or an account id refers to; null if there is none. Its end may still be in the future.
  const Product* discontinued(Text vendor, Text account) const;
  /// The range that holds this version of the API of a tool (by its id or vendor); null if the packs know nothing of it.
  const Api* api(Text tool, Text version) const;
  const Api* api(Text tool, const Version& version) const;
  /// Whether the packs know any version of the API of a tool (by its id or vendor).
  bool knows_api(Text tool) const;

  /// The switched-off way of signing in that `method` (`api-key`, `oauth-v1`…) means for a tool (its id or vendor); null if the packs
  /// know none. Its end may still be in the future.
  const AuthMethod* auth_method(Text tool, Text method) const;

  /// The retirement of a model, by the name it is pinned to; null if the packs know none. The name may be prefixed with the model's own
  /// vendor (`openai/gpt-4o`, `models/gemini-2.5-pro`). A model hosted by somebody else (`azure/gpt-4o`) has its own dates and is not
  /// found.
  const Model* model(Text name) const;

  /// The discontinued product that is named by some words of a text, such as the id of a tag (`google-optimize-snippet`); null if there is
  /// none. A single word counts if it is long enough not to mean anything else.
  const Product* discontinued_in(Text text) const;

  /// The vendor with this id, alias or host; null if the packs know none.
  const Vendor* vendor(Text name) const;
  /// A vendor under one name, whichever of its names is written.
  std::string vendor_key(Text name) const;
  /// The same for the company behind the vendor: `google` for Google Ads and Google Analytics.
  std::string vendor_family(Text name) const;

  /// What a tool is used for, under one name: the same for `email`, `E-Mail` and `email_marketing`, for `survey` and `surveys`.
  std::string capability(Text name) const;

  /// The preferred spelling of a UTM value (`utm_source`: `fb` is `facebook`); empty if it is not a known alias. The preferred spelling is
  /// not an alias of itself.
  /// `field` is "utm_source", "utm_medium" or "utm_campaign".
  Text utm_alias(Text field, Text value) const;

  /// The preferred spelling of a UTM value, whether it is written so, in another spelling or as an alias; empty if the packs know none.
  Text utm_name(Text field, Text value) const;

  /// The default channel that GA4 sorts a source and a medium into; null if it is "Unassigned". The source may be empty. As in GA4, only
  /// letter case is ignored. GA4's rules by campaign name (shopping, cross-network) are left out: they need more than source and medium.
  const Channel* channel(Text source, Text medium) const;

  /// Who owns a host that scripts are loaded from ("connect.facebook.net", also a subdomain of a known host); empty if unknown. The first
  /// call reads a few thousand rows. Thread-safe.
  std::optional<HostOwner> host(Text host) const;

  /// What tells who is behind the parts of an export; `stackdrag/vocabulary.h` describes it. The first call reads some thousand rows.
  /// Thread-safe.
  const Vocabulary& vocabulary() const;

  /// The current name of a renamed product; empty if the packs know none, or if it was acquired but kept its name.
  Text renamed(Text name) const;

  /// The facts, and what makes looking them up quick; only the packs themselves look inside.
  struct Contents;
  explicit Packs(std::shared_ptr<const Contents> contents);

 private:
  std::shared_ptr<const Contents> contents_;
  const PackTables* tables_;
};

/// A pack supplied by the user.
struct PackFile {
  std::string name, text;
  bool shown = true;  ///< whether messages may quote it
};

/// The built-in packs with the user's packs on top.
struct OwnPacks {
  Packs packs;
  std::vector<Problem> problems;           ///< if not empty, the packs must not be used
  std::shared_ptr<const Sources> sources;  ///< the files that the problems refer to
};

/// Lays packs over the built-in ones, in this order: a row replaces the one with the same id. The packs own their texts.
OwnPacks lay_over_built_in(const std::vector<PackFile>& files);

}  // namespace stackdrag
