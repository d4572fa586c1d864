// Writes the body of a ticket in three markups.
#include "decide/ticket_text.h"

#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>

#include "stackdrag/csv_cells.h"
#include "stackdrag/markdown_escape.h"
#include "stackdrag/text.h"

namespace stackdrag::decide {
namespace {

constexpr std::size_t most_bytes = 30'000;  ///< of 32,767 characters that Jira takes, and 65,536 of GitHub
constexpr std::size_t most_columns = 300;

/// A markup: how a line of each layout begins, and what a heading and a text look like.
struct Markup {
  std::string (*heading)(std::string_view);
  std::string (*line)(const TicketLine&);
  std::string_view bullet, box;
  std::string (*step)(std::size_t number);
};

std::string bulleted(const TicketPart& part, const Markup& markup, std::string_view indent) {
  std::string out;
  std::size_t number = 0;
  for (const TicketLine& line : part.lines) {
    std::string begin;
    if (part.layout == TicketLayout::bullets) begin = markup.bullet;
    if (part.layout == TicketLayout::boxes) begin = markup.box;
    if (part.layout == TicketLayout::steps) begin = markup.step(++number);
    out += fmt::format("{}{}{}\n", indent, begin, markup.line(line));
  }
  return out;
}

/// Whole lines, as many as fit.
std::string cut(std::string body) {
  if (body.size() <= most_bytes) return body;
  body.resize(body.rfind('\n', most_bytes) + 1);
  return body + "…\n";
}

std::string body_in(const Markup& markup, const Ticket& ticket, std::string_view indent) {
  std::string out;
  for (const TicketPart& part : ticket.parts)
    out += fmt::format("{}{}\n", part.heading.empty() ? "" : fmt::format("{}{}\n\n", indent, markup.heading(part.heading)),
                       bulleted(part, markup, indent));
  return fmt::format("{}{}{}", cut(std::move(out)), indent, ticket_mark(ticket.id, ticket.findings));
}

/// Both parts of a line, as far as they are there.
std::string joined(std::string text, std::string_view ours) {
  if (!text.empty() && !ours.empty()) text += ' ';
  return text.append(ours);
}

std::string numbered(std::size_t number) { return fmt::format("{}. ", number); }

constexpr Markup markdown{[](std::string_view heading) { return fmt::format("**{}**", heading); },
                          [](const TicketLine& line) { return joined(line.text.empty() ? "" : report::prose(line.text), line.ours); }, "- ",
                          "- [ ] ", numbered};
constexpr Markup wiki{[](std::string_view heading) { return fmt::format("*{}*", heading); },
                      [](const TicketLine& line) { return joined(wiki_text(line.text), wiki_text(line.ours)); }, "* ", "* ",
                      [](std::size_t) { return std::string("# "); }};
constexpr Markup plain{[](std::string_view heading) { return fmt::format("{}:", heading); },
                       [](const TicketLine& line) { return joined(shorten(visible(line.text), most_columns), line.ours); }, "- ", "- ",
                       numbered};

bool is_word(char c) { return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

/// Whether the character would begin something in Jira's wiki markup: `*bold*` and its like begin behind a space or a sign only.
bool acts_in_wiki(char before, char c, char after) {
  if (std::string_view("{}[]|").find(c) != std::string_view::npos) return true;
  if (std::string_view("*_^~+-").find(c) != std::string_view::npos) return !is_word(before) && after != ' ';
  if (c == '?') return is_word(after) || after == c;
  return c == '!' && after != ' ';
}

/// How many bytes of the text are one of Jira's little pictures: `(x)`, `:D`. 0 if none begins here.
std::size_t picture_at(std::string_view text) {
  constexpr auto pictures =
      std::to_array<std::string_view>({"(y)",  "(n)",  "(i)",  "(x)",   "(/)",    "(!)",       "(?)", "(+)", "(-)", "(*)", "(*r)", "(*g)",
                                       "(*b)", "(*y)", "(on)", "(off)", "(flag)", "(flagoff)", ":P",  ":-P", ":D",  ":-D", "<3",   "</3"});
  for (const std::string_view picture : pictures) {
    if (lower_case(text.substr(0, picture.size())) == lower_case(picture)) return picture.size();
  }
  return 0;
}

/// Whether a bracket would end a face such as `:-)`; the number that stands for a sign ends with a semicolon, too.
bool ends_face(std::string_view before, char c) {
  if (c != '(' && c != ')') return false;
  if (before.ends_with("-")) before.remove_suffix(1);
  return before.ends_with(":") || before.ends_with(";");
}

/// The same text, of which Jira makes no picture. A backslash takes its meaning from brackets only; the other signs are written by number.
std::string without_picture(std::string_view picture) {
  if (picture.front() == '(') return fmt::format("\\({}\\)", picture.substr(1, picture.size() - 2));
  return fmt::format("&#{};{}", static_cast<int>(picture.front()), picture.substr(1));
}

/// How many bytes at the beginning of a line would make it a heading or a quotation: `h1.`, `bq.`.
std::size_t block_at(std::string_view text) {
  constexpr std::size_t size = 3;
  if (text.size() < size || text[2] != '.') return 0;
  const bool is_heading = (text[0] == 'h' || text[0] == 'H') && text[1] >= '1' && text[1] <= '6';
  return is_heading || text.starts_with("bq") ? size : 0;
}

}  // namespace

std::string wiki_text(std::string_view raw) {
  const std::string text = shorten(visible(raw), 2 * most_columns);
  std::string out;
  bool is_name = false;
  const std::size_t block = block_at(text);
  // The dot is what makes it one.
  if (block > 0) out = text.substr(0, block - 1) + "&#46;";
  for (std::size_t at = block; at < text.size(); ++at) {
    const char before = at == 0 ? ' ' : text[at - 1], c = text[at], after = at + 1 == text.size() ? ' ' : text[at + 1];
    if (c == '`') {
      out += is_name ? "}}" : "{{";
      is_name = !is_name;
    } else if (c == '\\') {
      out += "&#92;";
    } else if (const std::size_t picture = picture_at(std::string_view(text).substr(at)); picture > 0) {
      out += without_picture(std::string_view(text).substr(at, picture));
      at += picture - 1;
    } else if (c == ':' && text.compare(at, 3, "://") == 0) {
      // Else it becomes a link.
      out += ":&#47;&#47;";
      at += 2;
    } else {
      if (acts_in_wiki(before, c, after) || ends_face(out, c)) out += '\\';
      out += c;
    }
  }
  return is_name ? out + "}}" : out;
}

std::string markdown_body(const Ticket& ticket, std::string_view indent) { return body_in(markdown, ticket, indent); }
std::string wiki_body(const Ticket& ticket) { return body_in(wiki, ticket, ""); }
std::string plain_body(const Ticket& ticket) { return body_in(plain, ticket, ""); }

std::vector<std::string> labels_of(const Ticket& ticket) {
  return {"stackdrag", fmt::format("stackdrag-{}", names_of<TicketKind>[static_cast<std::size_t>(ticket.kind)])};
}

std::string_view priority_of(Severity severity, const std::array<std::string_view, 4>& words) {
  if (severity == Severity::critical) return words[0];
  if (severity == Severity::high) return words[1];
  return severity == Severity::medium ? words[2] : words[3];
}

std::string cell_of_lines(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string cell = report::csv_cell(text.substr(begin, end - begin));
    // The cell of a single line, without its quotation marks; only the first line of a cell can be taken for a formula.
    std::string_view inside = std::string_view(cell).substr(1, cell.size() - 2);
    if (begin > 0 && inside.starts_with("'") && text[begin] != '\'') inside.remove_prefix(1);
    out += begin == 0 ? std::string(inside) : "\n" + std::string(inside);
    begin = end + 1;
  }
  return "\"" + out + "\"";
}

}  // namespace stackdrag::decide
