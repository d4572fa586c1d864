// Recognises the kind of an export by the keys that only it has.
#include <algorithm>
#include <array>
#include <initializer_list>

#include "evidence/importers.h"
#include "evidence/sheet_columns.h"

namespace stackdrag::evidence {
namespace {

std::optional<View> sequence(View parent, std::string_view key) {
  const auto found = parent.find(key);
  return found && found->is_sequence() ? found : std::nullopt;
}

std::optional<View> mapping(View parent, std::string_view key) {
  const auto found = parent.find(key);
  return found && found->is_mapping() ? found : std::nullopt;
}

bool has_any(View parent, std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) { return parent.find(key).has_value(); });
}

std::optional<View> first_of(std::optional<View> list) {
  return list && list->is_sequence() && list->size() > 0 ? std::optional(*list->begin()) : std::nullopt;
}

bool is_workflow(View root) { return sequence(root, "nodes") && root.find("connections"); }

bool begins(View parent, std::string_view key, std::string_view with) {
  const auto found = parent.find(key);
  return found && found->is_scalar() && found->text().starts_with(with);
}

/// A JSON Schema of one event, and not of anything else: it says whose event it is (Iglu), or what an event has.
bool is_event_schema(View root) {
  const auto properties = mapping(root, "properties");
  return begins(root, "$schema", "http") && properties && (mapping(root, "self") || properties->find("event"));
}

bool is_entity(View root) { return begins(root, "apiVersion", "backstage.io/") || (root.is_mapping() && root.find("fides_key")); }

}  // namespace

bool is_har(View root) {
  const auto wrapped = mapping(root, "har");
  const auto log = mapping(wrapped.value_or(root), "log");
  return log && sequence(*log, "entries");
}

bool is_gtm(View root) {
  const auto version = mapping(root, "containerVersion");
  return version ? has_any(*version, {"container", "tag", "variable"})
                 : mapping(root, "container") && sequence(root, "tag") && has_any(root, {"trigger", "variable"});
}

bool is_n8n(View root) {
  const auto first = first_of(root.is_sequence() ? std::optional(root) : sequence(root, "workflows"));
  return is_workflow(root) || (first && is_workflow(*first));
}

bool is_make(View root) {
  const auto first = first_of(sequence(root, "flow"));
  return first && first->find("module");
}

bool is_zapier(View root) {
  if (const auto zap = first_of(sequence(root, "zaps"))) {
    const auto nodes = mapping(*zap, "nodes");
    return nodes && nodes->size() > 0 && (*++nodes->begin()).find("selected_api");
  }
  const auto row = first_of(sequence(root, "data"));
  return row && row->find("is_enabled");
}

bool is_blacklight(View root) { return root.find("uri_ins") && mapping(root, "reports"); }

bool is_cookies(View root) {
  const auto row = first_of(root);
  return sequence(root, "browser_cookies") || (row && row->is_mapping() && sheet_of(*row) == Sheet::cookies);
}

bool is_lighthouse(View root) { return root.find("lighthouseVersion") && mapping(root, "audits"); }

bool is_plan(View root) {
  const auto data = mapping(root, "data"), rules = mapping(root, "rules");
  const auto rule = first_of(root.is_sequence() ? std::optional(root) : sequence(data.value_or(root), "rules"));
  const auto event = rules ? first_of(sequence(*rules, "events")) : std::nullopt;
  return (rule && rule->find("jsonSchema")) || (event && has_any(*event, {"name", "rules"})) || begins(root, "version", "rudder/") ||
         is_event_schema(root);
}

bool is_catalog(View root) {
  // fides keeps its systems, datasets and policies in lists of their own.
  if (is_entity(root)) return true;
  const auto first = first_of(root);
  if (first) return is_entity(*first);
  bool found = false;
  root.entries([&](View, View value) {
    const auto entity = first_of(value);
    found |= entity && entity->is_mapping() && entity->find("fides_key");
  });
  return found;
}

bool is_observed(View root) { return root.is_mapping() && root.size() > 0 && (*root.begin()).text() == "observed"; }

bool is_sheet(View root) {
  const auto row = first_of(root);
  return row && row->is_mapping() && sheet_of(*row).has_value();
}

}  // namespace stackdrag::evidence
