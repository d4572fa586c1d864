// The findings on a terminal, by severity.
#include <algorithm>
#include <cctype>
#include <span>

#include <fmt/format.h>

#include "render/outline.h"
#include "render/phrases.h"
#include "render/terminal/findings_entry.h"
#include "render/terminal/findings_in_short.h"
#include "render/terminal/text_sections.h"
#include "stackdrag/formats.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

class FindingsWriter {
 public:
  FindingsWriter(Page& page, const Report& report, const RenderOptions& options)
      : page_(page),
        report_(report),
        options_(options),
        outline_(outline_of(report, report.shown, options.all)),
        in_short_(is_told_in_short(report, options, outline_)),
        entries_(page, report, options, in_short_) {
    entries_.measure(outline_);
  }

  void write();

 private:
  bool is_left_to_the_baseline(const Section& section) const;
  void write_section(const Section& section);

  Page& page_;
  const Report& report_;
  const RenderOptions& options_;
  const Outline outline_;
  bool in_short_;
  EntryWriter entries_;
};

/// With a baseline, known findings are only counted, unless they are asked for.
bool FindingsWriter::is_left_to_the_baseline(const Section& section) const {
  return report_.baseline && !options_.all && report_.filter.empty() && section.standing == Standing::open;
}

void FindingsWriter::write() {
  bool left_out = false;
  for (const Section& section : outline_.sections) {
    if (is_left_to_the_baseline(section))
      left_out = true;
    else
      write_section(section);
  }
  if (!left_out) return;
  page_.blank();
  page_.paragraph(Ink::faint,
                  fmt::format("{} in the baseline: --all shows them, `stackdrag baseline show` lists them by owner.",
                              count_of(report_.baseline->known, "known finding is", "known findings are")),
                  0, 0);
}

void FindingsWriter::write_section(const Section& section) {
  std::string title = title_of(section);
  std::transform(title.begin(), title.end(), title.begin(),
                 [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
  page_.heading(ink_of(section.severity), title);
  const bool in_short = in_short_ && !section.outside;
  if (in_short && section.severity < Severity::high) return write_by_rule(page_, report_, section);
  const bool is_limited = in_short && section.severity == Severity::high;
  const std::vector<Entry> entries = is_limited ? most_urgent_first(report_, section.entries) : section.entries;
  const std::size_t told = is_limited ? std::min(most_in_short, entries.size()) : entries.size();
  for (std::size_t i = 0; i < told; ++i) {
    if (i > 0 && !section.outside) page_.blank();
    // Of what the profile does not ask for, no more than what is there, and where.
    if (section.outside && !options_.all)
      entries_.write_briefly(entries[i]);
    else
      entries_.write(entries[i], outline_.folded);
  }
  if (told < entries.size()) {
    const std::size_t left = count_findings(std::span(entries).subspan(told));
    page_.blank();
    page_.paragraph(Ink::faint, fmt::format("and {} more (--severity high --all shows them)", left), message_indent, message_indent + 2);
  }
  if (section.left_out > 0) page_.paragraph(Ink::faint, left_out_phrase(report_, section), detail_indent, detail_indent);
}

}  // namespace

void write_findings(Page& page, const Report& report, const RenderOptions& options) { FindingsWriter(page, report, options).write(); }

}  // namespace stackdrag::report
