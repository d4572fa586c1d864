// The page that the terminal report is written on: lines of a width, with what is painted kept apart from what is measured.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/formats.h"
#include "stackdrag/paint.h"
#include "stackdrag/report.h"

namespace stackdrag::report {

class Page {
 public:
  Page(const RenderOptions& options, Output& out);

  /// The columns that lines may take: those of the terminal, but no more than a person reads with ease.
  std::size_t columns() const { return columns_; }
  const Paint& paint() const { return paint_; }

  /// An empty line, but never two, and none at the top.
  void blank();
  void heading(Ink ink, std::string_view text);
  void line(const Word& words, std::size_t indent = 0);
  /// Words in lines; those after the first are indented by `hanging`.
  void paragraph(const std::vector<Word>& words, std::size_t indent, std::size_t hanging, const Word& separator = {" ", 1});
  /// Phrases from anywhere, with a separator between two of a line. None is broken that fits on a line.
  void phrases(Ink ink, const std::vector<std::string>& phrases, std::size_t indent, std::size_t hanging,
               const Word& separator = {" · ", 3});
  /// A text from anywhere, in lines.
  void paragraph(Ink ink, std::string_view text, std::size_t indent, std::size_t hanging);
  /// The columns that are left of a line behind an indent.
  std::size_t room(std::size_t indent) const { return columns_ > indent + 8 ? columns_ - indent : 8; }

 private:
  Paint paint_;
  std::size_t columns_;
  Output& out_;
  bool after_blank_ = true;  ///< nothing, or an empty line, stands before what comes next
};

/// The first line of what people read: whose stack it is, and as of which day.
void write_title(Page& page, const Report& report);

}  // namespace stackdrag::report
