// The baseline: the debt that a team already knows about, so that a nightly job fails only on new debt.
//
// Findings are recognised by their identity (see `identity.h`) and compared as multisets. Known debt that got worse
// (see `extent.h`), or of which has come about what it warned of, has worsened, and counts as new.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "stackdrag/ask.h"
#include "stackdrag/catalogue.h"
#include "stackdrag/succession.h"
#include "stackdrag/triage.h"
#include "stackdrag/workspace.h"

namespace stackdrag {

/// How a rule was asked.
struct RecordedRule {
  std::string version;                    ///< see `Rule::version`
  std::map<std::string, double> options;  ///< the values in effect

  friend bool operator==(const RecordedRule&, const RecordedRule&) = default;
};

/// The conditions of an audit that its findings depend on.
struct Conditions {
  std::string version;  ///< of stackdrag
  std::string model;    ///< of the score
  Profile profile = Profile::starter;
  Date as_of;
  std::map<std::string, RecordedRule> rules;  ///< those that are not off, by id
  std::map<std::string, std::string> packs;   ///< the packs laid over the built-in ones: digests by file name
  KnownExports exports;                       ///< those that were read
};

struct RecordedFinding {
  std::string rule, subject, key;
  Extent extent;       ///< of a baseline of an older version, only the band is known
  std::string reason;  ///< why it was accepted later; empty if it was recorded from the start
  Span at{};           ///< in the file that it was read from

  friend auto operator<=>(const RecordedFinding& a, const RecordedFinding& b) {
    return std::tie(a.rule, a.subject, a.key, a.extent) <=> std::tie(b.rule, b.subject, b.key, b.extent);
  }
  friend bool operator==(const RecordedFinding& a, const RecordedFinding& b) { return (a <=> b) == 0; }
};

struct Baseline {
  Conditions made;
  std::vector<RecordedFinding> findings;  ///< sorted
};

/// Whether a text has the mark of a baseline, even if the rest of it is damaged.
bool looks_like_baseline(std::string_view text);

/// A baseline, or every mistake in its file; never both.
struct ReadBaseline {
  std::optional<Baseline> baseline;
  std::vector<Problem> problems;
};
/// Reads a baseline from the only source.
ReadBaseline read_baseline(const Sources& sources);

/// The text of the file: a finding per line, each followed by an empty line, so that two branches that each remove one merge cleanly.
std::string baseline_text(const Baseline& baseline);
/// The text `old` of `before`, edited to say `after`. Unchanged lines stay where they are.
std::string edited_baseline(std::string_view old, const Baseline& before, const Baseline& after);

/// Records all findings that are not waived.
Baseline baseline_of(std::span<const TriagedFinding> findings, Conditions conditions);

/// How the findings of an audit compare with a baseline. `unanswered` and `gone` are ascending indices of the baseline's findings.
struct Comparison {
  Date as_of;                                           ///< the day of the audit that the baseline was made of
  std::vector<std::optional<std::uint32_t>> found;      ///< for each finding of the baseline, the index of the triaged one, if any
  std::vector<std::optional<std::uint32_t>> succeeded;  ///< likewise, of the one that says that what it warned of has come about
  std::vector<std::uint32_t> unanswered;                ///< open questions now, because facts are missing: neither found nor gone
  std::vector<std::uint32_t> gone;
  std::size_t known = 0;                        ///< findings that the baseline has
  std::size_t improved = 0;                     ///< of these, how many are less bad than recorded
  std::size_t fresh = 0;                        ///< new findings, including worsened ones
  std::vector<PerhapsRenamed> perhaps_renamed;  ///< of the items of findings that are gone
};

/// Marks the findings as known or new. `open` are the unanswered questions. Waivers must have been marked before.
Comparison compare(std::vector<TriagedFinding>& findings, std::span<const Undecided> open, const Baseline& baseline,
                   const Inventory& inventory);

/// Marks each new finding with its cause. `now` is the question that was audited, with the rules of `catalogue` and under `conditions`.
/// `known_then` is the same inventory with only the exports that the baseline has read; null if there are no others.
void explain_new(std::vector<TriagedFinding>& findings, const Comparison& comparison, const Baseline& baseline, const Catalogue& catalogue,
                 const Conditions& conditions, const Question& now, const Question* known_then);

/// The conditions under which `rules` answer `question`, without `packs` and `exports`.
Conditions conditions_of(const std::vector<Rule>& rules, const Question& question);

/// The baseline without findings that are gone, and with lower bands where something improved; nothing new is added. The recorded options
/// are updated for rules that have no new findings, the exports if none of the new findings comes from one.
Baseline shrunk(const Baseline& baseline, std::span<const TriagedFinding> findings, const Comparison& comparison, const Conditions& now);

/// The baseline with these new findings added, for this reason. `chosen` are indices of triaged findings.
Baseline with_accepted(const Baseline& baseline, std::span<const TriagedFinding> findings, const Comparison& comparison,
                       const std::vector<std::uint32_t>& chosen, const std::string& reason);

}  // namespace stackdrag
