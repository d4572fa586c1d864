// What credentials may do, judging by the names of their scopes.
#pragma once

#include <algorithm>
#include <set>
#include <string>

#include "stackdrag/packs.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// What the words of a scope say; `crm.objects.contacts.write` has four.
class ScopeSays {
 public:
  ScopeSays(Text scope, const Packs& packs) : packs_(packs) {
    for (const std::string& word : words_of(scope)) note(word);
    // In `ReadOnly` and `READ_WRITE` two words are one.
    std::string run;
    for (const char c : lower_case(scope) + ' ') {
      if (is_letter(c) || is_digit(c)) {
        run += c;
      } else if (!run.empty()) {
        note_meaning(run);
        run.clear();
      }
    }
  }

  bool means(ScopeMeaning meaning) const { return said_.contains(meaning); }
  /// Whether it names an object: it has a word that the packs do not know.
  bool names_object() const { return names_object_; }

 private:
  void note(const std::string& word) {
    if (!note_meaning(word)) names_object_ = true;
  }
  bool note_meaning(const std::string& word) {
    bool known = false;
    for (const ScopeWords& row : packs_.rows<ScopeWords>()) {
      if (std::none_of(row.words.begin(), row.words.end(), [&](const At<Text>& one) { return *one == word; })) continue;
      said_.insert(*row.means);
      known = true;
    }
    return known;
  }

  const Packs& packs_;
  std::set<ScopeMeaning> said_;
  bool names_object_ = false;
};

/// Whether a scope only reads, whatever it reads: `r_organization_admin`, `profile.full_name.read`, `manage.users.readonly`.
inline bool only_reads(const ScopeSays& says) {
  if (says.means(ScopeMeaning::reads_only)) return true;
  return says.means(ScopeMeaning::reads) && !says.means(ScopeMeaning::writes) && !says.means(ScopeMeaning::more);
}
/// Whether a scope grants full access: `admin`, `full`, `*`, `contacts:*`, `write_all`, `crm.all`.
inline bool allows_all(Text scope, const Packs& packs) {
  if (scope.find('*') != Text::npos) return true;
  const ScopeSays says(scope, packs);
  if (only_reads(says)) return false;
  if (says.means(ScopeMeaning::everything)) return true;
  const bool acts = says.means(ScopeMeaning::writes) || says.means(ScopeMeaning::manages) || says.means(ScopeMeaning::more);
  return says.means(ScopeMeaning::all) && !(acts && says.names_object());
}
inline bool allows_writing(Text scope, const Packs& packs) {
  if (allows_all(scope, packs)) return true;
  const ScopeSays says(scope, packs);
  return !only_reads(says) && (says.means(ScopeMeaning::writes) || says.means(ScopeMeaning::manages));
}

/// The first scope that passes; null if none does.
inline const At<Text>* first_scope(const List<Text>& scopes, bool (*passes)(Text, const Packs&), const Packs& packs) {
  const auto* const found = std::find_if(scopes.begin(), scopes.end(), [&](const At<Text>& scope) { return passes(*scope, packs); });
  return found == scopes.end() ? nullptr : found;
}

}  // namespace stackdrag::rules
