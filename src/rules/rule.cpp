// What the rules share: options, and the subjects that they check.
#include "stackdrag/rule.h"

#include <algorithm>

#include "stackdrag/ensure.h"
#include "stackdrag/units.h"

namespace stackdrag {

Option days_option(std::string name, int standard, std::string description) {
  return {std::move(name), "days", static_cast<double>(standard), std::move(description)};
}

std::string words_of(const Option& option, double value) {
  if (option.unit == "share") return format_number(value * 100) + " %";
  // Units are plural ("tools"); "ms" is not.
  std::string_view unit = option.unit;
  if (value == 1 && unit.size() > 2 && unit.back() == 's') unit.remove_suffix(1);
  return fmt::format("{} {}", format_number(value), unit);
}

std::string with_options(std::string text, const Rule& rule, std::span<const double> values) {
  for (std::size_t i = 0; i < rule.options.size(); ++i) {
    const std::string place = fmt::format("{{{}}}", rule.options[i].name);
    const std::size_t at = text.find(place);
    if (at == std::string::npos) continue;
    text.replace(at, place.size(), words_of(rule.options[i], values.empty() ? rule.options[i].standard : values[i]));
  }
  return text;
}

double OptionValues::number(std::string_view name) const {
  const auto found = std::find_if(options_.begin(), options_.end(), [&](const Option& option) { return option.name == name; });
  if (found == options_.end()) stop_for_bug(fmt::format("a rule asks for the option `{}`, which it does not declare", name));
  return values_[static_cast<std::size_t>(found - options_.begin())];
}

Subject subject_of(const Facts&, const Capability& capability) {
  const Tool& first = *capability.tools.front();
  if (capability.id.empty())
    return {.kind = "tool", .id = *first.id, .item = first.common.self, .at = first.id.at, .common = &first.common};
  return {.kind = "capability", .id = capability.id, .members = capability.members, .at = first.does.at};
}

Subject subject_of(const Facts&, const UtmValue& value) {
  return {.kind = value.field, .id = value.folded, .shown = value.shown, .members = value.members, .at = value.uses.front().value.at};
}

Subject subject_of(const Facts&, const Ghost& ghost) {
  return {.kind = name_of(ghost.expected), .id = ghost.name, .members = ghost.members, .at = ghost.uses.front().at};
}

Subject subject_of(const Facts&, const Shadow& shadow) {
  return {.kind = "observed", .id = shadow.id, .members = shadow.members, .at = shadow.sightings.front()->at};
}

Subject subject_of(const Facts&, const evidence::Consulted& consulted) {
  return {.kind = "observed", .id = consulted.source.id, .at = consulted.at};
}

Subject subject_of(const Facts&, const EventName& event) {
  return {.kind = event.kind, .id = event.folded, .shown = event.shown, .members = event.members, .at = event.uses.front().value.at};
}

Subject subject_of(const Facts& facts, const NameGroup& group) {
  const Item& first = facts.items[facts.place_of(group.members.front())];
  return {.kind = name_of(group.kind), .id = group.key, .shown = first.name, .members = group.members, .at = first.at};
}

Subject subject_of(const Facts& facts, const NearName& near) { return subject_of(facts, facts.items[facts.place_of(near.item)]); }

Subject subject_of(const Facts&, const NameKind& names) { return {.kind = "convention", .id = names.convention, .at = names.first}; }

Subject subject_of(const Facts&, const Stage& stage) {
  return {.kind = "stage", .id = *stage.name, .members = stage.touchpoints, .at = stage.name.at};
}

Subject subject_of(const Facts&, const Login& login) {
  return {.kind = "login", .id = login.name, .members = login.members, .at = login.at};
}

Subject subject_of(const Facts&, const OwnerName& owner) {
  return {.kind = "owner", .id = owner.name, .members = owner.members, .at = owner.spellings.front().at};
}

Check both(Check first, Check second) {
  return {[first = std::move(first), second = std::move(second)](const Context& in, const Check::Take& take) {
    first.ask(in, take);
    second.ask(in, take);
  }};
}

}  // namespace stackdrag
