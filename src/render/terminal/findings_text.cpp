// The findings on a terminal: by severity, or by what else they have in common.
#include <algorithm>
#include <cctype>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "render/grouping.h"
#include "render/outline.h"
#include "render/terminal/findings_entry.h"
#include "render/terminal/findings_in_short.h"
#include "render/terminal/text_sections.h"
#include "stackdrag/formats.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_groups = 20;

std::string upper_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
  return text;
}

/// What the findings of a section are called where they are only counted: "high", "new high", "waived".
std::string rest_of(const Section& section) {
  if (section.standing == Standing::waived) return "waived";
  const std::string_view rest = section.outside ? "outside the profile" : name_of(section.severity);
  return fmt::format("{}{}", section.standing == Standing::fresh ? "new " : "", rest);
}

/// "and 40 more: 37 medium, 3 low", "and 3 more, all low".
std::string more_phrase(const std::vector<std::pair<std::string, std::size_t>>& rest, std::size_t left) {
  if (rest.size() == 1) return fmt::format("and {} more, {}{}", left, left == 1 ? "" : "all ", rest.front().first);
  std::vector<std::string> counts;
  for (const auto& [name, count] : rest) counts.push_back(fmt::format("{} {}", count, name));
  return fmt::format("and {} more: {}", left, fmt::join(counts, ", "));
}

class FindingsWriter {
 public:
  FindingsWriter(Page& page, const Report& report, const RenderOptions& options)
      : page_(page),
        report_(report),
        options_(options),
        outline_(outline_of(report, report.shown, options.all)),
        in_short_(is_told_in_short(report, options, outline_)),
        entries_(page, report, options, in_short_) {
    if (options.by == Grouping::severity) entries_.measure(outline_);
  }

  void write();

 private:
  bool is_left_to_the_baseline(Standing standing) const;
  void write_section(const Section& section);
  void write_groups();
  void write_group(const Group& group, const Outline& outline);
  void write_first(const Outline& outline, std::size_t most);
  void write_entries(const Section& section, std::span<const Entry> entries, const Folded& folded);

  Page& page_;
  const Report& report_;
  const RenderOptions& options_;
  const Outline outline_;
  bool in_short_;
  EntryWriter entries_;
};

/// With a baseline, known findings are only counted, unless they are asked for.
bool FindingsWriter::is_left_to_the_baseline(Standing standing) const {
  return report_.baseline && !options_.all && report_.filter.empty() && standing == Standing::open;
}

void FindingsWriter::write() {
  if (options_.by != Grouping::severity) {
    write_groups();
  } else if (options_.top) {
    write_first(outline_, *options_.top);
  } else {
    for (const Section& section : outline_.sections) {
      if (!is_left_to_the_baseline(section.standing)) write_section(section);
    }
  }
  const bool left_out = std::any_of(outline_.sections.begin(), outline_.sections.end(),
                                    [&](const Section& section) { return is_left_to_the_baseline(section.standing); });
  if (!left_out) return;
  page_.blank();
  page_.paragraph(Ink::faint,
                  fmt::format("{} in the baseline: --all shows them, `stackdrag baseline show` lists them by owner.",
                              count_of(report_.baseline->known, "known finding is", "known findings are")),
                  0, 0);
}

void FindingsWriter::write_section(const Section& section) {
  page_.heading(ink_of(section.severity), upper_case(title_of(section)));
  const bool in_short = in_short_ && !section.outside;
  if (in_short && section.severity < Severity::high) return write_by_rule(page_, report_, section);
  const bool is_limited = in_short && section.severity == Severity::high;
  const std::vector<Entry> entries = is_limited ? most_urgent_first(report_, section.entries) : section.entries;
  const std::size_t told = is_limited ? std::min(most_in_short, entries.size()) : entries.size();
  write_entries(section, std::span(entries).first(told), outline_.folded);
  if (told < entries.size()) {
    const std::size_t left = count_findings(std::span(entries).subspan(told));
    page_.blank();
    page_.paragraph(Ink::faint, fmt::format("and {} more (--severity high --all shows {})", left, left == 1 ? "it" : "them"),
                    message_indent, message_indent + 2);
  }
  if (section.left_out > 0) page_.paragraph(Ink::faint, left_out_phrase(report_, section), detail_indent, detail_indent);
}

void FindingsWriter::write_entries(const Section& section, std::span<const Entry> entries, const Folded& folded) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i > 0 && !section.outside) page_.blank();
    // Of what the profile does not ask for, no more than what is there, and where.
    if (section.outside && !options_.all)
      entries_.write_briefly(entries[i]);
    else
      entries_.write(entries[i], folded);
  }
}

/// Tells the most urgent entries of an outline, under their severities if these are what the findings stand under, and says how many others
/// there are: "and 40 more: 37 medium, 3 low (--all shows them)".
void FindingsWriter::write_first(const Outline& outline, std::size_t most) {
  std::vector<std::pair<std::string, std::size_t>> rest;
  std::size_t left = 0;
  bool is_first = true;
  for (const Section& section : outline.sections) {
    if (is_left_to_the_baseline(section.standing)) continue;
    const std::size_t told = std::min(most, section.entries.size());
    const std::vector<Entry> entries = told < section.entries.size() ? most_urgent_first(report_, section.entries) : section.entries;
    if (told > 0 && options_.by == Grouping::severity) page_.heading(ink_of(section.severity), upper_case(title_of(section)));
    if (told > 0 && !std::exchange(is_first, false) && options_.by != Grouping::severity) page_.blank();
    write_entries(section, std::span(entries).first(told), outline.folded);
    most -= told;
    const std::size_t others = count_findings(std::span(entries).subspan(told)) + section.left_out;
    if (others == 0) continue;
    if (rest.empty() || rest.back().first != rest_of(section)) rest.emplace_back(rest_of(section), 0);
    rest.back().second += others;
    left += others;
  }
  if (left == 0) return;
  page_.blank();
  page_.phrases(Ink::faint, {more_phrase(rest, left), all_shows(left)}, message_indent, message_indent + 2, {" ", 1});
}

void FindingsWriter::write_groups() {
  std::vector<std::size_t> shown = report_.shown;
  std::erase_if(shown, [&](std::size_t at) { return is_left_to_the_baseline(standing_of(report_.findings[at])); });
  const std::vector<Group> groups = groups_of(report_, shown, options_.by);
  const std::size_t told = options_.all ? groups.size() : std::min(most_groups, groups.size());
  // Under its group, a finding may stand for itself that is folded in the whole, and repeats are fewer.
  std::vector<Outline> outlines;
  for (std::size_t at = 0; at < told; ++at) outlines.push_back(outline_of(report_, groups[at].findings, options_.all));
  for (const Outline& outline : outlines) entries_.measure(outline);
  for (std::size_t at = 0; at < told; ++at) write_group(groups[at], outlines[at]);
  if (told == groups.size()) return;
  const std::size_t left = count_together(report_, std::span(groups).subspan(told));
  const std::string_view name = name_of(options_.by);
  page_.blank();
  const std::string groups_left = count_of(groups.size() - told, fmt::format("more {}", name), "more " + plural_of(name));
  page_.paragraph(Ink::faint, fmt::format("and {} with {} {}", groups_left, count_of(left, "finding"), all_shows(left)), 0, 2);
}

void FindingsWriter::write_group(const Group& group, const Outline& outline) {
  const std::string figures = ": " + figures_of(group);
  page_.heading(Ink::strong, shorten(visible(group.title), page_.room(figures.size())) + figures);
  // Each group may be given to somebody else, who has to know what to do.
  entries_.forget_advice();
  const std::size_t all = group.findings.size();
  write_first(outline, options_.top.value_or(in_short_ ? most_in_short : all));
}

}  // namespace

void write_findings(Page& page, const Report& report, const RenderOptions& options) { FindingsWriter(page, report, options).write(); }

}  // namespace stackdrag::report
