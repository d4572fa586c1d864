// Writes lines within the width of a page.
#include "stackdrag/page.h"

#include <algorithm>

#include "stackdrag/formats.h"
#include "stackdrag/workflow_log.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t fewest_columns = 24;
constexpr std::size_t most_columns = 116;

}  // namespace

Page::Page(const RenderOptions& options, Output& out)
    : paint_(options.color), columns_(std::clamp(options.columns, fewest_columns, most_columns)), out_(out) {}

void Page::blank() {
  if (!after_blank_) out_.put('\n');
  after_blank_ = true;
}

void Page::heading(Ink ink, std::string_view text) {
  blank();
  line(paint_.word(ink, text));
}

void Page::line(const Word& words, std::size_t indent) {
  after_blank_ = words.text.empty();
  if (!after_blank_) out_.put(fill(0, indent));
  out_.put(without_commands(words.text));
  out_.put('\n');
}

void Page::paragraph(const std::vector<Word>& words, std::size_t indent, std::size_t hanging, const Word& separator) {
  const std::vector<Word> lines = lay_out(words, room(std::max(indent, hanging)), separator);
  for (std::size_t at = 0; at < lines.size(); ++at) line(lines[at], at == 0 ? indent : hanging);
}

void Page::phrases(Ink ink, const std::vector<std::string>& phrases, std::size_t indent, std::size_t hanging, const Word& separator) {
  const std::size_t columns = room(std::max(indent, hanging));
  std::vector<Word> pieces;
  for (const std::string& phrase : phrases) {
    const std::vector<Word> lines = lay_out(paint_.words(ink, phrase, columns), columns);
    pieces.insert(pieces.end(), lines.begin(), lines.end());
  }
  paragraph(pieces, indent, hanging, separator);
}

void Page::paragraph(Ink ink, std::string_view text, std::size_t indent, std::size_t hanging) {
  paragraph(paint_.words(ink, text, room(std::max(indent, hanging))), indent, hanging);
}

}  // namespace stackdrag::report
