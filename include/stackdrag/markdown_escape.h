// Text from anywhere in GitHub-flavoured Markdown: nothing in it can become a link, a mention, an image, markup or a table cell.
#pragma once

#include <string>
#include <string_view>

namespace stackdrag::report {

/// A name as a code span: made visible, cut in the middle at 120 columns, "(empty)" if there is nothing to see.
/// In a table `|` is written `\|`, which the table takes away again.
std::string code_span(std::string_view text, bool in_table = false);

/// A sentence of ours with names in backticks, and perhaps with words from anywhere. The names become code spans, and so do words that are
/// not as harmless as our own wording; the rest stays as it is. Backticks that do not pair make one code span of the whole sentence. Not
/// fit for the beginning of a line.
std::string prose(std::string_view text, bool in_table = false);

}  // namespace stackdrag::report
