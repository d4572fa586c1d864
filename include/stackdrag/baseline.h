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
#include "stackdrag/triage.h"

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

/// All that is not waived, under these conditions.
Baseline baseline_of(std::span<const TriagedFinding> findings, Conditions conditions);

/// How the findings of an audit compare with a baseline. Numbers are places among the findings of the baseline, in rising order.
struct Comparison {
  Date as_of;                                       ///< the day of the audit that the baseline was made of
  std::vector<std::optional<std::uint32_t>> found;  ///< for each finding of the baseline the triaged one that it is now, if there is one
  std::vector<std::uint32_t> unanswered;            ///< what is an open question now, because facts are missing: neither here nor gone
  std::vector<std::uint32_t> gone;
  std::size_t known = 0;     ///< findings that the baseline has
  std::size_t improved = 0;  ///< of these: what was measured has fallen by a band
  std::size_t fresh = 0;     ///< findings that are new, worsened ones too
};

/// Marks the findings as known or new. `open` are the questions that could not be answered. Waivers must be marked before.
Comparison compare(std::vector<TriagedFinding>& findings, std::span<const Undecided> open, const Baseline& baseline);

/// Says of each new finding why it is new. `now` is what was audited; `rules` and `conditions` are how.
void explain_new(std::vector<TriagedFinding>& findings, const Comparison& comparison, const Baseline& baseline,
                 const std::vector<Rule>& rules, const Conditions& conditions, const Question& now);

/// The conditions of an audit.
Conditions conditions_of(const std::vector<Rule>& rules, const Question& question, std::map<std::string, std::string> packs);

/// The baseline without what is gone, with lower bands where something improved; nothing new is taken in. What the rules were asked with is
/// brought up to date for those of which nothing is new.
Baseline shrunk(const Baseline& baseline, std::span<const TriagedFinding> findings, const Comparison& comparison, const Conditions& now);

/// The baseline with these new findings taken in, for this reason. `chosen` are places among the triaged findings.
Baseline with_accepted(const Baseline& baseline, std::span<const TriagedFinding> findings, const Comparison& comparison,
                       const std::vector<std::uint32_t>& chosen, const std::string& reason);

}  // namespace stackdrag
