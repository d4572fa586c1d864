#include "fuzz/targets.h"
#include "fuzz/promises.h"
#include "stackdrag/text.h"
#include "stackdrag/tree.h"

namespace stackdrag::fuzz {
namespace {

bool lies_in(Span inner, Span outer) { return inner.begin >= outer.begin && inner.end <= outer.end; }

// A copy of an anchored node keeps the place where it was written, which is in front of the parent.
bool was_copied(Span node, Span parent) { return node.end <= parent.begin; }

void check_scalar(const Sources& sources, View node) {
  const std::string_view written = sources.text(node.at());
  require(!first_invalid_utf8(node.text()), "a text is UTF-8");
  if (node.style() == Style::plain && written.find('\n') == std::string_view::npos)
    require(written == node.text(), "a plain text is its own span");
  if (node.style() == Style::block) require(written[0] == '|' || written[0] == '>', "a block begins with its mark");
}

void check(const Sources& sources, View node, Span whole, unsigned depth) {
  require(depth <= 102, "nesting is limited");
  require(node.at().begin < node.at().end && lies_in(node.at(), whole), "a span lies in the source");
  if (node.is_scalar()) check_scalar(sources, node);
  std::size_t children = 0;
  for (const View child : node) {
    require(lies_in(child.at(), node.at()) || was_copied(child.at(), node.at()), "children lie in their parent");
    if (node.is_mapping() && children % 2 == 0) require(child.is_scalar(), "keys are texts");
    check(sources, child, whole, depth + 1);
    ++children;
  }
  require(children == (node.is_mapping() ? 2 * node.size() : node.is_sequence() ? node.size() : 0), "children are counted");
}

}  // namespace

void fuzz_document(std::string_view bytes) {
  Sources sources;
  const std::size_t source = sources.add("fuzz.yaml", std::string(bytes));
  const Document document = read_document(sources, source, Lane::reference);
  const Span whole{sources.base(source), sources.base(source) + static_cast<std::uint32_t>(bytes.size())};
  if (document.problem) {
    require(document.tree.empty(), "a broken document has no tree");
    require(lies_in(document.problem->at, whole) && document.problem->at.begin <= document.problem->at.end, "a problem lies in the source");
    require(visible(document.problem->message) == document.problem->message, "a message is safe to print");
    sources.locate(document.problem->at);
  } else if (!document.tree.empty()) {
    require(document.tree.nodes.front().subtree() == document.tree.nodes.size(), "the root holds everything");
    check(sources, document.tree.root(), whole, 0);
  }
}

}  // namespace stackdrag::fuzz
