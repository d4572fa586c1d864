// The baseline: the debt that a team already knows of, so that a nightly job fails on new debt only.
//
// A finding is known by its rule, its subject and the rule's own key; as a multiset, because two findings may share all three. Nothing else
// is compared: not the line, the message, the severity, the file or the place in a list. Beside the identity stands the band of what was
// measured: known debt that climbs a band has worsened, and counts as new.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "stackdrag/ask.h"
#include "stackdrag/report.h"

namespace stackdrag {

/// How a rule was asked.
struct RecordedRule {
  std::string version;                    ///< see `Rule::version`
  std::map<std::string, double> options;  ///< the values that held

  friend bool operator==(const RecordedRule&, const RecordedRule&) = default;
};

/// What an audit was made with, as far as its findings depend on it.
struct Conditions {
  std::string version;  ///< of stackdrag
  std::string model;    ///< of the score
  Profile profile = Profile::starter;
  Date as_of;
  std::map<std::string, RecordedRule> rules;  ///< that were asked, by id
  std::map<std::string, std::string> packs;   ///< laid over the built-in ones: a digest by file name
};

struct RecordedFinding {
  std::string rule, subject, key;
  std::optional<int> band;  ///< empty if nothing was measured
  std::string reason;       ///< why it was taken in later; empty if it was there from the beginning
  Span at{};                ///< in the file that it was read from

  friend auto operator<=>(const RecordedFinding& a, const RecordedFinding& b) {
    return std::tie(a.rule, a.subject, a.key, a.band) <=> std::tie(b.rule, b.subject, b.key, b.band);
  }
  friend bool operator==(const RecordedFinding& a, const RecordedFinding& b) { return (a <=> b) == 0; }
};

struct Baseline {
  Conditions made;
  std::vector<RecordedFinding> findings;  ///< sorted
};

/// Reads a baseline from its only source; any mistake leaves it empty, with the places of all mistakes.
struct ReadBaseline {
  std::optional<Baseline> baseline;
  std::vector<Problem> problems;
};
ReadBaseline read_baseline(const Sources& sources);

/// The file: one finding a line, and an empty line behind each, so that two branches that each take one out can be merged.
std::string baseline_text(const Baseline& baseline);
/// The file `old` with other findings and rules in it. Lines that stay the same stay where they are.
std::string edited_baseline(std::string_view old, const Baseline& before, const Baseline& after);

/// All that is open in the report, under these conditions.
Baseline baseline_of(const Report& report, Conditions conditions);

/// Compares the report with the baseline: marks its findings as known or new, and lists what is gone. Returns for each finding of the
/// baseline the one of the report that it stands for, if there is one.
std::vector<std::optional<std::uint32_t>> compare(Report& report, const Baseline& baseline);

/// Says of each new finding why it is new. `now` is what was audited; `rules` and `conditions` are how.
void explain_new(Report& report, const Baseline& baseline, const std::vector<Rule>& rules, const Conditions& conditions,
                 const Question& now);

/// The conditions of an audit.
Conditions conditions_of(const std::vector<Rule>& rules, const Question& question, std::map<std::string, std::string> packs);

/// The baseline without what is gone, with lower bands where something improved; nothing new is taken in. What the rules were asked with is
/// brought up to date for those of which nothing is new. `found` is what `compare` returned.
Baseline shrunk(const Baseline& baseline, const Report& report, const std::vector<std::optional<std::uint32_t>>& found,
                const Conditions& now);

/// The baseline with these new findings of the report taken in, for this reason.
Baseline with_accepted(const Baseline& baseline, const Report& report, const std::vector<std::uint32_t>& findings,
                       const std::vector<std::optional<std::uint32_t>>& found, const std::string& reason);

}  // namespace stackdrag
