#include "stackdrag/adoption.h"

#include <fmt/format.h>

#include "evidence/draft_ids.h"
#include "evidence/written.h"
#include "stackdrag/fields.h"

namespace stackdrag::evidence {

Adoption adoption_of(const ObservedItem& item, const Observed& observed) {
  const DraftIds ids = ids_for(observed);
  Adoption adoption;
  add_named(item, ids, adoption.names);
  const std::string& id = ids.at({item.kind, item.key});
  std::string& out = adoption.lines;
  out = fmt::format("{}:\n  {}:\n", section_of(item.kind), written_text(id));
  for (const char* const asked : {"owner", "purpose"}) {
    if (const Field* const field = find_field(item.kind, asked); field != nullptr && !item.fields.contains(asked))
      out += fmt::format("    {}: {}\n", asked, placeholder_of(field->shape));
  }
  for (const Field* const field : lacking(item)) out += fmt::format("    {}: {}\n", field->name, placeholder_of(field->shape));
  for (const auto& [field, value] : drafted_fields(item, ids)) out += fmt::format("    {}: {}\n", field->name, value);
  // What has an account is found again by it.
  if (!item.fields.contains("account") && id != item.key) out += fmt::format("    was: [{}]\n", written_text(item.key));
  return adoption;
}

}  // namespace stackdrag::evidence
