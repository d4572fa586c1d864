// Asks every rule of an audit about every subject.
#pragma once

#include <functional>

#include "stackdrag/rule.h"

namespace stackdrag {

/// Takes one answer of a rule of the profile: clear, unknown or flagged.
using TakeVerdict = std::function<Standing(const Rule& rule, const Subject& subject, const Verdict& verdict)>;

/// What the rules are asked about, and the date of the audit.
struct Question {
  const Inventory& inventory;
  const Facts& facts;
  const Packs& packs;
  Profile profile;
  Date as_of;
};

/// Whether the rule is part of an audit of this profile.
inline bool is_of_profile(const Rule& rule, Profile profile) { return rule.profile <= profile && !rule.setting.off; }

/// Asks the rules that are not off, and passes every answer to `take`, rule by rule in the given order, except that a rule comes after
/// those whose answers it uses. A profile limits what is asked for, not what is judged: of a rule outside of it, only those findings are
/// passed on that something written is wrong (see `Flagged::lacking`). What stands nowhere in the report is no cause of anything: what is
/// not passed on, what is at `info`, and what `take` excuses.
void ask(const std::vector<Rule>& rules, const Question& question, const TakeVerdict& take);

}  // namespace stackdrag
