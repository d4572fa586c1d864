// What credentials may do, judging by the names of their scopes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stackdrag/packs.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// What the words of a scope say; `crm.objects.contacts.write` has four, each in a part of its own. If one of the parts is nothing but an
/// action, the others only name what it is done to: `write_stats:read` reads. What a scope denies, it does not say.
class ScopeSays {
 public:
  ScopeSays(Text written, const Packs& packs) : packs_(packs) {
    const std::string granted = without_denied(written);
    const Text scope = granted;
    has_star_ = scope.find('*') != Text::npos;
    std::vector<Part> parts;
    for (std::size_t begin = 0; begin < scope.size();) {
      const std::size_t end = std::min(scope.find_first_of(":./ ", begin), scope.size());
      parts.push_back(read(scope.substr(begin, end - begin)));
      begin = end + 1;
    }
    const bool has_action = std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.is_action(); });
    for (const Part& part : parts) {
      objects_.insert(part.objects.begin(), part.objects.end());
      if (!has_action || part.objects.empty()) said_.insert(part.said.begin(), part.said.end());
    }
    note_phrases(words_of(lower_case(scope)));
  }

  bool means(ScopeMeaning meaning) const { return said_.contains(meaning); }
  /// What it names: the words that the packs do not know.
  const std::set<std::string>& objects() const { return objects_; }
  bool names_object() const { return !objects_.empty(); }
  /// Whether it has a `*`.
  bool has_star() const { return has_star_; }
  /// Whether it says what is done.
  bool acts() const { return means(ScopeMeaning::writes) || means(ScopeMeaning::manages) || means(ScopeMeaning::more); }

 private:
  struct Part {
    std::set<ScopeMeaning> said;
    std::set<std::string> objects;

    bool is_action() const {
      constexpr ScopeMeaning actions[] = {ScopeMeaning::reads_only, ScopeMeaning::reads, ScopeMeaning::writes, ScopeMeaning::manages,
                                          ScopeMeaning::sends};
      return objects.empty() && std::any_of(std::begin(actions), std::end(actions), [&](ScopeMeaning one) { return said.contains(one); });
    }
  };

  Part read(std::string_view text) const {
    Part part;
    for (const std::string& word : words_of(text)) {
      if (!note_meaning(word, part.said)) part.objects.insert(word);
    }
    // In `ReadOnly` and `READ_WRITE` two words are one.
    std::string run;
    for (const char c : lower_case(text) + ' ') {
      if (is_letter(c) || is_digit(c)) {
        run += c;
      } else if (!run.empty()) {
        note_meaning(run, part.said);
        run.clear();
      }
    }
    return part;
  }
  bool note_meaning(const std::string& word, std::set<ScopeMeaning>& said) const {
    bool known = false;
    for (const ScopeWords& row : packs_.rows<ScopeWords>()) {
      if (std::none_of(row.words.begin(), row.words.end(), [&](const At<Text>& one) { return *one == word; })) continue;
      said.insert(*row.means);
      known = true;
    }
    return known;
  }
  void note_phrases(const std::vector<std::string>& words) {
    for (const ScopeWords& row : packs_.rows<ScopeWords>()) {
      const auto is_said = [&](const At<Text>& one) { return one->find(' ') != Text::npos && has_phrase(words, *one); };
      if (std::any_of(row.words.begin(), row.words.end(), is_said)) said_.insert(*row.means);
    }
  }

  const Packs& packs_;
  std::set<ScopeMeaning> said_;
  std::set<std::string> objects_;
  bool has_star_ = false;
};

/// Whether a scope only reads, whatever it reads: `r_organization_admin`, `profile.full_name.read`, `manage.users.readonly`.
inline bool only_reads(const ScopeSays& says) {
  if (says.means(ScopeMeaning::reads_only)) return true;
  return says.means(ScopeMeaning::reads) && !says.means(ScopeMeaning::writes) && !says.means(ScopeMeaning::more);
}
/// What a scope grants.
struct Grant {
  bool only_reads = false;
  bool all = false;         ///< full access: `admin`, `full`, `*`, `write_all`, `crm.all`
  bool all_of_one = false;  ///< all access to what it names: `contacts:*`, `mail.*`
  bool writing = false;
  bool acting = false;            ///< it lets something out: it writes, sends or publishes
  std::set<std::string> objects;  ///< see `ScopeSays`
};

inline Grant grant_of(Text scope, const Packs& packs) {
  const ScopeSays says(scope, packs);
  Grant grant{.only_reads = only_reads(says), .objects = says.objects()};
  if (grant.only_reads) return grant;
  const bool names = says.names_object();
  grant.all =
      says.means(ScopeMeaning::everything) || (says.has_star() && !names) || (says.means(ScopeMeaning::all) && !(says.acts() && names));
  grant.all_of_one = says.has_star() && names && !says.acts() && !grant.all;
  grant.writing = grant.all || grant.all_of_one || says.means(ScopeMeaning::writes) || says.means(ScopeMeaning::manages);
  grant.acting = grant.writing || says.means(ScopeMeaning::sends);
  return grant;
}

/// By the text of the scope. Many items have the same, so each is read once.
using Grants = std::unordered_map<Text, Grant>;

template <class T>
Grants grants_of(const std::vector<T>& items, const Packs& packs) {
  Grants grants;
  for (const T& item : items) {
    for (const At<Text>& scope : item.scope) {
      if (!grants.contains(*scope)) grants.emplace(*scope, grant_of(*scope, packs));
    }
  }
  return grants;
}

/// The first scope that grants it; null if none does.
inline const At<Text>* first_scope(const List<Text>& scopes, bool Grant::*it, const Grants& grants) {
  const auto* const found = std::find_if(scopes.begin(), scopes.end(), [&](const At<Text>& scope) { return grants.at(*scope).*it; });
  return found == scopes.end() ? nullptr : found;
}

}  // namespace stackdrag::rules
