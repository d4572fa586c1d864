// Dated facts from outside: what vendors have switched off, or will. Built into the program; a user may lay files of the same format over
// them.
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

/// Takes names for the same that differ only in letter case, spaces, `-` and `_`. For looking up without a folded copy.
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

/// The rows of a section. Those with aliases can be looked up by name; of two rows with one name the first is found.
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

/// The facts of all packs, later ones laid over earlier ones by id. Names are compared without regard to letter case, spaces, `-` and `_`
/// unless said otherwise.
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
  explicit Packs(std::shared_ptr<const Contents> contents);

 private:
  std::shared_ptr<const Contents> contents_;
  const PackTables* tables_;
};

/// A pack of the user's own.
struct PackFile {
  std::string name, text;
};

/// The user's packs, laid over the built-in ones.
struct OwnPacks {
  Packs packs;
  std::vector<Problem> problems;           ///< with any, the packs must not be used
  std::shared_ptr<const Sources> sources;  ///< in which the problems are
};

/// The built-in packs with these laid over them, in this order: a row replaces the one with its id. The packs keep the texts.
OwnPacks lay_over_built_in(const std::vector<PackFile>& files);

}  // namespace stackdrag
