// Looks up fields by name: a small open-addressing hash table for each record.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "stackdrag/fields.h"

namespace stackdrag {
namespace {

// Called for every field of every item, so it must be cheap: the length and three characters tell the names apart well enough.
std::uint8_t hash_of(std::string_view name) {
  if (name.empty()) return 0;
  const auto byte = [name](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(name[at])); };
  return static_cast<std::uint8_t>(name.size() * 31 + byte(0) * 7 + byte(name.size() / 2) * 13 + byte(name.size() - 1) * 3);
}

constexpr std::uint8_t no_field = 0xFF;

template <class T>
concept HasCommon = requires(T& item) {
  item.common;
};

}  // namespace

Record::Record(std::vector<Field> rows) : fields(std::move(rows)) {
  numbers_.fill(no_field);
  for (std::size_t number = 0; number < fields.size(); ++number) {
    std::uint8_t slot = hash_of(fields[number].name);
    while (numbers_[slot] != no_field) ++slot;
    numbers_[slot] = static_cast<std::uint8_t>(number);
    if (fields[number].need == Need::required) required.push_back(&fields[number]);
    if (fields[number].references != nullptr) referring.push_back(&fields[number]);
  }
  std::stable_sort(referring.begin(), referring.end(),
                   [](const Field* a, const Field* b) { return a->shape.kinds.front() < b->shape.kinds.front(); });
}

const Field* Record::find(std::string_view name) const {
  for (std::uint8_t slot = hash_of(name); numbers_[slot] != no_field; ++slot) {
    const Field& field = fields[numbers_[slot]];
    if (field.name == name) return &field;
  }
  return nullptr;
}

std::vector<std::string_view> Record::names() const {
  std::vector<std::string_view> all;
  for (const Field& field : fields) all.push_back(field.name);
  return all;
}

bool has_common_fields(Kind kind) {
  switch (kind) {
    case Kind::none:
      return false;
#define STACKDRAG_COMMON(T, kind, ...) \
  case Kind::kind:                     \
    return HasCommon<T>;
      STACKDRAG_KINDS(STACKDRAG_COMMON)
#undef STACKDRAG_COMMON
  }
  return false;
}

const Field* find_field(Kind kind, std::string_view name) {
  if (const Field* own = fields_of(kind).find(name)) return own;
  return has_common_fields(kind) ? common_fields().find(name) : nullptr;
}

}  // namespace stackdrag
