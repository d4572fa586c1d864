// The names of severities and profiles.
#include "stackdrag/severity.h"

#include <array>

namespace stackdrag {
namespace {

constexpr std::array<std::string_view, 5> severity_names = {"info", "low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 3> profile_names = {"starter", "standard", "full"};

template <class Enum, std::size_t count>
std::optional<Enum> named(const std::array<std::string_view, count>& names, std::string_view name) {
  for (std::size_t at = 0; at < count; ++at) {
    if (names[at] == name) return static_cast<Enum>(at);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Severity severity) { return severity_names.at(static_cast<std::size_t>(severity)); }
std::optional<Severity> severity_named(std::string_view name) { return named<Severity>(severity_names, name); }

std::string_view name_of(Profile profile) { return profile_names.at(static_cast<std::size_t>(profile)); }
std::optional<Profile> profile_named(std::string_view name) { return named<Profile>(profile_names, name); }

}  // namespace stackdrag
