// The names of the kinds, and lookup by name.
#include "stackdrag/kinds.h"

#include <algorithm>
#include <iterator>

namespace stackdrag {
namespace {

constexpr KindNames names[] = {
#define STACKDRAG_NAMES(T, kind, section, roles, example_id, purpose) {Kind::kind, #kind, #section, example_id, purpose},
    STACKDRAG_KINDS(STACKDRAG_NAMES)
#undef STACKDRAG_NAMES
};

const KindNames& row(Kind kind) { return names[static_cast<std::size_t>(kind) - 1]; }

}  // namespace

std::span<const KindNames> kinds() { return names; }
std::string_view name_of(Kind kind) { return row(kind).singular; }
std::string label_of(std::string_view kind, std::string_view id) {
  return kind == "stack" ? std::string(kind) : std::string(kind).append("/").append(id);
}
std::string_view section_of(Kind kind) { return row(kind).section; }

std::optional<Kind> kind_named(std::string_view singular) {
  const auto* const found = std::find_if(std::begin(names), std::end(names), [&](const KindNames& n) { return n.singular == singular; });
  return found == std::end(names) ? std::nullopt : std::optional(found->kind);
}

std::optional<Kind> kind_of_section(std::string_view section) {
  const auto* const found = std::find_if(std::begin(names), std::end(names), [&](const KindNames& n) { return n.section == section; });
  return found == std::end(names) ? std::nullopt : std::optional(found->kind);
}

}  // namespace stackdrag
