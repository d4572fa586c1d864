// The container of Google Tag Manager as it is published: what `gtm.js` holds.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackdrag::evidence {

/// The largest script that is looked into.
inline constexpr std::size_t most_runtime_bytes = std::size_t{4} << 20;

/// A tag of a published container. It has no name there.
struct PublishedTag {
  std::string type{};  ///< as in an export: "ua", "html"; of a paused tag, what it was
  bool paused = false;
  /// What a parameter may be, by its name in an export: constants and lookup tables are looked up. A parameter whose value is known only
  /// on the page is left out. In `html`, such a part is written as `{{}}`.
  std::map<std::string, std::vector<std::string>, std::less<>> parameters{};
};

struct PublishedContainer {
  std::string version{};
  std::vector<PublishedTag> tags{};
};

/// Reads a `gtm.js`. Nothing if the script is something else, or too large.
std::optional<PublishedContainer> published_container(std::string_view script);

}  // namespace stackdrag::evidence
