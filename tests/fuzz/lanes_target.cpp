// Any bytes, read by both lanes.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "document/bytes.h"
#include "document/quick.h"
#include "fuzz/targets.h"
#include "stackdrag/tree.h"

namespace stackdrag::fuzz {
namespace {

[[noreturn]] void differ(const char* what, std::string_view more = {}) {
  std::fprintf(stderr, "the lanes differ: %s %.*s\n", what, static_cast<int>(more.size()), more.data());
  std::abort();
}

void compare(const Tree& quick, const Tree& reference) {
  if (quick.nodes.size() != reference.nodes.size()) differ("in the number of values");
  for (std::size_t i = 0; i < quick.nodes.size(); ++i) {
    const Node& one = quick.nodes[i];
    const Node& other = reference.nodes[i];
    if (one.at != other.at) differ("in a span");
    if (one.kind != other.kind || one.style != other.style) differ("in what a value is");
    if (one.subtree() != other.subtree()) differ("in what a collection holds");
    if (one.kind == NodeKind::scalar && quick.text_of(one) != reference.text_of(other)) differ("in a text:", reference.text_of(other));
  }
}

}  // namespace

bool fuzz_lanes(std::string_view bytes) {
  Sources sources;
  const std::size_t source = sources.add("fuzz.yaml", std::string(bytes));
  if (document::unreadable(sources.text(source), sources.base(source))) return false;
  const std::optional<Tree> quick = document::read_quickly(sources, source);
  if (!quick) return false;
  const Document reference = read_document(sources, source, Lane::reference);
  if (reference.problem) differ("only the quick one reads this:", reference.problem->message);
  compare(*quick, reference.tree);
  return true;
}

}  // namespace stackdrag::fuzz
