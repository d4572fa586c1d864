// What a long report tells of its findings: what is high in the order in which it is to be settled, the rest by rule.
#pragma once

#include <cstddef>

#include "render/outline.h"
#include "stackdrag/formats.h"
#include "stackdrag/page.h"

namespace stackdrag::report {

/// So many entries of high findings, or of an owner, an item or a family, are told one by one.
inline constexpr std::size_t most_in_short = 3;

/// Whether there is too much to tell one by one, and nobody has chosen what to see.
bool is_told_in_short(const Report& report, const RenderOptions& options, const Outline& outline);

/// A line for each rule: how often, and about what. Of mere remarks, how many there are.
void write_by_rule(Page& page, const Report& report, const Section& section);

}  // namespace stackdrag::report
