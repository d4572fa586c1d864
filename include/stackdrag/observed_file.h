// The observed file: what exports say, gathered by item, in a small file that is kept beside the inventory. Unlike exports it holds nothing
// secret or personal, and a nightly run changes only the lines of what has changed.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/evidence.h"

namespace stackdrag::evidence {

/// Everything that the sources say about one item.
struct ObservedItem {
  Kind kind = Kind::none;
  std::string key{};
  /// By the names of the field table; a field that is no list has one value.
  std::map<std::string, std::vector<std::string>, std::less<>> fields{};
  /// The ids of the sources that say anything, sorted, by grade.
  std::array<std::vector<std::string>, names_of<Grade>.size()> sources{};
  /// By field: which source says so, where several know the item. Not of lists and days, which are put together.
  std::map<std::string, std::string, std::less<>> by{};
  /// Where an item that is in no configuration was first met, by source.
  std::map<std::string, std::string, std::less<>> places{};

  /// The only value of a field; empty if there is none.
  std::string_view value(std::string_view field) const;
  bool has(Grade grade) const { return !sources[static_cast<std::size_t>(grade)].empty(); }
  /// The strongest grade at which the source that says so knows the item; of the item if nobody knows which source it is.
  Grade grade_of(std::string_view field) const;
  /// Whether a server sends it.
  bool by_server() const { return key.ends_with(".server"); }

  friend bool operator==(const ObservedItem&, const ObservedItem&) = default;
};

/// What the file calls the list of sources of a grade: "seen", "set".
constexpr std::string_view key_of_grade(Grade grade) { return grade == Grade::configured ? "set" : name_of(grade); }

struct Observed {
  std::vector<ExportSource> sources{};  ///< by id
  std::vector<ObservedItem> items{};    ///< by kind and key

  friend bool operator==(const Observed&, const Observed&) = default;
};

/// The file as it is written: sorted, an item on a line.
std::string observed_text(const Observed& observed);

/// Reads what `observed_text` has written. Mistakes go to `problems`, each with its place.
Observed read_observed(View root, std::vector<Problem>& problems);

/// An inventory of all that was observed, to be completed by people: it holds nothing that the exports do not say.
std::string draft_text(const Observed& observed);

/// Adds an example of a rule to the sources: what stands from a line `observed: 1` on is an observed file of its own. Lines keep their
/// numbers.
void add_example(Sources& sources, std::string_view text);

struct Gathered {
  Observed observed{};
  std::vector<std::string> dropped{};   ///< the items of `before` that no source speaks of any more: "pixels/meta.608795229329835"
  std::vector<std::string> outdated{};  ///< the files that are older than what is known, so that nothing of them was used
};

/// By how many days the newest source may be younger than one that is kept.
inline constexpr Days usual_keep{400};

/// What these of the sources say.
Observed of_sources(const Observed& observed, const std::function<bool(const ExportSource&)>& is_among_them);

/// Makes items of observations, and lays them over what was observed before. A source replaces its older self; of recorded visits to the
/// same pages after the same choice the newest four stay. The order of the imports does not matter.
Gathered gather(std::vector<Imported> imports, const Observed& before, Days keep);

}  // namespace stackdrag::evidence
