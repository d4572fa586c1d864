// Asks every rule of an audit about every subject.
#pragma once

#include <functional>

#include "stackdrag/rule.h"

namespace stackdrag {

/// Takes one answer of a rule of the profile: clear, unknown or flagged.
using TakeVerdict = std::function<void(const Rule& rule, const Subject& subject, const Verdict& verdict)>;

/// What the rules are asked about, and the date of the audit.
struct Question {
  const Inventory& inventory;
  const Facts& facts;
  const Packs& packs;
  Profile profile;
  Date as_of;
};

/// Whether the rule is part of an audit of this profile.
inline bool is_asked(const Rule& rule, Profile profile) { return rule.profile <= profile && !rule.setting.off; }

/// Asks the rules that belong to the profile and are not off, and passes every answer to `take`, rule by rule in the given order, except
/// that a rule comes after those whose answers it uses. Rules outside the profile are asked only if one of these uses their answers.
void ask(const std::vector<Rule>& rules, const Question& question, const TakeVerdict& take);

}  // namespace stackdrag
