// The importer for tracking plans: which events there are to be, and which properties they carry.
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "evidence/ascii_key.h"
#include "evidence/importers.h"
#include "evidence/members.h"
#include "evidence/redact.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// The members that describe what an event carries. A schema is that of the properties, or of the message that holds them.
std::optional<View> properties_of(View schema) {
  const auto members = schema.find("properties");
  const auto inside = members ? members->find("properties") : std::nullopt;
  const bool is_message = inside && (text_at(*inside, "type") == "object" || inside->find("properties"));
  const auto found = is_message ? inside->find("properties") : members;
  return found && found->is_mapping() ? found : std::nullopt;
}

class Plan {
 public:
  Plan(std::string_view name, Imported& out) : out_(out), name_(redacted_name(name)) { out_.source.of = name_; }

  void add_event(std::string_view event, std::optional<View> schema, const std::string& pointer) {
    if (event.empty()) return;
    add("events", event, pointer);
    ++out_.source.counts["events"];
    const auto properties = schema ? properties_of(*schema) : std::nullopt;
    if (!properties) return;
    properties->entries([&](View name, View value) {
      // This one says which event it is.
      if (name.text() != "event" || text_at(value, "const").empty()) add_property(name.text(), pointer);
    });
  }
  void add_property(std::string_view name, const std::string& pointer) { add("properties", name, pointer); }

 private:
  void add(std::string_view field, std::string_view value, const std::string& pointer) {
    // A name that cannot be kept as it is tells nobody anything.
    if (value.empty() || redacted_name(value) != value) return;
    out_.observations.push_back({.who = {.kind = Kind::data, .vendor = name_.empty() ? "plan" : ascii_key(lower_case(name_))},
                                 .field = std::string(field),
                                 .value = std::string(value),
                                 .pointer = pointer});
  }

  Imported& out_;
  std::string name_;
};

std::string_view first_of(View root, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (const std::string_view found = text_at(root, key); !found.empty()) return found;
  }
  return {};
}

/// Where the rules of a plan of Segment stand: in the plan, in an answer of its API, or alone. In answers of the former API, they are those
/// of events, and what else there is stands beside them.
struct SegmentRules {
  std::optional<View> list{};
  std::string pointer{};
};
SegmentRules segment_rules(View root) {
  if (root.is_sequence()) return {root, ""};
  if (const auto data = root.find("data")) return {data->find("rules"), "/data/rules"};
  const auto rules = root.find("rules");
  if (rules && rules->is_mapping()) return {rules->find("events"), "/rules/events"};
  return {rules, "/rules"};
}

/// Segment: a rule for each call; only `TRACK` names an event.
void read_segment(View root, Imported& out) {
  const View named = root.find("data").value_or(root);
  Plan plan(first_of(named, {"display_name", "name", "id"}), out);
  const SegmentRules rules = segment_rules(root);
  if (!rules.list || !rules.list->is_sequence()) return;
  std::size_t number = 0, others = 0;
  for (const View rule : *rules.list) {
    const std::string pointer = fmt::format("{}/{}", rules.pointer, number++);
    const std::string type = lower_case(text_at(rule, "type"));
    const auto schema = rule.find("jsonSchema");
    if (!type.empty() && type != "track")
      ++others;
    else
      plan.add_event(first_of(rule, {"key", "name"}), schema ? schema : rule.find("rules"), pointer);
  }
  if (others > 0) out.notes.push_back(fmt::format("rules that are about no event were left out: {}", others));
}

/// RudderStack: a file declares events, properties, or a plan, whose rules refer to both or hold them.
void read_rudder(View root, Imported& out) {
  const auto metadata = root.find("metadata");
  const View spec = root.find("spec").value_or(root);
  const std::string place = root.find("spec") ? "/spec" : "";
  Plan plan(metadata ? text_at(*metadata, "name") : first_of(root, {"name", "id"}), out);
  // The files of one project all have its name.
  if (const std::string kind = redacted_name(text_at(root, "kind")); !kind.empty()) out.source.of += "/" + kind;
  std::size_t number = 0, elsewhere = 0;
  for (const View event : elements_of(spec, "events")) {
    const std::string type = lower_case(first_of(event, {"event_type", "eventType"}));
    const std::string pointer = fmt::format("{}/events/{}", place, number++);
    if (type.empty() || type == "track") plan.add_event(text_at(event, "name"), event.find("rules"), pointer);
  }
  number = 0;
  for (const View property : elements_of(spec, "properties"))
    plan.add_property(text_at(property, "name"), fmt::format("{}/properties/{}", place, number++));
  number = 0;
  for (const View rule : elements_of(spec, "rules")) {
    const std::string pointer = fmt::format("{}/rules/{}", place, number++);
    const std::string_view name = text_at(rule.find("event").value_or(rule), "name");
    plan.add_event(name, rule.find("rules"), pointer);
    if (name.empty()) ++elsewhere;
  }
  if (elsewhere > 0) out.notes.push_back(fmt::format("rules whose events stand in another file: {}", elsewhere));
}

/// The JSON Schema of one event. Iglu says which it is in `self`; elsewhere the property `event` allows one name only.
void read_schema(View root, Imported& out) {
  const auto self = root.find("self");
  const auto properties = root.find("properties");
  std::string_view event = self ? first_of(*self, {"name"}) : std::string_view();
  const auto named = properties ? properties->find("event") : std::nullopt;
  if (event.empty() && named) {
    event = text_at(*named, "const");
    const std::vector<View> allowed = elements_of(*named, "enum");
    if (event.empty() && allowed.size() == 1 && allowed.front().is_scalar()) event = allowed.front().text();
  }
  if (event.empty()) event = first_of(root, {"title"});
  if (event.empty()) {
    out.notes.push_back("this schema does not say which event it is of");
    return;
  }
  Plan(event, out).add_event(event, root, "");
}

}  // namespace

void read_plan(const Export& in, Imported& out) {
  if (text_at(in.root, "version").starts_with("rudder/")) return read_rudder(in.root, out);
  const bool is_segment = in.root.is_sequence() || in.root.find("rules") || in.root.find("data");
  return is_segment ? read_segment(in.root, out) : read_schema(in.root, out);
}

}  // namespace stackdrag::evidence
