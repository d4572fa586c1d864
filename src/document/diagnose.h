// Why a document could not be read, in our words and at the place that the reader should look at.
#pragma once

#include <string_view>

#include "document/rough.h"
#include "document/walk.h"
#include "stackdrag/source.h"

namespace stackdrag::document {

/// What kept a parser from going on.
enum class Stop { unknown_alias, two_properties, bad_property, tab, depth, other };

/// A broken document: the text, how far it was understood, and where and why the parser stopped.
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
