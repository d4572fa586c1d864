// The formats that a report can be written in.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "stackdrag/output.h"
#include "stackdrag/report.h"

namespace stackdrag {

/// How to render, beyond what the report says.
struct RenderOptions {
  std::size_t columns = 80;
  bool color = false;
  bool all = false;      ///< text: expand grouped repeats
  bool quiet = false;    ///< text: the score line and the gate line only
  bool verbose = false;  ///< text: source lines with carets
};

/// Writes a report in one format. It throws nothing and reads nothing but its arguments.
using Render = void(const Report&, const RenderOptions&, Output&);

struct Format {
  std::string_view name;
  std::string_view purpose;  ///< what it is for
  Render* render;
};

/// All formats, in the order in which the help shows them; the first is the default.
const std::vector<Format>& formats();

}  // namespace stackdrag
