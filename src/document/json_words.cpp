// JSON is read by the rules of YAML, which knows many more words: a comment would become part of the value behind it.
#include "document/json_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "document/words.h"

namespace stackdrag::document {
namespace {

std::size_t digits(std::string_view text, std::size_t at) { return std::min(text.find_first_not_of("0123456789", at), text.size()); }

/// The grammar of RFC 8259.
bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  std::size_t end = digits(text, at);
  if (end == at || (text[at] == '0' && end > at + 1)) return false;
  at = end;
  if (at < text.size() && text[at] == '.') {
    end = digits(text, ++at);
    if (end == at) return false;
    at = end;
  }
  if (at == text.size()) return true;
  if (text[at] != 'e' && text[at] != 'E') return false;
  ++at;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  return at < text.size() && digits(text, at) == text.size();
}

bool is_json_word(std::string_view text) { return text == "true" || text == "false" || text == "null" || is_json_number(text); }

}  // namespace

std::optional<Problem> foreign_to_json(const Sources& sources, std::size_t source, const Tree& tree) {
  if (!lower_case(sources.name(source)).ends_with(".json")) return std::nullopt;
  if (tree.empty() || !tree.nodes.front().is_collection()) return std::nullopt;  // whoever reads it says what was expected
  for (const Node& node : tree.nodes) {
    if (node.is_collection()) continue;
    const std::string_view text = sources.text(node.at);
    if (text.starts_with('"') || is_json_word(text)) continue;
    // The line of a comment is not shown: nobody has read what it says.
    if (text.starts_with("/*") || text.starts_with("//"))
      return Problem{"a comment begins here, and JSON has none; delete it, or write YAML", node.at, true};
    return Problem{fmt::format("{} is no JSON: a text stands in double quotes", ticked(text)), node.at};
  }
  return std::nullopt;
}

}  // namespace stackdrag::document
