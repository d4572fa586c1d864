// The names that a report uses for what is new, why, and what became of a waiver.
#include "stackdrag/report.h"

#include "base/enum_names.h"

namespace stackdrag {
namespace {

constexpr std::array<std::string_view, 3> novelty_names = {"open", "known", "new"};
constexpr std::array<std::string_view, cause_count> cause_names = {"inventory", "clock", "rules", "waiver", "worsened"};
constexpr std::array<std::string_view, 5> waiver_state_names = {"active", "ending", "lapsed", "unused", "refused"};

}  // namespace

std::string_view name_of(Novelty novelty) { return novelty_names.at(static_cast<std::size_t>(novelty)); }
std::optional<Novelty> novelty_named(std::string_view name) { return enumerator_named<Novelty>(novelty_names, name); }

std::string_view name_of(Cause cause) { return cause_names.at(static_cast<std::size_t>(cause)); }
std::optional<Cause> cause_named(std::string_view name) { return enumerator_named<Cause>(cause_names, name); }

std::string_view name_of(ReportedWaiver::State state) { return waiver_state_names.at(static_cast<std::size_t>(state)); }
std::optional<ReportedWaiver::State> waiver_state_named(std::string_view name) {
  return enumerator_named<ReportedWaiver::State>(waiver_state_names, name);
}

}  // namespace stackdrag
