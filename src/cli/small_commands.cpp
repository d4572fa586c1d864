// `stackdrag schema` and `stackdrag version`.
#include "cli/cli.h"
#include "stackdrag/config.h"
#include "stackdrag/diff.h"
#include "stackdrag/diff_schema.h"
#include "stackdrag/fields.h"
#include "stackdrag/gatekeeping.h"
#include "stackdrag/render_forecast.h"
#include "stackdrag/render_impact.h"
#include "stackdrag/render_plan.h"
#include "stackdrag/report.h"
#include "stackdrag/report_schema.h"
#include "stackdrag/tickets.h"

namespace stackdrag::cli {

namespace {

struct Schema {
  std::string name;
  std::string (*text)();
};
const std::vector<Schema> schemas{
    {"inventory", inventory_schema}, {"config", [] { return config_schema(built_in_catalogue()); }},
    {"report", report_schema},       {"diff", diff_schema},
    {"impact", impact_schema},       {"plan", plan_schema},
    {"forecast", forecast_schema},   {"gate", gate_schema},
    {"tickets", tickets_schema},
};

}  // namespace

Command add_schema(CommandLine program) {
  const CommandLine command = program.add_command("schema", "Print the JSON Schema of the inventory, the configuration or the JSON output");
  auto what = std::make_shared<std::string>("inventory");
  auto format = std::make_shared<std::string>("json");
  std::vector<std::string> names;
  for (const Schema& schema : schemas) names.push_back(schema.name);
  command.add("what", *what, "Of what", " ").one_of(names);
  command.add("--format", *format, "json, or markdown for the reference page", "FORMAT").one_of({"json", "markdown"});
  command.add_examples({{"stackdrag schema inventory > stackdrag.schema.json", "for an editor, which then completes"},
                        {"stackdrag schema inventory --format markdown", "every field of the inventory"},
                        {"stackdrag schema report", "for a dashboard"}});
  command.set_exits("printed", "", "wrong command line");
  return {command, [what, format] {
            if (*format == "markdown" && *what != "inventory") return refuse("only the inventory has a reference page");
            if (*format == "markdown") return print(inventory_reference());
            const auto meant = std::find_if(schemas.begin(), schemas.end(), [&](const Schema& schema) { return schema.name == *what; });
            return print(meant->text());
          }};
}

Command add_version(CommandLine program) {
  const CommandLine command = program.add_command("version", "Print the version");
  command.add_examples({{"stackdrag version", "which version this is"}, {"stackdrag --version", "the same"}});
  command.set_exits("printed", "", "wrong command line");
  return {command, [] { return print("stackdrag " STACKDRAG_VERSION "\n"); }};
}

}  // namespace stackdrag::cli
