// The JSON Schema of the configuration, from the rules and their options.
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "stackdrag/config.h"

namespace stackdrag {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::pair<Cause, const char*> causes_of_news[] = {
    {Cause::inventory, "The inventory changed."},
    {Cause::clock, "Time passed."},
    {Cause::rules, "A rule, one of its options or a pack changed."},
    {Cause::evidence, "An export says so that the baseline has not read."},
    {Cause::waiver, "A waiver lapsed."},
    {Cause::worsened, "Known debt got worse, or what a finding warned of has come about."}};
static_assert(std::size(causes_of_news) == names_of<Cause>.size());

Json words(std::span<const std::string_view> all, std::string description) {
  return {{"description", std::move(description)}, {"enum", std::vector(all.begin(), all.end())}};
}

Json amount(std::string description) { return {{"description", std::move(description)}, {"type", "number"}, {"minimum", 0}}; }

Json option_schema(const Option& option) {
  const std::string description = fmt::format("{} (default {})", option.description, format_number(option.standard));
  const Json number = {{"type", "number"}, {"minimum", 0}};
  if (option.unit == "share")
    return {{"description", description},
            {"anyOf", {{{"type", "number"}, {"minimum", 0}, {"maximum", 1}}, {{"type", "string"}, {"pattern", "^[0-9]+(\\.[0-9]+)?%$"}}}}};
  if (option.unit == "days")
    return {{"description", description}, {"anyOf", {number, {{"type", "string"}, {"pattern", "^[0-9]+(\\.[0-9]+)?[mhdw]$"}}}}};
  return {{"description", description}, {"type", "number"}, {"minimum", 0}};
}

Json object(Json properties) { return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}}; }

Json off_or_severity() {
  Json out = {{"enum", {"off"}}};
  for (const std::string_view severity : names_of<Severity>) out["enum"].push_back(severity);
  return out;
}

Json rule_schema(const Rule& rule) {
  Json settings = object({{"off", {{"description", "true: switches the rule off."}, {"type", "boolean"}}},
                          {"severity", words(names_of<Severity>, "The severity of all findings of the rule.")},
                          {"effort", amount("Hours to fix a finding, once.")},
                          {"carry", amount("Hours a month that an open finding costs.")}});
  for (const Option& option : rule.options) settings["properties"][option.name] = option_schema(option);
  return {{"description", rule.title}, {"anyOf", {off_or_severity(), std::move(settings)}}};
}

Json family_schema(const Family& family) {
  Json settings = object({{"off", {{"description", "true: switches all its rules off."}, {"type", "boolean"}}},
                          {"severity", words(names_of<Severity>, "The severity of all findings of its rules.")}});
  return {{"description", fmt::format("All rules of the family \"{}\" that have no setting of their own.", family.title)},
          {"anyOf", {off_or_severity(), std::move(settings)}}};
}

}  // namespace

std::string config_schema(const Catalogue& catalogue) {
  Json rules = Json::object();
  for (const Rule& rule : catalogue.rules) rules[rule.id] = rule_schema(rule);
  for (const Family& family : catalogue.families) rules[family.id] = family_schema(family);
  Json causes = Json::object();
  for (const auto& [cause, description] : causes_of_news) causes[name_of(cause)] = words(names_of<Reaction>, description);
  Json gate =
      object({{"fail_on", words(fail_on_names, "Findings of this severity and above fail the gate.")},
              {"baseline",
               {{"description", "The path of the baseline, relative to the folder of this file."}, {"type", "string"}, {"minLength", 1}}},
              {"strict_baseline", {{"description", "Recorded findings that are gone also fail the gate."}, {"type", "boolean"}}},
              {"new", object(std::move(causes))},
              {"waiver_notice", option_schema({"waiver_notice", "days", static_cast<double>(WaiverSettings{}.notice.count),
                                               "Days before the end of a waiver from which it is announced"})},
              {"freeze_until",
               {{"description", "The last day on which `stackdrag gate` lets in only what replaces something."},
                {"type", "string"},
                {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}}});
  Json root = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
               {"$id", "https://stackdrag.dev/schema/config-1.json"},
               {"title", "stackdrag configuration"},
               {"description", "The settings of a team for the rules and the gate: .stackdrag.yaml."}};
  root.update(object({{"rules", object(std::move(rules))}, {"gate", std::move(gate)}}));
  root["properties"]["rules"]["description"] = "Settings by the id of a rule or of a family.";
  root["properties"]["gate"]["description"] = "Which findings fail a job.";
  root["properties"]["packs"] = {{"description", "Packs to lay over the built-in ones, relative to the folder of this file."},
                                 {"type", "array"},
                                 {"items", {{"type", "string"}, {"minLength", 1}}}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stackdrag
