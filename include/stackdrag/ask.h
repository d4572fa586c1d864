// Asks every rule of an audit about every subject.
#pragma once

#include <functional>

#include "stackdrag/rule.h"

namespace stackdrag {

/// Takes one answer of a rule of the profile: clear, unknown or flagged.
using TakeVerdict = std::function<void(const Rule& rule, const Subject& subject, const Verdict& verdict)>;

/// Asks the rules of `profile` and hands every answer to `take`, rule by rule in the order of `all_rules`, except that a rule
/// comes after those whose answers it looks at. A rule outside the profile is asked only if one of them looks at its findings.
void ask(Profile profile, const Inventory& inventory, const Facts& facts, const Packs& packs, Date as_of, const TakeVerdict& take);

}  // namespace stackdrag
