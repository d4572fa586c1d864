// Items know nothing of each other while they are decoded, so two halves of a large inventory are decoded at the same time.
#include "model/decode.h"

#include <iterator>

#include <fmt/format.h>

#include "base/side_by_side.h"

namespace stackdrag {
namespace {

/// From so many items on, a second thread pays.
constexpr std::size_t many_items = 20'000;

/// Whether a required field says something: to write `unknown` is to leave it out.
bool is_stated(View fields, std::string_view name) {
  const auto value = fields.find(name);
  if (!value || value->is_null()) return false;
  return !value->is_scalar() || (value->text() != "unknown" && value->text() != "none" && value->text() != "n/a");
}

void check_item(ItemId self, const Written& written, const Common& common, Reader& reader) {
  if (!written.in_list && reader.skipped.written()) {
    reader.problem(reader.skipped, fmt::format("the id of {} `{}` is its key; leave `id` out", name_of(self.kind), *written.id));
  }
  for (const Field* const field : fields_of(self.kind).required) {
    if (is_stated(written.fields, field->name)) continue;
    reader.problem(written.id.at, fmt::format("{} `{}` needs `{}`, for example `{}: {}`", name_of(self.kind), *written.id, field->name,
                                              field->name, field->example));
  }
  if (reader.said_not_applicable && !common.extras().why)
    reader.problem(written.id.at, fmt::format("`{}` says `n/a`; add `why:` with the reason", *written.id));
}

template <class T>
void decode_fields(T& item, ItemId self, const Written& written, Reader& reader) {
  item.id = written.id;
  item.common.self = self;
  reader.current = self;
  reader.said_not_applicable = false;
  reader.skipped = {};
  if (written.fields.is_mapping()) reader.read_fields(written.fields, fields_of(self.kind), &item, &common_fields(), &item.common, "id");
  check_item(self, written, item.common, reader);
}

/// A part of all items, counted through the sections.
struct Part {
  std::size_t from, to;
};

void decode_part(const std::vector<Section>& sections, Part part, Inventory& inventory, Reader& reader) {
  std::size_t at = 0;
  for (const Section& section : sections) {
    if (at >= part.to || at + section.accepted.size() <= part.from) {
      at += section.accepted.size();
      continue;
    }
    ItemId self{section.kind, section.first};
    std::size_t in_section = 0;
    each_item(section, [&](const Written& item) {
      if (section.accepted[in_section++]) {
        if (at >= part.from && at < part.to) decode_item(inventory, self, item, reader);
        self = {section.kind, self.index + 1U};
      }
      ++at;
    });
  }
}

/// What one thread reads.
struct Reading {
  std::vector<Problem> problems;
  std::vector<Undeclared> undeclared;
};

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

void decode_item(Inventory& inventory, ItemId self, const Written& written, Reader& reader) {
  visit_item(inventory, self, [&](auto& item) {
    if constexpr (!has_role(kind_of<std::decay_t<decltype(item)>>, role::single)) decode_fields(item, self, written, reader);
  });
}

void decode_sections(const std::vector<Section>& sections, const Ids& ids, ReadInventory& into) {
  std::size_t count = 0;
  for (const Section& section : sections) count += section.accepted.size();
  const bool many = count >= many_items;
  Reading readings[2];
  Inventory& inventory = into.inventory;
  const auto decode = [&](Reading& reading, Part part, Arena& arena) {
    Reader reader(inventory, ids, arena, reading.problems, reading.undeclared);
    decode_part(sections, part, inventory, reader);
  };
  Arena& first = inventory.arenas.front();
  Arena& second = many ? inventory.arenas.emplace_back() : first;
  const std::size_t middle = many ? count / 2 : count;
  side_by_side(
      many,
      [&] {
        decode(readings[0], {0, middle}, first);
      },
      [&] {
        decode(readings[1], {middle, count}, second);
      });
  for (Reading& reading : readings) {
    append(into.problems, reading.problems);
    append(into.undeclared, reading.undeclared);
  }
}

}  // namespace stackdrag
