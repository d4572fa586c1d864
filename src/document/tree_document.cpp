// The entry point of the document module: checks the bytes, then picks the reader.
#include "document/bytes.h"
#include "document/json_words.h"
#include "document/quick.h"
#include "document/reference.h"
#include "stackdrag/tree.h"

namespace stackdrag {

Document read_document(const Sources& sources, std::size_t source, Lane lane, Repeats repeats) {
  if (auto problem = document::unreadable(sources.text(source), sources.base(source))) return {{}, std::move(problem), {}};
  std::optional<Tree> quickly = lane == Lane::automatic ? document::read_quickly(sources, source) : std::nullopt;
  Document document = quickly ? Document{std::move(*quickly), {}, {}} : document::read_reference(sources, source, repeats);
  if (document.problem) return document;
  if (auto foreign = document::foreign_to_json(sources, source, document.tree)) return {{}, std::move(foreign), {}};
  return document;
}

}  // namespace stackdrag
