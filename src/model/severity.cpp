// The names of severities and profiles, and lookup by name.
#include "stackdrag/severity.h"

#include <array>

#include "stackdrag/enum_names.h"

namespace stackdrag {
namespace {

constexpr std::array<std::string_view, 5> severity_names = {"info", "low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 3> profile_names = {"starter", "standard", "full"};

}  // namespace

std::string_view name_of(Severity severity) { return severity_names.at(static_cast<std::size_t>(severity)); }
std::optional<Severity> severity_named(std::string_view name) { return enumerator_named<Severity>(severity_names, name); }

std::string_view name_of(Profile profile) { return profile_names.at(static_cast<std::size_t>(profile)); }
std::optional<Profile> profile_named(std::string_view name) { return enumerator_named<Profile>(profile_names, name); }

}  // namespace stackdrag
