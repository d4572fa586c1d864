// The judgement as a comment for a merge request: the verdict first, then what it costs, and boxes to tick off.
//
// A host takes so many characters and no more. So what is listed is cut off where there is no room, and the end says how much is missing.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "decide/gatekeeping_phrases.h"
#include "stackdrag/fnv.h"
#include "stackdrag/markdown_escape.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag {
namespace {

using report::code_span;
using report::prose;

constexpr std::size_t room_for_end = 200;

/// The comment, as long as there is room. Bytes are counted: there are never fewer of them than characters.
class Comment {
 public:
  /// Adds a text that has to be there.
  void must(const std::string& text) { text_ += text; }
  /// Begins the first of so many parts that are left with its head; each gets the same share of the room. Whether there is room for it.
  bool begin(const std::string& head, std::size_t parts) {
    const std::size_t most = longest_comment - room_for_end;
    const std::size_t room = most - std::min(most, text_.size());
    if (head.size() > room) {
      ++parts_left_out_;
      return false;
    }
    limit_ = text_.size() + std::max(head.size(), room / parts);
    text_ += head;
    return true;
  }
  /// Adds lines below a heading, as many as there is room for.
  void list(std::string_view heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    std::string head = fmt::format("### {}\n\n", heading);
    for (const std::string& line : lines) {
      if (text_.size() + head.size() + line.size() + 2 > limit_) {
        ++left_out_;
        continue;
      }
      text_ += head + line + "\n";
      head.clear();
    }
    if (head.empty()) text_ += "\n";
  }
  std::string done() && {
    if (parts_left_out_ > 0) text_ += fmt::format("{} not shown here. ", count_of(parts_left_out_, "judgement is", "judgements are"));
    if (left_out_ + parts_left_out_ > 0)
      text_ += fmt::format("{} left out here: `stackdrag gate --format json` has all.\n", count_of(left_out_, "entry is", "entries are"));
    while (text_.ends_with("\n\n")) text_.pop_back();
    return std::move(text_);
  }

 private:
  std::string text_;
  std::size_t limit_ = longest_comment - room_for_end;
  std::size_t left_out_ = 0, parts_left_out_ = 0;
};

/// What a job finds the comment by: letters, digits, dots and single dashes, so that nothing in a name ends the HTML comment.
std::string mark_of(const std::string& id) {
  std::string mark;
  for (const char c : id) {
    const bool harmless = is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '/';
    if (harmless) mark += c;
    if (!harmless && !mark.empty() && mark.back() != '-') mark += '-';
  }
  while (mark.ends_with('-')) mark.pop_back();
  constexpr std::size_t longest = 80;
  if (mark != id || mark.size() > longest) mark = fmt::format("{}-{:016x}", mark.substr(0, longest), Fnv().text(id).hash);
  return fmt::format("<!-- stackdrag:gate:{} -->", mark);
}

std::string reason_line(const GateReason& reason) {
  if (!reason.accepted.empty()) return fmt::format("- {} Accepted {}.", prose(reason.text), prose(reason.accepted));
  std::string line = fmt::format("- {}{}", reason.verdict == GateVerdict::ask ? "[ ] " : "", prose(reason.text));
  if (!reason.rule.empty()) line += fmt::format(" ({})", code_span(reason.rule));
  if (!reason.todo.empty()) line += "<br>→ " + prose(reason.todo);
  if (reason.lines.empty()) return line;
  std::vector<std::string> lines;
  for (const std::string& one : reason.lines) lines.push_back(code_span(one));
  return line + fmt::format("<br>Add: {}", fmt::join(lines, ", "));
}

std::string standing_table(const GateCase& judged) {
  const auto hours = [](const GateStanding& one) {
    return fmt::format("{}–{}", format_number(one.low_hours.value()), format_number(one.high_hours.value()));
  };
  const bool proves = !judged.obligations.empty();
  std::string out = proves ? "| | before | after | if all is proved |\n|---|---|---|---|\n" : "| | before | after |\n|---|---|---|\n";
  const auto row = [&](std::string_view name, const std::string& was, const std::string& is, const std::string& proved) {
    out += fmt::format("| {} | {} | {} |{}\n", name, judged.before ? was : "–", is, proves ? fmt::format(" {} |", proved) : "");
  };
  const GateStanding before = judged.before.value_or(GateStanding{});
  row("drag", drag_phrase(before), drag_phrase(judged.after), fmt::format("at most {:.1f}", judged.proved_high.value()));
  row("grade", grade_phrase(before), grade_phrase(judged.after),
      judged.proved_grade == no_grade ? "none" : std::string(1, judged.proved_grade));
  row("charged hours a month", hours(before), hours(judged.after), "");
  return out + "\n";
}

/// `left`: how many cases are to be shown from this one on.
void add_case(Comment& comment, const Gatekeeping& gate, const GateCase& judged, std::size_t left) {
  std::string head;
  if (gate.cases.size() > 1) head = fmt::format("## {}: {}\n\n", capitalized(verdict_word(judged.verdict)), prose(subject_phrase(judged)));
  head += capitalized(fmt::format("{}.\n\n", fmt::join(count_phrases(judged), ", ")));
  if (!comment.begin(head + standing_table(judged), left)) return;
  std::vector<std::string> facts;
  for (const std::string& phrase : price_phrases(gate, judged)) facts.push_back(prose(phrase));
  std::vector<std::string> notes;
  if (!facts.empty()) notes.push_back("- " + fmt::format("{}", fmt::join(facts, ", ")));
  for (const std::string& note : judged.notes) notes.push_back("- " + prose(note));
  comment.list("What it is", notes);
  for (const auto& [verdict, accepted] : {std::pair{GateVerdict::block, false}, {GateVerdict::ask, false}, {GateVerdict::pass, true}}) {
    std::vector<std::string> lines;
    for (const GateReason* const reason : reasons_of(judged, verdict, accepted)) lines.push_back(reason_line(*reason));
    comment.list(reasons_heading(verdict, accepted), lines);
  }
  std::vector<std::string> obligations, adds, unchecked;
  for (const GateObligation& one : judged.obligations) {
    const std::string worth = worth_phrase(one);
    obligations.push_back(fmt::format("- [ ] {}{}", prose(obligation_phrase(one)), worth.empty() ? "" : ", " + worth));
  }
  for (const GateFinding& one : judged.adds) adds.push_back("- " + prose(finding_phrase(one)));
  if (judged.settles > 0) adds.push_back("- " + settled_phrase(judged));
  for (const std::string& one : judged.unchecked) unchecked.push_back("- " + prose(one));
  comment.list("To prove, dearest first", obligations);
  comment.list(judged.adds.empty() ? "What goes" : "What comes with it", adds);
  comment.list("Not checked", unchecked);
}

}  // namespace

void render_gate_markdown(const Gatekeeping& gate, const RenderOptions&, Output& out) {
  Comment comment;
  const std::string verdict = fmt::format("**{}.**", prose(capitalized(summary_phrase(gate))));
  if (gate.cases.empty()) {
    const std::string mistakes = gate.mistakes > 0 ? fmt::format("\n{}.\n", capitalized(mistakes_phrase(gate))) : "";
    return out.put(fmt::format("{} {}\n{}", verdict, mark_of(gate.mark), mistakes));
  }
  comment.must(fmt::format("{}\n{}\n\n{}, as of {}.\n\n", verdict, mark_of(gate.mark),
                           gate.stack.empty() ? "The stack" : code_span(gate.stack), gate.as_of));
  if (gate.mistakes > 0) comment.must(fmt::format("**{}.**\n\n", capitalized(mistakes_phrase(gate))));
  std::size_t left = gate.cases.size();
  for (const GateCase& judged : gate.cases) add_case(comment, gate, judged, left--);
  out.put(std::move(comment).done());
}

}  // namespace stackdrag
