// The gate: whether a nightly job should fail, and why.
#pragma once

#include "stackdrag/report.h"

namespace stackdrag {

/// Fails on mistakes in the inventory and on open findings of the severity or above; on no finding if it is empty. What is folded is
/// settled with its parent and not counted twice.
Report::Gate decide_gate(const Report& report, std::optional<Severity> fail_on);

/// Narrows what is shown to rules or families and owners; changes neither the score nor the gate. Empty lists leave everything.
void filter(Report& report, const std::vector<std::string>& select, const std::vector<std::string>& ignore,
            const std::vector<std::string>& owners);

}  // namespace stackdrag
