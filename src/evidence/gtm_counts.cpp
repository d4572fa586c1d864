// Counts what is in a container without effect.
#include "evidence/gtm_counts.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <set>
#include <string_view>
#include <vector>

#include "evidence/gtm_variables.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence::gtm {
namespace {

using Names = std::set<std::string_view, std::less<>>;

constexpr std::string_view lists[] = {"tag", "trigger", "variable", "client", "transformation", "zone"};
/// A whole container has not many more triggers and variables than that for each of its tags.
constexpr std::size_t most_for_a_tag = 12;

void add_references(View part, Names& into) {
  if (part.is_scalar()) {
    for (const std::string_view name : references_in(part.text())) into.insert(name);
  }
  if (part.is_mapping()) part.entries([&](View, View value) { add_references(value, into); });
  if (part.is_sequence()) {
    for (const View element : part) add_references(element, into);
  }
}

void add_texts(View part, Names& into) {
  if (part.is_scalar()) into.insert(part.text());
  if (part.is_mapping()) part.entries([&](View, View value) { add_texts(value, into); });
  if (part.is_sequence()) {
    for (const View element : part) add_texts(element, into);
  }
}

Names named_in(View version, std::string_view list, std::string_view key) {
  Names names;
  for (const View element : elements_of(version, list)) names.insert(text_at(element, key));
  return names;
}

Names references_of(View version) {
  Names used;
  for (const std::string_view list : lists) {
    if (const auto found = version.find(list)) add_references(*found, used);
  }
  return used;
}

/// The triggers that tags name, and those that other triggers wait for.
Names used_triggers(View version, const Container& container) {
  Names used;
  for (const Tag& tag : container.tags) {
    used.insert(tag.triggers.begin(), tag.triggers.end());
    used.insert(tag.blocking_triggers.begin(), tag.blocking_triggers.end());
  }
  for (const View trigger : elements_of(version, "trigger")) {
    if (folded_name(text_at(trigger, "type")) == "triggergroup") add_texts(trigger.find("parameter").value_or(trigger), used);
  }
  for (const View zone : elements_of(version, "zone")) add_texts(zone, used);
  return used;
}

/// Whether it lacks something that it refers to, or that most of what it has belongs to. Only then the built-in variables are known if the
/// export lists them.
bool is_partial(View version, const Container& container, const Names& references) {
  const Names variables = named_in(version, "variable", "name");
  const Names built_in = named_in(version, "builtInVariable", "name");
  const bool lacks = !built_in.empty() && std::any_of(references.begin(), references.end(), [&](std::string_view name) {
    return !name.starts_with('_') && variables.count(name) == 0 && built_in.count(name) == 0;
  });
  return lacks || (variables.size() + container.page_triggers.size()) > most_for_a_tag * container.tags.size();
}

/// Tags that nothing fires, neither a trigger nor another tag.
std::size_t without_trigger(const Container& container) {
  Names called;
  for (const Tag& tag : container.tags) {
    for (const std::string_view key : {"setupTag", "teardownTag"}) {
      if (const auto found = tag.node.find(key)) add_texts(*found, called);
    }
  }
  return static_cast<std::size_t>(std::count_if(container.tags.begin(), container.tags.end(), [&](const Tag& tag) {
    return tag.triggers.empty() && !tag.is_paused && called.count(tag.name) == 0;
  }));
}

std::size_t lacking(const Names& present, const Names& used) {
  return static_cast<std::size_t>(
      std::count_if(present.begin(), present.end(), [&](std::string_view name) { return used.count(name) == 0; }));
}

}  // namespace

Counts counts_of(View root, const Container& container) {
  const View version = root.find("containerVersion").value_or(root);
  const Names triggers = named_in(version, "trigger", "triggerId"), variables = named_in(version, "variable", "name");
  const Names references = references_of(version);
  Counts counts{{"tags", container.tags.size()}, {"triggers", triggers.size()}, {"variables", variables.size()}};
  if (is_partial(version, container, references)) return counts;
  counts["untriggered_tags"] = without_trigger(container);
  counts["unused_triggers"] = lacking(triggers, used_triggers(version, container));
  counts["unused_variables"] = lacking(variables, references);
  return counts;
}

}  // namespace stackdrag::evidence::gtm
