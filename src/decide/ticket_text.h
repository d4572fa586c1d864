// The body of a ticket as a text, in the markup of whoever shows it. Nothing from the inventory acts in any of them.
#pragma once

#include <string>

#include "stackdrag/tickets.h"

namespace stackdrag::decide {

/// In GitHub-flavoured Markdown; each line begins with `indent`. No longer than a tracker takes.
std::string markdown_body(const Ticket& ticket, std::string_view indent = "");
/// In the wiki markup of Jira.
std::string wiki_body(const Ticket& ticket);
/// Without markup.
std::string plain_body(const Ticket& ticket);

/// A sentence of ours with names in backticks, as Jira's wiki markup.
std::string wiki_text(std::string_view text);

/// `stackdrag`, and `stackdrag-decide` for the kind of work.
std::vector<std::string> labels_of(const Ticket& ticket);

/// "highest" is for what is critical: the words of a tracker for the severities, the worst first.
std::string_view priority_of(Severity severity, const std::array<std::string_view, 4>& words);

/// A cell of a table with line breaks in it; `text` is visible otherwise. No spreadsheet takes it for a formula.
std::string cell_of_lines(std::string_view text);

}  // namespace stackdrag::decide
