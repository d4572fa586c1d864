// The words of the report: severities, profiles, causes, states.
#include "stackdrag/severity.h"

#include <array>

#include "stackdrag/report.h"

namespace stackdrag {
namespace {

constexpr std::array<std::string_view, 5> severity_names = {"info", "low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 3> profile_names = {"starter", "standard", "full"};
constexpr std::array<std::string_view, 3> novelty_names = {"open", "known", "new"};
constexpr std::array<std::string_view, cause_count> cause_names = {"inventory", "clock", "rules", "waiver", "worsened"};
constexpr std::array<std::string_view, 5> waiver_state_names = {"active", "ending", "lapsed", "unused", "refused"};

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

std::string_view name_of(Novelty novelty) { return novelty_names.at(static_cast<std::size_t>(novelty)); }
std::optional<Novelty> novelty_named(std::string_view name) { return named<Novelty>(novelty_names, name); }

std::string_view name_of(Cause cause) { return cause_names.at(static_cast<std::size_t>(cause)); }
std::optional<Cause> cause_named(std::string_view name) { return named<Cause>(cause_names, name); }

std::string_view name_of(ReportedWaiver::State state) { return waiver_state_names.at(static_cast<std::size_t>(state)); }
std::optional<ReportedWaiver::State> waiver_state_named(std::string_view name) {
  return named<ReportedWaiver::State>(waiver_state_names, name);
}

}  // namespace stackdrag
