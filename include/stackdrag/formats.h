// The formats that a report can be written in.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/enum_names.h"
#include "stackdrag/output.h"
#include "stackdrag/report.h"

namespace stackdrag {

/// What the findings stand under in a report for people.
enum class Grouping : std::uint8_t { severity, owner, item, family };
template <>
inline constexpr auto names_of<Grouping> = std::to_array<std::string_view>({"severity", "owner", "item", "family"});

/// How to render, beyond what the report says.
struct RenderOptions {
  std::size_t columns = 80;
  bool color = false;
  bool all = false;      ///< text, markdown: nothing is grouped or cut, as far as it fits
  bool quiet = false;    ///< text: the score line and the gate line only
  bool verbose = false;  ///< text: source lines with carets; markdown: findings one by one, however many
  /// text, markdown: the most actions, and the most findings that are told one by one, under each owner, item or family if they stand
  /// under such; at least 1.
  std::optional<std::size_t> top;
  Grouping by = Grouping::severity;  ///< text, markdown
  std::string files;                 ///< text: the words by which another command gets the same files: " stack/ --evidence exports/"
};

/// Writes a report in one format. It throws nothing and reads nothing but its arguments.
using Render = void(const Report&, const RenderOptions&, Output&);

struct Format {
  std::string_view name;
  std::string_view purpose;  ///< what it is for
  Render* render;
  bool looks_ahead = false;  ///< it also tells of `Report::outlook`
};

/// All formats, in the order in which the help shows them; the first is the default.
const std::vector<Format>& formats();

}  // namespace stackdrag
