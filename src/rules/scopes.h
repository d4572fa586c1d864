// What credentials may do, judging by the names of their scopes.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>

#include "stackdrag/inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// Whether one of the words of a scope (`crm.objects.contacts.write` has four) is among these, in any letter case.
inline bool has_word(Text scope, std::initializer_list<std::string_view> words) {
  std::string word;
  const auto is_one = [&] { return std::find(words.begin(), words.end(), word) != words.end(); };
  for (const char c : lower_case(scope)) {
    if (is_letter(c) || is_digit(c)) {
      word += c;
    } else {
      if (is_one()) return true;
      word.clear();
    }
  }
  return is_one();
}

/// Whether a scope only reads, whatever it reads: `r_organization_admin`, `profile.full_name.read`, `manage.users.readonly`.
inline bool only_reads(Text scope) {
  if (has_word(scope, {"readonly"})) return true;
  return has_word(scope, {"read", "r", "view", "viewer"}) &&
         !has_word(scope, {"write", "readwrite", "rw", "w", "edit", "create", "update", "delete"});
}
/// Everything: `admin`, `full`, `*`, `contacts:*`.
inline bool allows_all(Text scope) {
  if (scope.find('*') != Text::npos || scope == "all") return true;
  return has_word(scope, {"admin", "administrator", "full", "owner", "root", "superuser"}) && !only_reads(scope);
}
inline bool allows_writing(Text scope) {
  if (only_reads(scope)) return false;
  return allows_all(scope) || has_word(scope, {"write", "readwrite", "rw", "edit", "modify", "manage", "create", "update", "delete"});
}

/// The first scope that passes; null if none does.
inline const At<Text>* first_scope(const List<Text>& scopes, bool (*passes)(Text)) {
  const auto* const found = std::find_if(scopes.begin(), scopes.end(), [&](const At<Text>& scope) { return passes(*scope); });
  return found == scopes.end() ? nullptr : found;
}

}  // namespace stackdrag::rules
