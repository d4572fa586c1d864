// Writes one finding, or repeats of one rule, with its place in columns that all findings share.
#include "render/terminal/findings_entry.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "render/terminal/excerpt.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t most_alike = 3;  ///< folded findings of one rule that are told one by one

/// "charged 8.75 h a month", "8 h to fix", "owned by ben".
std::vector<std::string> costs_of(const ReportedFinding& finding) {
  return {fmt::format("charged {} a month", hours_phrase(finding.charge_hours.value())),
          fmt::format("{} to fix", hours_phrase(finding.effort_hours)),
          finding.owners.empty() ? "nobody owns it" : "owned by " + join_words({finding.owners.begin(), finding.owners.end()})};
}

}  // namespace

void EntryWriter::measure(const Outline& outline) {
  const std::size_t most_source = page_.columns() >= 100 ? 48 : 32;
  for (const Section& section : outline.sections) {
    for (const Entry& entry : section.entries) {
      const ReportedFinding& finding = report_.findings[entry.findings.front()];
      columns_.place = std::max(columns_.place, display_width(visible(place_of(finding.location))));
      columns_.rule = std::max(columns_.rule, display_width(visible(finding.rule->id)));
      if (!entry.repeats()) columns_.source = std::max(columns_.source, display_width(source_of(finding, most_source)));
    }
  }
  // A long path may take the room of the source, but not that of the rule.
  const std::size_t least = detail_indent + gap + columns_.rule;
  columns_.place = std::min(columns_.place, page_.columns() > least ? page_.columns() - least : 0);
  const std::size_t taken = detail_indent + columns_.place + gap + gap + columns_.rule;
  columns_.source = std::min(columns_.source, page_.columns() > taken ? page_.columns() - taken : 0);
  if (columns_.source < 10 || in_short_) columns_.source = 0;
}

void EntryWriter::write_briefly(const Entry& entry) {
  const ReportedFinding& first = report_.findings[entry.findings.front()];
  const std::string more = entry.repeats() ? fmt::format("{}, such as: ", repeats_phrase(report_, entry)) : "";
  page_.paragraph(Ink::plain, fmt::format("{}: {}{}", name_of(first.severity), more, message_of(first)), message_indent,
                  message_indent + 2);
  write_place(first);
}

void EntryWriter::write(const Entry& entry, const Folded& folded) {
  if (entry.repeats())
    write_repeats(entry);
  else
    write_single(entry.findings.front(), folded);
}

std::vector<Word> EntryWriter::severity_of(const ReportedFinding& finding) const {
  if (options_.by == Grouping::severity) return {};
  return {page_.paint().word(ink_of(finding.severity), fmt::format("{}:", name_of(finding.severity)))};
}

void EntryWriter::write_message(const ReportedFinding& finding) {
  std::vector<Word> words = severity_of(finding);
  for (Word& word : page_.paint().words(Ink::plain, message_of(finding), page_.room(message_indent + 2))) words.push_back(std::move(word));
  page_.paragraph(words, message_indent, message_indent + 2);
}

void EntryWriter::write_single(std::size_t at, const Folded& folded) {
  const ReportedFinding& finding = report_.findings[at];
  write_message(finding);
  write_place(finding);
  if (options_.verbose) write_source(finding);
  write_standing(finding);
  // What is told in short leaves out where else it shows, and what follows from it.
  if (!in_short_) {
    for (const RelatedPlace& related : finding.related) write_also(related.message, related.location, "");
    write_folded(at, folded);
  }
  write_advice(finding);
}

void EntryWriter::write_repeats(const Entry& entry) {
  const ReportedFinding& first = report_.findings[entry.findings.front()];
  const std::string_view hint = "(--all shows them)";
  const std::vector<std::string> names = names_of_repeats(report_, entry);
  std::vector<Word> words = severity_of(first);
  for (Word& word : page_.paint().words(Ink::strong, repeats_phrase(report_, entry) + ":", page_.room(4))) words.push_back(std::move(word));
  std::size_t taken = 0;
  for (const Word& word : words) taken += word.width + 1;
  // As many names as two lines hold.
  const std::size_t room = 2 * page_.room(6) - display_width(hint) - 4;
  std::size_t shown = 0;
  for (; shown < names.size(); ++shown) {
    const std::string name =
        shorten(visible(names[shown]), std::min<std::size_t>(40, page_.room(8))) + (shown + 1 < names.size() ? "," : "");
    const Word word = page_.paint().word(Ink::plain, name);
    if (shown > 0 && taken + word.width + 1 > room) break;
    taken += word.width + 1;
    words.push_back(word);
  }
  if (shown < names.size()) words.push_back({"…", 1});
  for (const Word& word : page_.paint().words(Ink::faint, hint, page_.room(4))) words.push_back(word);
  page_.paragraph(words, message_indent, message_indent + 2);
  page_.paragraph(Ink::plain, "such as: " + message_of(first), detail_indent, detail_indent + 2);
  write_place(first);
  write_standing(first);
  write_advice(first);
}

void EntryWriter::write_place(const ReportedFinding& finding) {
  const Paint& paint = page_.paint();
  const std::string place = visible(place_of(finding.location)), rule = visible(finding.rule->id);
  const std::string source = source_of(finding, columns_.source);
  const bool beside = display_width(place) <= columns_.place;
  Word line = paint.word(Ink::faint, place);
  if (beside && !in_short_) line.text += fill(line.width, columns_.place);
  const std::size_t source_room = columns_.source == 0 ? 0 : gap + columns_.source;
  const std::size_t place_room = in_short_ ? display_width(place) : columns_.place;
  if (beside && detail_indent + place_room + source_room + gap + display_width(rule) <= page_.columns()) {
    if (source_room > 0) line.text += std::string(gap, ' ') + paint(Ink::cool, source) + fill(display_width(source), columns_.source);
    page_.line({line.text + std::string(gap, ' ') + paint(Ink::faint, rule), 0}, detail_indent);
    return;
  }
  page_.line(line, detail_indent);
  page_.line(paint.word(Ink::faint, shorten(rule, page_.room(detail_indent))), detail_indent);
}

void EntryWriter::write_source(const ReportedFinding& finding) {
  const std::size_t indent = detail_indent + 2;
  const SourceLine line = lines_.around(finding.at, finding.location);
  if (line.text.empty()) return;
  const Excerpt excerpt = excerpt_of(line.text, line.column, finding.location, page_.room(indent));
  page_.line({excerpt.before + excerpt.guilty + excerpt.after, 0}, indent);
  page_.line({fill(0, display_width(excerpt.before)) + page_.paint()(ink_of(finding.severity), carets_under(excerpt)), 0}, indent);
}

void EntryWriter::write_standing(const ReportedFinding& finding) {
  const std::string standing = standing_phrase(finding);
  if (!standing.empty()) page_.paragraph(Ink::cool, standing, detail_indent, detail_indent + 2);
}

void EntryWriter::write_also(std::string_view message, const Location& location, std::string_view rule) {
  const Paint& paint = page_.paint();
  std::vector<Word> words = {paint.word(Ink::faint, "also:")};
  for (const Word& word : paint.words(Ink::plain, message, page_.room(detail_indent + 2))) words.push_back(word);
  std::vector<Word> parts = lay_out(words, page_.room(detail_indent + 2));
  parts.push_back(paint.word(Ink::faint, visible(place_of(location))));
  if (!rule.empty()) parts.push_back(paint.word(Ink::faint, shorten(visible(rule), page_.room(detail_indent + 2))));
  page_.paragraph(parts, detail_indent, detail_indent + 2, {"  ", 2});
}

void EntryWriter::write_folded(std::size_t parent, const Folded& folded) {
  const auto found = folded.find(parent);
  if (found == folded.end()) return;
  std::map<std::string_view, std::vector<std::size_t>> by_rule;
  for (const std::size_t at : found->second) by_rule[report_.findings[at].rule->id].push_back(at);
  for (const std::size_t at : found->second) {
    const ReportedFinding& finding = report_.findings[at];
    const std::vector<std::size_t>& alike = by_rule[finding.rule->id];
    const bool as_one = !options_.all && alike.size() > most_alike;
    if (as_one && alike.front() != at) continue;
    const bool same_subject = finding.subject == report_.findings[parent].subject;
    const std::string message = as_one ? folded_phrase(alike) : same_subject ? std::string(finding.message) : message_of(finding);
    write_also(message, finding.location, finding.rule->id);
  }
}

/// "18 pixels: `meta-q1`, `ga4` and 16 more (--all shows them)".
std::string EntryWriter::folded_phrase(const std::vector<std::size_t>& alike) const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i + 1 < most_alike; ++i) names.push_back(fmt::format("`{}`", name_in_use(report_.findings[alike[i]])));
  names.push_back(fmt::format("{} more", alike.size() - names.size()));
  const std::string_view kind = kind_of(report_.findings[alike.front()].subject);
  return fmt::format("{}: {} (--all shows them)", count_of(alike.size(), kind, plural_of(kind)), join_words(names));
}

void EntryWriter::write_advice(const ReportedFinding& finding) {
  // The reason and the advice of a rule are the same for all its findings.
  if (in_short_ && !advised_.insert(finding.rule->id).second) return;
  const bool with_reason = (finding.severity == Severity::critical && !in_short_) || options_.verbose;
  if (with_reason && !finding.rule->why.empty()) page_.paragraph(Ink::plain, finding.rule->why, detail_indent, detail_indent);
  if (options_.verbose) page_.phrases(Ink::faint, costs_of(finding), detail_indent, detail_indent);
  if (options_.verbose && !finding.source.empty())
    page_.paragraph(Ink::faint, fmt::format("source: {}", finding.source), detail_indent, detail_indent + 2);
  if (finding.rule->fix.empty()) return;
  std::vector<Word> words = {page_.paint().word(Ink::good, "→")};
  for (Word& word : page_.paint().words(Ink::plain, finding.rule->fix, page_.room(detail_indent + 2))) words.push_back(std::move(word));
  page_.paragraph(words, detail_indent, detail_indent + 2);
}

std::string EntryWriter::message_of(const ReportedFinding& finding) const {
  if (names_subject(finding)) return with_name(report_, finding, std::string(finding.message));
  return fmt::format("`{}`: {}", finding.subject, finding.message);
}

std::string EntryWriter::source_of(const ReportedFinding& finding, std::size_t columns) {
  if (columns == 0) return "";
  const SourceLine line = lines_.around(finding.at, finding.location);
  return short_source(line.text, line.column, finding.location, columns);
}

}  // namespace stackdrag::report
