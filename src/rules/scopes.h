// What credentials may do, judging by the names of their scopes.
#pragma once

#include <algorithm>
#include <string>

#include "stackdrag/packs.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// Whether one of the words of a scope (`crm.objects.contacts.write` has four) has this meaning, in any letter case.
inline bool has_word(Text scope, ScopeMeaning meaning, const Packs& packs) {
  std::string word;
  const auto means_it = [&] {
    const std::vector<ScopeWords>& rows = packs.rows<ScopeWords>();
    return std::any_of(rows.begin(), rows.end(), [&](const ScopeWords& row) {
      return *row.means == meaning &&
             std::any_of(row.words.begin(), row.words.end(), [&](const At<Text>& known) { return *known == word; });
    });
  };
  for (const char c : lower_case(scope)) {
    if (is_letter(c) || is_digit(c)) {
      word += c;
    } else {
      if (means_it()) return true;
      word.clear();
    }
  }
  return means_it();
}

/// Whether a scope only reads, whatever it reads: `r_organization_admin`, `profile.full_name.read`, `manage.users.readonly`.
inline bool only_reads(Text scope, const Packs& packs) {
  if (has_word(scope, ScopeMeaning::reads_only, packs)) return true;
  return has_word(scope, ScopeMeaning::reads, packs) && !has_word(scope, ScopeMeaning::writes, packs) &&
         !has_word(scope, ScopeMeaning::more, packs);
}
/// Whether a scope grants full access: `admin`, `full`, `*`, `contacts:*`.
inline bool allows_all(Text scope, const Packs& packs) {
  if (scope.find('*') != Text::npos || scope == "all") return true;
  return has_word(scope, ScopeMeaning::everything, packs) && !only_reads(scope, packs);
}
inline bool allows_writing(Text scope, const Packs& packs) {
  if (only_reads(scope, packs)) return false;
  return allows_all(scope, packs) || has_word(scope, ScopeMeaning::writes, packs) || has_word(scope, ScopeMeaning::manages, packs);
}

/// The first scope that passes; null if none does.
inline const At<Text>* first_scope(const List<Text>& scopes, bool (*passes)(Text, const Packs&), const Packs& packs) {
  const auto* const found = std::find_if(scopes.begin(), scopes.end(), [&](const At<Text>& scope) { return passes(*scope, packs); });
  return found == scopes.end() ? nullptr : found;
}

}  // namespace stackdrag::rules
