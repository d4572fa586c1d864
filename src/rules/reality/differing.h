// Facts on which the inventory and the evidence differ.
#pragma once

#include <fmt/format.h>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// Where the evidence has it from: "seen by `har-home`", "set up in `gtm-web` and 1 more". Of a field, the source that says so.
inline std::string sources_note(const evidence::Sighting& sighting, std::string_view field = "") {
  constexpr std::string_view verbs[] = {"seen by", "published in", "set up in", "listed in"};
  const auto grade = static_cast<std::size_t>(sighting.item.grade_of(field));
  if (const auto by = sighting.item.by.find(field); by != sighting.item.by.end()) return fmt::format("{} `{}`", verbs[grade], by->second);
  const std::vector<std::string>& ids = sighting.item.sources[grade];
  const std::string more = ids.size() > 1 ? fmt::format(" and {} more", ids.size() - 1) : "";
  return ids.empty() ? "" : fmt::format("{} `{}`{}", verbs[grade], ids.front(), more);
}

/// Asks about every difference in a field for which `is_meant` holds; `answer` says what is wrong with it.
template <class IsMeant, class Answer>
Check each_difference(IsMeant is_meant, Answer answer) {
  return {[is_meant, answer](const Context& in, const Check::Take& take) {
    for (const evidence::Difference& difference : in.facts.evidence->differences) {
      if (!is_meant(difference.field->name)) continue;
      Verdict verdict = answer(difference, in.facts.evidence->sightings[difference.sighting], in);
      if (verdict.applies()) take(subject_of(in.facts, in.facts.items[in.facts.place_of(difference.item)]), verdict);
    }
  }};
}

}  // namespace stackdrag::rules
