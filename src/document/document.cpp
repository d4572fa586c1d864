// The way into the document module: checks the bytes, then picks the reader.
#include "document/bytes.h"
#include "document/reference.h"
#include "stackdrag/tree.h"

namespace stackdrag {

Document read_document(const Sources& sources, std::size_t source, Lane) {
  if (auto problem = document::unreadable(sources.text(source), sources.base(source))) return {{}, std::move(problem)};
  return document::read_reference(sources, source);
}

}  // namespace stackdrag
