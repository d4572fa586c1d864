// Reads the configuration.
#include "stackdrag/config.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/strict.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr double most_hours = 10'000;
/// Of days, tools, milliseconds …: more than any limit needs, and few enough for an `int`.
constexpr double most_of_anything = 1'000'000;

/// A number in the option's unit; a share may be written as `80%`, days as `30d`.
std::optional<double> read_option(StrictReader& in, View value, const Option& option) {
  if (value.is_scalar()) {
    if (const auto rate = option.unit == "share" ? parse_rate(value.text()) : std::nullopt) return rate->share;
    const auto duration = option.unit == "days" ? parse_duration(value.text()) : std::nullopt;
    if (duration && duration->minutes % 1440 == 0) return static_cast<double>(duration->minutes) / 1440;
    const auto number = parse_number(value.text());
    if (number && *number >= 0 && *number <= most_of_anything && option.unit != "share") return *number;
  }
  in.expected(value, option.name,
              option.unit == "share" ? "a share such as 0.8 or 80%"
                                     : fmt::format("a number of {} from 0 to {:.0f}", option.unit, most_of_anything));
  return std::nullopt;
}

std::optional<double> read_hours(StrictReader& in, View value, std::string_view name) {
  const auto hours = value.is_scalar() ? parse_number(value.text()) : std::nullopt;
  if (hours && *hours >= 0 && *hours <= most_hours) return hours;
  return in.expected(value, name, fmt::format("a number of hours from 0 to {:.0f}", most_hours)), std::nullopt;
}

void read_setting(StrictReader& in, const Rule& rule, View key, View value, RuleSetting& into) {
  const std::string_view name = key.text();
  if (name == "off") return in.truth(value, name, into.off);
  if (name == "severity") {
    if (const auto severity = in.choice<Severity>(value, name)) into.severity = severity;
  } else if (name == "effort") {
    into.effort = read_hours(in, value, name);
  } else if (name == "carry") {
    into.carry = read_hours(in, value, name);
  } else {
    std::vector<std::string_view> known{"off", "severity", "effort", "carry"};
    for (const Option& option : rule.options) known.push_back(option.name);
    const auto option = std::find_if(rule.options.begin(), rule.options.end(), [&](const Option& o) { return o.name == name; });
    if (option == rule.options.end()) return in.unknown(key, known);
    if (const auto number = read_option(in, value, *option)) into.options[std::string(name)] = *number;
  }
}

/// A family of rules: off, a severity, or a mapping with either. Applies to each of its rules that has no setting of its own.
void read_family(StrictReader& in, const Catalogue& catalogue, View key, View value, RuleSettings& into) {
  RuleSetting setting;
  if (value.is_scalar() && value.text() == "off") {
    setting.off = true;
  } else if (value.is_scalar() && enum_named<Severity>(value.text())) {
    setting.severity = enum_named<Severity>(value.text());
  } else if (value.is_mapping()) {
    value.entries([&](View name, View entry) {
      if (name.text() == "off") return in.truth(entry, name.text(), setting.off);
      if (name.text() != "severity") return in.unknown(name, {"off", "severity"});
      if (const auto severity = in.choice<Severity>(entry, name.text())) setting.severity = severity;
    });
  } else {
    return in.expected(value, key.text(), "off, a severity, or a mapping");
  }
  for (const Rule& rule : catalogue.rules) {
    if (rule.family == key.text()) into[std::string(rule.id)] = setting;
  }
}

bool is_family(const Catalogue& catalogue, std::string_view name) {
  const std::vector<std::string_view> families = catalogue.family_ids();
  return std::find(families.begin(), families.end(), name) != families.end();
}

void read_rule(StrictReader& in, const Catalogue& catalogue, View key, View value, RuleSettings& into) {
  const Rule* const rule = catalogue.find(key.text());
  if (rule == nullptr) {
    std::vector<std::string_view> names = catalogue.rule_ids();
    for (const std::string_view family : catalogue.family_ids()) names.push_back(family);
    const std::string near = did_you_mean(key.text(), names);
    return in.problem(key.at(), fmt::format("no rule or family is called `{}`{}", visible(key.text()),
                                            near.empty() ? "; `stackdrag rules` lists them" : near));
  }
  // A family's setting is for those of its rules that have none of their own.
  RuleSetting& setting = into[std::string(rule->id)];
  setting = {};
  if (value.is_scalar() && value.text() == "off") {
    setting.off = true;
  } else if (value.is_scalar() && enum_named<Severity>(value.text())) {
    setting.severity = enum_named<Severity>(value.text());
  } else if (value.is_mapping()) {
    value.entries([&](View name, View entry) { read_setting(in, *rule, name, entry, setting); });
  } else {
    in.expected(value, rule->id, "off, a severity, or a mapping");
  }
}

void read_rules(StrictReader& in, const Catalogue& catalogue, View rules, RuleSettings& into) {
  const bool readable = in.entries(rules, "rules", [&](View key, View value) {
    if (is_family(catalogue, key.text())) read_family(in, catalogue, key, value, into);
  });
  if (!readable) return;
  rules.entries([&](View key, View value) {
    if (!is_family(catalogue, key.text())) read_rule(in, catalogue, key, value, into);
  });
}

void read_gate(StrictReader& in, View gate, Config& config) {
  in.entries(gate, "gate", [&](View key, View value) {
    const std::string_view name = key.text();
    if (name == "fail_on") {
      const auto level = in.choice(value, name, fail_on_names);
      config.gate.fail_on = level ? enum_named<Severity>(fail_on_names[*level]) : std::nullopt;
      config.gate.never = level && !config.gate.fail_on;
    } else if (name == "baseline") {
      in.text(value, name, config.baseline);
      if (value.is_scalar() && config.baseline.empty()) in.expected(value, name, "the name of a file");
    } else if (name == "strict_baseline") {
      in.truth(value, name, config.gate.strict_baseline);
    } else if (name == "waiver_notice") {
      const Option days{"waiver_notice", "days", 0, ""};
      if (const auto number = read_option(in, value, days)) config.waiver_notice = {static_cast<int>(std::min(*number, 1e6))};
    } else if (name == "new") {
      in.entries(value, name, [&](View cause, View reaction) {
        const auto which = enum_named<Cause>(cause.text());
        if (!which) return in.unknown(cause, {names_of<Cause>.begin(), names_of<Cause>.end()});
        if (const auto chosen = in.choice<Reaction>(reaction, cause.text())) config.gate.on_new[static_cast<std::size_t>(*which)] = *chosen;
      });
    } else if (name == "freeze_until") {
      in.date(value, name, config.gate.freeze_until.emplace());
    } else {
      in.unknown(key, {"fail_on", "baseline", "strict_baseline", "new", "waiver_notice", "freeze_until"});
    }
  });
}

void read_packs(StrictReader& in, View packs, std::vector<std::string>& into) {
  if (!packs.is_sequence()) return in.expected(packs, "packs", "a list of files");
  for (const View pack : packs) {
    std::string name;
    in.text(pack, "packs", name);
    if (name.empty()) return in.expected(pack, "packs", "the name of a file");
    into.push_back(std::move(name));
  }
}

}  // namespace

ReadConfig read_config(const Sources& sources, const Catalogue& catalogue) {
  ReadConfig read;
  const Document document = read_document(sources, 0);
  if (document.problem) return {{}, {*document.problem}};
  if (document.tree.empty()) return read;
  StrictReader in;
  in.entries(document.tree.root(), "configuration", [&](View key, View value) {
    if (key.text() == "rules") {
      read_rules(in, catalogue, value, read.config.rules);
    } else if (key.text() == "gate") {
      read_gate(in, value, read.config);
    } else if (key.text() == "packs") {
      read_packs(in, value, read.config.packs);
    } else {
      in.unknown(key, {"rules", "gate", "packs"});
    }
  });
  read.problems = std::move(in.problems);
  return read;
}

}  // namespace stackdrag
