// What to do first, and which facts would tell the most.
#pragma once

#include <cstdint>
#include <vector>

#include "stackdrag/assemble.h"

namespace stackdrag {

/// One action for all findings that the same decision settles, most points gained per hour first. `order` are the findings as the
/// report has them, `drag` is its score; the store keeps the texts.
std::vector<Action> actions_of(const AuditResult& result, const std::vector<std::uint32_t>& order, const Report::Drag& drag, Store& store);

/// The facts to add, worth most first. What folds under a finding is not asked for: nobody counts the seats of a tool that goes.
std::vector<Gap> gaps_of(const AuditResult& result, const Report::Drag& drag, Store& store);

/// By how much the headline falls if these nodes of the folding go.
double gain(const AuditResult& result, const Report::Drag& drag, const std::vector<std::size_t>& nodes);

}  // namespace stackdrag
