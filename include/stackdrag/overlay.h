// The observed file laid over the inventory: which observed item is which declared one, what it adds, where the two differ, and what runs
// without being declared at all. What somebody wrote wins; what nobody wrote is filled in; of two days, the later counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stackdrag/inventory.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/packs.h"
#include "stackdrag/source.h"

namespace stackdrag {

struct Field;

namespace evidence {

/// How sure it is that an observed item is a declared one. Only the first two fill anything in.
enum class Link : std::uint8_t {
  none,
  possible,  ///< the same vendor, and no more
  inferred,  ///< there is no other that it could be
  exact,     ///< the same account, the key that the declared item names in `was`, or of what has no vendor its name
};

/// An observed item, and what is known of it once it was laid over the inventory.
struct Sighting {
  ObservedItem item;
  Span at;                         ///< its key in the observed file
  Link link = Link::none;          ///< to any of `declared`
  std::vector<ItemId> declared{};  ///< what it is, or may be
  std::optional<Date> last_seen{};
  bool runs = false;  ///< something says that it is there, and nothing that it is switched off

  /// Whether it is one of the declared items.
  bool is_declared() const { return link >= Link::inferred; }
};

/// An export that was read, and where the observed file names it.
struct Consulted {
  ExportSource source;
  Span at;
};

/// A fact on which the inventory and the evidence differ.
struct Difference {
  ItemId item;
  const Field* field;
  Span declared, observed;  ///< where each says it
  std::string declared_value, observed_value;
  std::size_t sighting;  ///< its index
};

/// What the observed files say about this stack. Empty if there are none.
struct Evidence {
  std::vector<Consulted> sources;
  std::vector<Sighting> sightings;  ///< by the files, then by kind and key
  std::vector<Difference> differences;
  std::vector<std::pair<ItemId, const Field*>> filled;                  ///< the facts that nobody wrote
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_item;  ///< the sightings that are an item, by its number

  bool empty() const { return sources.empty(); }
  /// The days of the recorded visits that would show the pixel if it ran, ascending, each once. If several sites were visited, those of the
  /// sites where it was seen.
  /// A pixel that the server sends would show in none; the caller has to know.
  std::vector<Date> days_covering(const Pixel& pixel) const;
  /// The days of the visits that lack it, later than one that showed it and like that one: to the same site and pages, after the same
  /// choice. Of one source, if it is named. Ascending, each once.
  std::vector<Date> days_without(const Sighting& sighting, std::string_view source = "") const;
  /// Whether visits on two days since it was last seen, like one that showed it (to the same site and pages, after the same choice), lack
  /// it.
  bool has_stopped(const Sighting& sighting) const;
  /// The sightings that are this item; none if nobody has seen it.
  std::vector<const Sighting*> of(ItemId item) const;
};

/// What is known without any observed file.
const Evidence& no_evidence();

/// Reads the observed files, and fills in what the inventory leaves open. The inventory takes over the trees. Mistakes in the files go to
/// `problems`.
Evidence lay_over(Inventory& inventory, const Sources& sources, std::vector<Tree> observed, const Packs& packs,
                  std::vector<Problem>& problems);

}  // namespace evidence
}  // namespace stackdrag
