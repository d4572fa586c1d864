// Explains why a document could not be read, at the place where the user should look.
#pragma once

#include <string_view>

#include "document/rough.h"
#include "document/walk.h"
#include "stackdrag/source.h"

namespace stackdrag::document {

/// Why the parser stopped.
enum class Stop { unknown_alias, two_properties, bad_property, tab, depth, other };

/// A broken document: the text, how far it was parsed, and where and why the parser stopped.
struct Broken {
  std::string_view text;
  std::uint32_t base = 0;
  const Rough& rough;
  const Walk& walk;
  Stop stop = Stop::other;
  std::size_t at = 0;
};

Problem diagnose(const Broken& broken);

}  // namespace stackdrag::document
