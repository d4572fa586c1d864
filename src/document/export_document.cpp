// Reads exports: the quick lane in its manner for programs, or else the reference lane.
#include "stackdrag/export_document.h"

#include <utility>

#include "document/bytes.h"
#include "document/quick.h"
#include "document/reference.h"

namespace stackdrag {

Document read_export(const Sources& sources, std::size_t source) {
  using document::Author;
  if (auto problem = document::unreadable(sources.text(source), sources.base(source), Author::program)) return {{}, std::move(problem), {}};
  if (auto quickly = document::read_export_quickly(sources, source)) return std::move(*quickly);
  if (const std::size_t call = document::call_before_json(sources.text(source)); call != 0) {
    const auto at = sources.base(source) + static_cast<std::uint32_t>(call);
    return {{}, Problem{"the JSON that begins here is not complete", {at, at + 1}}, {}};
  }
  return document::read_reference(sources, source, Repeats::noted, Author::program);
}

}  // namespace stackdrag
