// The table of the facts that evidence may bring.
#include "evidence/meetings.h"

#include <algorithm>
#include <iterator>

namespace stackdrag::evidence {
namespace {

constexpr struct {
  std::string_view field;
  Meeting meeting;
} meetings[] = {
    {"last_seen", Meeting::later},
    {"last_ok", Meeting::later},
    {"last_run", Meeting::later},
    {"last_used", Meeting::later},
    {"changed", Meeting::later},
    {"account", Meeting::fill},
    {"status", Meeting::fill},
    {"paused_on", Meeting::only_fill},
    {"consent", Meeting::fill},
    {"gpc", Meeting::fill},
    {"api", Meeting::fill},
    {"model", Meeting::fill},
    {"auth", Meeting::fill},
    {"runs_as", Meeting::fill},
    {"via", Meeting::fill},
    {"dedup_key", Meeting::fill},
    {"lifetime", Meeting::fill},
    {"kb", Meeting::only_fill},
    {"block_ms", Meeting::only_fill},
    {"seats_used", Meeting::fill},
    {"error_rate", Meeting::fill},
    {"fails", Meeting::fill},
    {"cost", Meeting::fill},
    {"renews", Meeting::fill},
    {"notice", Meeting::fill},
    {"seats", Meeting::fill},
    {"left", Meeting::fill},
    {"starts", Meeting::fill},
    {"ends", Meeting::fill},
    {"alerts", Meeting::fill},
    {"sends", Meeting::add},
    {"on", Meeting::only_fill},
    {"third_party_block_ms", Meeting::only_fill},
    {"events", Meeting::add},
    {"properties", Meeting::add},
    {"utm", Meeting::add},
    {"owner", Meeting::fill},
};

}  // namespace

std::optional<Meeting> meeting_of(std::string_view field) {
  const auto found = std::find_if(std::begin(meetings), std::end(meetings), [&](const auto& one) { return one.field == field; });
  return found == std::end(meetings) ? std::nullopt : std::optional(found->meeting);
}

}  // namespace stackdrag::evidence
