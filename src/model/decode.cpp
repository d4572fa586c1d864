// Decodes items one at a time, independently of each other.
#include "model/decode.h"

#include <fmt/format.h>

namespace stackdrag {
namespace {

/// Whether a required field has a value; `unknown`, `none` and `n/a` do not count as one, nor does a list of them.
bool is_stated(View value) {
  if (value.is_null()) return false;
  if (value.is_sequence()) {
    for (const View element : value) {
      if (is_stated(element)) return true;
    }
    return false;
  }
  return !value.is_scalar() || !is_state_word(value.text());
}
bool is_stated(View fields, std::string_view name) {
  const auto value = fields.find(name);
  return value && is_stated(*value);
}

void check_item(ItemId self, const Written& written, const Common& common, Reader& reader) {
  if (!written.in_list && reader.skipped.written()) {
    reader.problem(reader.skipped, fmt::format("the id of {} `{}` is its key; leave `id` out", name_of(self.kind), *written.id));
  }
  for (const Field* const field : fields_of(self.kind).required) {
    if (is_stated(written.fields, field->name) || reader.has_default(self.kind, field->name) || reader.was_misread(field->name)) continue;
    reader.problem(written.id.at, fmt::format("{} `{}` needs `{}`, for example `{}: {}`", name_of(self.kind), *written.id, field->name,
                                              field->name, field->example));
  }
  if (reader.said_not_applicable && !common.extras().why && !reader.refused_reason)
    reader.problem(written.id.at, fmt::format("`{}` says `n/a`; add `why:` with the reason", *written.id));
}

template <class T>
void decode_fields(T& item, ItemId self, const Written& written, Reader& reader) {
  item.id = written.id;
  item.common.self = self;
  reader.current = self;
  reader.said_not_applicable = reader.refused_reason = false;
  reader.skipped = {};
  if (written.fields.is_mapping()) reader.read_fields(written.fields, fields_of(self.kind), &item, &common_fields(), &item.common, "id");
  reader.read_defaults(self.kind, written.fields, &item, &item.common);
  check_item(self, written, item.common, reader);
}

}  // namespace

void decode_item(Inventory& inventory, ItemId self, const Written& written, Reader& reader) {
  visit_item(inventory, self, [&](auto& item) {
    if constexpr (!has_role(kind_of<std::decay_t<decltype(item)>>, role::single)) decode_fields(item, self, written, reader);
  });
}

void decode_sections(const std::vector<Section>& sections, Inventory& inventory, Reader& reader) {
  for (const Section& section : sections) {
    std::size_t at = 0;
    each_item(section, [&](const Written& item) {
      if (section.accepted[at++]) decode_item(inventory, reader.ids().find(section.kind, *item.id), item, reader);
    });
  }
}

}  // namespace stackdrag
