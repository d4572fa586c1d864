// What became of findings that an audit no longer has under their old names: another rule took over, or their item has another id.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace stackdrag {

struct FindingName {
  std::string_view rule, subject;  ///< `subject`: `kind/id`
};

/// For each of the findings that are gone, the index of the one in `now` by which it was succeeded: a rule that takes over from its own
/// (see `takes_over`) found something about the same subject. Subjects go by their present ids. Of several that are gone, each may be
/// succeeded by the same one.
std::vector<std::optional<std::uint32_t>> successors_of(std::span<const FindingName> gone, std::span<const FindingName> now);

/// An item that is gone and one that is new, so much alike that they may be one under two ids.
struct PerhapsRenamed {
  std::string from, to;  ///< `kind/id`

  friend auto operator<=>(const PerhapsRenamed&, const PerhapsRenamed&) = default;
};

/// The pairs, sorted; an item is in one of them at most. `gone` are the findings of items that no longer exist, `fresh` those of items that
/// had none before. Two items are alike if they are of one kind, mostly the same rules found something about both, and these are several or
/// the ids begin alike.
std::vector<PerhapsRenamed> perhaps_renamed(std::span<const FindingName> gone, std::span<const FindingName> fresh);

}  // namespace stackdrag
