// The entry point of the document module: checks the bytes, then picks the reader.
#include "document/bytes.h"
#include "document/quick.h"
#include "document/reference.h"
#include "stackdrag/tree.h"

namespace stackdrag {

Document read_document(const Sources& sources, std::size_t source, Lane lane) {
  if (auto problem = document::unreadable(sources.text(source), sources.base(source))) return {{}, std::move(problem)};
  if (lane == Lane::automatic) {
    if (auto tree = document::read_quickly(sources, source)) return {std::move(*tree), {}};
  }
  return document::read_reference(sources, source);
}

}  // namespace stackdrag
