// What a report for people shows, in which order: findings by severity and item, repeats as one entry, folded ones under their parent.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag::report {

/// One finding, or all findings of one rule about one kind of subject. Indices in `Report::findings`.
struct Entry {
  std::vector<std::size_t> findings;
  bool repeats() const { return findings.size() > 1; }
};

/// How urgent a finding is before its severity counts: what is new comes first, what is waived last.
enum class Standing : std::uint8_t { fresh, open, waived };
Standing standing_of(const ReportedFinding& finding);

struct Section {
  Standing standing;
  bool outside;                ///< of rules that the profile does not ask
  Severity severity;           ///< the highest
  std::vector<Entry> entries;  ///< single findings, those of one item together, then the repeats
  std::size_t left_out = 0;    ///< findings in no entry: outside of the profile, only the first few are told
};

/// By parent: what is shown beneath it.
using Folded = std::map<std::size_t, std::vector<std::size_t>>;

struct Outline {
  std::vector<Section> sections;  ///< by standing, critical first, then what is outside of the profile; none is empty
  Folded folded;
};

/// "high", "new: high", "waived: high", "outside the profile".
std::string title_of(const Section& section);

/// How many entries of findings outside of the profile there are, unless all are asked for.
constexpr std::size_t most_outside = 5;
/// "and 3 more outside of the profile starter, which `--all` shows"; empty if nothing is left out.
std::string left_out_phrase(const Report& report, const Section& section);

/// From how many findings on they print as repeats.
constexpr std::size_t least_repeats = 4;

/// Every finding of `shown`, ascending indices, is in one entry, or folded under a finding that is, or counted as left out. With `all`,
/// nothing is left out and repeats are single entries.
Outline outline_of(const Report& report, std::span<const std::size_t> shown, bool all);

/// How many findings the entries hold.
std::size_t count_findings(std::span<const Entry> entries);

/// The entries in the order of the actions that settle them.
std::vector<Entry> most_urgent_first(const Report& report, std::vector<Entry> entries);

/// What tells repeats apart, in order: the ids of their subjects, or their keys if they are all about one subject.
std::vector<std::string> names_of_repeats(const Report& report, const Entry& entry);
/// "12 × name-off-pattern on campaigns".
std::string repeats_phrase(const Report& report, const Entry& entry);

}  // namespace stackdrag::report
