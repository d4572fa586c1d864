// The judgement on a terminal: the verdict, what it costs, what keeps it out, what is to be proved.
#include <algorithm>

#include <fmt/format.h>

#include "decide/gatekeeping_phrases.h"
#include "stackdrag/page.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace report {
namespace {

constexpr std::size_t most_listed = 12;

Ink ink_of(GateVerdict verdict) { return verdict == GateVerdict::block ? Ink::alarm : verdict == GateVerdict::ask ? Ink::fair : Ink::good; }

std::string upper_case(std::string_view words) {
  std::string upper(words);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return upper;
}

void write_head(Page& page, const Gatekeeping& gate) {
  const std::string name = gate.stack.empty() ? "marketing stack" : shorten(visible(gate.stack), page.columns());
  std::vector<Word> parts{page.paint().word(Ink::strong, name), page.paint().word(Ink::plain, fmt::format("as of {}", gate.as_of))};
  page.paragraph(parts, 0, 2, {" · ", 3});
  if (gate.mistakes > 0) page.paragraph(Ink::alarm, mistakes_phrase(gate), 2, 4);
  if (gate.cases.size() == 1) return;
  page.blank();
  page.paragraph(ink_of(gate.verdict()), capitalized(summary_phrase(gate)), 2, 4);
}

void write_reason(Page& page, const GateReason& reason) {
  page.paragraph(Ink::plain, reason.text, 2, 4);
  std::vector<std::string> details;
  if (!reason.at.file.empty()) details.push_back(place_of(reason.at));
  if (!reason.rule.empty()) details.push_back(reason.rule);
  if (!details.empty()) page.phrases(Ink::faint, details, 5, 7);
  if (!reason.accepted.empty()) return page.paragraph(Ink::cool, "accepted " + reason.accepted, 5, 7);
  if (!reason.todo.empty()) page.paragraph(Ink::plain, "→ " + reason.todo, 5, 7);
  for (const std::string& line : reason.lines) page.paragraph(Ink::cool, line, 7, 9);
}

void write_reasons(Page& page, const GateCase& judged) {
  const auto section = [&](GateVerdict verdict, bool accepted, Ink ink) {
    const std::vector<const GateReason*> reasons = reasons_of(judged, verdict, accepted);
    if (reasons.empty()) return;
    page.heading(ink, upper_case(reasons_heading(verdict, accepted)));
    for (const GateReason* const reason : reasons) write_reason(page, *reason);
  };
  section(GateVerdict::block, false, Ink::alarm);
  section(GateVerdict::ask, false, Ink::fair);
  section(GateVerdict::pass, true, Ink::cool);
}

/// A list, cut off where nobody reads on.
void write_list(Page& page, std::string_view heading, const std::vector<std::string>& texts, const RenderOptions& options) {
  if (texts.empty()) return;
  page.heading(Ink::title, heading);
  const std::size_t count = options.all ? texts.size() : std::min(most_listed, texts.size());
  for (std::size_t i = 0; i < count; ++i) page.paragraph(Ink::plain, texts[i], 2, 4);
  if (count < texts.size())
    page.paragraph(Ink::faint, fmt::format("and {} more {}", texts.size() - count, all_shows(texts.size() - count)), 2, 4);
}

void write_case(Page& page, const Gatekeeping& gate, const GateCase& judged, const RenderOptions& options) {
  page.blank();
  page.paragraph(ink_of(judged.verdict), fmt::format("{}  {}", upper_case(verdict_word(judged.verdict)), subject_phrase(judged)), 0, 2);
  page.phrases(Ink::strong, count_phrases(judged), 2, 4);
  page.phrases(Ink::plain, standing_phrases(judged), 2, 4);
  if (const auto price = price_phrases(gate, judged); !price.empty()) page.phrases(Ink::plain, price, 2, 4);
  for (const std::string& note : judged.notes) page.paragraph(Ink::plain, note, 2, 4);
  write_reasons(page, judged);
  std::vector<std::string> obligations, adds;
  for (const GateObligation& one : judged.obligations) {
    const std::string worth = worth_phrase(one);
    obligations.push_back(worth.empty() ? obligation_phrase(one) : fmt::format("{}, {}", obligation_phrase(one), worth));
  }
  for (const GateFinding& one : judged.adds) adds.push_back(finding_phrase(one));
  if (judged.settles > 0) adds.push_back(settled_phrase(judged));
  write_list(page, "TO PROVE, DEAREST FIRST", obligations, options);
  write_list(page, judged.adds.empty() ? "WHAT GOES" : "WHAT COMES WITH IT", adds, options);
  write_list(page, "NOT CHECKED", judged.unchecked, options);
}

}  // namespace
}  // namespace report

void render_gate_text(const Gatekeeping& gate, const RenderOptions& options, Output& out) {
  report::Page page(options, out);
  report::write_head(page, gate);
  for (const GateCase& judged : gate.cases) report::write_case(page, gate, judged, options);
}

}  // namespace stackdrag
