// What exports show besides facts about items: who left a secret, which workflow anybody can start.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "rules/subjects.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// What an observed item is asked about as: the declared item that it surely is, else itself.
inline Subject subject_of_sighting(const evidence::Sighting& sighting, const Context& in) {
  if (sighting.is_declared() && sighting.declared.size() == 1) return subject_at(sighting.declared.front(), in);
  return {.kind = "observed", .id = sighting.item.key, .at = sighting.at};
}

/// What people call an observed workflow: its name, else its key.
inline std::string_view name_of_sighting(const evidence::Sighting& sighting) {
  const std::string_view name = sighting.item.value("name");
  return name.empty() ? std::string_view(sighting.item.key) : name;
}

/// The observed workflows by key. What is an integration and an agent is the integration.
inline std::unordered_map<std::string_view, const evidence::Sighting*> sightings_by_key(const evidence::Evidence& evidence) {
  std::unordered_map<std::string_view, const evidence::Sighting*> by_key;
  for (const evidence::Sighting& sighting : evidence.sightings) {
    const evidence::Sighting*& known = by_key[sighting.item.key];
    if (known == nullptr || sighting.item.kind == Kind::integration) known = &sighting;
  }
  return by_key;
}

/// Asks about every workflow with marks of this kind; `answer` gets the sighting, what the marks of a source are by, and the source. A
/// workflow that several sources mark is asked about once.
template <class Answer>
Check each_marked(evidence::MarkKind kind, Answer answer) {
  return {[kind, answer](const Context& in, const Check::Take& take) {
    const auto by_key = sightings_by_key(*in.facts.evidence);
    std::set<std::string_view> asked;
    for (const auto& [source, at] : in.facts.evidence->sources) {
      std::map<std::string_view, std::set<std::string>> marked;
      for (const evidence::Mark& mark : source.marks) {
        if (mark.kind == kind) marked[mark.of].insert(mark.by);
      }
      for (auto& [key, by] : marked) {
        const auto sighting = by_key.find(key);
        if (sighting == by_key.end() || !asked.insert(key).second) continue;
        by.erase("");
        Verdict verdict = answer(*sighting->second, by, source);
        if (verdict.applies()) take(subject_of_sighting(*sighting->second, in), verdict);
      }
    }
  }};
}

}  // namespace stackdrag::rules
