// Rules that may find several things wrong with one subject: each is a finding of its own, so that none depends on the order of a list.
#pragma once

#include <vector>

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// Asks `check` about every subject of its type, and passes on all of its answers. Findings must have keys that tell them apart.
template <class T>
Check each_several(std::vector<Verdict> (*check)(const T&, const Context&)) {
  return {[check](const Context& in, const Check::Take& take) {
    for (const T& subject : subjects<T>(in.facts)) {
      for (Verdict& verdict : check(subject, in)) {
        if (verdict.applies()) take(subject_of(in.facts, subject), verdict);
      }
    }
  }};
}

}  // namespace stackdrag::rules
