// A large document in two halves: nearly all of it is items, and an item says nothing of those before it.
#include <algorithm>
#include <iterator>
#include <utility>

#include "base/side_by_side.h"
#include "document/limits.h"
#include "document/quick.h"
#include "document/quick_reader.h"

namespace stackdrag::document {
namespace {

/// From so many bytes on, a second thread pays.
constexpr std::size_t many_bytes = std::size_t{2} << 20;
/// How many lines behind the middle are looked at for one that begins an item.
constexpr int lines_to_look_at = 200;
/// The nodes with which a second half begins: the root, a key, its section.
constexpr std::size_t copied_nodes = 3;

bool begins_item(std::string_view text, std::size_t at) {
  const char c = text[at];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c == '-' && is_gap(text, at + 1));
}

/// Where the line begins that is indented least, but is indented: there an item begins, if anywhere.
std::optional<std::size_t> find_border(std::string_view text) {
  std::optional<std::size_t> border;
  std::size_t least = text.size();
  std::size_t at = text.size() / 2;
  for (int line = 0; line < lines_to_look_at; ++line) {
    at = text.find('\n', at);
    const std::size_t first = at == std::string_view::npos ? at : text.find_first_not_of(' ', at + 1);
    if (first == std::string_view::npos) break;
    const std::size_t column = first - ++at;
    if (column == 0 || column >= least || !begins_item(text, first)) continue;
    border = at;
    least = column;
  }
  return border;
}

/// Whether two keys of the mapping are the same.
bool has_repeated_key(const Tree& tree, const Node& mapping) {
  std::vector<Key> keys;
  for (const Node* key = &mapping + 1; key != &mapping + mapping.extent;) {
    keys.push_back({key, tree.text_of(*key)});
    const Node* const value = key + key->subtree();
    key = value + value->subtree();
  }
  return find_repeated_key(keys).has_value();
}

/// Puts the second half behind the first, whose last section is the node `section`.
std::optional<Tree> join(Tree first, Tree second, std::size_t section) {
  if (first.nodes.size() + second.nodes.size() > most_nodes) return std::nullopt;
  const std::uint32_t texts = first.take_texts(second);
  const auto grow = [&](std::size_t at, std::size_t by) {
    Node& node = first.nodes[at == 0 ? 0 : section];
    node.extent = (node.extent + second.nodes[at].extent - static_cast<std::uint32_t>(by)) & largest_extent;
    node.at.end = second.nodes[at].at.end;
  };
  grow(0, copied_nodes);
  grow(copied_nodes - 1, 1);
  for (auto node = second.nodes.begin() + copied_nodes; node != second.nodes.end(); ++node) {
    if (node->words == Words::kept) node->extent = (node->extent + texts) & largest_extent;
    first.nodes.push_back(*node);
  }
  const bool keys_differ = !has_repeated_key(first, first.nodes.front()) &&
                           (first.nodes[section].kind != NodeKind::mapping || !has_repeated_key(first, first.nodes[section]));
  return keys_differ ? std::optional(std::move(first)) : std::nullopt;
}

}  // namespace

std::optional<Tree> read_in_halves(const Sources& sources, std::size_t source, std::size_t border) {
  const std::string_view text = sources.text(source);
  const std::size_t first_byte = text.find_first_not_of(' ', border);
  const bool at_line = border > 0 && text[border - 1] == '\n';
  if (!at_line || first_byte == std::string_view::npos || first_byte == border || !begins_item(text, first_byte)) return std::nullopt;
  const std::size_t column = first_byte - border;
  const bool dash = text[first_byte] == '-';
  QuickReader first(sources, source, 0, border);
  QuickReader second(sources, source, border, text.size());
  std::size_t section = 0;
  bool read = false;
  side_by_side(
      text.size() >= many_bytes, [&] { section = first.run_up_to(column, dash); }, [&] { read = second.run_on(column, dash); });
  if (section == 0 || !read) return std::nullopt;
  return join(first.take(), second.take(), section);
}

std::optional<Tree> read_quickly(const Sources& sources, std::size_t source) {
  const std::string_view text = sources.text(source);
  if (text.size() >= many_bytes) {
    if (const auto border = find_border(text)) {
      if (auto tree = read_in_halves(sources, source, *border)) return tree;
    }
  }
  return read_in_one(sources, source);
}

}  // namespace stackdrag::document
