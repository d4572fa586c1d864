// What exports show besides facts about items: who left a secret, which workflow anybody can start.
#pragma once

#include <set>
#include <string_view>

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

/// Asks about every workflow with a mark of this kind; `answer` gets the sighting, the mark and the source. A workflow that was sighted in
/// several ways is asked about once.
template <class Answer>
Check each_marked(evidence::MarkKind kind, Answer answer) {
  return {[kind, answer](const Context& in, const Check::Take& take) {
    std::set<std::string_view> asked;
    for (const auto& [source, at] : in.facts.evidence->sources) {
      for (const evidence::Mark& mark : source.marks) {
        const evidence::Sighting* const sighting = mark.kind == kind ? in.facts.evidence->find(mark.of) : nullptr;
        if (sighting == nullptr || !asked.insert(mark.of).second) continue;
        Verdict verdict = answer(*sighting, mark, source, in);
        if (verdict.applies()) take(subject_of_sighting(*sighting, in), verdict);
      }
    }
  }};
}

}  // namespace stackdrag::rules
