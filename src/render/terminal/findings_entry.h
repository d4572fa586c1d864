// Writes one finding, or repeats of one rule: what is there, where, what else, why it matters, and what to do.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "render/outline.h"
#include "stackdrag/formats.h"
#include "stackdrag/page.h"
#include "stackdrag/report.h"
#include "stackdrag/source_lines.h"

namespace stackdrag::report {

constexpr std::size_t message_indent = 2;
constexpr std::size_t detail_indent = 5;

class EntryWriter {
 public:
  /// In short, what else shows a problem and what follows from it is left out, and the advice of a rule is given once. Where no heading
  /// says how severe the findings are, each of them does.
  EntryWriter(Page& page, const Report& report, const RenderOptions& options, bool in_short)
      : page_(page), report_(report), options_(options), in_short_(in_short), lines_(report.sources) {}

  /// Makes room for the places of all entries of an outline, so that they align, also with those that were measured before.
  void measure(const Outline& outline);
  /// `folded` is that of the outline.
  void write(const Entry& entry, const Folded& folded);
  /// No more than what is there, and where.
  void write_briefly(const Entry& entry);
  /// Gives all advice once more.
  void forget_advice() { advised_.clear(); }

 private:
  /// "high:", or nothing under a heading that says so.
  std::vector<Word> severity_of(const ReportedFinding& finding) const;
  void write_message(const ReportedFinding& finding);
  void write_single(std::size_t at, const Folded& folded);
  void write_repeats(const Entry& entry);
  void write_place(const ReportedFinding& finding);
  void write_source(const ReportedFinding& finding);
  void write_standing(const ReportedFinding& finding);
  void write_also(std::string_view message, const Location& location, std::string_view rule);
  void write_folded(std::size_t parent, const Folded& folded);
  std::string folded_phrase(const std::vector<std::size_t>& alike) const;
  void write_advice(const ReportedFinding& finding);
  std::string message_of(const ReportedFinding& finding) const;
  std::string source_of(const ReportedFinding& finding, std::size_t columns);

  /// The columns of the line that says where: the place, the source in short, the rule. Shared by all findings, so that they align.
  struct PlaceColumns {
    std::size_t place = 0, source = 0, rule = 0;
  };

  Page& page_;
  const Report& report_;
  const RenderOptions& options_;
  bool in_short_;
  SourceLines lines_;
  PlaceColumns columns_;
  std::set<std::string_view> advised_;  ///< the rules whose advice has been given
};

}  // namespace stackdrag::report
