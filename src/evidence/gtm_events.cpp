// Finds the names of events. An event that the page decides upon has no name here.
#include "evidence/gtm_events.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>

#include "evidence/personal.h"
#include "stackdrag/ensure.h"
#include "stackdrag/pattern.h"
#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence::gtm {
namespace {

constexpr std::size_t longest_event = 60;
constexpr std::size_t most_digits = 6;
constexpr std::size_t most_events = 200;

/// Templates let people choose where the name comes from; the choice stands under one of the plain names.
constexpr auto plain_names = std::to_array<std::string_view>({"eventName", "event_name", "event", "eventType", "event_type", "trackEvent"});
constexpr auto standard_names = std::to_array<std::string_view>(
    {"standardEventName", "eventNameStandard", "standardEvent", "standard_event", "event_name_standard", "eventStandard"});
constexpr auto custom_names =
    std::to_array<std::string_view>({"customEventName", "eventNameCustom", "customEvent", "custom_event", "event_name_custom",
                                     "custom_event_name", "variableEventName", "eventCustom"});
constexpr auto standard_choices = std::to_array<std::string_view>({"standard", "default"});
constexpr auto custom_choices = std::to_array<std::string_view>({"custom", "customevent", "variable", "manual"});
/// The name is that of another event, or there is none.
constexpr auto other_choices =
    std::to_array<std::string_view>({"inherit", "override", "none", "gtm", "conversion", "true", "false", "auto", "select"});

constexpr auto dedup_keys = std::to_array<std::string_view>(
    {"event_id", "eventid", "dedup_id", "dedupid", "deduplicationkey", "deduplication_key", "client_dedup_id", "clientdedupid"});

struct Call {
  std::string_view vendor, pattern;
};

/// Calls that send an event; the group is its name. The argument in front of it may be the account.
constexpr auto calls = std::to_array<Call>({
    {"meta", R"(\bfbq\(\s*['"]track(?:Custom)?['"]\s*,\s*['"]([^'"]+)['"])"},
    {"meta", R"(\bfbq\(\s*['"]trackSingle(?:Custom)?['"]\s*,[^,]*,\s*['"]([^'"]+)['"])"},
    {"google", R"(\bgtag\(\s*['"]event['"]\s*,\s*['"]([^'"]+)['"])"},
    {"tiktok", R"(\bttq\.(?:instance\([^)]*\)\.)?track\(\s*['"]([^'"]+)['"])"},
    {"pinterest", R"(\bpintrk\(\s*['"]track['"]\s*,\s*['"]([^'"]+)['"])"},
    {"snapchat", R"(\bsnaptr\(\s*['"]track['"]\s*,\s*['"]([^'"]+)['"])"},
    {"reddit", R"(\brdt\(\s*['"]track['"]\s*,\s*['"]([^'"]+)['"])"},
    {"quora", R"(\bqp\(\s*['"]track['"]\s*,\s*['"]([^'"]+)['"])"},
    {"hotjar", R"(\bhj\(\s*['"]event['"]\s*,\s*['"]([^'"]+)['"])"},
    {"microsoft-clarity", R"(\bclarity\(\s*['"]event['"]\s*,\s*['"]([^'"]+)['"])"},
    {"microsoft-advertising", R"(\buetq\.push\(\s*['"]event['"]\s*,\s*['"]([^'"]+)['"])"},
    {"segment", R"(\banalytics\.track\(\s*['"]([^'"]+)['"])"},
    {"mixpanel", R"(\bmixpanel\.track\(\s*['"]([^'"]+)['"])"},
    {"amplitude", R"(\bamplitude\.(?:getInstance\(\)\.)?(?:track|logEvent)\(\s*['"]([^'"]+)['"])"},
    {"posthog", R"(\bposthog\.capture\(\s*['"]([^'"]+)['"])"},
    {"klaviyo", R"(\bklaviyo\.track\(\s*['"]([^'"]+)['"])"},
    {"klaviyo", R"(\b_learnq\.push\(\[\s*['"]track['"]\s*,\s*['"]([^'"]+)['"])"},
    {"heap", R"(\bheap\.track\(\s*['"]([^'"]+)['"])"},
    {"braze", R"(\bbraze\.logCustomEvent\(\s*['"]([^'"]+)['"])"},
});
/// In the fourth argument of Meta's call, and in the settings of TikTok's.
constexpr std::string_view script_dedup = R"(\b(eventID|event_id)['"]?\s*:)";

Pattern compiled(std::string_view expression) {
  std::string problem;
  std::optional<Pattern> pattern = Pattern::compile(expression, problem, Groups::remembered);
  ensure(pattern.has_value(), "a pattern of an event does not compile");
  return std::move(*pattern);
}

const std::vector<Pattern>& call_patterns() {
  static const std::vector<Pattern> patterns = [] {
    std::vector<Pattern> all;
    for (const Call& call : calls) all.push_back(compiled(call.pattern));
    return all;
  }();
  return patterns;
}

bool is_among(const auto& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

/// Whether it is a name that somebody gave, and nothing of a visitor.
bool is_event(std::string_view text) {
  if (text.empty() || text.size() > longest_event || text.find_first_of("{}<>\n") != text.npos || holds_email(text) || secret_in(text))
    return false;
  std::size_t digits = 0;
  for (const char c : text) {
    digits = is_digit(c) ? digits + 1 : 0;
    if (digits >= most_digits) return false;
  }
  return !says_nothing(text);
}

void add_from(std::set<std::string>& into, const Tag& tag, Variables& variables, const auto& names) {
  for (const std::string_view name : names) {
    for (const Held& held : variables.held_by(parameter_text(tag.node, name))) {
      const std::string word = folded_name(held.text);
      const bool is_choice = is_among(standard_choices, word) || is_among(custom_choices, word) || is_among(other_choices, word);
      if (!held.is_guess && !is_choice && is_event(held.text)) into.insert(held.text);
    }
    if (!into.empty()) return;
  }
}

/// The name under which an event is recognised again, if the text is one.
std::string_view as_dedup_key(std::string_view text) { return is_among(dedup_keys, lower_case(text)) ? text : std::string_view(); }

}  // namespace

std::set<std::string> events_of(const Tag& tag, Variables& variables) {
  std::set<std::string> events;
  const bool is_custom = std::any_of(plain_names.begin(), plain_names.end(), [&](std::string_view name) {
    return is_among(custom_choices, folded_name(parameter_text(tag.node, name)));
  });
  if (is_custom) {
    add_from(events, tag, variables, custom_names);
    return events;
  }
  add_from(events, tag, variables, plain_names);
  if (events.empty()) add_from(events, tag, variables, standard_names);
  return events;
}

std::set<std::string> events_of_script(std::string_view script, std::string_view vendor) {
  std::set<std::string> events;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    // One call reaches all products of Google.
    const bool is_it = calls[i].vendor == vendor || (calls[i].vendor == "google" && vendor.starts_with("google-"));
    if (!is_it) continue;
    for (std::size_t from = 0; events.size() < most_events;) {
      const auto name = call_patterns()[i].groups_after(script, from);
      if (!name) break;
      if (is_event(*name)) events.insert(*name);
    }
  }
  return events;
}

std::string dedup_key_of(const Tag& tag) {
  for (const View entry : elements_of(tag.node, "parameter")) {
    if (const std::string_view key = as_dedup_key(text_at(entry, "key")); !key.empty() && !text_at(entry, "value").empty())
      return std::string(key);
    for (const View row : elements_of(entry, "list")) {
      for (const View cell : elements_of(row, "map")) {
        if (const std::string_view key = as_dedup_key(text_at(cell, "value")); !key.empty()) return std::string(key);
      }
    }
  }
  return "";
}

std::string dedup_key_of_script(std::string_view script) {
  static const Pattern pattern = compiled(script_dedup);
  std::size_t from = 0;
  return pattern.groups_after(script, from).value_or("");
}

}  // namespace stackdrag::evidence::gtm
