// Asks every rule of an audit about every subject.
#pragma once

#include <functional>

#include "stackdrag/rule.h"

namespace stackdrag {

/// Takes one answer of a rule of the profile: clear, unknown or flagged.
using TakeVerdict = std::function<void(const Rule& rule, const Subject& subject, const Verdict& verdict)>;

/// What is asked about, and as of when.
struct Question {
  const Inventory& inventory;
  const Facts& facts;
  const Packs& packs;
  Profile profile;
  Date as_of;
};

/// Whether the rule is part of an audit of this profile.
inline bool is_asked(const Rule& rule, Profile profile) { return rule.profile <= profile && !rule.setting.off; }

/// Asks those of `rules` that the profile has and that are not off, and hands every answer to `take`, rule by rule in the order given,
/// except that a rule comes after those whose answers it looks at. Another rule is asked only if one of them looks at its findings.
void ask(const std::vector<Rule>& rules, const Question& question, const TakeVerdict& take);

}  // namespace stackdrag
