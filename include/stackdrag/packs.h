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

/// The facts of all packs, later ones laid over earlier ones by id.
class Packs {
 public:
  /// The packs that are built into the program. Their texts live as long as the program.
  static const Packs& built_in();

  /// Ordered by id.
  const std::vector<Product>& products() const;
  const std::vector<Api>& apis() const;

  /// The discontinued product that a vendor's name or an account id stands for; null if there is none. It may be discontinued only
  /// in the future. Letter case, spaces, `-` and `_` do not count.
  const Product* discontinued(Text vendor, Text account) const;
  /// The range that holds this version of the API of a tool (by its id or vendor); null if the packs know nothing of it.
  const Api* api(Text tool, Text version) const;
  const Api* api(Text tool, const Version& version) const;
  /// Whether the packs know any version of the API of a tool (by its id or vendor).
  bool knows_api(Text tool) const;

  /// The facts, and what makes looking them up quick; only the packs themselves look inside.
  struct Contents;
  explicit Packs(std::shared_ptr<const Contents> contents) : contents_(std::move(contents)) {}

 private:
  std::shared_ptr<const Contents> contents_;
};

}  // namespace stackdrag
